"""LoHa, LoKr and DoRA must do what the published formulas say, other kinds are refused by name."""

from __future__ import annotations

import math

import pytest
import torch
from peft import LoraConfig, inject_adapter_in_model, set_peft_model_state_dict

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError
from flux2studio.engine.lora_changes import Kron
from tests.engine.lora_files import (
    RANK,
    Bench,
    deltas_of,
    diffusers_pairs,
    load_transformer,
    numbers,
    order,
    original_pairs,
    original_sizes,
    run,
    same,
    save,
    to_diffusers,
    weights_of,
    written,
)


@pytest.fixture(scope="module")
def bench(tiny):
    return Bench(tiny(Pipeline.KLEIN))


def strength_of(bench, deltas):
    weights = weights_of(bench.transformer)
    change = sum(float(delta.square().sum()) for delta in deltas.values())
    return math.sqrt(change / sum(float(weights[layer].square().sum()) for layer in deltas))


def check(bench, path, deltas, scale=1.0):
    """The file does what ``deltas`` do at scale 1, and says how much that is."""
    result, (effect,) = bench.result(order(path, scale))
    truth = bench.truth({layer: scale * delta for layer, delta in deltas.items()})
    assert (truth - bench.bare).abs().max() > 0.01
    assert same(result, truth)
    assert effect.matched == effect.total
    assert effect.strength == pytest.approx(scale * strength_of(bench, deltas), rel=1e-4)
    return effect


# LoHa: (a1 @ b1) * (a2 @ b2) * alpha / rank


def loha(rank=3, alpha=6.0):
    tensors, deltas = {}, {}
    for place, (module, (given, taken)) in enumerate(original_sizes().items()):
        a1, a2 = (numbers(given, rank, seed=10 * place + half) for half in (0, 1))
        b1, b2 = (numbers(rank, taken, seed=10 * place + half) for half in (2, 3))
        parts = {"hada_w1_a": a1, "hada_w1_b": b1, "hada_w2_a": a2, "hada_w2_b": b2}
        name = f"lycoris_{module.replace('.', '_')}"
        tensors |= {f"{name}.{part}": 2 * tensor for part, tensor in parts.items()}
        tensors[f"{name}.alpha"] = torch.tensor(alpha)
        deltas[module] = 16 * (a1 @ b1) * (a2 @ b2) * alpha / rank
    return tensors, to_diffusers(deltas)


def test_a_loha_does_what_its_formula_says(bench, tmp_path):
    tensors, deltas = loha()

    effect = check(bench, save(tmp_path / "ink.safetensors", tensors), deltas, 0.75)

    assert (effect.layout, effect.rank) == ("LoHa (LyCORIS)", 3)


def test_a_loha_of_a_rank_that_multiplies_beyond_reason_is_refused(bench, tmp_path):
    shapes = {"w1_a": (96, 40), "w1_b": (40, 32), "w2_a": (96, 40), "w2_b": (40, 32)}
    tensors = {
        f"lycoris_double_blocks_0_img_attn_qkv.hada_{part}": numbers(*shape, seed=1)
        for part, shape in shapes.items()
    }

    with pytest.raises(EngineError, match="“Ink” holds LoHa of rank 40, which cannot be used"):
        bench.result(order(save(tmp_path / "ink.safetensors", tensors)))


# LoKr: kron(w1, w2) * alpha / rank, where w1 or w2 may be a product itself


def factors(size, factor):
    """LyCORIS: the largest divisor of ``size`` up to ``factor``, and the rest."""
    small = next(part for part in range(min(factor, size), 0, -1) if size % part == 0)
    return small, size // small


def lokr(prefix, factor, *, rank=0, both=False, alpha=None, flat=False):
    tensors, deltas = {}, {}
    for place, (module, (given, taken)) in enumerate(original_sizes().items()):
        (a, c), (b, d) = factors(given, factor), factors(taken, factor)
        name = prefix + (module.replace(".", "_") if flat else module)
        w1, w2 = numbers(a, b, seed=place), numbers(c, d, seed=place + 500)
        if rank and both:
            low, high = numbers(a, rank, seed=place + 1), numbers(rank, b, seed=place + 2)
            tensors |= {f"{name}.lokr_w1_a": low, f"{name}.lokr_w1_b": high}
            w1 = low @ high
        else:
            tensors[f"{name}.lokr_w1"] = w1
        if rank:
            low, high = numbers(c, rank, seed=place + 3), numbers(rank, d, seed=place + 4)
            tensors |= {f"{name}.lokr_w2_a": low, f"{name}.lokr_w2_b": high}
            w2 = low @ high
        else:
            tensors[f"{name}.lokr_w2"] = w2
        if alpha is not None:
            tensors[f"{name}.alpha"] = torch.tensor(alpha)
        scale = alpha / rank if rank and alpha is not None else 1.0
        deltas[module] = scale * torch.kron(w1, w2)
    return tensors, to_diffusers(deltas)


@pytest.mark.parametrize("factor", [2, 4, 5, 16])
def test_a_full_lokr_does_what_its_formula_says(bench, tmp_path, factor):
    # ai-toolkit writes an alpha that means nothing when both factors are whole.
    tensors, deltas = lokr("diffusion_model.", factor, alpha=9999999999.0)

    effect = check(bench, save(tmp_path / "ink.safetensors", tensors), deltas, 0.25)

    assert effect.layout == "LoKr (BFL)"


@pytest.mark.parametrize("both", [False, True])
def test_a_lokr_with_factors_of_low_rank_does_what_its_formula_says(bench, tmp_path, both):
    tensors, deltas = lokr("lycoris_", 4, rank=2, both=both, alpha=8.0, flat=True)

    check(bench, save(tmp_path / "ink.safetensors", tensors), deltas)


def test_a_lokr_on_the_names_of_diffusers_works_beside_a_lora(bench, tmp_path):
    layer = "transformer_blocks.1.attn.to_k"
    left, right = numbers(4, 4, seed=1), numbers(8, 8, seed=2)
    tensors = {
        f"lycoris_{layer.replace('.', '_')}.lokr_w1": left,
        f"lycoris_{layer.replace('.', '_')}.lokr_w2": right,
    }
    first = save(tmp_path / "lokr.safetensors", tensors)
    pairs = original_pairs()
    second = save(tmp_path / "lora.safetensors", written(pairs, "kohya"))

    result, _ = bench.result(order(first, 0.5), order(second, 2.0))

    deltas = deltas_of(pairs, 2.0)
    deltas[layer] += 0.5 * torch.kron(left, right)
    assert same(result, bench.truth(deltas))


def test_the_norm_of_rows_of_a_kronecker_product_needs_no_product():
    left, right = numbers(3, 2, seed=1), numbers(5, 4, seed=2)
    rows = ((9, 12), (2, 7))

    norm = Kron(left=left, right=right, rows=rows, factor=-2.0).norm()

    whole = 2 * torch.kron(left, right)
    assert norm == pytest.approx(float(torch.cat([whole[9:12], whole[2:7]]).norm()))


# DoRA: W' = m (W + D) / |W + D|; the change is W' - W


def dora(bench, names, *, by_rows=True, fused=True, scale=1.0):
    """Return a file's tensors and its changes; ``names`` of the parts and of the layers."""
    down_name, up_name, magnitude_name, prefix = names
    pairs = original_pairs() if fused else diffusers_pairs(original_pairs())
    weights = weights_of(bench.transformer)
    tensors, deltas = {}, {}
    lows = to_diffusers({m: up @ down for m, (down, up) in original_pairs().items()})
    for layer, low in lows.items():
        whole = weights[layer] + scale * low
        axis = 1 if by_rows else 0
        length = whole.norm(dim=axis, keepdim=True)
        source = torch.Generator().manual_seed(len(deltas))
        magnitude = length * (0.5 + torch.rand(length.shape, generator=source))
        deltas[layer] = magnitude / length * whole - weights[layer]
        tensors[layer] = magnitude
    return _dora_file(pairs, tensors, fused, down_name, up_name, magnitude_name, prefix), deltas


def _dora_file(pairs, magnitudes, fused, down_name, up_name, magnitude_name, prefix):
    tensors = {}
    for module, (down, up) in pairs.items():
        tensors[f"{prefix}{module}.{down_name}"] = down
        tensors[f"{prefix}{module}.{up_name}"] = up
        magnitude = _joined(module, magnitudes) if fused else magnitudes[module]
        if magnitude_name.startswith("lora"):
            magnitude = magnitude.flatten()
        tensors[f"{prefix}{module}.{magnitude_name}"] = magnitude
    return tensors


def _joined(module, magnitudes):
    """Return the lengths of the rows in the original order of ``module``."""
    given = original_sizes()[module][0]
    places = to_diffusers({module: torch.arange(given).float()[:, None]})
    joined = torch.zeros(given, 1)
    for layer, place in places.items():
        joined[place.long().flatten()] = magnitudes[layer]
    return joined


PEFT = ("lora_A.weight", "lora_B.weight", "lora_magnitude_vector", "transformer.")
KOHYA = ("lora_down.weight", "lora_up.weight", "dora_scale", "diffusion_model.")


@pytest.mark.parametrize(
    ("names", "fused", "by_rows"),
    [(PEFT, False, True), (KOHYA, True, True), (KOHYA, False, True), (KOHYA, False, False)],
)
def test_a_dora_does_what_its_formula_says(bench, tmp_path, names, fused, by_rows):
    tensors, deltas = dora(bench, names, fused=fused, by_rows=by_rows)

    effect = check(bench, save(tmp_path / "ink.safetensors", tensors), deltas, 0.75)

    assert effect.layout.startswith("DoRA")


def test_doras_over_rows_and_over_columns_work_together_and_beside_a_lora(bench, tmp_path):
    rows, row_deltas = dora(bench, PEFT, fused=False)
    columns, column_deltas = dora(bench, KOHYA, fused=False, by_rows=False)
    plain = original_pairs(seed=3)
    orders = (
        order(save(tmp_path / "rows.safetensors", rows), 0.5),
        order(save(tmp_path / "columns.safetensors", columns), 0.25),
        order(save(tmp_path / "plain.safetensors", written(plain, "kohya")), 0.5),
    )

    result, _ = bench.result(*orders)

    low = deltas_of(plain, 0.5)
    deltas = {
        layer: low[layer] + 0.5 * row_deltas[layer] + 0.25 * column_deltas[layer] for layer in low
    }
    assert same(result, bench.truth(deltas))


def test_a_dora_is_what_peft_makes_of_it(bench, tiny, tmp_path):
    tensors, _ = dora(bench, PEFT, fused=False)
    path = save(tmp_path / "ink.safetensors", tensors)
    theirs = load_transformer(tiny(Pipeline.KLEIN))
    config = LoraConfig(
        r=RANK, lora_alpha=RANK, use_dora=True, target_modules=sorted(weights_of(theirs))
    )
    inject_adapter_in_model(config, theirs)
    set_peft_model_state_dict(
        theirs, {key.removeprefix("transformer."): value for key, value in tensors.items()}
    )

    result, _ = bench.result(order(path))

    assert same(result, run(theirs.eval()))


# Kinds that are not taken


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("oft_blocks", "OFT"),
        ("oft_R.weight", "OFT"),
        ("boft_R", "BOFT"),
        ("a1.weight", "GLoRA"),
        ("ia3_l", "IA3"),
        ("diff", "weight differences"),
        ("diff_b", "weight differences"),
        ("lora_mid.weight", "Tucker decompositions"),
        ("lokr_t2", "Tucker decompositions"),
        ("vera_lambda_b", "VeRA"),
        ("lora_B.bias", "trained biases"),
        ("lora_B.default.bias", "trained biases"),
    ],
)
@pytest.mark.parametrize("beside", [True, False])
def test_other_kinds_are_refused_by_name(bench, tmp_path, ending, kind, beside):
    pairs = original_pairs()
    tensors = written(pairs, "ai-toolkit") if beside else {}
    tensors[f"diffusion_model.double_blocks.0.img_mlp.0.{ending}"] = numbers(4, 4, seed=1)
    path = save(tmp_path / "ink.safetensors", tensors)
    before = run(bench.transformer)

    with pytest.raises(EngineError, match=f"“Ink” holds {kind}, which cannot be used") as caught:
        bench.result(order(path))

    assert caught.value.kind is FailureKind.LORA
    assert torch.equal(run(bench.transformer), before)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("lokr", "LoKr with DoRA"),
        ("columns", "DoRA over the columns of joined layers"),
    ],
)
def test_what_cannot_be_right_is_refused(bench, tmp_path, file, words):
    module = "diffusion_model.double_blocks.0.img_attn.qkv"
    if file == "lokr":
        tensors = {
            f"{module}.lokr_w1": numbers(4, 4, seed=1),
            f"{module}.lokr_w2": numbers(24, 8, seed=2),
            f"{module}.dora_scale": numbers(96, 1, seed=3),
        }
    else:
        down, up = original_pairs()["double_blocks.0.img_attn.qkv"]
        tensors = {
            f"{module}.lora_down.weight": down,
            f"{module}.lora_up.weight": up,
            f"{module}.dora_scale": numbers(1, 32, seed=3),
        }

    with pytest.raises(EngineError, match=words):
        bench.result(order(save(tmp_path / "ink.safetensors", tensors)))

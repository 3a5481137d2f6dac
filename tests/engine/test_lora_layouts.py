"""One change in every layout that trainers write must do what the merged weights do."""

from __future__ import annotations

import json
import math

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.local import Pipeline
from tests.engine.lora_files import (
    LAYOUTS,
    RANK,
    Bench,
    deltas_of,
    diffusers_pairs,
    load_transformer,
    numbers,
    order,
    original_pairs,
    run,
    same,
    save,
    weights_of,
    with_settings,
    written,
)
from tests.engine.tiny import HIDDEN

KINDS = (Pipeline.KLEIN, Pipeline.DEV)


@pytest.fixture(scope="module")
def benches(tiny):
    return {kind: Bench(tiny(kind)) for kind in KINDS}


@pytest.fixture
def bench(benches):
    yield benches[Pipeline.KLEIN]
    benches[Pipeline.KLEIN].rack.forget()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_does_what_the_merged_weights_do(benches, tmp_path, layout, kind):
    bench = benches[kind]
    pairs = original_pairs(kind)
    path = save(tmp_path / "ink.safetensors", written(pairs, layout))

    result, (effect,) = bench.result(order(path, 0.75))

    truth = bench.truth(deltas_of(pairs, 0.75))
    assert (truth - bench.bare).abs().max() > 0.1
    assert same(result, truth)
    assert effect.matched == effect.total > 20
    assert effect.ignored == ()
    assert effect.rank == RANK


@pytest.mark.parametrize(
    "module",
    ["final_layer.adaLN_modulation.1", "double_stream_modulation_img.lin", "txt_in", "img_in"],
)
def test_a_layer_outside_the_blocks_is_changed_alone_and_right(bench, tmp_path, module):
    pairs = {module: original_pairs()[module]}
    path = save(tmp_path / "ink.safetensors", written(pairs, "ai-toolkit"))

    result, (effect,) = bench.result(order(path))

    truth = bench.truth(deltas_of(pairs))
    assert (truth - bench.bare).abs().max() > 0.005
    assert same(result, truth)
    assert (effect.matched, effect.total) == (1, 1)


def test_the_last_modulation_in_the_names_of_diffusers_is_not_turned(bench, tmp_path):
    pair = original_pairs()["final_layer.adaLN_modulation.1"]
    path = save(
        tmp_path / "ink.safetensors",
        {
            "transformer.norm_out.linear.lora_A.weight": pair[0],
            "transformer.norm_out.linear.lora_B.weight": pair[1],
        },
    )

    result, _ = bench.result(order(path))

    assert same(result, bench.truth({"norm_out.linear": pair[1] @ pair[0]}))


@pytest.mark.parametrize(
    ("said", "factor"),
    [
        ({"r": RANK, "lora_alpha": 2 * RANK}, 2.0),
        ({"r": RANK, "lora_alpha": 6, "use_rslora": True}, 6 / math.sqrt(RANK)),
        ({"r": RANK}, 1.0),
    ],
)
def test_the_header_of_diffusers_scales(bench, tmp_path, said, factor):
    pairs = original_pairs()
    path = save(tmp_path / "ink.safetensors", written(pairs, "diffusers"), with_settings(**said))

    result, _ = bench.result(order(path, 0.5))

    assert same(result, bench.truth(deltas_of(pairs, 0.5 * factor)))


def test_the_header_may_scale_some_layers_otherwise(bench, tmp_path):
    layer = "single_transformer_blocks.1.attn.to_out"
    pairs = original_pairs()
    metadata = with_settings(
        r=RANK,
        lora_alpha=RANK,
        alpha_pattern={layer: 3 * RANK, r"^transformer_blocks\.0\.attn\.to_q$": 2 * RANK},
        rank_pattern={layer: RANK},
    )
    path = save(tmp_path / "ink.safetensors", written(pairs, "diffusers"), metadata)

    result, _ = bench.result(order(path))

    deltas = deltas_of(pairs)
    deltas[layer] = deltas[layer] * 3
    deltas["transformer_blocks.0.attn.to_q"] = deltas["transformer_blocks.0.attn.to_q"] * 2
    assert same(result, bench.truth(deltas))


def test_an_alpha_tensor_wins_over_the_header(bench, tmp_path):
    pairs = original_pairs()
    metadata = with_settings(r=RANK, lora_alpha=99)
    path = save(tmp_path / "ink.safetensors", written(pairs, "OneTrainer"), metadata)

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of(pairs)))


@pytest.mark.parametrize(
    "dtype",
    [
        torch.float64,
        torch.float16,
        torch.bfloat16,
        torch.float8_e4m3fn,
        torch.float8_e5m2,
    ],
    ids=str,
)
def test_every_number_format_is_read(bench, tmp_path, dtype):
    pairs = original_pairs()
    tensors = {
        key: tensor.to(dtype) for key, tensor in written(pairs, "kohya without alpha").items()
    }
    path = save(tmp_path / "ink.safetensors", tensors)

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of(pairs)))


def test_matrices_written_as_convolutions_are_read(bench, tmp_path):
    pairs = original_pairs()
    tensors = {
        key: tensor if key.endswith("alpha") else tensor[..., None, None]
        for key, tensor in written(pairs, "kohya").items()
    }
    path = save(tmp_path / "ink.safetensors", tensors)

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of(pairs)))


def test_an_alpha_may_be_a_list_of_one_whole_number(bench, tmp_path):
    pairs = original_pairs()
    tensors = {
        key: tensor.long().reshape(1) if key.endswith("alpha") else tensor
        for key, tensor in written(pairs, "kohya").items()
    }
    path = save(tmp_path / "ink.safetensors", tensors)

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of(pairs)))


def test_q_k_and_v_trained_apart_and_saved_joined_stay_apart(bench, tmp_path):
    module = "double_blocks.0.img_attn.qkv"
    downs = [numbers(RANK, HIDDEN, seed=place) for place in range(3)]
    ups = [numbers(HIDDEN, RANK, seed=place + 3) for place in range(3)]
    pair = (torch.cat(downs), torch.block_diag(*ups))
    path = save(tmp_path / "ink.safetensors", written({module: pair}, "kohya"))

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of({module: pair})))
    bench.result(order(path))
    room = 3 * RANK * 2 * HIDDEN * 4  # each of the three with its own rank, not with all
    assert bench.rack.used_bytes == room


def test_the_joined_names_of_diffusers_are_known(bench, tmp_path):
    pair = original_pairs()["double_blocks.1.txt_attn.qkv"]
    path = save(
        tmp_path / "ink.safetensors",
        {
            "transformer.transformer_blocks.1.attn.to_added_qkv.lora_A.weight": pair[0],
            "transformer.transformer_blocks.1.attn.to_added_qkv.lora_B.weight": pair[1],
        },
    )

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of({"double_blocks.1.txt_attn.qkv": pair})))


def test_a_layer_that_is_there_by_itself_and_joined_gets_both(bench, tmp_path):
    joined, apart = original_pairs(), original_pairs(seed=11)
    both = {"double_blocks.0.img_attn.qkv": joined["double_blocks.0.img_attn.qkv"]}
    query = diffusers_pairs(apart)["transformer_blocks.0.attn.to_q"]
    path = save(
        tmp_path / "ink.safetensors",
        {
            **written(both, "ai-toolkit"),
            "diffusion_model.transformer_blocks.0.attn.to_q.lora_A.weight": query[0],
            "diffusion_model.transformer_blocks.0.attn.to_q.lora_B.weight": query[1],
        },
    )

    result, _ = bench.result(order(path))

    deltas = deltas_of(both)
    deltas["transformer_blocks.0.attn.to_q"] += query[1] @ query[0]
    assert same(result, bench.truth(deltas))


def test_what_is_not_in_the_model_is_told_and_the_rest_works(benches, tmp_path):
    pairs = original_pairs(Pipeline.DEV)
    tensors = written(pairs, "kohya")
    for key in (
        "lora_te1_text_model_encoder_layers_0_mlp_fc1",
        "lora_unet_double_blocks_9_img_mlp_0",
    ):
        tensors |= {
            f"{key}.lora_down.weight": numbers(4, 32, seed=1),
            f"{key}.lora_up.weight": numbers(32, 4, seed=2),
        }
    tensors |= {"bundle_emb.ink.string_to_param": numbers(4, 4, seed=1)}
    tensors |= {"lora_unet_double_blocks_0_norm.alpha": torch.tensor(1.0)}
    path = save(tmp_path / "ink.safetensors", tensors)
    bench = benches[Pipeline.KLEIN]

    result, (effect,) = bench.result(order(path))

    ours = {module: pair for module, pair in pairs.items() if "guidance" not in module}
    assert same(result, bench.truth(deltas_of(ours)))
    assert effect.total - effect.matched == 6
    assert set(effect.ignored) == {
        "bundle_emb.ink",
        "lora_unet_double_blocks_0_norm",
        "lora_te1_text_model_encoder_layers_0_mlp_fc1",
        "lora_unet_double_blocks_9_img_mlp_0",
        "lora_unet_guidance_in_in_layer",
        "lora_unet_guidance_in_out_layer",
    }


def test_the_strength_is_the_norm_of_the_change_over_that_of_what_it_changes(bench, tmp_path):
    pairs = original_pairs()
    path = save(tmp_path / "ink.safetensors", written(pairs, "ComfyUI with alpha"))

    _, (effect,) = bench.result(order(path, 1.5))

    bench.rack.apply((), lambda: None)
    deltas, weights = deltas_of(pairs), weights_of(bench.transformer)
    change = math.sqrt(sum(float(delta.square().sum()) for delta in deltas.values()))
    base = math.sqrt(sum(float(weights[layer].square().sum()) for layer in deltas))
    assert effect.strength == pytest.approx(1.5 * change / base, rel=1e-5)


def test_diffusers_itself_gives_the_same_for_its_own_layout(bench, tiny, tmp_path):
    pairs = original_pairs()
    path = save(tmp_path / "ink.safetensors", written(pairs, "diffusers"))
    theirs = load_transformer(tiny(Pipeline.KLEIN))
    theirs.load_lora_adapter(written(pairs, "diffusers"), adapter_name="ink", prefix="transformer")
    theirs.set_adapters(["ink"], [0.5])

    result, _ = bench.result(order(path, 0.5))

    assert same(result, run(theirs))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_part_of_any_layout_at_any_rank_and_scale_is_right(bench, tmp_path, data):
    layout = data.draw(st.sampled_from(sorted(LAYOUTS)))
    rank = data.draw(st.sampled_from([1, 2, 8, 16]))
    scale = data.draw(st.floats(0.125, 4))
    pairs = original_pairs(rank=rank, seed=data.draw(st.integers(0, 50)))
    chosen = data.draw(st.sets(st.sampled_from(sorted(pairs)), min_size=1))
    pairs = {module: pairs[module] for module in pairs if module in chosen}
    path = save(tmp_path / "any.safetensors", written(pairs, layout))

    result, (effect,) = bench.result(order(path, scale))

    truth = bench.truth(deltas_of(pairs, scale))
    assert (result - truth).abs().max() < 1e-5 * max(1.0, float(truth.abs().max()))
    assert effect.matched == effect.total


def test_names_of_the_layout_are_kept_with_the_effect(bench, tmp_path):
    names = set()
    for layout in ("kohya", "ai-toolkit", "fal", "diffusers"):
        path = save(tmp_path / f"{layout}.safetensors", written(original_pairs(), layout))
        names.add(bench.result(order(path))[1][0].layout)

    assert names == {"LoRA (kohya)", "LoRA (BFL)", "LoRA (PEFT)", "LoRA (diffusers)"}


def test_a_header_that_makes_no_sense_is_no_reason_to_run_its_patterns(bench, tmp_path):
    pairs = original_pairs()
    metadata = {
        "lora_adapter_metadata": json.dumps(
            {"transformer.r": RANK, "transformer.alpha_pattern": {"(a+)+" * 20 + "$": 64}}
        )
    }
    path = save(tmp_path / "ink.safetensors", written(pairs, "diffusers"), metadata)

    result, _ = bench.result(order(path))

    assert same(result, bench.truth(deltas_of(pairs)))

"""Putting LoRAs to work, changing and taking them away leaves nothing behind."""

from __future__ import annotations

import itertools

import pytest
import torch
from diffusers.hooks import apply_group_offloading
from torchao.quantization import Int8WeightOnlyConfig, quantize_

from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError, StoppedError
from flux2studio.engine.lora_linear import LoraLinear
from flux2studio.engine.lora_rack import LoraRack
from tests.engine.lora_files import (
    Bench,
    deltas_of,
    load_transformer,
    numbers,
    order,
    original_pairs,
    run,
    run_merged,
    same,
    save,
    written,
)


@pytest.fixture(scope="module")
def shared(tiny):
    return Bench(tiny(Pipeline.KLEIN))


@pytest.fixture
def bench(shared):
    shared.result()
    shared.rack.forget()
    return shared


@pytest.fixture(scope="module")
def lora(tmp_path_factory):
    """Return the path of a LoRA by number; each of another rank and layout."""
    folder = tmp_path_factory.mktemp("loras")
    layouts = ("kohya", "ai-toolkit", "diffusers", "DiffSynth")

    def path(number):
        made = folder / f"{number}.safetensors"
        if not made.exists():
            save(made, written(pairs_of(number), layouts[number % 4]))
        return made

    return path


def pairs_of(number):
    return original_pairs(rank=2 + 3 * number, seed=number)


def summed(*scaled):
    """Return the changes of LoRAs by number, each at its scale."""
    total = {}
    for number, scale in scaled:
        for layer, delta in deltas_of(pairs_of(number), scale).items():
            total[layer] = total.get(layer, 0) + delta
    return total


def changed(transformer):
    return [module for module in transformer.modules() if isinstance(module, LoraLinear)]


# Nothing, and nothing left


def test_at_scale_0_a_lora_is_not_there_at_all(bench, lora):
    result, effects = bench.result(order(lora(0), 0.0), order(lora(1), 0.0))

    assert torch.equal(result, bench.bare)
    assert changed(bench.transformer) == []
    assert [effect.strength for effect in effects] == [0, 0]


def test_beside_others_scale_0_changes_no_bit(bench, lora):
    alone, _ = bench.result(order(lora(0), 0.5))

    beside, effects = bench.result(order(lora(1), 0.0), order(lora(0), 0.5))

    assert torch.equal(alone, beside)
    assert [effect.scale for effect in effects] == [0, 0.5]


def test_a_file_at_scale_0_need_not_even_be_there(bench, tmp_path):
    bench.result(order(tmp_path / "gone.safetensors", 0.0))


def test_without_loras_the_model_is_itself_again_bit_for_bit(bench, lora):
    bench.result(order(lora(0)), order(lora(1), 3.0))

    result, _ = bench.result()

    assert torch.equal(result, bench.bare)
    assert changed(bench.transformer) == []
    assert bench.rack.used_bytes == 0


# Several


@pytest.mark.parametrize("scale", [0.125, 1.0, 4.0, -1.0])
def test_a_scale_multiplies_the_change(bench, lora, scale):
    result, (effect,) = bench.result(order(lora(0), scale))

    truth = bench.truth(summed((0, scale)))
    assert (result - truth).abs().max() < 1e-5
    assert effect.scale == scale
    assert effect.strength > 0


def test_a_stack_does_what_all_of_its_loras_do(bench, lora):
    stack = ((0, 0.5), (1, 0.25), (2, 1.0), (3, 0.125))

    result, effects = bench.result(*(order(lora(number), scale) for number, scale in stack))

    assert same(result, bench.truth(summed(*stack)))
    assert [effect.rank for effect in effects] == [2, 5, 8, 11]


def test_the_order_of_a_stack_changes_no_bit(bench, lora):
    orders = [order(lora(0), 0.5), order(lora(1), 0.25), order(lora(2), 1.0)]
    results = []
    for arranged in itertools.permutations(orders):
        bench.result()
        result, effects = bench.result(*arranged)
        results.append(result)
        assert [effect.scale for effect in effects] == [each.scale for each in arranged]

    assert all(torch.equal(result, results[0]) for result in results)


def test_the_same_lora_twice_adds_up(bench, lora):
    result, _ = bench.result(order(lora(0), 0.5), order(lora(0), 0.25))

    assert same(result, bench.truth(summed((0, 0.75))))


def test_loras_of_other_layers_stand_side_by_side(bench, tmp_path):
    pairs = original_pairs()
    single = {module: pair for module, pair in pairs.items() if module.startswith("single_blocks")}
    rest = {module: pair for module, pair in pairs.items() if module not in single}
    one = save(tmp_path / "one.safetensors", written(single, "kohya"))
    other = save(tmp_path / "other.safetensors", written(rest, "fal"))

    result, effects = bench.result(order(one), order(other))

    assert same(result, bench.truth(deltas_of(pairs)))
    assert sum(effect.matched for effect in effects) == len(pairs)


def test_many_loras_cost_one_pair_of_matrices_a_layer(bench, lora):
    bench.result(*(order(lora(number), 0.25) for number in range(4)))

    ranks = {layer.stack.down.shape[0] for layer in changed(bench.transformer)}
    assert ranks == {2 + 5 + 8 + 11}


# Changes


def test_a_swap_leaves_nothing_of_the_one_before(bench, lora):
    fresh, _ = bench.result(order(lora(1), 0.5))
    bench.result(order(lora(2), 2.0))

    result, _ = bench.result(order(lora(1), 0.5))

    assert torch.equal(result, fresh)


def test_layers_that_the_next_one_does_not_change_are_themselves_again(bench, lora, tmp_path):
    pairs = {"img_in": original_pairs()["img_in"]}
    small = save(tmp_path / "small.safetensors", written(pairs, "kohya"))
    bench.result(order(lora(0)))

    result, _ = bench.result(order(small))

    assert len(changed(bench.transformer)) == 1
    assert same(result, bench.truth(deltas_of(pairs)))


def test_a_file_that_was_changed_is_read_again(bench, tmp_path):
    path = save(tmp_path / "ink.safetensors", written(pairs_of(0), "kohya"))
    before, (first,) = bench.result(order(path))
    save(path, written(pairs_of(1), "kohya"))

    after, (second,) = bench.result(order(path))

    assert not same(before, after)
    assert same(after, bench.truth(summed((1, 1.0))))
    assert first.sha256 != second.sha256


def test_a_file_that_is_not_the_one_that_was_added_is_refused(bench, lora):
    path = lora(0)
    _, (effect,) = bench.result(order(path))
    right = order(path)

    bench.rack.apply([type(right)(name="Ink", file=right.file, scale=1, sha256=effect.sha256)], ok)
    with pytest.raises(EngineError, match="is not the file it was when it was added"):
        bench.rack.apply([type(right)(name="Ink", file=right.file, scale=1, sha256="00")], ok)


def ok():
    """A check that finds nothing."""


def test_what_is_kept_for_the_next_time_is_bounded(tiny, lora):
    transformer = load_transformer(tiny(Pipeline.KLEIN))
    rack = LoraRack(transformer, cache_bytes=1)

    for number in (0, 1, 2, 0):
        rack.apply([order(lora(number))], ok)

    assert same(run(transformer), bench_truth(transformer, rack, summed((0, 1.0))))


def bench_truth(transformer, rack, deltas):
    rack.apply((), ok)
    return run_merged(transformer, deltas)


# Failures and stops


def test_a_third_that_fails_leaves_the_first_two_at_work(bench, lora, tmp_path):
    before, _ = bench.result(order(lora(0), 0.5), order(lora(1), 0.5))
    bad = tmp_path / "bad.safetensors"
    bad.write_bytes(b"nothing of the kind")

    with pytest.raises(EngineError):
        bench.result(order(lora(2)), order(lora(3)), order(bad))

    assert torch.equal(run(bench.transformer), before)


def test_a_stop_at_any_moment_leaves_the_model_as_it_was(bench, lora):
    before, _ = bench.result(order(lora(0), 0.5))
    stopped = 0
    for moment in (0, 1, 5, 30, 60, 90):
        bench.rack.forget()
        countdown = itertools.count()

        def check(moment=moment, countdown=countdown):
            if next(countdown) == moment:
                raise StoppedError

        with pytest.raises(StoppedError):
            bench.rack.apply([order(lora(1)), order(lora(2))], check)
        stopped += 1
        assert torch.equal(run(bench.transformer), before)

    assert stopped == 6
    result, _ = bench.result(order(lora(1)), order(lora(2)))
    assert same(result, bench.truth(summed((1, 1.0), (2, 1.0))))


# Formats and devices


def test_a_model_in_bf16_gets_its_loras_in_bf16(tiny, lora):
    transformer = load_transformer(tiny(Pipeline.KLEIN), torch.bfloat16)
    rack = LoraRack(transformer)

    rack.apply([order(lora(0), 0.5)], ok)

    assert {layer.stack.up.dtype for layer in changed(transformer)} == {torch.bfloat16}
    result = run(transformer, torch.bfloat16)
    truth = bench_truth(transformer.float(), rack, summed((0, 0.5)))
    assert (result - truth).abs().max() < 0.05
    assert (truth - run(transformer)).abs().max() > 0.2


def test_where_the_model_goes_its_loras_go(tiny, lora):
    transformer = load_transformer(tiny(Pipeline.KLEIN))
    rack = LoraRack(transformer)
    rack.apply([order(lora(0))], ok)

    transformer.to(torch.float64)

    assert {layer.stack.down.dtype for layer in changed(transformer)} == {torch.float64}
    assert run(transformer, torch.float64).dtype == torch.float64
    transformer.to("meta")
    assert {layer.stack.up.device.type for layer in changed(transformer)} == {"meta"}


def test_slots_that_were_moved_in_the_middle_of_a_picture_can_still_be_changed(tiny, lora):
    transformer = load_transformer(tiny(Pipeline.KLEIN))
    truth = run_merged(transformer, summed((1, 0.5)))
    rack = LoraRack(transformer)
    rack.enable_slots(16)
    rack.apply([order(lora(0))], ok)
    kept = [layer.stack for layer in changed(transformer)]

    with torch.inference_mode():
        transformer.to(torch.float64)
        transformer.to(torch.float32)
    rack.apply([order(lora(1), 0.5)], ok)

    assert [layer.stack for layer in changed(transformer)] == kept
    assert same(run(transformer), truth)


@pytest.mark.parametrize("way", ["leaf_level", "block_level"])
@pytest.mark.parametrize("hooked_first", [True, False])
def test_loras_work_with_hooks_that_move_the_weights(tiny, lora, way, hooked_first):
    transformer = load_transformer(tiny(Pipeline.KLEIN))
    bare = run(transformer)
    truth = run_merged(transformer, summed((0, 0.5)))
    rack = LoraRack(transformer)
    if not hooked_first:
        rack.apply([order(lora(0), 0.5)], ok)

    apply_group_offloading(
        transformer,
        onload_device=torch.device("cpu"),
        offload_device=torch.device("cpu"),
        offload_type=way,
        num_blocks_per_group=1 if way == "block_level" else None,
    )
    for _ in range(2):
        rack.apply([order(lora(0), 0.5)], ok)
        assert same(run(transformer), truth)
        rack.apply((), ok)
        assert torch.equal(run(transformer), bare)


@pytest.fixture(scope="module")
def quantised(tiny):
    transformer = load_transformer(tiny(Pipeline.KLEIN))
    quantize_(transformer, Int8WeightOnlyConfig(version=2))
    return transformer


def dequantised(transformer, tiny):
    """Return a plain transformer of the weights that ``transformer`` really has."""
    plain = load_transformer(tiny(Pipeline.KLEIN))
    for name, layer in plain.named_modules():
        if isinstance(layer, torch.nn.Linear):
            layer.weight.data = transformer.get_submodule(name).weight.dequantize()
    return plain


def test_a_quantised_model_takes_loras_beside_its_weights(quantised, tiny, lora):
    bare = run(quantised)
    plain = dequantised(quantised, tiny)
    rack = LoraRack(quantised)

    (effect,) = rack.apply([order(lora(0), 0.5)], ok)

    assert (run(quantised) - run_merged(plain, summed((0, 0.5)))).abs().max() < 1e-4
    (plainly,) = LoraRack(plain).apply([order(lora(0), 0.5)], ok)
    assert effect.strength == pytest.approx(plainly.strength, rel=1e-4)
    rack.apply((), ok)
    assert torch.equal(run(quantised), bare)


def test_a_dora_on_a_quantised_model_sees_the_weights_as_they_are_there(quantised, tiny, tmp_path):
    plain = dequantised(quantised, tiny)
    tensors = written({"img_in": original_pairs()["img_in"]}, "diffusers")
    tensors["transformer.x_embedder.lora_magnitude_vector"] = numbers(32, seed=5).abs() + 0.5
    path = save(tmp_path / "dora.safetensors", tensors)

    rack = LoraRack(quantised)
    rack.apply([order(path)], ok)
    result = run(quantised)
    rack.apply((), ok)

    LoraRack(plain).apply([order(path)], ok)
    assert (result - run(plain)).abs().max() < 1e-4


def test_a_model_kept_in_8_bits_between_the_steps_takes_loras(tiny, lora):
    transformer = load_transformer(tiny(Pipeline.KLEIN))
    transformer.enable_layerwise_casting(
        storage_dtype=torch.float8_e4m3fn, compute_dtype=torch.float32
    )
    bare = run(transformer)
    plain = load_transformer(tiny(Pipeline.KLEIN))
    for name, layer in plain.named_modules():
        if isinstance(layer, torch.nn.Linear):
            layer.weight.data = transformer.get_submodule(name).weight.data.float()
    rack = LoraRack(transformer)

    (effect,) = rack.apply([order(lora(0), 0.5)], ok)

    assert same(run(transformer), run_merged(plain, summed((0, 0.5))))
    (plainly,) = LoraRack(plain).apply([order(lora(0), 0.5)], ok)
    assert effect.strength == pytest.approx(plainly.strength, rel=1e-5)
    rack.apply((), ok)
    assert torch.equal(run(transformer), bare)

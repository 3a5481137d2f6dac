"""A single file in place of the transformer: every layout of other tools gives the same model."""

from __future__ import annotations

import json

import gguf
import pytest
import torch

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import MemoryPlan, Pipeline, Precision, Quantisation
from flux2studio.engine.errors import EngineError, StoppedError
from flux2studio.engine.model_folder import look
from flux2studio.engine.model_weights import measured
from tests.engine.loads import EXACT, files, load, picture, stop_at
from tests.engine.single_files import (
    bfl_weights,
    diffusers_weights,
    to_fp8,
    write,
    write_gguf,
)
from tests.engine.tiny import make_tiny

AS_IN_FILE = MemoryPlan(precision=Precision.FP32, quantisation=Quantisation.FILE)
KLEIN = Pipeline.KLEIN

FP8_LAYOUTS = {
    "one scale a layer": lambda layer, scale: {f"{layer}.weight_scale": scale},
    "one scale in a list": lambda layer, scale: {f"{layer}.weight_scale": scale.reshape(1)},
    "with scales of the input": lambda layer, scale: {
        f"{layer}.weight_scale": scale,
        f"{layer}.input_scale": torch.tensor(0.5),
    },
    "of older tools": lambda layer, scale: {
        f"{layer}.scale_weight": scale,
        f"{layer}.scale_input": torch.tensor(0.5),
    },
    "with a note of the tool": lambda layer, scale: {
        f"{layer}.weight_scale": scale,
        f"{layer}.comfy_quant": torch.frombuffer(
            bytearray(json.dumps({"format": "float8_e4m3fn"}).encode()), dtype=torch.uint8
        ),
    },
    "without scales": lambda layer, scale: {},
}


@pytest.fixture
def folder(tiny):
    return tiny(KLEIN)


def with_file(folder, path, **changes):
    return files(KLEIN, folder, transformer=str(path), **changes)


def weights_of(transformer):
    return dict(transformer.state_dict())


def same(transformer, other):
    mine, its = weights_of(transformer), weights_of(other)
    return mine.keys() == its.keys() and all(torch.equal(mine[name], its[name]) for name in mine)


@pytest.mark.parametrize(
    ("layout", "prefix"),
    [
        (bfl_weights, ""),
        (bfl_weights, "model.diffusion_model."),
        (diffusers_weights, ""),
        (diffusers_weights, "diffusion_model."),
    ],
)
def test_weights_named_in_both_ways_and_with_prefixes_are_read(layout, prefix, folder, tmp_path):
    path = write(tmp_path / "one.safetensors", layout(folder), prefix)

    single = load(with_file(folder, path)).pipe.transformer

    assert same(single, load(files(KLEIN, folder)).pipe.transformer)


def test_a_single_file_of_dev_has_the_same_weights_as_its_folder(tiny, tmp_path):
    dev = tiny(Pipeline.DEV)
    path = write(tmp_path / "dev.safetensors", bfl_weights(dev))

    single = load(files(Pipeline.DEV, dev, transformer=str(path))).pipe.transformer

    assert same(single, load(files(Pipeline.DEV, dev)).pipe.transformer)


def test_a_checkpoint_of_everything_gives_only_its_transformer(folder, tmp_path):
    weights = {f"model.diffusion_model.{name}": each for name, each in bfl_weights(folder).items()}
    weights["vae.decoder.conv_in.weight"] = torch.zeros(3)
    path = write(tmp_path / "all.safetensors", weights)

    single = load(with_file(folder, path)).pipe.transformer

    assert same(single, load(files(KLEIN, folder)).pipe.transformer)


@pytest.mark.parametrize(
    ("layout", "source"),
    [*((layout, bfl_weights) for layout in FP8_LAYOUTS), ("of older tools", diffusers_weights)],
)
def test_fp8_weights_stay_small_and_mean_what_they_did(layout, source, folder, tmp_path):
    small, meant = to_fp8(source(folder), FP8_LAYOUTS[layout])
    path = write(tmp_path / "fp8.safetensors", small, "model.diffusion_model.")
    same_meaning = write(tmp_path / "meant.safetensors", meant)

    model = load(with_file(folder, path), AS_IN_FILE)

    layer = model.pipe.transformer.transformer_blocks[0].attn.to_q
    assert layer.weight.dtype is torch.float8_e4m3fn
    expected = picture(load(with_file(folder, same_meaning)).pipe)
    assert abs(picture(model.pipe) - expected).max() < 1e-5


def test_fp8_with_a_scale_for_each_row_and_a_marker_is_read(folder, tmp_path):
    def by_row(layer, scale):
        rows = len(source[f"{layer}.weight"])
        return {f"{layer}.weight_scale": scale * torch.linspace(1, 2, rows)}

    source = bfl_weights(folder)
    small, meant = to_fp8(source, by_row)
    small["scaled_fp8"] = torch.zeros(2, dtype=torch.float8_e4m3fn)
    path = write(tmp_path / "fp8.safetensors", small)
    same_meaning = write(tmp_path / "meant.safetensors", meant)

    model = load(with_file(folder, path), AS_IN_FILE)

    expected = picture(load(with_file(folder, same_meaning)).pipe)
    assert abs(picture(model.pipe) - expected).max() < 1e-5


def test_the_coarser_fp8_is_turned_into_plain_weights(folder, tmp_path):
    small, meant = to_fp8(
        bfl_weights(folder), FP8_LAYOUTS["one scale a layer"], dtype=torch.float8_e5m2
    )
    path = write(tmp_path / "fp8.safetensors", small)
    same_meaning = write(tmp_path / "meant.safetensors", meant)

    model = load(with_file(folder, path), AS_IN_FILE)

    assert same(model.pipe.transformer, load(with_file(folder, same_meaning)).pipe.transformer)


@pytest.mark.parametrize(
    ("kind", "source"),
    [
        ("Q8_0", bfl_weights),
        ("Q8_0", diffusers_weights),
        ("Q4_0", bfl_weights),
        ("F16", bfl_weights),
    ],
)
def test_a_gguf_file_paints_what_its_weights_mean(kind, source, folder, tmp_path):
    quantisation = gguf.GGMLQuantizationType[kind]
    weights = source(folder)
    path = write_gguf(tmp_path / "one.gguf", weights, quantisation)
    meant = {
        name: torch.from_numpy(
            gguf.quants.dequantize(
                gguf.quants.quantize(each.float().numpy(), quantisation), quantisation
            )
        ).to(torch.float32)
        if each.ndim == 2 and "blocks" in name
        else each
        for name, each in weights.items()
    }
    same_meaning = write(tmp_path / "meant.safetensors", meant)

    model = load(with_file(folder, path), AS_IN_FILE)

    expected = picture(load(with_file(folder, same_meaning)).pipe)
    assert abs(picture(model.pipe) - expected).max() < 2e-3


def test_the_size_of_a_small_file_is_known_before_it_is_loaded(folder, tmp_path):
    small, _ = to_fp8(bfl_weights(folder), FP8_LAYOUTS["one scale a layer"])
    path = write(tmp_path / "fp8.safetensors", small)
    plain = write(tmp_path / "plain.safetensors", bfl_weights(folder))

    fp8 = measured(look(with_file(folder, path)), KLEIN)
    bf16 = measured(look(with_file(folder, plain)), KLEIN)

    assert fp8.transformer_file_bytes == path.stat().st_size
    assert bf16.transformer_file_bytes == 0
    assert bf16 == measured(look(files(KLEIN, folder)), KLEIN)


@pytest.mark.parametrize("suffix", ["safetensors", "gguf"])
def test_a_transformer_of_another_width_is_refused(suffix, folder, tmp_path):
    wide = bfl_weights(make_tiny(KLEIN, tmp_path / "wide", heads=4))
    path = tmp_path / f"wide.{suffix}"
    if suffix == "gguf":
        write_gguf(path, wide, gguf.GGMLQuantizationType.Q8_0)
    else:
        write(path, wide)

    assert "made for another model" in refusal(with_file(folder, path))


def test_a_transformer_of_dev_is_refused_for_klein(tiny, folder, tmp_path):
    path = write(tmp_path / "dev.safetensors", bfl_weights(tiny(Pipeline.DEV)))

    assert "made for another model" in refusal(with_file(folder, path))


def test_a_file_without_some_weights_is_refused(folder, tmp_path):
    weights = bfl_weights(folder)
    del weights["double_blocks.1.img_mlp.0.weight"]
    path = write(tmp_path / "part.safetensors", weights)

    assert "made for another model" in refusal(with_file(folder, path))


def test_a_file_of_something_else_is_refused(folder, tmp_path):
    path = write(tmp_path / "lora.safetensors", {"lora_unet_x.lora_down.weight": torch.zeros(2, 2)})

    assert refusal(with_file(folder, path)) == "“lora.safetensors” holds no transformer of FLUX.2."


def test_weights_of_four_bits_that_no_library_here_reads_are_refused(folder, tmp_path):
    weights = bfl_weights(folder)
    name = "double_blocks.0.img_mlp.0"
    weights[f"{name}.weight_scale_2"] = torch.ones(())
    path = write(tmp_path / "nvfp4.safetensors", weights)

    assert "format" in refusal(with_file(folder, path))


@pytest.mark.parametrize("name", ["half.safetensors", "half.gguf"])
def test_a_file_that_was_downloaded_in_part_is_refused(name, folder, tmp_path):
    path = tmp_path / name
    if name.endswith("gguf"):
        write_gguf(path, bfl_weights(folder), gguf.GGMLQuantizationType.Q8_0)
    else:
        write(path, bfl_weights(folder))
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)

    assert "was not downloaded to its end" in refusal(with_file(folder, path))


def test_a_file_that_is_gone_is_a_sentence(folder, tmp_path):
    assert refusal(with_file(folder, tmp_path / "gone.safetensors"))
    assert refusal(with_file(folder, tmp_path / "gone.gguf"))


def test_what_is_no_gguf_at_all_is_refused(folder, tmp_path):
    path = tmp_path / "text.gguf"
    path.write_text("hello" * 100)

    assert "damaged" in refusal(with_file(folder, path))


def test_loading_a_small_file_can_be_stopped(folder, tmp_path):
    path = write_gguf(tmp_path / "one.gguf", bfl_weights(folder), gguf.GGMLQuantizationType.Q8_0)

    with pytest.raises(StoppedError):
        load(with_file(folder, path), AS_IN_FILE, check=stop_at(500))


def refusal(model):
    with pytest.raises(EngineError) as refused:
        load(model, EXACT)
    assert refused.value.kind is FailureKind.MODEL
    assert refused.value.hint
    return str(refused.value)

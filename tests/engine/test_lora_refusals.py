"""Files that are no LoRA for this model: one sentence each, and the model stays as it was."""

from __future__ import annotations

import json
import pickle
import struct
import zipfile

import pytest
import torch

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError
from flux2studio.engine.lora_rack import LoraRack
from tests.engine.lora_files import (
    Bench,
    numbers,
    order,
    original_pairs,
    run,
    save,
    with_settings,
    written,
)
from tests.storage.safetensors_files import pack, pack_header, pair

KLEIN_4B = "FLUX.2 klein 4B"


@pytest.fixture(scope="module")
def bench(tiny):
    bench = Bench(tiny(Pipeline.KLEIN))
    bench.rack = LoraRack(bench.transformer, base=KLEIN_4B, name="klein 4B")
    return bench


@pytest.fixture
def refused(bench, tmp_path):
    """Return the error for a file of these bytes (or an order)."""

    def _refused(data, name="ink.safetensors"):
        path = tmp_path / name
        path.write_bytes(data)
        return refusal(bench, path)

    return _refused


def refusal(bench, path):
    before = run(bench.transformer)
    with pytest.raises(EngineError) as caught:
        bench.rack.apply([order(path)], lambda: None)
    error = caught.value
    assert torch.equal(run(bench.transformer), before)
    assert (error.kind, error.field) == (FailureKind.LORA, "loras")
    assert str(error).endswith(".")
    assert str(error).count(". ") == 0
    assert error.hint
    return error


# Another base model


def blocks(double, single, width, style="diffusers"):
    """Return the shapes of a LoRA of a real model."""
    tensors = {}
    if style == "diffusers":
        for number in range(double):
            block = f"transformer.transformer_blocks.{number}.attn"
            tensors |= pair(f"{block}.to_q", width, width) | pair(f"{block}.to_out.0", width, width)
        for number in range(single):
            block = f"transformer.single_transformer_blocks.{number}.attn"
            tensors |= pair(f"{block}.to_out", 4 * width, width)
        return tensors
    for number in range(double):
        block = f"lora_unet_double_blocks_{number}"
        tensors |= pair(f"{block}_img_attn_qkv", width, 3 * width, layout="lora_down lora_up")
    for number in range(single):
        block = f"lora_unet_single_blocks_{number}"
        tensors |= pair(f"{block}_linear2", 4 * width, width, layout="lora_down lora_up")
    return tensors


@pytest.mark.parametrize(
    ("shapes", "made_for"),
    [
        (blocks(8, 48, 6144), "FLUX.2 dev"),
        (blocks(8, 24, 4096), "FLUX.2 klein 9B"),
        (blocks(8, 24, 4096, style="kohya"), "FLUX.2 klein 9B"),
        (blocks(19, 38, 3072, style="kohya"), "FLUX.1"),
        (
            pair("transformer.single_transformer_blocks.0.proj_mlp", 3072, 12288)
            | pair("transformer.transformer_blocks.0.attn.to_q", 3072, 3072),
            "FLUX.1",
        ),
        (
            pair(
                "lora_unet_input_blocks_4_1_transformer_blocks_0_attn2_to_k",
                2048,
                640,
                layout="lora_down lora_up",
            ),
            "SDXL",
        ),
        (
            pair("unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k", 768, 320),
            "Stable Diffusion 1",
        ),
        (pair("unet.mid_block.attentions.0.proj_in", 1280, 1280), "Stable Diffusion"),
        (pair("diffusion_model.joint_blocks.0.x_block.attn.qkv", 1536, 4608), "Stable Diffusion 3"),
        (pair("diffusion_model.blocks.0.self_attn.q", 5120, 5120), "Wan"),
        (pair("diffusion_model.layers.0.attention.to_q", 3840, 3840), "Z-Image"),
        (pair("transformer.transformer_blocks.0.img_mlp.net.0.proj", 3072, 12288), "Qwen-Image"),
        (blocks(60, 0, 3072), "Qwen-Image"),
    ],
)
def test_a_lora_of_another_model_is_refused_with_both_names(refused, shapes, made_for):
    error = refused(pack(shapes))

    assert str(error) == f"“Ink” was made for {made_for}; this model is klein 4B."


def test_a_lora_of_an_unknown_width_is_refused_with_the_sizes(bench, tmp_path):
    pairs = original_pairs(width=48)
    path = save(tmp_path / "ink.safetensors", written(pairs, "kohya"))

    error = refusal(bench, path)

    assert str(error) == "“Ink” was made for another model; this model is klein 4B."
    assert "(48, 48), not (32, 32)" in error.details


def test_a_lora_of_the_same_name_and_other_sizes_is_not_said_to_be_for_another_model(tmp_path):
    with torch.device("meta"):
        transformer = torch.nn.ModuleDict(
            {"transformer_blocks": torch.nn.ModuleList([_Block() for _ in range(5)])}
        )
    rack = LoraRack(transformer, base="", name="FLUX.2 dev")
    path = tmp_path / "ink.safetensors"
    path.write_bytes(
        pack(
            pair("transformer.transformer_blocks.0.attn.to_q", 5000, 5000),
            {"ss_base_model_version": "FLUX.2-dev"},
        )
    )

    with pytest.raises(EngineError) as caught:
        rack.apply([order(path)], lambda: None)

    assert str(caught.value) == "The layers of “Ink” do not fit this file of FLUX.2 dev."


def test_what_the_header_says_of_the_base_names_a_model_that_shapes_do_not(refused):
    shapes = pair("transformer.transformer_blocks.0.attn.to_q", 5000, 5000)

    error = refused(pack(shapes, {"ss_base_model_version": "flux2_klein_9b"}))

    assert str(error) == "“Ink” was made for FLUX.2 klein 9B; this model is klein 4B."


def test_shapes_that_fit_win_over_a_header_that_lies(bench, tmp_path):
    metadata = {"ss_base_model_version": "flux2_klein_9b"}
    path = save(tmp_path / "ink.safetensors", written(original_pairs(), "kohya"), metadata)

    (effect,) = bench.rack.apply([order(path)], lambda: None)

    assert effect.matched == effect.total
    bench.rack.apply((), lambda: None)


@pytest.mark.parametrize(
    ("shapes", "fits"),
    [
        (blocks(5, 20, 3072), True),
        (blocks(19, 0, 3072), False),  # FLUX.1, only layers that are as large here
        (
            pair("transformer.transformer_blocks.0.attn.to_q", 3072, 3072)
            | pair("transformer.single_transformer_blocks.0.norm.linear", 3072, 9216),
            False,
        ),
    ],
)
def test_a_model_as_wide_as_a_real_one_knows_what_is_not_its_own(tmp_path, shapes, fits):
    with torch.device("meta"):
        transformer = torch.nn.ModuleDict(
            {
                "transformer_blocks": torch.nn.ModuleList([_Block() for _ in range(5)]),
                "single_transformer_blocks": torch.nn.ModuleList([_Single() for _ in range(20)]),
            }
        )
    rack = LoraRack(transformer, base=KLEIN_4B, name="klein 4B")
    path = tmp_path / "ink.safetensors"
    path.write_bytes(pack(shapes))

    with pytest.raises(EngineError) as caught:
        rack.apply([order(path)], lambda: None)

    said = "loaded but does nothing" if fits else "was made for FLUX.1; this model is klein 4B"
    assert str(caught.value) == f"“Ink” {said}."


class _Attention(torch.nn.Module):
    def __init__(self, **layers):
        super().__init__()
        for name, layer in layers.items():
            self.add_module(name, layer)


class _Block(torch.nn.Module):
    def __init__(self):
        super().__init__()
        width = 3072
        self.attn = _Attention(
            to_q=torch.nn.Linear(width, width),
            to_out=torch.nn.ModuleList([torch.nn.Linear(width, width)]),
        )


class _Single(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.attn = _Attention(to_out=torch.nn.Linear(4 * 3072, 3072))


# No LoRA


def test_a_whole_model_is_no_lora(refused):
    shapes = {"double_blocks.0.img_attn.qkv.weight": (96, 32), "img_in.weight": (32, 16)}

    assert str(refused(pack(shapes))) == "“Ink” is no LoRA: it holds the weights of a model."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "“Ink” is empty."),
        (pickle.dumps({"a": 1}), "is a pickle"),
        (b"version https://git-lfs.github.com/spec/v1\n", "is only a pointer"),
        (b"<!DOCTYPE html><html></html>", "is a web page"),
        (pack_header("{}", length=2**63), "is damaged"),
        (pack_header("{}", length=90_000_000), "is damaged"),
        (pack_header('{"a": ' * 50_000), "is damaged"),
        (pack(pair("x_embedder", 16, 32))[:-7], "is damaged"),
        (pack({}), "is no LoRA: it holds nothing"),
    ],
)
def test_a_file_that_is_nothing_of_the_kind_is_refused(refused, data, words):
    assert words in str(refused(data))


@pytest.mark.parametrize("name", ["ink.pt", "ink.ckpt", "ink.bin", "ink.PTH", "ink.pkl"])
def test_a_pickle_is_never_opened_under_any_name(refused, name):
    assert "is a pickle" in str(refused(b"never read", name))


def test_a_pickle_in_an_archive_under_the_right_name_is_never_opened(bench, tmp_path):
    path = tmp_path / "ink.safetensors"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.pkl", pickle.dumps([1]))

    assert "is a pickle" in str(refusal(bench, path))


def test_tensors_that_overlap_are_refused(refused):
    tensor = {"dtype": "F32", "shape": [4, 16], "data_offsets": [0, 256]}
    keys = ("lora_A", "lora_B")
    text = json.dumps({f"transformer.x_embedder.{key}.weight": tensor for key in keys})

    assert "is damaged" in str(refused(pack_header(text, 256)))


def test_a_file_that_is_gone_is_told(bench, tmp_path):
    error = refusal(bench, tmp_path / "gone.safetensors")

    assert str(error) == "“Ink” cannot be read."


def test_a_folder_is_no_lora(bench, tmp_path):
    assert str(refusal(bench, tmp_path)) == "“Ink” is no file."


# Half a LoRA, or none that does anything


@pytest.mark.parametrize("half", ["lora_A.weight", "lora_B.weight"])
def test_half_of_a_layer_is_not_taken(bench, tmp_path, half):
    tensors = written(original_pairs(), "ai-toolkit")
    tensors.pop(f"diffusion_model.single_blocks.1.linear1.{half}")

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert str(error) == "“Ink” is damaged."
    assert "single_blocks.1.linear1" in error.details


def test_matrices_that_do_not_go_together_are_not_taken(bench, tmp_path):
    tensors = written(original_pairs(), "ai-toolkit")
    tensors["diffusion_model.img_in.lora_A.weight"] = numbers(3, 16, seed=1)

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert str(error) == "“Ink” is damaged."
    assert "up of rank 4, down of rank 3" in error.details


def test_half_a_lokr_is_not_taken(bench, tmp_path):
    tensors = {"diffusion_model.img_in.lokr_w1": numbers(4, 4, seed=1)}

    assert str(refusal(bench, save(tmp_path / "ink.safetensors", tensors))) == "“Ink” is damaged."


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("key", ["lora_down.weight", "lora_up.weight", "alpha"])
def test_numbers_that_are_none_are_refused(bench, tmp_path, number, key):
    tensors = written(original_pairs(), "kohya")
    tensors[f"lora_unet_img_in.{key}"].view(-1)[0] = number

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert "not finite" in str(error)


@pytest.mark.parametrize("layout", ["kohya", "bare original"])
def test_a_change_beyond_all_numbers_is_refused(bench, tmp_path, layout):
    """Each number is finite, and their products are not: nothing could be said of the effect."""
    tensors = {key: each.float() * 1e30 for key, each in written(original_pairs(), layout).items()}

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert "not finite" in str(error)


def test_whole_numbers_are_no_weights(bench, tmp_path):
    tensors = written(original_pairs(), "kohya")
    tensors["lora_unet_img_in.lora_up.weight"] = torch.ones(32, 4, dtype=torch.int8)

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert "numbers of the kind I8" in str(error)


@pytest.mark.parametrize(
    "key", ["double_blocks.0.img_mlp.0.lora_up.scale_weight", "img_in.lora_A.other.weight"]
)
def test_what_is_not_understood_is_not_left_out_in_silence(bench, tmp_path, key):
    tensors = written(original_pairs(), "bare original")
    tensors[key] = numbers(4, 16, seed=1)

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert str(error) == "“Ink” holds numbers that no LoRA has, which cannot be used here."


@pytest.mark.parametrize("part", ["lora_down", "lora_up", "alpha"])
def test_a_change_that_is_zero_is_an_error(bench, tmp_path, part):
    tensors = {
        key: torch.zeros_like(tensor) if part in key else tensor
        for key, tensor in written(original_pairs(), "kohya").items()
    }

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert str(error) == "“Ink” loaded but does nothing."


def test_a_lora_for_the_text_encoder_alone_is_an_error(bench, tmp_path):
    tensors = {
        "lora_te1_text_model_encoder_layers_0_mlp_fc1.lora_down.weight": numbers(4, 16, seed=1),
        "lora_te1_text_model_encoder_layers_0_mlp_fc1.lora_up.weight": numbers(16, 4, seed=1),
    }

    error = refusal(bench, save(tmp_path / "ink.safetensors", tensors))

    assert str(error) == "“Ink” loaded but does nothing."
    assert "lora_te1_text_model" in error.details


@pytest.mark.parametrize(
    "said",
    [
        "[]",
        "{",
        '{"transformer.lora_alpha": "much"}',
        '{"transformer.lora_alpha": NaN}',
        "[" * 9999,
    ],
)
def test_settings_in_the_header_that_make_no_sense_are_refused(bench, tmp_path, said):
    path = save(
        tmp_path / "ink.safetensors",
        written(original_pairs(), "diffusers"),
        {"lora_adapter_metadata": said},
    )

    assert str(refusal(bench, path)) == "“Ink” is damaged."


def test_a_dora_without_its_magnitudes_is_not_taken_for_a_lora(bench, tmp_path):
    pairs = original_pairs()
    metadata = with_settings(r=4, lora_alpha=4, use_dora=True)
    path = save(tmp_path / "ink.safetensors", written(pairs, "diffusers"), metadata)

    error = refusal(bench, path)

    assert str(error) == "“Ink” is damaged."
    assert "DoRA" in error.details


def test_an_alpha_of_many_numbers_is_refused(bench, tmp_path):
    tensors = written(original_pairs(), "kohya")
    tensors["lora_unet_img_in.alpha"] = numbers(4, seed=1)

    assert str(refusal(bench, save(tmp_path / "ink.safetensors", tensors))) == "“Ink” is damaged."


def test_a_magnitude_of_a_wrong_length_is_refused(bench, tmp_path):
    tensors = written(diffusers_one(), "diffusers")
    tensors["transformer.x_embedder.lora_magnitude_vector"] = numbers(31, seed=1)

    assert str(refusal(bench, save(tmp_path / "ink.safetensors", tensors))) == "“Ink” is damaged."


def diffusers_one():
    return {"img_in": original_pairs()["img_in"]}


@pytest.mark.parametrize("scale", [float("nan"), float("inf")])
def test_a_scale_that_is_no_number_is_refused(bench, tmp_path, scale):
    path = save(tmp_path / "ink.safetensors", written(original_pairs(), "kohya"))

    with pytest.raises(EngineError, match="The scale of “Ink” is no number"):
        bench.rack.apply([order(path, scale)], lambda: None)


def test_a_header_that_hides_its_length_does_not_fill_the_memory(refused):
    assert "is damaged" in str(refused(struct.pack("<Q", 99_999_999) + b"{" + bytes(100)))

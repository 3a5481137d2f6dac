"""LoRA files: told from the header alone, and refused in a sentence when they are none."""

from __future__ import annotations

import json
import os
import pickle
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import LoraError
from flux2studio.storage.lora_files import inspect_lora
from tests.storage.safetensors_files import pack, pack_header, pair

KEY = "transformer.transformer_blocks.0.attn.to_q"


@pytest.fixture
def write(tmp_path):
    def _write(data, name="ink.safetensors"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _write


def small(**entries):
    """Return a header with one good tensor of four bytes; ``entries`` change its description."""
    tensor = {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]} | entries
    return json.dumps({f"{KEY}.lora_A.weight": tensor})


# Good files


def test_a_lora_is_told_from_its_header(write):
    metadata = {
        "ss_tag_frequency": json.dumps({"1_inkstyle": {"inkstyle": 1}}),
        "modelspec.trigger_phrase": "ink wash, inkstyle",
    }
    path = write(pack(pair(KEY, 6144, 6144, rank=16), metadata))

    lora = inspect_lora(path)

    assert lora.size == path.stat().st_size
    assert (lora.tensors, lora.rank, lora.base) == (2, 16, "FLUX.2 dev")
    assert lora.trigger_words == ("ink wash", "inkstyle")
    assert lora.metadata == metadata


def blocks(double, single, width):
    """Return a LoRA in diffusers' names on the first and the last block of each kind."""
    tensors = {}
    for number in {0, double - 1}:
        block = f"transformer.transformer_blocks.{number}"
        tensors |= pair(f"{block}.attn.to_out.0", width, width)
        tensors |= pair(f"{block}.ff.linear_in", width, width * 6)
    for number in {0, single - 1}:
        block = f"transformer.single_transformer_blocks.{number}"
        tensors |= pair(f"{block}.attn.to_qkv_mlp_proj", width, width * 9)
        tensors |= pair(f"{block}.attn.to_out", width * 4, width)
    return tensors


@pytest.mark.parametrize(
    ("shapes", "base"),
    [
        (blocks(8, 48, 6144), "FLUX.2 dev"),
        (blocks(8, 24, 4096), "FLUX.2 klein 9B"),
        (blocks(5, 20, 3072), "FLUX.2 klein 4B"),
        (blocks(19, 38, 3072), "other"),  # FLUX.1 is as wide and has more blocks
        (blocks(8, 48, 5120), "other"),
    ],
)
def test_the_base_is_told_from_widths_and_blocks(write, shapes, base):
    assert inspect_lora(write(pack(shapes))).base == base


BFL = "double_blocks.1.img_attn.qkv"
UNDERSCORES = "double_blocks_1_img_attn_qkv"


@pytest.mark.parametrize(
    ("module", "layout"),
    [
        (f"diffusion_model.{BFL}", "lora_A lora_B"),
        (f"diffusion_model.{BFL}", "lora_down lora_up"),
        (f"base_model.model.{BFL}", "lora_A lora_B"),
        (f"model.diffusion_model.{BFL}", "lora_A lora_B"),
        (BFL, "lora_A lora_B"),
        (BFL, "lora_A.default lora_B.default"),
        (BFL, "lora.down lora.up"),
        (f"lora_unet_{UNDERSCORES}", "lora_down lora_up"),
        (f"lora_transformer_{UNDERSCORES}", "lora_down lora_up"),
    ],
)
def test_the_names_of_every_trainer_are_understood(write, module, layout):
    shapes = pair(module, 4096, 3 * 4096, rank=8, layout=layout)
    shapes[f"{module}.alpha"] = ()

    lora = inspect_lora(write(pack(shapes)))

    assert (lora.base, lora.rank) == ("FLUX.2 klein 9B", 8)


@pytest.mark.parametrize(
    "shapes",
    [
        pair("lora_unet_double_blocks_0_img_mlp_0", 3072, 4 * 3072, layout="lora_down lora_up"),
        pair("lora_unet_double_blocks_0_img_mod_lin", 3072, 6 * 3072, layout="lora_down lora_up"),
        pair("transformer.single_transformer_blocks.0.proj_mlp", 3072, 4 * 3072),
        pair("transformer.single_transformer_blocks.0.attn.to_q", 3072, 3072),
        pair("lora_unet_down_blocks_0_attentions_0_proj_in", 320, 320, layout="lora_down lora_up"),
    ],
)
def test_a_lora_of_another_family_is_named_so(write, shapes):
    assert inspect_lora(write(pack(shapes))).base == "other"


@pytest.mark.parametrize(
    ("metadata", "base"),
    [
        ({"ss_base_model_version": "flux2_klein_9b"}, "FLUX.2 klein 9B"),
        ({"ss_base_model_version": "flux_2_dev"}, "FLUX.2 dev"),
        ({"modelspec.architecture": "Flux.2-dev/lora"}, "FLUX.2 dev"),
        ({"ss_base_model_version": "sdxl_base_v1-0"}, "other"),
        ({"ss_base_model_version": "flux2_something_new"}, ""),
        ({}, ""),
    ],
)
def test_where_the_shapes_are_silent_the_trainer_is_believed(write, metadata, base):
    shapes = {"diffusion_model.x.lokr_w1": (4, 4), "diffusion_model.x.lokr_w2": (8, 8)}

    assert inspect_lora(write(pack(shapes, metadata))).base == base


def test_captions_are_not_taken_for_trigger_words(write):
    frequency = json.dumps({"10_photos": {"a man": 3, "outdoors": 5}, "x": 5, "y": {}})

    lora = inspect_lora(write(pack(pair(KEY, 4096, 4096), {"ss_tag_frequency": frequency})))

    assert lora.trigger_words == ()


@pytest.mark.parametrize("text", ["", "no json", "[" * 99_999, "[]", '{"a": {"x\\u0000": 1}}'])
def test_nonsense_in_the_metadata_is_no_reason_to_refuse(write, text):
    lora = inspect_lora(write(pack(pair(KEY, 4096, 4096), {"ss_tag_frequency": text})))

    assert lora.trigger_words == ()


def test_names_are_data_and_never_paths(write, tmp_path):
    inspect_lora(write(pack(pair("../../../tmp/evil", 8, 8))))

    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["ink.safetensors"]


def test_no_tensor_is_read(write):
    path = write(pack(pair(KEY, 6144, 6144)))
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size)

    header_end = path.stat().st_size - 4 * 6144 * 2 * 2
    with path.open("r+b") as file:
        file.seek(header_end)
        file.write(b"\xff" * 4096)

    assert inspect_lora(path).rank == 4


# Refused

BAD = {
    "empty": (b"", "is empty"),
    "short": (b"\x05\x00", "damaged"),
    "length of nothing": (pack_header("", length=0), "damaged"),
    "length beyond the file": (pack_header("{}", length=3), "damaged"),
    "length of 99 MB": (pack_header("{}", length=99_000_000), "damaged"),
    "length of 2^63": (pack_header("{}", length=2**63), "damaged"),
    "length of 2^64-1": (pack_header("{}", length=2**64 - 1), "damaged"),
    "no json": (pack_header("this is no json"), "damaged"),
    "no utf-8": (b"\x04" + bytes(7) + b'{"\xff"', "damaged"),
    "a list": (pack_header("[]"), "damaged"),
    "a number": (pack_header("12"), "damaged"),
    "nested deep": (pack_header("[" * 100_000 + "]" * 100_000), "damaged"),
    "nested deep inside": (pack_header('{"a":' * 50_000 + "1" + "}" * 50_000), "damaged"),
    "tensor is a number": (pack_header('{"a": 1}'), "damaged"),
    "unknown type": (pack_header(small(dtype="F99"), 4), "damaged"),
    "type is a list": (pack_header(small(dtype=[1]), 4), "damaged"),
    "no offsets": (pack_header('{"a": {"dtype": "F32", "shape": [1]}}', 4), "damaged"),
    "offsets beyond": (pack_header(small(data_offsets=[0, 4])), "damaged"),
    "offsets backwards": (pack_header(small(data_offsets=[4, 0]), 4), "damaged"),
    "offsets negative": (pack_header(small(data_offsets=[-4, 0]), 4), "damaged"),
    "offsets of three": (pack_header(small(data_offsets=[0, 2, 4]), 4), "damaged"),
    "offsets of truth": (pack_header(small(data_offsets=[False, 4]), 4), "damaged"),
    "offsets fractional": (pack_header(small(data_offsets=[0, 4.0]), 4), "damaged"),
    "offsets not a number": (pack_header(small(data_offsets=[0, float("nan")]), 4), "damaged"),
    "shape negative": (pack_header(small(shape=[-1, -1]), 4), "damaged"),
    "shape overflows": (pack_header(small(shape=[2**40, 2**40]), 4), "damaged"),
    "shape wraps to four bytes": (pack_header(small(shape=[2**63 - 1, 2, 2]), 4), "damaged"),
    "shape of another size": (pack_header(small(shape=[2, 1]), 4), "damaged"),
    "shape is text": (pack_header(small(shape="11"), 4), "damaged"),
    "bytes behind the end": (pack_header(small(), 5), "damaged"),
    "huge number": (pack_header(small(shape=[10**400, 1]), 4), "damaged"),
    "number of 5000 digits": (pack_header(small(shape=[1]).replace("[1]", "1" * 5000)), "damaged"),
    "metadata of numbers": (pack_header('{"__metadata__": {"a": 1}}'), "damaged"),
    "metadata of a list": (pack_header('{"__metadata__": []}'), "damaged"),
    "no tensor": (pack_header("{}"), "no LoRA"),
    "other weights": (pack({"model.layers.0.weight": (4, 4)}), "no LoRA"),
    "git lfs pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n",
        "pointer",
    ),
    "web page": (b"<!DOCTYPE html><html><title>Sign in</title>", "web page"),
    "web page after blanks": (b"\n\n  <html lang='en'><body>401</body></html>", "web page"),
    "error in json": (b'{"error": "Invalid username or password."}', "damaged"),
    "pickle": (pickle.dumps({"a": 1}), "pickle"),
    "old pickle of torch": (b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.", "pickle"),
    "pickle with a length that fits": (b"\x80\x04\x95" + bytes(10_000_000), "pickle"),
    "header that begins like a pickle": (pack_header("{" + " " * 0x27F), "damaged"),
    "zip": (b"PK\x03\x04" + bytes(100), "pickle"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_one_sentence(write, name):
    data, words = BAD[name]

    with pytest.raises(LoraError, match=words) as caught:
        inspect_lora(write(data))

    assert str(caught.value).startswith("“ink.safetensors” ")
    assert str(caught.value).endswith(".")
    assert caught.value.hint
    assert caught.value.field == "loras"


def two_tensors(first, second, room):
    tensor = {"dtype": "F32", "shape": [1]}
    header = {
        "a.lora_A.weight": tensor | {"data_offsets": first},
        "b.lora_A.weight": tensor | {"data_offsets": second},
    }
    return pack_header(json.dumps(header), room)


@pytest.mark.parametrize(
    ("first", "second", "room"),
    [([0, 4], [2, 6], 6), ([0, 4], [0, 4], 4), ([0, 4], [8, 12], 12), ([4, 8], [8, 12], 12)],
)
def test_tensors_that_overlap_or_leave_a_hole_are_refused(write, first, second, room):
    with pytest.raises(LoraError, match="damaged"):
        inspect_lora(write(two_tensors(first, second, room)))


def test_a_name_that_is_there_twice_is_refused(write):
    tensor = '{"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}'
    data = pack_header(f'{{"a.lora_A.weight": {tensor}, "a.lora_A.weight": {tensor}}}', 4)

    with pytest.raises(LoraError, match="damaged") as caught:
        inspect_lora(write(data))

    assert "twice" in caught.value.details


def test_a_file_that_is_cut_off_is_refused_wherever_it_ends(write):
    whole = pack(pair(KEY, 16, 16))
    for end in range(0, len(whole), 7):
        path = write(whole[:end])
        with pytest.raises(LoraError):
            inspect_lora(path)


@pytest.mark.parametrize("name", ["x.pt", "x.ckpt", "X.BIN", "x.pth", "x.safetensors.pt"])
def test_a_pickle_is_refused_by_its_name_and_never_opened(tmp_path, name):
    with pytest.raises(LoraError, match="pickle") as caught:
        inspect_lora(tmp_path / name)  # there is no such file: it is not even looked for

    assert "safetensors" in caught.value.hint


def test_a_pickle_under_another_name_runs_nothing(tmp_path):
    class Evil:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "owned"),)

    plain = tmp_path / "plain.safetensors"
    plain.write_bytes(pickle.dumps(Evil()))
    zipped = tmp_path / "zipped.safetensors"
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(Evil()))

    for path in (plain, zipped):
        with pytest.raises(LoraError, match="pickle"):
            inspect_lora(path)

    assert not (tmp_path / "owned").exists()


def test_what_is_no_file_is_refused_without_waiting(tmp_path):
    folder = tmp_path / "folder.safetensors"
    folder.mkdir()
    with pytest.raises(LoraError, match="no file"):
        inspect_lora(folder)
    with pytest.raises(LoraError, match="cannot be read"):
        inspect_lora(tmp_path / "missing.safetensors")
    with pytest.raises(LoraError, match="cannot be read"):
        inspect_lora(tmp_path / "nul\0.safetensors")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    pipe = tmp_path / "pipe.safetensors"
    os.mkfifo(pipe)

    with pytest.raises(LoraError, match="no file"):
        inspect_lora(pipe)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_change_of_bytes_gets_past_as_anything_but_a_sentence(write, data):
    whole = bytearray(pack(pair(KEY, 4, 4), {"a": "b"}))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    path = write(bytes(whole))

    try:
        said = str(inspect_lora(path).tensors)
    except LoraError as error:
        said = str(error)
    assert said in {"1", "2"} or said.endswith(".")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(noise=st.binary(max_size=200))
def test_noise_is_refused(write, noise):
    with pytest.raises(LoraError):
        inspect_lora(write(noise))

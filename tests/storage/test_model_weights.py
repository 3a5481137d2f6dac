"""A single file is told by the names and shapes of its tensors; what is no model says so."""

import struct
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.model_files import ModelError
from flux2studio.storage import model_gguf
from flux2studio.storage.model_gguf import read_gguf
from flux2studio.storage.model_weights import read_weights
from tests.storage.model_folders import gguf, transformer_shapes
from tests.storage.safetensors_files import pack, pair

FLUX1 = {
    "img_in.weight": (32, 16),
    "double_blocks.0.img_mod.lin.weight": (192, 32),
    "single_blocks.0.modulation.lin.weight": (96, 32),
}
OTHERS = [
    (pair("transformer.transformer_blocks.0.attn.to_q", 64, 64), "a LoRA"),
    (FLUX1, "FLUX.1"),
    ({f"model.diffusion_model.{key}": shape for key, shape in FLUX1.items()}, "FLUX.1"),
    ({"transformer_blocks.0.norm1_context.linear.weight": (4, 4)}, "FLUX.1"),
    ({"joint_blocks.0.x_block.attn.qkv.weight": (4, 4)}, "Stable Diffusion 3"),
    ({"model.diffusion_model.input_blocks.0.0.weight": (4, 4)}, "SDXL"),
    ({"conditioner.embedders.0.weight": (4, 4), "first_stage_model.x": (4, 4)}, "SDXL"),
    ({"down_blocks.0.resnets.0.conv1.weight": (4, 4)}, "SDXL"),
    ({"model.layers.0.self_attn.q_proj.weight": (4, 4)}, "a text encoder"),
    ({"encoder.block.0.layer.0.SelfAttention.q.weight": (4, 4)}, "a text encoder"),
    ({"decoder.conv_in.weight": (4, 4), "encoder.conv_in.weight": (4, 4)}, "a VAE"),
    ({"something.else": (4, 4)}, "other weights"),
    ({}, "other weights"),
]


@pytest.mark.parametrize("layout", ["bfl", "diffusers"])
@pytest.mark.parametrize(
    "prefix", ["", "model.diffusion_model.", "diffusion_model.", "transformer.", "model."]
)
@pytest.mark.parametrize("guided", [False, True])
def test_a_transformer_is_told_in_every_layout(tmp_path, layout, prefix, guided):
    shapes = transformer_shapes(48, 2, 3, guided=guided, layout=layout)
    path = tmp_path / "m.safetensors"
    path.write_bytes(pack({prefix + key: shape for key, shape in shapes.items()}))

    found = read_weights(path)

    assert (found.hidden, found.double_blocks, found.single_blocks) == (48, 2, 3)
    assert found.guided is guided
    assert not found.small
    assert found.size_bytes == path.stat().st_size


def test_weights_of_8_bits_are_told_from_those_of_16(tmp_path):
    path = tmp_path / "m.safetensors"
    path.write_bytes(pack(transformer_shapes(48, layout="bfl"), dtype="F8_E4M3"))

    assert read_weights(path).small


@pytest.mark.parametrize("version", [2, 3])
@pytest.mark.parametrize("alignment", [32, 64])
def test_a_gguf_file_is_told_alike(tmp_path, version, alignment):
    shapes = transformer_shapes(64, 2, 3, layout="bfl")
    path = tmp_path / "m.gguf"
    path.write_bytes(gguf(shapes, version=version, alignment=alignment))

    assert read_gguf(path) == shapes
    assert read_weights(path).hidden == 64


@pytest.mark.parametrize(("shapes", "what"), OTHERS)
@pytest.mark.parametrize("suffix", [".safetensors", ".gguf"])
def test_what_is_no_transformer_of_flux_2_says_what_it_is(tmp_path, shapes, what, suffix):
    path = tmp_path / f"thing{suffix}"
    path.write_bytes(pack(shapes) if suffix == ".safetensors" else gguf(shapes))

    with pytest.raises(ModelError) as caught:
        read_weights(path)

    assert what in str(caught.value)
    assert "thing" in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("suffix", [".ckpt", ".pt", ".bin", ".pth"])
def test_a_pickle_is_refused_unopened(tmp_path, suffix):
    with pytest.raises(ModelError, match="pickle"):
        read_weights(tmp_path / f"never-there{suffix}")


@pytest.mark.parametrize(
    "data", [b"", b"GGUF", b"<html>", b"PK\x03\x04aaaaaaa", b"\x80\x02}q.", bytes(500)]
)
@pytest.mark.parametrize("suffix", [".safetensors", ".gguf"])
def test_rubbish_is_a_sentence(tmp_path, data, suffix):
    path = tmp_path / f"thing{suffix}"
    path.write_bytes(data)

    with pytest.raises(ModelError, match="thing"):
        read_weights(path)


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        read_weights(tmp_path / "away.safetensors")


@pytest.mark.parametrize("left", [1, 30, 100, -1])
def test_a_gguf_file_that_was_not_downloaded_to_its_end_is_damaged(tmp_path, left):
    path = tmp_path / "m.gguf"
    path.write_bytes(gguf(transformer_shapes(layout="bfl"))[:left])

    with pytest.raises(ModelError, match="damaged"):
        read_weights(path)


def _header(tensors=0, entries=0, rest=b"", version=3):
    return b"GGUF" + struct.pack("<IQQ", version, tensors, entries) + rest


_LONG = struct.pack("<Q", 2**63)
_NAME = struct.pack("<Q", 1) + b"x"


@pytest.mark.parametrize(
    "data",
    [
        _header(version=1),
        _header(tensors=2**60),
        _header(entries=2**60),
        _header(entries=1, rest=_LONG),
        _header(entries=1, rest=_NAME + struct.pack("<I", 8) + _LONG),
        _header(entries=1, rest=_NAME + struct.pack("<IIQ", 9, 0, 2**62)),
        _header(entries=1, rest=_NAME + struct.pack("<IIQ", 9, 8, 2**62)),
        _header(entries=1, rest=_NAME + struct.pack("<IIQ", 9, 9, 1) * 9),
        _header(entries=1, rest=_NAME + struct.pack("<I", 99)),
        _header(tensors=1, rest=_NAME + struct.pack("<I", 9)),
        _header(tensors=1, rest=_NAME + struct.pack("<IQQIQ", 2, 2**32, 2**32, 0, 0)),
        _header(tensors=1, rest=_NAME + struct.pack("<IQIQ", 1, 33, 2, 0) + bytes(64)),
        _header(tensors=1, rest=_NAME + struct.pack("<IQIQ", 1, 4, 0, 2**63) + bytes(64)),
        _header(tensors=2, rest=2 * (_NAME + struct.pack("<IQIQ", 1, 4, 0, 0)) + bytes(64)),
    ],
)
def test_lies_in_a_gguf_header_are_refused(tmp_path, data):
    path = tmp_path / "m.gguf"
    path.write_bytes(data)

    with pytest.raises(ModelError, match="damaged"):
        read_gguf(path)


@given(data=st.binary(max_size=200), place=st.integers(0, 300))
def test_no_gguf_header_brings_anything_but_a_sentence(tmp_path_factory, data, place):
    whole = gguf(transformer_shapes(layout="bfl"))
    path = tmp_path_factory.mktemp("gguf") / "m.gguf"
    path.write_bytes(whole[:place] + data + whole[place + len(data) :])

    with suppress(ModelError):
        read_gguf(path)


def test_the_sizes_of_blocks_are_those_of_the_format():
    gguf_sizes = pytest.importorskip("gguf.constants").GGML_QUANT_SIZES

    for kind, sizes in model_gguf._BLOCKS.items():
        assert gguf_sizes[kind] == sizes

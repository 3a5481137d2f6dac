"""Both hashes of a LoRA in one pass that can be ended, and that notices when the file changes."""

from __future__ import annotations

import hashlib
import os

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, LoraError
from flux2studio.storage.lora_identity import read_identity
from tests.storage.safetensors_files import pack, pack_header, pair

KEY = "diffusion_model.double_blocks.0.img_attn.proj"


def nothing():
    return


@pytest.fixture
def write(tmp_path):
    def _write(data, name="ink.safetensors"):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return _write


def weights(size, start=b"{}"):
    """A file of many pieces: a header of a few bytes, then ``size`` bytes that differ."""
    return len(start).to_bytes(8, "little") + start + os.urandom(size)


@pytest.mark.parametrize("size", [0, 1, 2**20 - 10, 2**20, 2**20 + 1, 5 * 2**20 + 3])
def test_both_hashes_are_those_of_the_file_and_of_its_weights(write, size):
    data = weights(size)

    identity = read_identity(write(data), nothing)

    assert identity.sha256 == hashlib.sha256(data).hexdigest()
    assert identity.autov3 == hashlib.sha256(data[10:]).hexdigest()


def test_a_long_header_is_left_out_of_the_hash_of_the_weights(write):
    header = b"{" + b" " * (3 * 2**20) + b"}"
    data = weights(2**21, header)

    assert (
        read_identity(write(data), nothing).autov3
        == hashlib.sha256(data[8 + len(header) :]).hexdigest()
    )


def test_editing_the_words_in_the_header_leaves_the_hash_of_the_weights(write):
    before = read_identity(write(pack(pair(KEY, 64, 64))), nothing)
    after = read_identity(write(pack(pair(KEY, 64, 64), {"modelspec.title": "Ink"})), nothing)

    assert before.autov3 == after.autov3
    assert before.sha256 != after.sha256


def test_a_cancel_ends_it_within_a_megabyte(write):
    path, control, asked = write(weights(8 * 2**20)), RunControl(), []

    def check():
        asked.append(1)
        if len(asked) == 3:
            control.cancel()
        control.check()

    with pytest.raises(Cancelled):
        read_identity(path, check)

    assert len(asked) == 3


def test_a_file_that_grows_while_it_is_read_has_no_identity(write):
    path = write(weights(3 * 2**20))

    def grow():
        with path.open("ab") as file:
            file.write(b"more")

    with pytest.raises(LoraError, match="changed while it was read"):
        read_identity(path, grow)


def test_a_file_that_is_written_over_in_place_has_no_identity(write):
    path = write(weights(3 * 2**20))

    def overwrite():
        with path.open("r+b") as file:
            file.seek(2**21)
            file.write(b"other")
        os.utime(path, ns=(1, 1))

    with pytest.raises(LoraError, match="changed while it was read"):
        read_identity(path, overwrite)


def test_a_file_that_is_replaced_meanwhile_has_no_identity(write, tmp_path):
    path = write(weights(3 * 2**20))

    def replace():
        other = tmp_path / "other"
        other.write_bytes(path.read_bytes())
        other.replace(path)

    with pytest.raises(LoraError, match="changed while it was read"):
        read_identity(path, replace)


@pytest.mark.skipif(os.name == "nt", reason="an open file cannot be deleted there")
def test_a_file_that_goes_away_meanwhile_is_said_to_be_gone(write):
    path = write(weights(3 * 2**20))

    with pytest.raises(LoraError, match="cannot be read"):
        read_identity(path, lambda: path.unlink(missing_ok=True))


@pytest.mark.parametrize(
    "data", [b"", b"1234567", pack_header("{}", length=99), pack_header("", length=2**63)]
)
def test_what_has_no_header_has_no_identity(write, data):
    with pytest.raises(LoraError, match="damaged"):
        read_identity(write(data), nothing)


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "folder.safetensors").mkdir()

    for name in ("folder.safetensors", "missing.safetensors", "nul\0.safetensors"):
        with pytest.raises(LoraError, match="cannot be read") as caught:
            read_identity(tmp_path / name, nothing)
        assert caught.value.hint


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.safetensors")

    with pytest.raises(LoraError):
        read_identity(tmp_path / "pipe.safetensors", nothing)

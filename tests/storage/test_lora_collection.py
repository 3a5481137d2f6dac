"""The folder of downloaded LoRAs: names that are safe anywhere, and nothing ever written over."""

from __future__ import annotations

import hashlib

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, StorageError
from flux2studio.storage.lora_collection import LoraCollection, safe_stem

DATA = b"weights"
SHA256 = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def collection(tmp_path):
    return LoraCollection(lambda: tmp_path / "loras", margin_bytes=0)


def kept(collection, name, data=DATA):
    with collection.turn("somewhere", "Dusk") as incoming:
        incoming.write_bytes(data)
        return collection.keep(incoming, name, hashlib.sha256(data).hexdigest(), RunControl())


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("dusk.safetensors", "dusk"),
        ("Ink & paper (v2).safetensors", "Ink - paper (v2)"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x", "x"),
        ("/", "lora-"),
        ("", "lora-"),
        ("...", "lora-"),
        ("nul.safetensors", "lora-nul"),
        ("COM1", "lora-COM1"),
        ("a\0b\nc", "a-b-c"),
        ("né雪🎨", "né雪"),
        ("x" * 500, "x" * 80),
        ("trailing. ", "trailing"),
    ],
)
def test_a_name_is_safe_on_any_disk(name, stem):
    assert safe_stem(name) == stem


def test_the_same_file_is_kept_once_and_another_beside_it(collection):
    first = kept(collection, "dusk")
    again = kept(collection, "dusk")
    other = kept(collection, "dusk", b"other weights")

    assert first == again
    assert first.read_bytes() == DATA
    assert other.name.startswith("dusk-")
    assert len(list(collection.folder.glob("*.safetensors"))) == 2


def test_a_link_or_a_folder_of_that_name_is_left_alone(collection, tmp_path):
    collection.folder.mkdir()
    (collection.folder / "dusk.safetensors").symlink_to(tmp_path / "nowhere")
    (collection.folder / f"dusk-{SHA256[:8]}.safetensors").mkdir()

    path = kept(collection, "dusk")

    assert path.name == f"dusk-{SHA256[:8]}-2.safetensors"
    assert not (tmp_path / "nowhere").exists()


def test_one_at_a_time_fetches_the_same(collection):
    with (
        collection.turn("somewhere", "Dusk"),
        collection.turn("elsewhere", "Night"),
        pytest.raises(LoraError, match="“Dusk” is already being downloaded"),
        collection.turn("somewhere", "Dusk"),
    ):
        pass


def test_room_is_asked_for_what_is_still_missing(tmp_path):
    collection = LoraCollection(lambda: tmp_path, margin_bytes=0)
    with collection.turn("somewhere", "Dusk") as incoming:
        collection.check_room(1000, incoming, "Dusk")
        with pytest.raises(StorageError, match="needs") as caught:
            collection.check_room(2**60, incoming, "Dusk")

    assert caught.value.field == "loras_folder"


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    collection = LoraCollection(lambda: tmp_path / "file" / "loras")

    with (
        pytest.raises(StorageError, match="folder for LoRAs cannot be used"),
        collection.turn("somewhere", "Dusk"),
    ):
        pass

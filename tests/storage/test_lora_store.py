import hashlib
import os
import time

import pytest

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.storage.lora_store import LoraStore
from tests.storage.safetensors_files import pack, pair

LORA = pack(pair("transformer.transformer_blocks.0.attn.to_q", 6144, 6144))
SHA256 = hashlib.sha256(LORA).hexdigest()


@pytest.fixture
def store(tmp_path):
    return LoraStore(tmp_path / "loras")


def take_in(store, origin="civitai:1"):
    target = store.incoming(origin)
    target.write_bytes(LORA)
    return store.keep(origin, target, SHA256)


def test_what_was_fetched_is_found_by_where_it_came_from(store, tmp_path):
    stored = take_in(store)

    assert store.get("civitai:1") == stored == LoraStore(tmp_path / "loras").get("civitai:1")
    assert (stored.path.read_bytes(), stored.sha256, stored.size) == (LORA, SHA256, len(LORA))
    assert store.get("civitai:2") is None


def test_the_same_file_from_two_sites_is_kept_once(store, tmp_path):
    assert take_in(store).path == take_in(store, "huggingface:a/b").path

    kept = sorted(path.name for path in (tmp_path / "loras").iterdir())
    assert kept == [f"{SHA256}.safetensors", "index.json"]


@pytest.mark.parametrize("harm", ["gone", "cut", "index"])
def test_what_is_no_longer_whole_is_fetched_again(store, tmp_path, harm):
    stored = take_in(store)
    match harm:
        case "gone":
            stored.path.unlink()
        case "cut":
            stored.path.write_bytes(LORA[:-1])
        case "index":
            (tmp_path / "loras" / "index.json").write_text("{")

    assert store.get("civitai:1") is None
    assert take_in(store).path.read_bytes() == LORA
    assert store.get("civitai:1") is not None


def test_a_file_on_its_way_is_not_in_the_library_yet(store):
    store.incoming("civitai:1").write_bytes(LORA)

    assert store.get("civitai:1") is None


def test_a_part_that_nobody_went_on_with_is_swept_one_day(store):
    old, new = store.incoming("civitai:1"), store.incoming("civitai:2")
    for part in (old, new):
        part.with_name(part.name + ".part").write_bytes(b"half")
    long_ago = time.time() - 15 * 86400
    os.utime(old.with_name(old.name + ".part"), (long_ago, long_ago))

    store.incoming("civitai:3")

    assert not old.with_name(old.name + ".part").exists()
    assert new.with_name(new.name + ".part").exists()


def test_what_is_no_lora_is_called_by_the_name_of_its_card(store):
    target = store.incoming("civitai:1")
    target.write_bytes(b"<!DOCTYPE html>")

    with pytest.raises(LoraError, match="“Dusk” is a web page"):
        store.check(target, "Dusk")


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "loras").write_text("a file")

    with pytest.raises(StorageError, match="could not be fetched"):
        LoraStore(tmp_path / "loras").incoming("civitai:1")

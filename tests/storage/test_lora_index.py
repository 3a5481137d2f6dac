"""The cache of LoRA files: hashes stay with the file they are of, and damage costs a new look."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flux2studio.core.lora_facts import LoraFacts
from flux2studio.storage.lora_identity import Identity
from flux2studio.storage.lora_index import IndexedFile, LoraIndex

FILE = IndexedFile(path="/loras/ink.safetensors", size=10, mtime_ns=5, beside="ab")
FACTS = (LoraFacts(origin="the file", name="Ink"), LoraFacts(origin="notes", notes="天"))
IDENTITY = Identity(sha256="1" * 64, autov3="2" * 64)


@pytest.fixture
def index(database):
    return LoraIndex(database)


def test_what_was_read_is_there_again(index):
    bad = IndexedFile(path="/x.ckpt", size=1, mtime_ns=2, problem="A pickle.", hint="Do not.")
    index.keep([(FILE, FACTS), (bad, ())])

    assert index.files() == {FILE.path: FILE, bad.path: bad}
    assert index.facts([FILE.path, bad.path, "/other"]) == {FILE.path: FACTS, bad.path: ()}


def test_a_hash_stays_while_only_sidecars_change_and_goes_with_the_file(index):
    index.keep([(FILE, FACTS)])
    index.identify([(FILE, IDENTITY)])

    index.keep([(replace(FILE, beside="cd"), ())])
    assert index.files()[FILE.path].sha256 == IDENTITY.sha256

    index.keep([(replace(FILE, mtime_ns=6), ())])
    assert index.files()[FILE.path].sha256 == ""


def test_a_hash_of_an_older_file_is_not_kept(index):
    index.keep([(replace(FILE, size=11), ())])

    index.identify([(FILE, IDENTITY)])

    assert index.files()[FILE.path].sha256 == ""


def test_pictures_are_looked_at_once_until_a_sidecar_changes(index):
    index.keep([(FILE, FACTS)])
    assert index.without_picture([FILE.path]) == [FILE.path]

    index.pictured([FILE.path])
    assert index.without_picture([FILE.path]) == []
    assert index.facts([FILE.path])[FILE.path] == FACTS

    index.keep([(replace(FILE, beside="cd"), FACTS)])
    assert index.without_picture([FILE.path]) == [FILE.path]


def test_thousands_of_files_can_be_asked_for_at_once(index):
    files = [replace(FILE, path=f"/{number}") for number in range(1200)]
    index.keep([(file, FACTS) for file in files])
    paths = [file.path for file in files]

    assert len(index.facts(paths)) == 1200
    assert len(index.without_picture(paths)) == 1200


def test_a_damaged_row_is_as_if_it_were_not_there(index, database):
    index.keep([(FILE, FACTS), (replace(FILE, path="/b"), FACTS)])
    with database.transaction() as db:
        db.execute("UPDATE lora_file SET facts = '{' WHERE path = '/b'")
        db.execute("UPDATE lora_file SET facts = '{\"said\": 5}' WHERE path = ?", (FILE.path,))

    assert set(index.files()) == {FILE.path}
    assert index.facts([FILE.path, "/b"]) == {FILE.path: (), "/b": ()}
    assert index.without_picture(["/b"]) == []


def test_roots_are_kept_in_the_order_they_were_added(index):
    for name in ("b", "a", "b"):
        index.add_root(Path("/loras") / name)
    assert index.roots() == [Path("/loras/b"), Path("/loras/a")]

    index.remove_root(Path("/loras/b"))
    assert index.roots() == [Path("/loras/a")]

"""Files that may hold the same weights are hashed, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.services.lora_twins import told_apart
from flux2studio.storage.lora_identity import weights_length
from flux2studio.storage.lora_index import IndexedFile
from tests.services.lora_files import write_lora


def nothing():
    """Go on."""


@pytest.fixture
def file(tmp_path):
    def make(name, number, title="", **known):
        path = write_lora(tmp_path / name, number, metadata={"modelspec.title": title})
        size, length = path.stat().st_size, weights_length(path)
        return IndexedFile(path=str(path), size=size, mtime_ns=0, weights=length, **known)

    return make


def told(fresh, others=()):
    return [found.path for found, _ in told_apart(fresh, others, nothing)]


def test_only_those_that_are_alike_are_hashed(file):
    one, two = file("one", 1, "x"), file("two", 1, "another title")
    others = [file(f"other {number}", 10 + number) for number in range(6)]

    assert told([one, two, *others]) == [one.path, two.path]
    assert told([replace(one, autov3="known"), two]) == [two.path]


def test_one_that_is_alike_to_that_of_a_card_is_hashed(file):
    one, card = file("one", 1, "x"), file("card", 1, "another title", autov3="known")

    assert told([one], [card]) == [one.path]
    assert told([one], [file("other", 2)]) == []


def test_one_file_is_hashed_sooner_than_a_whole_collection_is_looked_into(file):
    one, card = file("one", 1, "x"), file("card", 2, "another title")

    assert told([one], [replace(card, path=f"/gone/{at}") for at in range(101)]) == [one.path]


def test_a_file_that_is_gone_or_cut_off_is_passed_over(file, tmp_path):
    one, two = file("one", 1), file("two", 1)
    (tmp_path / "two").unlink()
    (tmp_path / "three").write_bytes(b"1234")

    assert told([one, two, two]) == []
    assert weights_length(tmp_path / "three") == 0
    assert weights_length(tmp_path / "two") == 0


def test_it_can_be_stopped(file):
    control = RunControl()
    control.cancel()
    with pytest.raises(Cancelled):
        told_apart([file("one", 1), file("two", 1)], [], control.check)


def test_what_follows_the_header_is_measured_as_it_is_hashed(file):
    one, two = file("one", 1, "x"), file("two", 1, "another title")

    assert one.weights == two.weights > 0
    assert one.size != two.size
    first, second = (identity for _, identity in told_apart([one, two], [], nothing))
    assert first.autov3 == second.autov3
    assert first.sha256 != second.sha256

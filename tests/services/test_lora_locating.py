"""A lost card takes the right file, asks about a doubtful one, and refuses a wrong one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, LoraError
from flux2studio.storage.lora_identity import read_identity
from tests.services.lora_files import write_lora
from tests.services.lora_shelves import shelves


@pytest.fixture
def loras(tmp_path):
    with shelves(tmp_path / "data") as opened:
        yield opened.loras


@pytest.fixture
def lost(loras, tmp_path):
    """A card with notes, whose file was hashed and has gone."""
    path = write_lora(tmp_path / "old" / "ink.safetensors")
    lora = loras.add(str(path))
    identity = read_identity(path, lambda: None)
    loras.repository.update(replace(lora, sha256=identity.sha256, autov3=identity.autov3))
    path.unlink()
    return loras.edit(lora.id, notes="years of work")


def test_the_same_file_elsewhere_is_taken_at_once(loras, lost, tmp_path):
    assert lost.missing
    path = write_lora(tmp_path / "new" / "renamed.safetensors")

    found = loras.locate(lost.id, path)

    assert (found.source, found.missing, found.notes) == (str(path), False, "years of work")
    assert found.name == "ink"
    assert loras.by_source(lost.source) == found


def test_the_same_weights_under_another_header_are_taken_at_once(loras, lost, tmp_path):
    path = write_lora(tmp_path / "new.safetensors", metadata={"modelspec.title": "Other"})

    found = loras.locate(lost.id, path)

    assert found.autov3 == lost.autov3
    assert found.sha256 != lost.sha256


def test_other_weights_are_a_question_and_taken_when_the_artist_is_sure(loras, lost, tmp_path):
    path = write_lora(tmp_path / "new.safetensors", 7)

    with pytest.raises(LoraError) as question:
        loras.locate(lost.id, path)
    assert question.value.field == "sure"
    assert loras.get(lost.id) == lost

    found = loras.locate(lost.id, path, sure=True)
    assert found.sha256 == read_identity(path, lambda: None).sha256
    assert found.notes == "years of work"


def test_a_file_for_another_model_is_refused_with_both_names_however_sure(loras, lost, tmp_path):
    path = write_lora(tmp_path / "new.safetensors", base="FLUX.2 dev")

    for sure in (False, True):
        with pytest.raises(LoraError, match=r"FLUX.2 dev.*FLUX.2 klein 4B") as refusal:
            loras.locate(lost.id, path, sure=sure)
        assert refusal.value.field != "sure"


def test_what_is_no_lora_or_belongs_to_another_card_is_refused(loras, lost, tmp_path):
    (tmp_path / "page.safetensors").write_bytes(b"<html>")
    other = write_lora(tmp_path / "other.safetensors")
    loras.add(str(other))

    for path in (tmp_path / "page.safetensors", tmp_path / "gone.safetensors", other):
        with pytest.raises(LoraError):
            loras.locate(lost.id, path)

    assert loras.get(lost.id) == lost


def test_a_card_that_was_never_hashed_is_known_again_by_what_it_knows(loras, tmp_path):
    path = write_lora(tmp_path / "ink.safetensors")
    lora = loras.add(str(path))
    path.rename(tmp_path / "moved.safetensors")

    assert loras.locate(lora.id, tmp_path / "moved.safetensors").sha256


def test_reading_a_large_file_can_be_cancelled(loras, lost, tmp_path):
    control = RunControl()
    control.cancel()

    with pytest.raises(Cancelled):
        loras.locate(lost.id, write_lora(tmp_path / "new.safetensors"), control=control)

    assert loras.get(lost.id) == lost


def test_locating_can_be_taken_back(loras, lost, tmp_path):
    loras.locate(lost.id, write_lora(tmp_path / "new.safetensors"))

    assert loras.undo().loras == (lost,)

"""What the artist changes in the library can be taken back, and nothing else with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import LoraError, PictureError, StorageError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_aliases import same_weights
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.lora_sets import members
from flux2studio.core.request import LoraUse
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.steps import STEPS_MAX, TOGETHER_S
from tests.fakes import png
from tests.services.lora_files import write_lora
from tests.services.lora_shelves import shelves


@pytest.fixture
def shelf(tmp_path, pictures):
    with shelves(tmp_path / "data", pictures) as opened:
        yield opened


@pytest.fixture
def loras(shelf):
    return shelf.loras


@pytest.fixture
def ink(loras):
    return loras.add("owner/ink")


def test_an_edit_can_be_taken_back_and_done_again(loras, ink):
    after = loras.edit(ink.id, rating=4, notes="for rain")

    change = loras.undo()
    assert (change.what, change.loras, change.gone) == ("Edit “ink”", (ink,), ())
    assert loras.all() == [ink]

    assert loras.redo().loras == (after,)
    assert loras.get(ink.id) == after


def test_there_is_nothing_to_take_back_in_a_new_library(loras):
    assert loras.undo() is None
    assert loras.redo() is None
    assert (loras.undo_words(), loras.redo_words()) == ("", "")


def test_an_edit_that_changes_nothing_is_no_step(loras, ink):
    loras.edit(ink.id, rating=0)

    assert loras.undo_words() == "Add “ink”"


def test_typing_in_one_field_is_one_step_until_the_artist_rests(shelf, loras, ink):
    for text in ("r", "ra", "rain"):
        loras.edit(ink.id, notes=text)
        shelf.clock.now += TOGETHER_S
    shelf.clock.now += 0.1
    loras.edit(ink.id, notes="rain and fog")

    assert loras.undo().loras[0].notes == "rain"
    assert loras.undo().loras[0].notes == ""


def test_edits_of_different_fields_or_cards_are_steps_of_their_own(loras, ink):
    other = loras.add("owner/wash")
    loras.edit(ink.id, notes="rain")
    loras.edit(ink.id, rating=3)
    loras.edit(other.id, rating=3)

    assert loras.undo().loras == (other,)
    assert [lora.rating for lora in loras.undo().loras] == [0]
    assert loras.get(ink.id).notes == "rain"


def test_a_new_edit_after_an_undo_leaves_nothing_to_do_again(loras, ink):
    loras.edit(ink.id, rating=3)
    loras.undo()
    loras.edit(ink.id, rating=2)

    assert loras.redo() is None
    assert loras.undo().loras == (ink,)


def test_an_undo_leaves_what_was_changed_since(shelf, loras, ink):
    loras.edit(ink.id, rating=3, tags=("rain",))
    other_window = LoraLibrary(shelf.database)
    other_window.edit(ink.id, rating=5, notes="fog")
    loras.add_facts(ink.id, LoraFacts(origin="x", licence="mit"))

    now = loras.undo().loras[0]

    assert (now.rating, now.tags, now.notes, now.licence) == (5, (), "fog", "mit")
    assert set(now.own) == {"rating", "notes"}


def test_as_many_steps_as_anybody_takes_back_are_kept(shelf, loras, ink):
    for number in range(STEPS_MAX + 10):
        shelf.clock.now += 10
        loras.edit(ink.id, notes=str(number + 1))

    taken = 0
    while loras.undo():
        taken += 1

    assert taken == STEPS_MAX
    assert loras.get(ink.id).notes == "10"


def test_many_cards_change_together_or_not_at_all(loras, ink):
    other = loras.add("owner/wash")

    changed = loras.edit_all([ink.id, other.id], favourite=True)
    assert [lora.name for lora in changed if lora.favourite] == ["ink", "wash"]
    with pytest.raises(StorageError):
        loras.edit_all([ink.id, "gone"], rating=1)
    with pytest.raises(LoraError):
        loras.edit_all([ink.id, other.id], rating=9)

    assert [lora.rating for lora in loras.all()] == [0, 0]
    assert loras.undo().what == "Edit 2 LoRAs"
    assert not any(lora.favourite for lora in loras.all())


def test_tags_are_added_and_taken_on_many_cards(loras, ink):
    other = loras.add("owner/wash")
    loras.edit(ink.id, tags=("old", "rain"))

    loras.tag_all([ink.id, other.id], add=["new"], remove=["old"])

    assert [lora.tags for lora in loras.all()] == [("new",), ("rain", "new")]
    assert len(loras.undo().loras) == 2
    assert loras.get(ink.id).tags == ("old", "rain")


def test_a_removal_can_be_taken_back_at_once(loras, ink):
    assert loras.remove(ink.id) == ink
    assert loras.redo_words() == ""

    assert loras.undo().loras == (ink,)
    assert (loras.all(), loras.removed()) == ([ink], [])

    assert loras.redo().gone == (ink.id,)
    assert (loras.all(), loras.removed()) == ([], [ink])


def test_a_removal_can_be_taken_back_after_a_restart(shelf, loras, ink):
    mine = loras.edit(ink.id, notes="years of work")
    loras.remove(ink.id)

    restarted = LoraLibrary(shelf.database)
    (kept,) = restarted.removed()
    assert restarted.restore(kept) == mine

    assert (restarted.all(), restarted.removed()) == ([mine], [])


def test_a_restored_card_joins_the_one_that_took_its_source(loras, ink):
    loras.edit(ink.id, notes="rain", tags=("a",))
    removed = loras.remove(ink.id)
    again = loras.add("owner/ink")
    loras.edit(again.id, notes="fog", tags=("b",))

    restored = loras.restore(removed)

    assert (restored.id, restored.notes, restored.tags) == (again.id, "fog\n\nrain", ("b", "a"))
    assert loras.removed() == []


def test_several_are_removed_and_come_back_together(loras, ink):
    other = loras.add("owner/wash")

    loras.remove_all([ink.id, other.id])
    assert loras.all() == []

    loras.undo()
    assert loras.all() == [other, ink]


def test_ready_cards_are_added_in_one_step_without_those_that_are_there(loras, ink):
    new = [Lora(source=f"owner/{name}", name=name) for name in ("ink", "wash", "fog", "fog")]

    assert [lora.name for lora in loras.add_all(new)] == ["wash", "fog"]
    loras.undo()

    assert loras.all() == [ink]


def test_two_cards_of_one_lora_become_one_with_every_word(loras, ink):
    twin = loras.add("https://example.org/ink.safetensors")
    loras.edit(ink.id, tags=("a",), notes="rain", rating=2)
    loras.edit(twin.id, tags=("b",), notes="fog", rating=5)

    one = loras.unite(ink.id, [twin.id])

    assert (one.tags, one.notes, one.rating) == (("a", "b"), "rain\n\nfog", 2)
    assert loras.by_source("https://example.org/ink.safetensors") == one
    assert [lora.rating for lora in loras.removed()] == [5]
    loras.undo()
    assert sorted(lora.notes for lora in loras.all()) == ["fog", "rain"]
    assert loras.removed() == []


def test_cards_of_the_same_weights_are_told(loras):
    loras.add_all(
        Lora(source=f"/{name}.safetensors", name=name, autov3=weights * 64)
        for name, weights in (("a", "1"), ("b", "2"), ("c", "1"))
    )

    (group,) = same_weights(loras.all())
    assert sorted(lora.name for lora in group) == ["a", "c"]


def test_a_card_that_moves_is_found_by_its_old_source(loras, ink):
    moved = loras.use_place(ink.id, "/loras/ink.safetensors")

    assert moved.source == "/loras/ink.safetensors"
    assert moved.missing
    assert loras.by_source("owner/ink") == moved
    assert loras.undo().loras[0].source == "owner/ink"


def test_a_source_in_use_comes_before_an_old_one(loras, ink):
    loras.use_place(ink.id, "/loras/ink.safetensors")
    new = loras.add_all([Lora(source="owner/ink", name="new")])[0]

    assert loras.by_source("owner/ink") == new


def test_a_picture_becomes_the_preview_as_a_small_copy(loras, ink, tmp_path):
    picture = tmp_path / "result.png"
    picture.write_bytes(png(1600, 900))

    shown = loras.set_preview(ink.id, picture)
    picture.unlink()

    assert loras.preview_path(shown.preview).read_bytes().startswith(b"\xff\xd8\xff")
    assert loras.undo().loras == (ink,)
    assert loras.redo().loras == (shown,)


def test_what_is_no_picture_does_not_become_a_preview(loras, ink, tmp_path):
    (tmp_path / "x.png").write_bytes(b"x" * 100)

    for path in (tmp_path / "x.png", tmp_path / "gone.png", tmp_path):
        with pytest.raises(PictureError):
            loras.set_preview(ink.id, path)

    assert loras.all() == [ink]


def test_a_pair_shows_what_the_lora_does(loras, ink, tmp_path):
    for name, colour in (("without", (0, 0, 0)), ("with", (255, 0, 0))):
        (tmp_path / f"{name}.png").write_bytes(png(colour=colour))

    pair = loras.set_pair(ink.id, tmp_path / "without.png", tmp_path / "with.png").pair

    assert len({loras.preview_path(name).read_bytes() for name in pair}) == 2


def test_a_preview_that_came_with_a_file_does_not_replace_the_artists(loras, ink, tmp_path):
    (tmp_path / "mine.png").write_bytes(png())
    facts = LoraFacts(origin="x", preview=png(colour=(1, 2, 3)))

    found = loras.add_facts(ink.id, facts)
    mine = loras.set_preview(ink.id, tmp_path / "mine.png")

    assert found.preview
    assert found.preview != mine.preview
    assert loras.add_facts(ink.id, facts).preview == mine.preview


def test_a_preview_that_cannot_be_read_is_no_reason_to_refuse_facts(loras, ink):
    facts = LoraFacts(origin="x", preview=b"<script>", licence="mit")

    after = loras.add_facts(ink.id, facts)

    assert (after.licence, after.preview) == ("mit", "")


def test_a_field_that_is_given_back_says_what_the_file_says(loras, tmp_path):
    path = write_lora(tmp_path / "ink.safetensors", metadata={"modelspec.title": "Ink wash"})
    lora = loras.add(str(path))
    mine = loras.edit(lora.id, name="Mine", rating=3, scale_high=1.2)

    assert loras.reset(lora.id, "name").name == "Ink wash"
    assert loras.reset(lora.id, "scale_high").scale_high is None
    after = loras.reset(lora.id, "rating")

    assert (after.rating, after.own) == (0, ())
    for _ in range(3):
        loras.undo()
    assert loras.get(lora.id) == mine


def test_a_card_without_a_file_keeps_its_name_when_that_is_given_back(loras, ink):
    loras.edit(ink.id, name="Mine", notes="rain")

    assert loras.reset(ink.id, "name").name == "Mine"
    assert loras.reset(ink.id, "notes").own == ()


def test_a_place_is_forgotten_unless_it_is_in_use(loras, ink):
    moved = loras.use_place(ink.id, "/loras/ink.safetensors")
    old, used = moved.places

    assert loras.remove_place(ink.id, old).places == (used,)
    with pytest.raises(LoraError):
        loras.remove_place(ink.id, used)

    assert loras.undo().loras[0].places == (old, used)


# Sets


def a_set(*sources, name="Rain", **changes):
    return LoraSet(name=name, loras=tuple(LoraUse(source=s, scale=0.7) for s in sources), **changes)


def test_a_set_is_saved_renamed_and_removed_with_undo(loras, ink):
    saved = loras.save_set(a_set(ink.source))
    renamed = loras.save_set(replace(saved, name="Fog"))
    assert loras.sets() == [renamed]

    loras.remove_set(saved.id)
    assert loras.sets() == []

    assert loras.undo().sets
    assert loras.sets() == [renamed]
    loras.undo()
    assert loras.sets() == [saved]
    loras.undo()
    assert loras.sets() == []
    loras.redo()
    assert loras.sets() == [saved]


@pytest.mark.parametrize(
    "wrong",
    [
        a_set(),
        a_set("owner/ink", name=" "),
        LoraSet(name="x", loras=(LoraUse(source="a/b", scale=9),)),
    ],
)
def test_a_set_without_name_loras_or_right_scales_is_refused(loras, wrong):
    with pytest.raises(LoraError):
        loras.save_set(wrong)

    assert loras.sets() == []


def test_a_set_finds_a_lora_that_has_moved(loras, ink):
    saved = loras.save_set(a_set(ink.source))
    moved = loras.use_place(ink.id, "/elsewhere/ink.safetensors")

    (member,) = members(saved, loras.all())

    assert (member.use.source, member.use.scale, member.lora) == (moved.source, 0.7, moved)


def test_a_set_finds_the_same_weights_on_another_card(loras):
    first = Lora(source="/a.safetensors", name="a", sha256="1" * 64, autov3="2" * 64)
    loras.add_all([first])
    saved = loras.save_set(a_set(first.source))
    loras.remove(first.id)
    again = replace(first, id="again", source="/b.safetensors", sha256="")
    loras.add_all([again])

    (member,) = members(saved, loras.all())

    assert member.use.source == "/b.safetensors"


def test_a_lora_of_a_set_that_is_gone_is_shown_as_missing(loras, ink, tmp_path):
    path = write_lora(tmp_path / "wash.safetensors")
    wash = loras.add(str(path))
    saved = loras.save_set(a_set(ink.source, wash.source, "owner/nobody"))
    path.unlink()

    found = members(saved, loras.all())

    assert [member.missing for member in found] == [False, True, True]
    assert [member.use.source for member in found] == [use.source for use in saved.loras]

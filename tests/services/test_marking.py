"""Marks, albums and deletes of pictures, each of which can be taken back."""

from __future__ import annotations

import errno
import os
import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from flux2studio.core.errors import Cancelled, InvalidRequestError, StorageError
from flux2studio.core.generation import Generation
from flux2studio.core.history import Label, MarkChange, Marks, Pick
from flux2studio.core.request import GenerationRequest
from flux2studio.services.history import HistoryService
from flux2studio.services.history_steps import carried_over
from flux2studio.services.marking import AT_ONCE, Marking
from flux2studio.services.opened_shelves import open_search
from flux2studio.services.steps import TOGETHER_S
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.held import HeldPictures
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_marks import AT_ONCE as MARKED_AT_ONCE
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.sidecars import sidecar_path
from flux2studio.storage.thumbnails import ThumbnailStore
from tests.storage.samples import NOON, make_recipe


class Desk:
    """A history on a real disk with pictures that are files of some bytes."""

    def __init__(self, folder, pictures, held=None):
        self.folder = folder
        self.now = 100.0
        self.woken = 0
        self.database = Database(folder / "studio.db")
        self.repository = HistoryRepository(self.database, folder)
        self.thumbnails = ThumbnailStore(folder / "thumbs.db")
        self.history = HistoryService(
            repository=self.repository,
            search=open_search(self.database, lambda: folder),
            pictures=pictures,
            thumbnails=self.thumbnails,
            held=held or HeldPictures(folder / "held"),
        )
        self.marking = Marking(
            self.history,
            HistoryMarks(self.database, lambda: folder),
            AlbumRepository(self.database),
            self._wake,
            lambda: self.now,
        )

    def put(self, prompt="a fox", name=None, minute=0):
        recipe = make_recipe(
            created_at=NOON + timedelta(minutes=minute),
            request=GenerationRequest(prompt=prompt, seed=1),
        )
        path = self.folder / (name or f"{recipe.id}.png")
        path.write_bytes(recipe.id.encode())
        made = Generation(recipe=recipe, path=path)
        self.repository.add(made)
        return self.repository.entry(recipe.id)

    def some(self, count):
        return [self.put(f"fox {number}", minute=number) for number in range(count)]

    def marks(self, entry):
        return self.repository.entry(entry.id).marks

    def close(self):
        self.thumbnails.close()
        self.database.close()

    def _wake(self):
        self.woken += 1


@pytest.fixture
def desk(tmp_path, pictures):
    desk = Desk(tmp_path, pictures)
    yield desk
    desk.close()


def numbers(entries):
    return [entry.number for entry in entries]


def test_many_pictures_are_marked_in_one_step_and_taken_back_in_one(desk):
    made = desk.some(3)
    change = MarkChange(rating=4, pick=Pick.PICKED, label=Label.RED, add_tags=("harbour",))

    marked = desk.marking.change(numbers(made), change)
    undone = desk.marking.undo()

    assert [entry.marks.rating for entry in marked] == [4, 4, 4]
    assert undone.what == "4★ for 3 pictures"
    assert {entry.id for entry in undone.entries} == {entry.id for entry in made}
    assert all(desk.marks(entry) == entry.marks for entry in made)
    assert desk.woken == 2


def test_marks_that_a_full_disk_stopped_half_way_can_be_taken_back(desk):
    with desk.database.transaction() as db:
        made = desk.some(MARKED_AT_ONCE + 2)
        db.execute(
            "CREATE TRIGGER full BEFORE UPDATE OF rating ON generation"
            f" WHEN new.number = {made[-1].number} BEGIN SELECT RAISE(ABORT, 'full'); END"
        )

    with pytest.raises(sqlite3.IntegrityError):
        desk.marking.change(numbers(made), MarkChange(rating=4))
    undone = desk.marking.undo()

    assert undone.what == f"4★ for {MARKED_AT_ONCE} pictures"
    assert all(desk.marks(entry).rating == 0 for entry in made)


def test_what_was_taken_back_is_done_again(desk):
    made = desk.put()
    desk.marking.change([made.number], MarkChange(rating=3))
    desk.marking.undo()

    done = desk.marking.redo()

    assert [entry.marks.rating for entry in done.entries] == [3]
    assert desk.marking.redo() is None
    assert (desk.marking.undo_words(), desk.marking.redo_words()) == ("3★ for 1 picture", "")


def test_a_mark_that_is_there_already_is_no_step(desk):
    made = desk.put()
    desk.marking.change([made.number], MarkChange(pick=Pick.NONE))

    assert desk.marking.undo() is None
    assert desk.woken == 0


def test_the_same_mark_given_again_at_once_is_one_step(desk):
    made = desk.put()
    for rating in (1, 2, 5):
        desk.marking.change([made.number], MarkChange(rating=rating))
    desk.now += TOGETHER_S + 1
    desk.marking.change([made.number], MarkChange(rating=4))

    desk.marking.undo()
    after_one = desk.marks(made).rating
    desk.marking.undo()

    assert (after_one, desk.marks(made).rating) == (5, 0)


def test_undo_leaves_what_another_program_marked_since(desk):
    made = desk.put()
    desk.marking.change([made.number], MarkChange(rating=3, add_tags=("mine",)))
    changed = replace(desk.marks(made), tags=("mine", "theirs"), label=Label.BLUE)
    HistoryMarks(desk.database, lambda: desk.folder).put([(made.id, changed)])

    desk.marking.undo()

    assert desk.marks(made) == replace(made.marks, tags=("theirs",), label=Label.BLUE)


def test_a_mark_set_anew_since_is_not_taken_back():
    before, after, now = Marks(rating=1), Marks(rating=3), Marks(rating=5)

    assert carried_over(now, before, after) == now


def test_a_deleted_picture_comes_back_with_its_marks_and_what_lay_beside_it(desk):
    made = desk.put()
    album = desk.marking.add_album("Winter")
    change = MarkChange(rating=5, add_tags=("sea",), add_albums=(album.id,))
    desk.marking.change([made.number], change)
    beside = sidecar_path(made.generation.path)
    beside.write_bytes(b"<x/>")
    before = desk.repository.entry(made.id)

    gone = desk.marking.delete([made.number])
    was_gone = not made.generation.path.exists() and not beside.exists()
    change = desk.marking.undo()

    assert was_gone
    assert [entry.id for entry in gone] == [made.id]
    assert change.back == (before,)
    assert made.generation.path.read_bytes() == made.id.encode()
    assert beside.read_bytes() == b"<x/>"
    assert desk.repository.entry(made.id) == before
    assert list((desk.folder / "held").iterdir()) == []


def test_deletes_and_marks_are_taken_back_in_one_order(desk):
    first, second = desk.some(2)
    desk.marking.change([first.number], MarkChange(rating=2))
    desk.marking.delete([second.number])
    desk.marking.change([first.number], MarkChange(label=Label.RED))

    taken = [desk.marking.undo().what for _ in range(3)]

    assert taken == ["Label 1 picture", "Delete 1 picture", "2★ for 1 picture"]
    assert desk.repository.count() == 2


def test_a_delete_done_again_takes_the_file_again(desk):
    made = desk.put()
    desk.marking.delete([made.number])
    desk.marking.undo()

    change = desk.marking.redo()

    assert [entry.id for entry in change.gone] == [made.id]
    assert not made.generation.path.exists()
    desk.marking.undo()
    assert made.generation.path.exists()


def test_all_rejected_that_are_shown_are_deleted_and_come_back_with_one_undo(desk):
    made = desk.some(6)
    desk.marking.change(numbers(made[1:]), MarkChange(pick=Pick.REJECTED))
    other = desk.put("a house")
    desk.marking.change([other.number], MarkChange(pick=Pick.REJECTED))

    counted = desk.marking.rejected("fox")
    gone = desk.marking.delete_rejected("fox")
    left = desk.repository.count()
    desk.marking.undo()

    assert (counted, len(gone), left) == (5, 5, 2)
    assert desk.repository.count() == 7
    assert desk.marks(made[1]).pick is Pick.REJECTED


@pytest.mark.parametrize("line", ['"fox', "-is:picked rating:9", "is:picked", 'fox "'])
def test_no_line_that_is_still_being_typed_deletes_what_is_not_rejected(desk, line):
    made = desk.some(3)
    desk.marking.change([made[0].number], MarkChange(pick=Pick.PICKED))

    assert desk.marking.rejected(line) == 0
    assert desk.marking.delete_rejected(line) == []
    assert desk.repository.count() == 3


def test_a_line_that_was_refused_deletes_nothing(desk):
    made = desk.some(2)
    desk.marking.change([made[0].number], MarkChange(pick=Pick.REJECTED))

    assert desk.marking.rejected("rating:6") == 0
    assert desk.marking.delete_rejected("rating:6") == []


def test_marking_that_is_stopped_is_undone_as_far_as_it_went(desk):
    made = desk.some(MARKED_AT_ONCE + 5)
    looks, told = iter([None, Cancelled()]), []

    def check():
        if (error := next(looks)) is not None:
            raise error

    def tell(done, total):
        told.append((done, total))

    marked = desk.marking.change(numbers(made), MarkChange(rating=3), check, tell)
    undone = desk.marking.undo()

    assert len(marked) == len(undone.entries) == MARKED_AT_ONCE
    assert told == [(MARKED_AT_ONCE, MARKED_AT_ONCE + 5)]


def test_a_delete_that_is_stopped_is_undone_as_far_as_it_went(desk):
    made = desk.some(AT_ONCE + 5)
    looks = iter([None, Cancelled()])

    def check():
        if (error := next(looks)) is not None:
            raise error

    gone = desk.marking.delete(numbers(made), check)
    left = desk.repository.count()
    undone = desk.marking.undo()

    assert (len(gone), left) == (AT_ONCE, 5)
    assert (undone.what, len(undone.back)) == (f"Delete {AT_ONCE} pictures", AT_ONCE)
    assert desk.repository.count() == AT_ONCE + 5


def test_an_undo_that_is_stopped_goes_on_with_the_next_one_and_is_told(desk):
    made = desk.some(AT_ONCE + 5)
    desk.marking.delete(numbers(made))
    told = []

    def stop():
        raise Cancelled

    first = desk.marking.undo(stop, lambda done, total: told.append((done, total)))
    back = desk.repository.count()
    words = (desk.marking.undo_words(), desk.marking.redo_words())
    second = desk.marking.undo()

    assert (len(first.back), back, len(second.back)) == (AT_ONCE, AT_ONCE, 5)
    assert words == ("Delete 5 pictures", f"Delete {AT_ONCE} pictures")
    assert told == [(0, AT_ONCE + 5), (AT_ONCE, AT_ONCE + 5)]
    assert desk.repository.count() == AT_ONCE + 5


def test_a_delete_done_again_that_is_stopped_can_go_on_or_back(desk):
    made = desk.some(AT_ONCE + 5)
    desk.marking.delete(numbers(made))
    desk.marking.undo()

    def stop():
        raise Cancelled

    gone = desk.marking.redo(stop).gone
    left = desk.repository.count()
    rest = desk.marking.redo().gone

    assert (len(gone), left, len(rest)) == (AT_ONCE, 5, 5)
    assert [desk.marking.undo().what for _ in range(2)] == [
        "Delete 5 pictures",
        f"Delete {AT_ONCE} pictures",
    ]
    assert desk.repository.count() == AT_ONCE + 5


def test_a_delete_that_fails_on_the_way_keeps_those_that_stay(desk):
    first, second = desk.some(2)
    (desk.folder / "held").write_text("a file where the folder should be")

    with pytest.raises(StorageError, match="cannot be moved to the trash"):
        desk.marking.delete(numbers([first, second]))

    assert desk.repository.count() == 2
    assert first.generation.path.exists()
    assert desk.marking.undo() is None


def test_undo_puts_back_all_it_can_and_says_what_it_cannot(desk):
    first, second = desk.some(2)
    desk.marking.delete(numbers([first, second]))
    first.generation.path.write_bytes(b"somebody else's")

    with pytest.raises(StorageError, match="cannot be put back"):
        desk.marking.undo()
    second_is_back = second.generation.path.exists() and desk.repository.count() == 1
    first.generation.path.unlink()
    desk.marking.undo()

    assert second_is_back
    assert desk.repository.count() == 2
    assert first.generation.path.read_bytes() == first.id.encode()


def test_a_picture_on_another_disk_is_held_and_put_back(tmp_path):
    def between_disks(source, target):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    held = HeldPictures(tmp_path / "held", rename=between_disks)
    picture = tmp_path / ("a" * 251 + ".png")
    picture.write_bytes(b"a fox")

    held.hold("one", picture)
    was_gone = not picture.exists()
    held.put_back("one", picture)

    assert was_gone
    assert picture.read_bytes() == b"a fox"
    assert list((tmp_path / "held").iterdir()) == []


@pytest.mark.parametrize("name", ["雪" * 83 + ".png", "a" * 251 + ".png", "🦊 ключ مفتاح.webp"])
def test_a_name_of_any_script_and_length_is_deleted_and_comes_back(desk, name):
    made = desk.put(name=name)

    desk.marking.delete([made.number])
    was_gone = not made.generation.path.exists()
    desk.marking.undo()

    assert was_gone
    assert made.generation.path.exists()


def test_a_thousand_pictures_are_one_call_and_one_step(desk):
    made = desk.some(1_000)

    marked = desk.marking.change(numbers(made), MarkChange(rating=1))
    change = desk.marking.undo()

    assert len(marked) == len(change.entries) == 1_000


def test_an_album_is_made_renamed_moved_and_all_that_taken_back(desk):
    winter = desk.marking.add_album("Winter")
    harbour = desk.marking.add_album("Harbour")
    desk.marking.save_album(replace(harbour, name="The harbour"))
    desk.marking.move_album(harbour.id, winter.id)
    made = {album.name: album.parent for album in desk.marking.albums()}

    for _ in range(3):
        assert desk.marking.undo().albums

    assert made == {"Winter": "", "The harbour": winter.id}
    assert [album.name for album in desk.marking.albums()] == ["Winter"]


def test_an_album_taken_out_comes_back_with_those_in_it_and_its_pictures(desk):
    made = desk.some(3)
    winter = desk.marking.add_album("Winter")
    harbour = desk.marking.add_album("Harbour", parent=winter.id)
    desk.marking.change(numbers(made), MarkChange(add_albums=(winter.id,)))
    desk.marking.change(numbers(made[:1]), MarkChange(add_albums=(harbour.id,)))

    desk.marking.remove_album(winter.id)
    left = desk.marking.albums()
    desk.marking.undo()

    assert left == []
    assert {album.id: album.parent for album in desk.marking.albums()} == {
        winter.id: "",
        harbour.id: winter.id,
    }
    assert set(desk.marks(made[0]).albums) == {winter.id, harbour.id}
    assert desk.marks(made[2]).albums == (winter.id,)
    assert desk.history.search.count("album:Winter") == 3
    desk.marking.redo()
    assert desk.marking.albums() == []


def test_an_album_that_cannot_be_so_is_refused_and_no_step(desk):
    desk.marking.add_album("Winter")

    with pytest.raises(InvalidRequestError) as refused:
        desk.marking.add_album(" winter ")

    assert refused.value.field == "name"
    assert desk.marking.undo().what == "Make the album “Winter”"


def test_what_a_killed_session_held_goes_to_the_trash_at_the_next_start(tmp_path):
    thrown = []

    def throw_away(path):
        thrown.append(path.name)
        path.unlink()

    left, mine = tmp_path / "left.png", tmp_path / "mine.png"
    for picture in (left, mine):
        picture.write_bytes(b"a fox")
    HeldPictures(tmp_path / "held").hold("left", left)
    held = HeldPictures(tmp_path / "held", throw_away=throw_away)
    held.hold("mine", mine)

    held.empty_left()
    left_thrown = list(thrown)
    held.empty()

    assert left_thrown == ["left.png"]
    assert thrown == ["left.png", "mine.png"]
    assert list((tmp_path / "held").iterdir()) == []


def test_an_id_of_another_program_leads_nowhere_else(tmp_path):
    picture = tmp_path / "fox.png"
    picture.write_bytes(b"a fox")

    HeldPictures(tmp_path / "held").hold("../../fox", picture)

    assert [path.parent.parent for path in tmp_path.rglob("fox.png")] == [tmp_path / "held"]

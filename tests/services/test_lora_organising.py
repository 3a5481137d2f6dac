"""Files of LoRAs are put in order when the artist asks: all of it shown first, nothing replaced."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import InvalidRequestError, LoraError
from flux2studio.core.job import Job, JobState
from flux2studio.core.lora_moves import USUAL_TEMPLATE, MoveState
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_known_places import known_places
from flux2studio.services.lora_organising import LoraOrganiser
from flux2studio.storage.disk import link_new
from flux2studio.storage.journal import Journal
from flux2studio.storage.lora_moves import LoraMoves, Move
from flux2studio.storage.renaming import rename_new
from tests.services.lora_files import until, write_lora
from tests.services.lora_shelves import shelves


class Atelier:
    """A library with files in one folder, and an empty folder to put them in."""

    def __init__(self, shelf, home):
        self.shelf = shelf
        self.loras = shelf.loras
        self.old, self.new = home / "loras", home / "sorted"
        self.new.mkdir()
        self.organiser = LoraOrganiser(shelf.database)

    def add(self, stem, number=0, **words):
        path = write_lora(self.old / f"{stem}.safetensors", number)
        for end in (".metadata.json", ".preview.png", ".txt"):
            path.with_name(stem + end).write_text(f"{stem}{end}")
        card = self.loras.add(str(path))
        return self.loras.edit(card.id, **words) if words else card

    def plan(self, template=USUAL_TEMPLATE, ids=None):
        return self.organiser.plan(self.new, template, ids, RunControl())

    def move(self, **what):
        return self.organiser.move(self.plan(**what).rows, RunControl())

    def tree(self):
        files = (path for folder in (self.old, self.new) for path in folder.rglob("*"))
        return sorted(str(path.relative_to(self.old.parent)) for path in files if path.is_file())


@pytest.fixture
def atelier(tmp_path):
    with shelves(tmp_path / "data") as shelf:
        yield Atelier(shelf, tmp_path)


def names(folder):
    return {path.name for path in folder.iterdir()}


def states(plan):
    return {row.name: row.state for row in plan.rows}


def test_files_move_with_all_that_belongs_to_them_and_the_card_follows(atelier):
    ink = atelier.add("ink-v2", name="Ink wash", collections=("Book",))
    before = {name: (atelier.old / name).read_bytes() for name in names(atelier.old)}

    plan = atelier.plan()
    assert atelier.tree() == sorted(f"loras/{name}" for name in before)
    done = atelier.organiser.move(plan.rows, RunControl())

    folder = atelier.new / "FLUX.2 klein 4B" / "Book"
    ends = (".metadata.json", ".preview.png", ".safetensors", ".txt")
    assert names(folder) == {f"Ink wash{end}" for end in ends}
    assert names(atelier.old) == set()
    for name, data in before.items():
        assert (folder / name.replace("ink-v2", "Ink wash")).read_bytes() == data
    (card,) = done.moved
    assert card.source == str(folder / "Ink wash.safetensors")
    assert atelier.loras.by_source(ink.source).id == card.id
    assert not atelier.loras.get(ink.id).missing
    assert card.sha256 == ink.sha256


def test_a_step_is_taken_back_whole_even_after_a_restart(atelier):
    atelier.add("ink", 1, collections=("Book",))
    atelier.add("wash", 2)
    before = atelier.tree()
    sources = {lora.id: lora.source for lora in atelier.loras.all()}
    atelier.move()
    assert atelier.organiser.last().count == 2

    again = LoraOrganiser(atelier.shelf.database)
    done = again.undo(RunControl())

    assert (len(done.moved), done.left) == (2, ())
    assert atelier.tree() == before
    assert {lora.id: lora.source for lora in atelier.loras.all()} == sources
    assert list(atelier.new.iterdir()) == []
    assert again.last() is None


def test_a_name_that_is_taken_stops_one_and_replaces_nothing(atelier):
    atelier.add("one", 1, name="Ink")
    atelier.add("two", 2, name="ink")
    atelier.add("three", 3, name="Wash")
    taken = atelier.new / "FLUX.2 klein 4B" / "Wash.txt"
    taken.parent.mkdir()
    taken.write_text("mine")

    plan = atelier.plan()
    assert states(plan) == {
        "Ink": MoveState.MOVES,
        "ink": MoveState.CONFLICT,
        "Wash": MoveState.CONFLICT,
    }
    atelier.organiser.move(plan.rows, RunControl())

    assert taken.read_text() == "mine"
    assert (atelier.old / "two.safetensors").is_file()
    assert (atelier.old / "three.safetensors").is_file()


def test_a_file_that_comes_between_plan_and_move_is_not_replaced(atelier):
    atelier.add("ink")
    before = atelier.tree()
    plan = atelier.plan()
    late = plan.rows[0].files[2][1]
    late.parent.mkdir(parents=True)
    late.write_text("mine")

    done = atelier.organiser.move(plan.rows, RunControl())

    assert (done.moved, done.left) == ((), (("ink", "There is a “ink.preview.png” already."),))
    assert late.read_text() == "mine"
    assert atelier.tree() == sorted([*before, str(late.relative_to(atelier.old.parent))])
    (card,) = atelier.loras.all()
    assert card.source == str(atelier.old / "ink.safetensors")
    assert len(card.places) == 1


def test_what_lies_in_another_watched_folder_stays_unless_it_is_ticked(atelier):
    atelier.add("ink")
    LoraFolders(atelier.shelf.database).add_root(atelier.old)

    (row,) = atelier.plan().rows
    assert (row.state, row.ticked, row.can_move) == (MoveState.ELSEWHERE, False, True)
    assert "other programs" in row.why

    atelier.new = atelier.old
    assert states(atelier.plan()) == {"ink": MoveState.MOVES}


def test_what_cannot_move_says_why(atelier, tmp_path):
    atelier.loras.add("owner/hosted")
    gone = atelier.add("gone", 1)
    Path(gone.source).unlink()
    link = tmp_path / "link.safetensors"
    link.symlink_to(write_lora(tmp_path / "real.safetensors", 2))
    atelier.loras.add(str(link))
    there = write_lora(atelier.new / "FLUX.2 klein 4B" / "there.safetensors", 3)
    atelier.loras.add(str(there))

    assert states(atelier.plan()) == {
        "gone": MoveState.GONE,
        "link": MoveState.LINK,
        "there": MoveState.IN_PLACE,
    }
    assert atelier.move().moved == ()


def test_a_file_on_another_disk_stays(atelier):
    other = Path("/dev/shm")
    if not other.is_dir() or other.stat().st_dev == atelier.new.stat().st_dev:
        pytest.skip("there is one disk only")
    atelier.add("ink")
    atelier.new = other

    assert states(atelier.plan()) == {"ink": MoveState.OTHER_DISK}


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden here"
)
def test_a_folder_that_may_not_be_written_to_is_left_alone(atelier):
    atelier.add("ink")
    atelier.old.chmod(0o500)

    assert states(atelier.plan()) == {"ink": MoveState.READ_ONLY}
    atelier.old.chmod(0o700)


def test_a_folder_that_is_none_is_a_sentence(atelier):
    atelier.new = atelier.new / "no such"
    with pytest.raises(InvalidRequestError, match="is no folder"):
        atelier.plan()


def test_a_cancel_keeps_what_was_moved_and_the_rest_where_it_was(atelier):
    for number in range(4):
        atelier.add(f"ink {number}", number)
    control = RunControl()

    def stop(done, total):
        assert total == 4
        if done == 2:
            control.cancel()

    done = atelier.organiser.move(atelier.plan().rows, control, stop)

    assert len(done.moved) == 2
    assert len(list(atelier.old.glob("*.safetensors"))) == 2
    assert not any(lora.missing for lora in atelier.loras.all())
    assert all(len(lora.places) <= 2 for lora in atelier.loras.all())
    assert len(atelier.organiser.undo(RunControl()).moved) == 2


def job_with(atelier, source, state):
    request = GenerationRequest(
        prompt="x", size=Size(width=512, height=512), loras=(LoraUse(source=source),)
    )
    job = Job(request=request, backend="practice", folder=atelier.new)
    journal = Journal(atelier.shelf.database, "me")
    journal.add(job)
    if state is not JobState.QUEUED:
        journal.set_state(job.id, state)
    return job, journal


@pytest.mark.parametrize("state", [JobState.QUEUED, JobState.RENDERING])
def test_a_lora_of_a_job_on_its_way_stays_until_the_job_ends(atelier, state):
    ink = atelier.add("ink")
    plan = atelier.plan()
    job, journal = job_with(atelier, ink.source, state)

    assert states(atelier.plan()) == {"ink": MoveState.IN_USE}
    done = atelier.organiser.move(plan.rows, RunControl())
    assert done.left == (("ink", "A picture is being made with it."),)

    journal.close(job.id, JobState.FINISHED)
    assert len(atelier.move().moved) == 1


def test_a_request_made_before_finds_the_file_where_it_is_now(atelier):
    ink = atelier.add("ink")
    use = ink.use()
    atelier.move()

    card = atelier.loras.by_source(use.source)
    assert known_places(use, card).file == Path(card.source)


def test_a_step_of_a_removed_card_is_taken_back_too(atelier):
    ink = atelier.add("ink")
    atelier.move()
    atelier.loras.remove(ink.id)

    atelier.organiser.undo(RunControl())

    assert Path(ink.source).is_file()


def test_one_window_moves_files_at_a_time(atelier):
    atelier.add("ink")
    other = LoraOrganiser(atelier.shelf.database)
    seen = []

    def meanwhile(done, _total):
        if not done:
            with pytest.raises(LoraError, match="Another window"):
                other.undo(RunControl())
            seen.append(other.settle())

    atelier.organiser.move(atelier.plan().rows, RunControl(), meanwhile)
    assert seen == [[]]


def test_two_loras_whose_names_begin_alike_keep_their_own(atelier):
    atelier.add("ink", 1)
    atelier.add("ink.v2", 2)
    (atelier.old / "ink.v2.safetensors.rgthree-info.json").write_text("{}")

    atelier.move(template="{file} moved")

    ends = (".metadata.json", ".preview.png", ".safetensors", ".txt")
    moved = {f"{name} moved{end}" for name in ("ink", "ink.v2") for end in ends}
    assert names(atelier.new) == moved | {"ink.v2 moved.safetensors.rgthree-info.json"}


def test_a_disk_that_cannot_rename_in_one_step_moves_them_all_the_same(atelier):
    atelier.organiser = LoraOrganiser(atelier.shelf.database, rename=link_new)
    atelier.add("ink")

    assert len(atelier.move().moved) == 1
    assert len(list(atelier.new.rglob("*.*"))) == 5
    assert len(atelier.organiser.undo(RunControl()).moved) == 1


def test_hashes_are_not_read_again_after_a_move(atelier):
    atelier.add("ink")
    folders = LoraFolders(atelier.shelf.database)
    folders.add_root(atelier.old)
    folders.add_root(atelier.new)
    folders.scan(RunControl())
    index = folders._survey.index
    rows = atelier.plan().rows

    atelier.organiser.move(rows, RunControl())

    assert list(index.files()) == [str(rows[0].target)]
    folders.scan(RunControl())
    assert folders.new_paths() == ()
    assert folders.missing() == frozenset()


def test_what_a_crash_left_is_settled_before_the_folders_are_looked_at(atelier):
    ink = atelier.add("ink")
    (row,) = atelier.plan().rows
    (move,) = LoraMoves(atelier.shelf.database).begin(
        [Move(lora_id=ink.id, name="ink", files=tuple((str(a), str(b)) for a, b in row.files))]
    )
    move.target.parent.mkdir(parents=True)
    move.source.rename(move.target)
    folders = LoraFolders(atelier.shelf.database)

    folders.start()
    try:
        until(folders, lambda: atelier.loras.get(ink.id).source == str(row.target))
        assert (row.target.parent / "ink.preview.png").is_file()
    finally:
        folders.close()


def test_a_disk_that_takes_two_names_for_one_keeps_its_only_file(atelier):
    """As Windows and macOS do it with cases; here a link has the other case."""
    ink = atelier.add("ink", name="Ink")
    (atelier.old.parent / "LORAS").symlink_to(atelier.old, target_is_directory=True)
    other = atelier.old.parent / "LORAS" / "ink.safetensors"
    text = tuple(
        (str(atelier.old / f"ink{end}"), str(other.with_name(f"ink{end}")))
        for end in (".safetensors", ".txt")
    )
    before = atelier.tree()
    LoraMoves(atelier.shelf.database).begin([Move(lora_id=ink.id, name="ink", files=text)])

    atelier.organiser.settle()

    assert atelier.tree() == before
    atelier.new = other.parent
    assert states(atelier.plan("{file}")) == {"Ink": MoveState.IN_PLACE}


def test_a_step_is_taken_back_without_what_was_thrown_away_since(atelier):
    ink = atelier.add("ink")
    (card,) = atelier.move().moved
    Path(card.source).with_suffix(".txt").unlink()

    done = atelier.organiser.undo(RunControl())

    assert done.left == ()
    assert Path(ink.source).is_file()
    assert (atelier.old / "ink.preview.png").is_file()


def test_a_lora_moves_without_what_was_thrown_away_since_the_plan(atelier):
    ink = atelier.add("ink")
    plan = atelier.plan()
    Path(ink.source).with_suffix(".txt").unlink()

    done = atelier.organiser.move(plan.rows, RunControl())

    assert (len(done.moved), done.left) == (1, ())


def test_a_crash_is_settled_though_something_has_the_place_of_a_companion(atelier):
    ink = atelier.add("ink")
    (row,) = atelier.plan().rows
    LoraMoves(atelier.shelf.database).begin(
        [Move(lora_id=ink.id, name="ink", files=tuple((str(a), str(b)) for a, b in row.files))]
    )
    row.target.parent.mkdir(parents=True)
    row.source.rename(row.target)
    row.target.with_suffix(".txt").write_text("mine")

    (card,) = atelier.organiser.settle()

    assert card.source == str(row.target)
    assert row.target.with_suffix(".txt").read_text() == "mine"
    assert row.source.with_suffix(".txt").read_text() == "ink.txt"
    assert atelier.organiser.undo(RunControl()).left == ()
    assert row.source.is_file()
    assert row.target.with_suffix(".txt").read_text() == "mine"


def test_a_move_that_can_go_neither_on_nor_back_is_brought_to_its_end_later(atelier):
    ink = atelier.add("ink")
    refused = []

    def rename(source, target):
        if source.suffix != ".safetensors" or source.parent != atelier.old:
            refused.append(source)
            raise PermissionError(13, "Permission denied", str(source))
        rename_new(source, target)

    atelier.organiser = LoraOrganiser(atelier.shelf.database, rename)
    done = atelier.move()
    assert done.moved == ()
    assert refused
    card = atelier.loras.get(ink.id)
    assert known_places(card.use(), card).file.is_file()

    (card,) = LoraOrganiser(atelier.shelf.database).settle()

    assert Path(card.source).is_file()
    assert {path.parent for path in map(Path, atelier.tree())} == {Path("sorted/FLUX.2 klein 4B")}


@pytest.mark.skipif(sys.platform != "linux", reason="a name there may be any bytes")
def test_a_name_beside_it_that_is_no_text_keeps_nothing_from_moving(atelier):
    atelier.add("ink")
    odd = atelier.old / os.fsdecode(b"ink.\xff.txt")
    odd.write_text("x")
    (atelier.old / "ink.two\nlines.txt").write_text("x")

    done = atelier.move()

    assert (len(done.moved), done.left) == (1, ())
    assert (Path(done.moved[0].source).parent / "ink.two\nlines.txt").read_text() == "x"
    assert os.path.lexists(odd)


def test_a_step_that_moves_nothing_takes_no_undo_away(atelier):
    atelier.add("ink")
    atelier.move()

    atelier.move()

    assert len(atelier.organiser.undo(RunControl()).moved) == 1


@pytest.mark.expects_log
def test_an_entry_of_another_version_does_not_stop_the_rest(atelier):
    ink = atelier.add("ink")
    moves = LoraMoves(atelier.shelf.database)
    moves.begin([Move(lora_id=ink.id, name="ink", files=((ink.source, ink.source),))])
    with atelier.shelf.database.transaction() as db:
        db.execute("UPDATE lora_move SET record = '{}'")

    assert atelier.organiser.settle() == []
    assert len(atelier.move().moved) == 1


def test_whoever_follows_the_folders_hears_of_cards_whose_files_moved(atelier):
    """Also when the window that asked for it was closed meanwhile."""
    ink = atelier.add("ink")
    folders, heard = LoraFolders(atelier.shelf.database), []
    folders.subscribe(heard.extend)
    atelier.organiser = folders.organiser

    (card,) = atelier.move().moved
    folders.organiser.undo(RunControl())

    assert [(one.id, one.source) for one in heard] == [(ink.id, card.source), (ink.id, ink.source)]

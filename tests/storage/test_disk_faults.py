"""A disk that is full, read-only, failing or gone: one sentence, and nothing half left."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.job import JobState
from flux2studio.core.request import ImageFormat
from flux2studio.storage.database import Database, open_database
from flux2studio.storage.draft import DraftStore
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.journal import Journal
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.schema import MIGRATIONS
from flux2studio.storage.settings import Settings, SettingsStore
from flux2studio.storage.thumbnails import ThumbnailStore
from tests.storage.processes import has_strace, points, run_child
from tests.storage.samples import REQUEST, make_job, make_recipe, picture_bytes, save_picture

needs_strace = pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")


@contextmanager
def mounted(folder, *options):
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount")
    done = subprocess.run(
        ["mount", *options, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mount is refused here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


@pytest.fixture
def disk(tmp_path):
    """A real disk of 1 MB."""
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=1m", "tmpfs") as folder:
        yield folder


@pytest.fixture
def read_only(tmp_path):
    """A folder with a picture on a disk that takes no more."""
    source = tmp_path / "source"
    (source / "day").mkdir(parents=True)
    (source / "day" / "old.png").write_bytes(b"old")
    with mounted(tmp_path / "disk", "--bind", str(source)) as folder:
        remount = ["mount", "-o", "remount,ro,bind", str(folder)]
        if subprocess.run(remount, capture_output=True, check=False).returncode:
            pytest.skip("a disk cannot be made read-only here")
        yield folder


def fill(disk):
    with (disk / "filler").open("wb", buffering=0) as file:
        while True:
            try:
                file.write(bytes(4096))
            except OSError:
                return


def left_on(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def refuses(act, words):
    """``act`` raises one StorageError with ``words`` and a next step."""
    with pytest.raises(StorageError, match=words) as caught:
        act()
    assert caught.value.hint


# D1, D2: full


def test_a_full_disk_takes_no_half_picture(disk):
    outputs, job = Outputs(disk), make_job(disk / "day")
    save_picture(outputs, job)
    before = left_on(disk)

    refuses(lambda: outputs.write_part(job, 1, bytes(3_000_000)), "disk is full")

    assert left_on(disk) == before


def test_a_full_disk_is_noticed_before_anything_is_paid(disk):
    refuses(lambda: Outputs(disk).writable(disk / "day"), "disk is full")

    assert left_on(disk) == []


def test_a_full_disk_takes_no_half_reference_settings_or_draft(disk):
    (disk / "settings.json").write_text('{"theme": "dark"}')
    fill(disk)
    before = left_on(disk)

    refuses(lambda: ReferenceStore(disk / "references").add_bytes(bytes(9000)), "disk is full")
    refuses(lambda: SettingsStore(disk / "settings.json", {}).save(Settings()), "disk is full")
    refuses(lambda: DraftStore(disk / "draft.json").save(REQUEST), "disk is full")

    assert left_on(disk) == before
    assert (disk / "settings.json").read_text() == '{"theme": "dark"}'


def test_a_full_disk_rolls_the_journal_back_and_later_it_goes_on(disk):
    database = open_database(disk / "studio.db", disk / "backups").database
    journal, kept = Journal(database, "us"), make_job()
    journal.add(kept)
    fill(disk)

    refuses(lambda: [journal.add(make_job(prompt="x" * 3000)) for _ in range(300)], "disk is full")
    known = len(journal.unfinished())
    (disk / "filler").unlink()
    journal.close(kept.id, JobState.FINISHED)
    journal.add(make_job())

    assert len(journal.unfinished()) == known
    database.close()
    database = open_database(disk / "studio.db", disk / "backups").database
    assert Journal(database, "us").entry(kept.id).state is JobState.FINISHED
    database.close()


def test_a_database_is_not_half_made_on_a_full_disk(disk):
    fill(disk)

    refuses(lambda: open_database(disk / "studio.db", disk / "backups"), "full")

    marks = {"filler", "studio.db.lock", "studio.db.rebuild"}
    assert [name for name in left_on(disk) if name not in marks] == []
    (disk / "filler").unlink()
    opened = open_database(disk / "studio.db", disk / "backups")
    assert opened.moved_aside is None
    opened.database.close()


def test_a_migration_on_a_full_disk_changes_nothing(disk):
    Database(disk / "studio.db").close()
    fill(disk)
    before = (disk / "studio.db").read_bytes()
    steps = [*MIGRATIONS, "CREATE TABLE extra (x)"]

    refuses(lambda: Database(disk / "studio.db", migrations=steps), "disk is full")

    assert (disk / "studio.db").read_bytes() == before
    (disk / "filler").unlink()
    Database(disk / "studio.db", migrations=steps).close()


def test_a_thumbnail_that_finds_no_room_is_not_worth_a_word(disk):
    store = ThumbnailStore(disk / "thumbs.db")
    fill(disk)

    for number in range(50):
        store.put(str(number), bytes(20_000))

    assert store.get("49") is None
    store.close()


# D3: fsync fails; D1 once more, at every single write


@needs_strace
@pytest.mark.kill
@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
@pytest.mark.parametrize("call", ["fsync", "fdatasync", "pwrite64", "link", "linkat", "mkdir"])
def test_an_error_at_any_call_is_a_sentence_and_leaves_no_half_file(tmp_path, call, error):
    for number in points("save", tmp_path / "whole", call):
        home = tmp_path / str(number)

        done = run_child("save", home, f"{call}:error={error}:when={number}")

        assert "Traceback" not in done.stderr, (number, done.stderr[-1500:])
        _check_home(home, is_safe=done.stdout.startswith("saved"))


def _check_home(home, *, is_safe):
    """No part file, every picture whole, and what was called safe is there."""
    pictures = home / "pictures"
    assert [name for name in left_on(pictures) if name.endswith(".part")] == []
    opened = open_database(home / "data" / "studio.db", home / "data" / "backups")
    assert opened.moved_aside is None
    rows = HistoryRepository(opened.database, pictures).page()
    assert all(row.path.read_bytes() == picture_bytes(row.recipe) for row in rows)
    assert bool(rows) >= is_safe
    opened.database.close()


# D4: read-only


def test_a_read_only_library_is_said_so_and_can_still_be_looked_at(read_only):
    outputs, job = Outputs(read_only, expected=True), make_job(read_only / "day")

    refuses(lambda: outputs.writable(read_only / "day"), "read-only")
    refuses(lambda: outputs.writable(read_only / "new day"), "read-only")
    refuses(lambda: outputs.write_part(job, 0, b"x"), "read-only")
    outputs.clean(job)

    assert left_on(read_only) == ["day/old.png"]


def test_settings_on_a_read_only_disk_are_a_sentence(read_only):
    store = SettingsStore(read_only / "settings.json", environment={})

    assert store.load() == Settings()
    refuses(lambda: store.save(Settings()), "read-only")


def test_a_data_folder_on_a_read_only_disk_is_a_sentence(read_only):
    refuses(lambda: open_database(read_only / "studio.db", read_only / "backups"), "read-only")


# D5: gone


def test_a_library_on_a_drive_that_is_unplugged_is_not_made_again(tmp_path):
    with mounted(tmp_path / "drive", "-t", "tmpfs", "-o", "size=20m", "tmpfs") as drive:
        outputs, job = Outputs(drive / "studio"), make_job(drive / "studio" / "day")
        save_picture(outputs, job)
        outputs.writable(job.folder)

    refuses(lambda: outputs.writable(job.folder), "not there")
    refuses(lambda: outputs.write_part(job, 1, b"x"), "not there")
    assert left_on(tmp_path / "drive") == []


# D6: from one disk to another


def test_a_part_on_another_disk_is_copied_into_its_place(disk, tmp_path):
    job = make_job(tmp_path / "pictures" / "day")
    part = disk / "x.part"
    part.write_bytes(picture_bytes(make_recipe(job)))
    outputs = Outputs(tmp_path / "pictures")

    place = outputs.commit(part, outputs.final_path(job, 0, ImageFormat.PNG, 7))

    assert place.read_bytes() == picture_bytes(make_recipe(job))
    assert left_on(tmp_path / "pictures") == [f"day/{place.name}"]
    assert left_on(disk) == []


def test_a_copy_that_finds_no_room_leaves_nothing(disk, tmp_path):
    part = tmp_path / "x.part"
    part.write_bytes(bytes(3_000_000))

    refuses(lambda: Outputs(disk).commit(part, disk / "day" / "x.png"), "disk is full")

    assert not part.exists()
    assert left_on(disk) == []


@needs_strace
@pytest.mark.parametrize("call", ["link", "linkat"])
@pytest.mark.parametrize("error", ["EXDEV", "EPERM", "EOPNOTSUPP"])
def test_a_disk_without_hard_links_takes_pictures_all_the_same(tmp_path, call, error):
    done = run_child("save", tmp_path, f"{call}:error={error}:when=2")  # the first is the database

    assert "Traceback" not in done.stderr, done.stderr[-1500:]
    assert done.stdout.startswith("saved")
    _check_home(tmp_path, is_safe=True)


# D7: a file too large


@pytest.mark.skipif(os.name == "nt", reason="such limits are those of Unix")
def test_a_limit_on_the_size_of_files_is_as_a_full_disk(tmp_path):
    done = run_child("limited", tmp_path)

    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert [line.startswith("refused") for line in lines] == [True, True, True, False]
    assert all("no file of this size" in line for line in lines[:2])
    assert lines[3] == "jobs 2"  # the refused one was rolled back, and the journal went on
    assert [name for name in left_on(tmp_path) if "part" in name or "png" in name] == []
    assert left_on(tmp_path / "references") == []


# D13: a path that is too long


def test_a_folder_with_too_long_a_name_is_refused_before_anything_is_paid(tmp_path):
    refuses(lambda: Outputs(tmp_path).writable(tmp_path / ("x" * 300)), "too long")

    assert left_on(tmp_path) == []


@pytest.mark.parametrize(
    "name", ["CON", "aux ", "end.", "🦊", "new\nline", "e\u0301", "é", "'\"$(x)"]
)
def test_a_folder_of_any_name_works_or_is_refused(tmp_path, name):
    folder = tmp_path / name
    outputs, job = Outputs(folder), make_job(folder / "day")
    database = Database(tmp_path / "studio.db")

    outputs.writable(job.folder)
    place = save_picture(outputs, job)
    Journal(database, "us").add(job)

    assert place.read_bytes() == picture_bytes(make_recipe(job))
    assert Journal(database, "us").entry(job.id).job.folder == job.folder
    database.close()


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_folder_whose_name_is_no_text_is_refused_before_anything_is_paid(tmp_path):
    database = Database(tmp_path / "studio.db")
    job = make_job(tmp_path / os.fsdecode(b"\xff\xfe"))

    refuses(lambda: Journal(database, "us").add(job), "no text")

    database.close()

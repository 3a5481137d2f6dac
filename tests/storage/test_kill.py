"""kill -9 at any point: old or new, never half, and what was called safe is safe."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from contextlib import closing

import pytest

from flux2studio.core.job import JobState
from flux2studio.storage.database import Database, open_database
from flux2studio.storage.draft import DraftStore
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.journal import Journal
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.presets import Kept, PresetStore
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.schema import MIGRATIONS
from flux2studio.storage.settings import Settings, SettingsStore, Theme
from tests.storage.child import MORE_STEPS
from tests.storage.processes import WRITING_CALLS, has_strace, points, run_child, start_child
from tests.storage.samples import REQUEST, make_generation, picture_bytes, rebuild

pytestmark = pytest.mark.kill

needs_strace = pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")


def sweep(act, call, tmp_path, prepare, check):
    """Kill the child at one such call after the other and look at what is left."""
    whole = tmp_path / "whole"
    whole.mkdir()
    prepare(whole)
    for number in points(act, whole, call):
        home = tmp_path / str(number)
        home.mkdir()
        prepare(home)
        done = run_child(act, home, f"{call}:signal=KILL:when={number}")
        assert done.returncode, "nobody was killed"
        assert "Traceback" not in done.stderr, (number, done.stderr[-1500:])
        check(home, done.stdout)


# Saving a picture: K6, K7, K8


def nothing(home):
    return


def recover(home):
    """What the app does at its start: clean, adopt, rebuild what lies there."""
    opened = open_database(home / "data" / "studio.db", home / "data" / "backups")
    assert opened.moved_aside is None
    pictures, journal = home / "pictures", Journal(opened.database, "next")
    outputs = Outputs(pictures)
    history = HistoryRepository(opened.database, pictures)
    for entry in journal.unfinished():
        outputs.clean(entry.job)
    rebuild(opened.database, history, [pictures])
    for entry in journal.unfinished():
        state = JobState.FINISHED if history.of_job(entry.job.id) else JobState.FAILED
        journal.close(entry.job.id, state)
    return opened.database


def check_saved(home, said):
    """Every picture has one row, is whole, and what was said to be safe is there."""
    pictures = home / "pictures"
    for _ in range(2):  # a second recovery finds nothing to do
        database = recover(home)
        history = HistoryRepository(database, pictures)
        files = {path for path in pictures.rglob("*") if path.is_file()}
        rows = history.page(limit=10_000)
        assert {row.path for row in rows} == {path for path in files if path.suffix != ".part"}
        assert all(row.path.read_bytes() == picture_bytes(row.recipe) for row in rows)
        safe = {line.split()[1] for line in said.splitlines() if line.startswith("saved")}
        assert safe <= {row.recipe.job_id for row in rows}
        journal = Journal(database, "next")
        assert all(journal.entry(job_id).state is JobState.FINISHED for job_id in safe)
        assert len(rows) - len(safe) in {0, 1}
        assert journal.unfinished() == []
        database.close()


@needs_strace
@pytest.mark.parametrize("call", WRITING_CALLS)
def test_a_kill_at_any_call_of_a_save_loses_nothing(tmp_path, call):
    sweep("save", call, tmp_path, nothing, check_saved)


def test_a_kill_at_any_moment_of_many_saves_loses_nothing(tmp_path):
    chance = random.Random(20261120)
    for turn in range(4):
        home = tmp_path / str(turn)
        with start_child("save_for_ever", home) as process:
            said = [process.stdout.readline() for _ in range(chance.randint(1, 20))]
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0, 0.01))
            process.kill()
            said += process.stdout.readlines()
        whole = [line for line in said if line.endswith("\n")]

        check_saved(home, "".join(whole))


# Migrating: K9, K10


def prepare_database(home, pictures=300):
    database = Database(home / "data" / "studio.db")
    history = HistoryRepository(database, home)
    with database.transaction():
        for minute in range(pictures):
            history.add(make_generation(home, minute=minute))
    database.close()


def check_migrated(home, said):
    """Each step was taken as a whole or not at all, and a copy from before is there."""
    path = home / "data" / "studio.db"
    with closing(sqlite3.connect(path)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        (pictures,) = db.execute("SELECT count(*) FROM generation").fetchone()
        taken = version - len(MIGRATIONS)
        assert ("extra" in tables) == (taken > 0)
        assert ("extra_x" in tables) == (taken > 1)
        if taken:
            (extra,) = db.execute("SELECT count(*) FROM extra").fetchone()
            assert extra == pictures * taken
    if taken:
        (backup,) = (home / "data" / "backups").glob(f"studio-v{len(MIGRATIONS)}-*.db")
        with closing(sqlite3.connect(backup)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert db.execute("SELECT count(*) FROM generation").fetchone()[0] == pictures
    Database(path, migrations=MORE_STEPS).close()


@needs_strace
@pytest.mark.parametrize(
    "call", ["pwrite64", "fsync", "fdatasync", "rename", "unlink", "ftruncate"]
)
def test_a_kill_at_any_call_of_a_migration_leaves_old_or_new(tmp_path, call):
    sweep("migrate", call, tmp_path, lambda home: prepare_database(home, 20), check_migrated)


def test_a_kill_at_any_moment_of_a_migration_leaves_old_or_new(tmp_path):
    chance = random.Random(7)
    for turn in range(4):
        home = tmp_path / str(turn)
        prepare_database(home)
        with start_child("migrate", home) as process:
            process.stdout.readline()
            try:
                process.wait(chance.uniform(0, 0.03))
            except subprocess.TimeoutExpired:
                process.kill()

        check_migrated(home, "")


# Settings, draft and references: K12


def prepare_settings(home):
    SettingsStore(home / "settings.json", environment={}).save(Settings(theme=Theme.LIGHT))
    DraftStore(home / "draft.json").save(REQUEST)
    PresetStore(home / "presets.json").save(Kept(hidden=("old",)))


def check_settings(home, said):
    store = SettingsStore(home / "settings.json", environment={})
    theme = store.load().theme
    prompt = DraftStore(home / "draft.json").load().prompt
    (preset,) = PresetStore(home / "presets.json").load().hidden
    assert store.problems == []
    assert (theme, prompt, preset) in {
        (Theme.LIGHT, REQUEST.prompt, "old"),
        (Theme.DARK, REQUEST.prompt, "old"),
        (Theme.DARK, "new", "old"),
        (Theme.DARK, "new", "new"),
    }
    if "saved" in said:
        assert (theme, prompt, preset) == (Theme.DARK, "new", "new")


@needs_strace
@pytest.mark.parametrize("call", ["write", "fsync", "rename"])
def test_a_kill_at_any_call_leaves_the_old_settings_or_the_new(tmp_path, call):
    sweep("write_settings", call, tmp_path, prepare_settings, check_settings)


def test_a_kill_at_any_moment_leaves_the_old_settings_or_the_new(tmp_path):
    chance = random.Random(12)
    for turn in range(4):
        home = tmp_path / str(turn)
        home.mkdir()
        prepare_settings(home)
        with start_child("write_settings", home) as process:
            process.stdout.readline()
            try:
                process.wait(chance.uniform(0, 0.004))
            except subprocess.TimeoutExpired:
                process.kill()

        check_settings(home, "")


def check_references(home, said):
    store = ReferenceStore(home / "references")
    for path in (home / "references").glob("[0-9a-f]*"):
        assert path.read_bytes() == b"x" * 3_000_000
    for line in said.splitlines():
        assert store.has(line.split()[1])


@needs_strace
@pytest.mark.parametrize("call", ["write", "fsync", "rename", "mkdir"])
def test_a_kill_at_any_call_leaves_a_whole_reference_or_none(tmp_path, call):
    sweep("add_reference", call, tmp_path, nothing, check_references)

"""The database file: made whole, migrated with a copy kept, and never trusted blindly."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from contextlib import closing

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.job import JobState
from flux2studio.core.spending import totals
from flux2studio.storage.database import Database, DatabaseTooNewError, open_database, rebuilt
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.instance import Instance, any_alive
from flux2studio.storage.journal import Journal
from flux2studio.storage.loras import LoraRepository
from flux2studio.storage.schema import APPLICATION_ID, MIGRATIONS
from flux2studio.storage.spending import Bill, SpendingRepository
from tests.storage.samples import NOON, make_generation, make_job, make_lora


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "studio.db"


@pytest.fixture
def reopen(path):
    """Open the database as the app does, and close it at the end of the test."""
    opened = []

    def _open():
        opened.append(open_database(path, path.parent / "backups"))
        return opened[-1]

    yield _open
    for each in opened:
        each.database.close()


@pytest.fixture
def filled(path, reopen):
    """A closed database with 300 pictures, a LoRA and an unfinished job in it."""
    database = reopen().database
    history = HistoryRepository(database, path.parent)
    with database.transaction():
        for minute in range(300):
            history.add(make_generation(path.parent, minute=minute))
    journal, job = Journal(database, "us"), make_job()
    journal.add(job)
    journal.set_state(job.id, JobState.SENDING, {}, Bill(at=NOON, estimate_usd=0.063))
    LoraRepository(database).add(make_lora())
    database.close()
    rebuilt(path)
    return path


def columns(path, sql):
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute(sql)]


def names(path):
    return sorted(each.name for each in path.parent.iterdir())


def test_a_new_database_is_whole_and_ours(path, reopen):
    opened = reopen()

    assert opened.is_new
    assert opened.moved_aside is None
    assert columns(path, "PRAGMA application_id") == [APPLICATION_ID]
    assert columns(path, "PRAGMA user_version") == [len(MIGRATIONS)]
    with opened.database.reading() as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
        assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_good_database_is_opened_as_it_is(filled, reopen):
    opened = reopen()

    assert not opened.is_new
    assert opened.moved_aside is None
    assert HistoryRepository(opened.database, filled.parent).count() == 300


def insert_and_fail(database):
    with database.transaction():
        with database.transaction() as db:
            db.execute("INSERT INTO lora VALUES ('a', 'b', 1, '{}')")
        raise ZeroDivisionError


def test_a_failed_transaction_leaves_nothing_not_even_of_one_inside_it(database):
    with pytest.raises(ZeroDivisionError):
        insert_and_fail(database)

    with database.reading() as db:
        assert db.execute("SELECT count(*) FROM lora").fetchone()[0] == 0


def test_many_threads_write_without_losing_a_row(database, root):
    history = HistoryRepository(database, root)

    def write():
        for _ in range(20):
            history.add(make_generation(root))

    threads = [threading.Thread(target=write) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert history.count() == 100


def test_a_closed_database_says_so_in_a_sentence(database, journal):
    database.close()

    with pytest.raises(StorageError, match="closing"):
        journal.unfinished()


def test_another_program_that_holds_the_database_is_named(database, journal):
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with database.reading() as db:
            db.execute("PRAGMA busy_timeout = 50")  # the test need not wait five seconds

        with pytest.raises(StorageError, match="Another program") as caught:
            journal.add(make_job())

        assert caught.value.hint
        assert journal.unfinished() == []  # reading goes on
    journal.add(make_job())
    assert len(journal.unfinished()) == 1


def test_text_that_is_none_is_refused_in_a_sentence(journal):
    with pytest.raises(StorageError, match="no text"):
        journal.add(make_job(prompt="half a letter \ud83d"))

    assert journal.unfinished() == []


def test_a_bug_in_our_sql_is_not_hidden(database):
    with pytest.raises(sqlite3.OperationalError), database.transaction() as db:
        db.execute("SELECT nonsense")


# Migrations

STEPS = [*MIGRATIONS, "CREATE TABLE extra (x); CREATE INDEX extra_x ON extra (x);"]


def test_a_migration_keeps_the_rows_and_a_copy_from_before(filled):
    database = Database(filled, migrations=STEPS)

    with database.reading() as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == len(STEPS)
        assert db.execute("SELECT count(*) FROM extra").fetchone()[0] == 0
        assert db.execute("SELECT count(*) FROM generation").fetchone()[0] == 300
    database.close()
    (backup,) = (filled.parent / "backups").iterdir()
    assert columns(backup, "PRAGMA user_version") == [len(MIGRATIONS)]
    assert columns(backup, "PRAGMA integrity_check") == ["ok"]
    assert columns(backup, "SELECT count(*) FROM generation") == [300]


def test_a_broken_migration_changes_nothing(filled):
    with pytest.raises(sqlite3.OperationalError):
        Database(filled, migrations=[*MIGRATIONS, "CREATE TABLE extra (x); nonsense;"])

    assert columns(filled, "PRAGMA user_version") == [len(MIGRATIONS)]
    assert columns(filled, "SELECT name FROM sqlite_schema WHERE name = 'extra'") == []


def test_a_database_that_is_up_to_date_is_not_backed_up(filled, reopen):
    reopen()

    assert not (filled.parent / "backups").exists()


def test_old_backups_are_thinned(filled):
    backups = filled.parent / "backups"
    backups.mkdir()
    for day in range(1, 9):
        old = backups / f"studio-v0-202601{day:02}-120000.db"
        old.touch()
        os.utime(old, (day, day))

    Database(filled, migrations=STEPS).close()

    assert len(list(backups.iterdir())) == 5
    assert not (backups / "studio-v0-20260101-120000.db").exists()


def test_a_newer_database_is_refused_and_left_alone(filled, reopen):
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = filled.read_bytes()

    with pytest.raises(DatabaseTooNewError, match="newer version") as caught:
        reopen()

    assert caught.value.hint
    assert filled.read_bytes() == before
    assert "studio.db" in names(filled)


def test_a_newer_database_that_this_version_cannot_even_read_is_not_taken_for_damaged(
    filled, reopen
):
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE job (a FROM 2030)'")
        connection.execute("PRAGMA user_version = 99")
        connection.commit()

    with pytest.raises(DatabaseTooNewError):
        reopen()

    assert names(filled) == ["studio.db", "studio.db.lock", "studio.db.turn"]


# Damage


def damage_page(path):
    """Overwrite pages in the middle, the first one spared."""
    size = path.stat().st_size
    with path.open("rb+") as file:
        for page in range(2, size // 4096, 3):
            file.seek(page * 4096)
            file.write(os.urandom(4096))


def truncate(path):
    os.truncate(path, path.stat().st_size // 2 + 100)


def zero_header(path):
    with path.open("rb+") as file:
        file.write(bytes(100))


def make_text(path):
    path.write_text("This is no database at all.\n" * 400)


def make_empty(path):
    path.write_bytes(b"")


def make_foreign(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE job (id, whatever)")
        connection.execute("INSERT INTO job VALUES (1, 2)")
        connection.commit()


DAMAGES = [damage_page, truncate, zero_header, make_text, make_empty, make_foreign]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_database_is_moved_aside_and_replaced(filled, reopen, damage):
    damage(filled)
    damaged = filled.read_bytes()

    opened = reopen()

    assert opened.is_new
    assert opened.moved_aside.name.startswith("studio.db.damaged-20")
    assert opened.moved_aside.read_bytes() == damaged
    assert columns(filled, "PRAGMA integrity_check") == ["ok"]


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_start_after_damage_is_quiet(filled, reopen, damage):
    damage(filled)
    reopen().database.close()
    rebuilt(filled)

    opened = reopen()

    assert not opened.is_new
    assert opened.moved_aside is None


@pytest.mark.parametrize("is_made", [False, True])
def test_a_start_that_ended_before_all_was_saved_from_the_damaged_one_is_made_up_for(
    filled, reopen, is_made
):
    """As a kill leaves it: put aside, with a new one in its place or not yet."""
    filled.rename(filled.with_name("studio.db.damaged-20260101-000000"))
    if is_made:
        reopen().database.close()
    filled.with_name("studio.db.rebuild").write_text("to be saved")

    opened = reopen()

    assert opened.is_new
    assert [entry.state for entry in Journal(opened.database, "us").unfinished()] == [
        JobState.SENDING
    ]
    opened.database.close()
    assert reopen().moved_aside is None


def test_a_database_stays_new_until_it_was_rebuilt(path, reopen):
    reopen().database.close()

    assert reopen().is_new

    rebuilt(path)
    assert not reopen().is_new


def test_what_can_be_read_of_a_damaged_database_is_saved(filled, reopen):
    with closing(sqlite3.connect(filled)) as connection:
        sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'generation_by_path'"
        (page,) = connection.execute(sql).fetchone()
    with filled.open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(os.urandom(4096))

    opened = reopen()

    assert opened.moved_aside
    assert len(Journal(opened.database, "us").unfinished()) == 1
    assert [lora.name for lora in LoraRepository(opened.database).all()] == ["Ink"]
    assert totals(SpendingRepository(opened.database).since(NOON)).usd == 0.063
    assert HistoryRepository(opened.database, filled.parent).count("fox") == 300


@pytest.mark.parametrize("length", [1, 100, 4096])
def test_all_is_saved_when_only_the_first_page_is_lost(filled, reopen, length):
    with filled.open("rb+") as file:
        file.write(b"\xa5" * length)

    opened = reopen()

    assert opened.moved_aside
    assert len(Journal(opened.database, "us").unfinished()) == 1
    assert [lora.name for lora in LoraRepository(opened.database).all()] == ["Ink"]
    assert totals(SpendingRepository(opened.database).since(NOON)).usd == 0.063
    assert HistoryRepository(opened.database, filled.parent).count("fox") == 300
    assert not list(filled.parent.glob(".*.part"))


def test_damage_noticed_while_running_is_looked_for_at_the_next_start(filled, reopen):
    database = reopen().database
    with database.reading() as db:
        db.execute("PRAGMA cache_size = 0")
    damage_page(filled)

    with pytest.raises(StorageError, match="damaged") as caught:
        HistoryRepository(database, filled.parent).count("fox")

    assert "rebuilt" in caught.value.hint
    assert (filled.parent / "studio.db.check").exists()
    database.close()
    assert reopen().moved_aside
    assert not (filled.parent / "studio.db.check").exists()


def test_a_deleted_wal_file_loses_no_committed_page(filled, reopen, tmp_path):
    database = reopen().database
    Journal(database, "us").add(make_job())
    copy = tmp_path / "copy" / "studio.db"
    copy.parent.mkdir()
    shutil.copy(filled, copy)  # as after a kill, with its -wal deleted

    opened = open_database(copy, copy.parent / "backups")

    assert opened.moved_aside is None
    assert HistoryRepository(opened.database, copy.parent).count() == 300
    opened.database.close()


def test_the_wal_file_of_another_database_is_found_out(filled, reopen, tmp_path):
    other = Database(tmp_path / "other" / "studio.db")
    for _ in range(30):
        Journal(other, "them").add(make_job(prompt="x" * 5000))
    shutil.copy(other.path.with_name("studio.db-wal"), filled.with_name("studio.db-wal"))

    opened = reopen()

    assert columns(filled, "PRAGMA integrity_check") == ["ok"]
    Journal(opened.database, "us").add(make_job())
    other.close()


def test_a_deleted_database_leaves_no_wal_to_spoil_the_new_one(path, reopen, tmp_path):
    other = Database(tmp_path / "other" / "studio.db")
    Journal(other, "them").add(make_job())
    path.parent.mkdir()
    shutil.copy(other.path.with_name("studio.db-wal"), path.with_name("studio.db-wal"))

    opened = reopen()

    assert opened.is_new
    assert Journal(opened.database, "us").unfinished() == []
    assert columns(path, "PRAGMA integrity_check") == ["ok"]
    other.close()


def test_a_folder_in_the_place_of_the_database_is_a_sentence(path, reopen):
    path.mkdir(parents=True)

    with pytest.raises(StorageError):
        reopen()


def row(place):
    """Which one it is, as SQL: 1 is the oldest."""
    return (
        f"WHERE number = (SELECT number FROM generation ORDER BY number LIMIT 1 OFFSET {place - 1})"
    )


@pytest.mark.expects_log
def test_rows_with_impossible_values_hide_no_other_row(filled, reopen):
    with closing(sqlite3.connect(filled)) as db:
        db.execute(f"UPDATE generation SET recipe = 'null' {row(300)}")
        db.execute(f"UPDATE generation SET recipe = CAST(x'ff00fe' AS TEXT) {row(299)}")
        db.execute(f"UPDATE generation SET recipe = '' {row(298)}")
        db.execute(f"UPDATE generation SET created_us = -1e15 {row(297)}")
        db.execute(f"UPDATE generation SET created_us = 9e18 {row(296)}")
        db.execute(f"UPDATE generation SET idx = -5, path = '' {row(295)}")
        db.execute("UPDATE job SET request = '{', state = 'dancing'")
        db.execute("UPDATE lora SET record = '[]'")
        db.commit()

    database = reopen().database

    history = HistoryRepository(database, filled.parent)
    page = history.page(limit=300)
    assert len(page) == 297
    assert Journal(database, "us").unfinished() == []
    assert LoraRepository(database).all() == []


def test_two_starts_at_once_make_one_database(path):
    opened, start = [], threading.Barrier(4)

    def begin():
        start.wait()
        opened.append(open_database(path, path.parent / "backups"))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for number, each in enumerate(opened):
        Journal(each.database, str(number)).add(make_job())
    assert [len(Journal(each.database, "").unfinished()) for each in opened] == [4] * 4
    for each in opened:
        each.database.close()


def test_a_damaged_file_is_not_moved_away_under_another_instance(tmp_path):
    path, locks = tmp_path / "studio.db", tmp_path / "locks"
    open_database(path, tmp_path / "backups").database.close()
    path.write_bytes(b"no database any more" * 500)
    before, other = path.read_bytes(), Instance(locks)

    with pytest.raises(StorageError, match="another flux2studio"):
        open_database(path, tmp_path / "backups", lambda: any_alive(locks))

    assert path.read_bytes() == before
    other.release()
    opened = open_database(path, tmp_path / "backups", lambda: any_alive(locks))
    opened.database.close()
    assert opened.moved_aside is not None

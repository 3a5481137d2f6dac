"""Who waits for the database gets it, however busily others write."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from flux2studio.storage.database import Database
from flux2studio.storage.queueing import FairLock, Turnstile

BUSY = """
import sys, time
from pathlib import Path
from flux2studio.storage.database import Database

database = Database(Path(sys.argv[1]))
print("begun", flush=True)
while True:
    with database.transaction() as db:
        db.execute("INSERT OR REPLACE INTO word VALUES ('busy')")
        until = time.monotonic() + 0.1
        while time.monotonic() < until:
            db.execute("SELECT 1").fetchone()
"""


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "studio.db")
    yield database
    database.close()


def word(database, text):
    with database.transaction() as db:
        db.execute("INSERT INTO word VALUES (?)", (text,))


def test_a_thread_that_writes_on_and_on_lets_others_in(database):
    done = threading.Event()
    begun = threading.Event()
    written = 0

    def write_on():
        nonlocal written
        while not done.is_set():
            with database.transaction() as db:
                written += 1
                db.execute("INSERT OR REPLACE INTO word VALUES (?)", (f"w{written}",))
            if written > 3:
                begun.set()

    writer = threading.Thread(target=write_on)
    writer.start()
    assert begun.wait(10)
    passed_by = []
    for number in range(10):
        before = written
        word(database, f"mine {number}")
        passed_by.append(written - before)
    done.set()
    writer.join()

    assert max(passed_by) <= 3


def test_a_program_that_writes_on_and_on_lets_the_other_one_in(database):
    """SQLite alone gives up after five seconds of never meeting the gap between two writes."""
    busy = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(database.path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert busy.stdout.readline() == "begun\n"
        for number in range(3):
            word(database, f"mine {number}")
    finally:
        busy.kill()
        busy.communicate()


def test_a_lock_may_be_taken_again_inside_while_another_waits():
    lock, inside, ended = FairLock(), threading.Event(), []
    with lock:
        other = threading.Thread(target=lambda: (inside.set(), lock.__enter__(), ended.append(1)))
        other.start()
        assert inside.wait(10)
        with lock:
            assert ended == []
    other.join(10)

    assert ended == [1]


def test_a_turnstile_that_cannot_be_had_holds_nobody_up(tmp_path):
    turnstile = Turnstile(tmp_path / "nowhere" / "studio.db.turn")
    with turnstile.passing():
        assert not (tmp_path / "nowhere").exists()
    turnstile.close()

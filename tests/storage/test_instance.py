"""Running copies know of each other, and a dead one never stands in the way."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from flux2studio.storage.instance import Instance, WindowLock
from flux2studio.storage.locks import is_held, open_lock

HOLD = """
import sys
import threading
from pathlib import Path
from flux2studio.storage.instance import Instance, WindowLock
instance, window = Instance(Path(sys.argv[1])), WindowLock(Path(sys.argv[2]))
print(instance.owner, window.acquire(), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def locks(tmp_path):
    return tmp_path / "locks"


@pytest.fixture
def window_path(tmp_path):
    return tmp_path / "locks" / "window.lock"


@pytest.fixture
def other(locks, window_path):
    """Another process with an instance and the window; (process, owner)."""
    command = [sys.executable, "-c", HOLD, str(locks), str(window_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        owner, got = process.stdout.readline().split()
        assert got == "True"
        yield process, owner
        process.kill()


def test_an_instance_is_alive_until_it_is_released(locks):
    first, second = Instance(locks), Instance(locks)
    assert first.is_alive(second.owner)
    assert first.is_alive(first.owner)

    second.release()
    second.release()

    assert not first.is_alive(second.owner)
    first.release()
    assert list(locks.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no shared locks for files")
def test_two_that_ask_at_once_both_hear_that_an_owner_is_dead(locks):
    instance = Instance(locks)
    dead = "d" * len(instance.owner)
    another_asks = open_lock(locks / f"{dead}.lock")
    assert not is_held(another_asks)

    assert not instance.is_alive(dead)

    os.close(another_asks)
    instance.release()


def test_an_owner_nobody_ever_was_is_dead(locks):
    instance = Instance(locks)

    assert not instance.is_alive("nobody")
    assert not instance.is_alive("")
    assert not instance.is_alive("../../etc/passwd")
    instance.release()


def test_another_process_is_alive_and_holds_the_window(locks, window_path, other):
    _, owner = other
    instance = Instance(locks)

    assert instance.is_alive(owner)
    assert not WindowLock(window_path).acquire()
    instance.release()


def test_a_killed_process_is_dead_at_once_and_leaves_the_window(locks, window_path, other):
    process, owner = other
    process.kill()
    process.wait()
    instance, window = Instance(locks), WindowLock(window_path)

    assert not instance.is_alive(owner)
    assert window.acquire()

    assert not (locks / f"{owner}.lock").exists()
    window.release()
    instance.release()


def test_a_start_clears_away_the_locks_of_the_dead_alone(locks, other):
    process, _ = other
    living = Instance(locks)
    process.kill()
    process.wait()

    instance = Instance(locks)

    left = {path.name for path in locks.iterdir()}
    assert left == {"window.lock", f"{living.owner}.lock", f"{instance.owner}.lock"}
    instance.release()
    living.release()


def test_many_starts_at_once_do_not_clear_each_other_away(locks):
    made = []
    threads = [
        threading.Thread(target=lambda: made.extend(Instance(locks) for _ in range(20)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(made[0].is_alive(instance.owner) for instance in made)
    for instance in made:
        instance.release()


def test_the_window_lock_can_be_taken_again_by_its_holder(window_path):
    window = WindowLock(window_path)
    assert window.acquire()
    assert window.acquire()

    window.release()
    window.release()

    other = WindowLock(window_path)
    assert other.acquire()
    other.release()


def test_what_killed_instances_left_is_removed_and_what_others_use_stays(tmp_path):
    mine, living = Instance(tmp_path / "locks"), Instance(tmp_path / "locks")
    for owner in (mine.owner, living.owner, "dead"):
        (tmp_path / "engine" / owner / "job").mkdir(parents=True)

    mine.clear_left(tmp_path / "engine")

    left = {path.name for path in (tmp_path / "engine").iterdir()}
    assert left == {mine.owner, living.owner}
    living.release()
    mine.release()

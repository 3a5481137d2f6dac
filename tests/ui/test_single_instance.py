"""The second start finds the first window."""

import subprocess
import sys

import pytest

from flux2studio.storage.instance import WindowLock
from flux2studio.ui.single_instance import Answer, SingleInstance, call_first

SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from flux2studio.storage.instance import WindowLock
from flux2studio.ui.single_instance import call_first
app = QCoreApplication([])
lock = WindowLock(Path(sys.argv[1]) / "window.lock")
print("calling", flush=True)
print(call_first(Path(sys.argv[1]), sys.argv[2:], lock.acquire).name)
"""


@pytest.fixture
def lock(tmp_path):
    """The lock of the first window."""
    lock = WindowLock(tmp_path / "window.lock")
    assert lock.acquire()
    yield lock
    lock.release()


@pytest.fixture
def second_start(tmp_path, lock):
    """Start a real second process; the first window must turn its event loop meanwhile."""
    started = []

    def _start(*files):
        command = [sys.executable, "-c", SECOND_START, str(tmp_path), *map(str, files)]
        started.append(subprocess.Popen(command, stdout=subprocess.PIPE))
        return started[-1]

    yield _start
    for process in started:
        process.communicate(timeout=20)


def test_a_second_start_hands_its_files_to_the_first(qtbot, tmp_path, second_start):
    first = SingleInstance(tmp_path)

    with qtbot.waitSignal(first.called, timeout=20_000) as called:
        process = second_start(tmp_path / "fox.png")
    process.stdout.readline()

    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    assert process.stdout.read() == b"HEARD\n"
    assert called.args == [[str(tmp_path / "fox.png")]]
    first.close()


def test_a_name_left_by_a_killed_window_is_taken_over(qtbot, tmp_path, second_start):
    killed = SingleInstance(tmp_path)
    first = SingleInstance(tmp_path)

    with qtbot.waitSignal(first.called, timeout=20_000):
        second_start()

    killed.close()
    first.close()


def test_nobody_answers_where_no_window_is_open(qtbot, tmp_path):
    assert call_first(tmp_path, [], lambda: False, patience_ms=0) is Answer.SILENT


def test_a_second_start_waits_for_a_first_that_is_still_opening(qtbot, tmp_path, second_start):
    process = second_start("fox.png")
    process.stdout.readline()  # it calls, and nobody listens yet

    first = SingleInstance(tmp_path)

    qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
    assert process.stdout.read() == b"HEARD\n"
    first.close()


def test_a_second_start_becomes_the_first_when_that_one_has_ended(lock, second_start):
    process = second_start("fox.png")
    process.stdout.readline()  # it calls; the window is closed already, and its jobs end

    lock.release()

    assert process.communicate(timeout=20)[0] == b"GONE\n"

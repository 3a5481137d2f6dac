"""Tasks: work on a worker thread, its result in the UI thread."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from flux2studio.core.errors import PictureError
from flux2studio.ui.tasks import Tasks


@pytest.fixture
def pool():
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def tasks(qapp, pool):
    return Tasks(pool.submit)


def fail():
    raise PictureError("not a picture")


def test_work_runs_elsewhere_and_done_runs_in_the_ui_thread(qtbot, qapp, tasks):
    seen = []

    tasks.run(threading.get_ident, lambda ident: seen.append((ident, QThread.currentThread())))

    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] != threading.get_ident()
    assert seen[0][1] == qapp.thread()


def test_an_expected_failure_reaches_its_callback(qtbot, tasks):
    errors = []

    tasks.run(fail, failed=errors.append)

    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "not a picture"


def test_a_failure_nobody_asked_about_is_unhandled(qtbot, tasks):
    with qtbot.waitSignal(tasks.unhandled) as blocker:
        tasks.run(fail)

    assert str(blocker.args[0]) == "not a picture"


@pytest.mark.expects_log
def test_a_bug_is_logged_and_ends_the_wait(qtbot, tasks, caplog):
    errors = []

    tasks.run(lambda: 1 / 0, failed=errors.append)

    qtbot.waitUntil(lambda: bool(errors))
    assert "ZeroDivisionError" in errors[0].details
    assert "A task hit a bug" in caplog.text


class Receiver(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []

    def hear(self, value):
        self.heard.append(value)


def test_a_receiver_that_is_gone_is_not_called(qtbot, tasks):
    receiver, release = Receiver(), threading.Event()
    tasks.run(release.wait, receiver.hear)
    shiboken6.delete(receiver)

    release.set()

    qtbot.waitUntil(lambda: not tasks.busy)
    assert receiver.heard == []


def test_tasks_that_are_gone_do_not_crash_the_worker(qtbot, pool):
    submitted, release = [], threading.Event()
    tasks = Tasks(lambda work: submitted.append(pool.submit(work)))
    tasks.run(release.wait)
    shiboken6.delete(tasks)

    release.set()

    assert submitted[0].exception() is None

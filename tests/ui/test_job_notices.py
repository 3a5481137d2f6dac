"""A job that ends while nobody looks tells of itself, and a click leads to its picture."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import BackendError
from flux2studio.core.job import JobState
from flux2studio.storage.settings import Settings
from flux2studio.ui.job_notices import JobNotices
from flux2studio.ui.notifications import Portal, SystemNotices
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import job, update
from tests.ui.test_jobs_view_model import generation

ROOT = Path(__file__).parents[2]


class PlainSystem(QObject):
    """A desktop that writes down what it shows."""

    clicked = Signal()

    def __init__(self):
        super().__init__()
        self.shown = []
        self.is_empty = True

    def show(self, title, text):
        self.shown.append((title, text))
        self.is_empty = False

    def take_back(self):
        self.is_empty = True


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def tell(bench):
    return bench.bridge.updated.emit


class Scene:
    def __init__(self, bench, window, **settings):
        self.system = PlainSystem()
        self.window = window
        self.away = True
        self.beeps = []
        self.settings = Settings(**settings)
        self.notices = JobNotices(
            bench.jobs,
            window,
            lambda: self.settings,
            self.system,
            is_away=lambda: self.away,
            beep=lambda: self.beeps.append(1),
        )


@pytest.fixture
def window(qtbot, shell):
    return shell.window


def done(of=None):
    of = of or job()
    return update(of, JobState.FINISHED, generations=(generation(of),))


def sentences(window):
    return [message.sentence.text() for message in window.messages.messages]


def test_a_picture_made_while_the_artist_is_elsewhere_is_told_once_for_all(bench, window, tell):
    scene = Scene(bench, window)

    tell(done())
    tell(done())

    titles = [title for title, _ in scene.system.shown]
    assert titles[0].startswith("1 picture")
    assert titles[1].startswith("2 picture")
    assert scene.system.shown[0][1] == "a fox in the snow"
    assert sentences(window) == []  # it is on the stage when the artist comes back


def test_nothing_is_told_of_what_is_in_view_or_was_cancelled(bench, window, tell):
    scene = Scene(bench, window)
    tell(update(job(), JobState.CANCELLED))
    scene.away = False

    tell(done())

    assert (scene.system.shown, sentences(window), scene.beeps) == ([], [], [])


def test_on_another_page_a_message_leads_to_the_picture(qtbot, bench, window, tell):
    scene = Scene(bench, window)
    scene.away = False
    window.show_page(1)
    of = job()

    tell(done(of))

    (message,) = window.messages.messages
    assert "1 picture" in message.sentence.text()
    with qtbot.waitSignal(bench.jobs.opened) as opened:
        scene.notices.show_it()
    assert opened.args[0].recipe.job_id == of.id
    assert sentences(window) == []


def test_a_message_goes_once_the_page_is_seen(bench, window, tell):
    scene = Scene(bench, window)
    scene.away = False
    window.show_page(1)
    tell(done())

    window.show_page(0)

    assert sentences(window) == []


def test_a_failure_is_told_and_leads_to_its_row(bench, window, tell):
    scene = Scene(bench, window)
    window.show_page(1)

    tell(update(job(), JobState.FAILED, error=BackendError("Busy.")))
    scene.system.clicked.emit()

    assert scene.system.shown[0][0].startswith("1 job")
    assert window.page == 0
    assert scene.system.is_empty


def test_the_desktop_is_left_alone_where_the_artist_wants_that(bench, window, tell):
    scene = Scene(bench, window, finished_notice=False)

    tell(done())

    assert scene.system.shown == []


def test_a_sound_is_played_only_where_it_was_asked_for(bench, window, tell):
    quiet, loud = Scene(bench, window), Scene(bench, window, finished_sound=True)

    tell(done())

    assert (quiet.beeps, loud.beeps) == ([], [1])


def test_without_tray_and_bus_nothing_is_shown_and_nothing_waits(qtbot, bench):
    parent = QObject()
    portal = Portal(bench.tasks, {}, parent)

    portal.show("A picture is ready.", "a fox")
    portal.take_back()
    bench.settle()

    assert not bench.tasks.busy


def test_a_notice_of_the_system_is_made_without_a_wait(bench):
    parent = QObject()
    system = SystemNotices(lambda: None, bench.tasks, parent)

    system.take_back()

    assert not bench.tasks.busy


@pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("dbus-daemon") is None, reason="no session bus"
)
def test_the_portal_of_the_desktop_shows_it_and_tells_of_the_click(tmp_path):
    with session_bus(tmp_path) as environment, child("portal_child", environment) as portal:
        assert portal.stdout.readline() == "ready\n"
        with child("notices_child", environment) as ours:
            shown = portal.stdout.readline()
            portal.stdin.write("flux2studio-jobs\n")
            portal.stdin.flush()
            assert ours.stdout.readline() == "clicked\n"
            taken_back = portal.stdout.readline()
            assert ours.wait(20) == 0

    assert shown == "AddNotification flux2studio-jobs A picture is ready. a fox in the snow\n"
    assert taken_back == "RemoveNotification flux2studio-jobs\n"


@contextmanager
def session_bus(folder):
    """Yield the environment of processes that have a session bus of their own."""
    address = f"unix:path={folder}/bus"
    command = ["dbus-daemon", "--session", "--nofork", "--print-address", "--address", address]
    with running(command, {**os.environ}) as process:
        process.stdout.readline()
        yield {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}


def child(module, environment):
    return running([sys.executable, "-m", f"tests.ui.{module}"], environment)


@contextmanager
def running(command, environment):
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate(timeout=20)

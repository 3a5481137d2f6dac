"""Where the window is low the jobs take one line, which opens for what needs the artist."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from flux2studio.core.job import JobState
from flux2studio.ui.widgets.job_panel import JobPanel
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import job, update

LOW = 40  # pixels


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


def panel_of(bench, height):
    """In a window, as only a window itself is never lower than all that lies in it."""
    window = QWidget()
    bench.qtbot.addWidget(window)
    bench.shown.append(window)
    panel = JobPanel(bench.jobs, window)
    panel.resize(346, height)
    window.show()
    return panel


@pytest.fixture
def strip(bench):
    return panel_of(bench, LOW)


def test_one_line_says_that_nothing_runs(strip):
    assert strip.header.summary.full_text == "Nothing is running."
    assert not strip.area.isVisible()
    assert strip.minimumSizeHint().height() <= LOW


def test_one_line_says_what_runs(bench, strip):
    bench.bridge.updated.emit(update(job(), JobState.RENDERING))
    assert strip.header.summary.full_text.startswith("1 running")


def test_the_line_is_opened_and_closed_by_its_arrow(qtbot, strip):
    qtbot.mouseClick(strip.header.fold, Qt.MouseButton.LeftButton)
    strip.resize(strip.width(), strip.minimumSizeHint().height())
    assert strip.area.isVisible()
    assert strip.header.summary.full_text == ""

    qtbot.mouseClick(strip.header.fold, Qt.MouseButton.LeftButton)
    strip.resize(strip.width(), strip.minimumSizeHint().height())
    assert not strip.area.isVisible()


def test_what_fails_opens_the_line(bench, strip):
    bench.bridge.updated.emit(update(job(), JobState.FAILED))
    assert strip.minimumSizeHint().height() > LOW


def test_what_is_done_leaves_it_closed(bench, strip):
    bench.bridge.updated.emit(update(job(), JobState.FINISHED))
    assert strip.minimumSizeHint().height() <= LOW


def test_with_room_there_is_no_arrow(bench):
    panel = panel_of(bench, 108)
    assert panel.area.isVisible()
    assert not panel.header.fold.isVisible()

"""HistoryWatch: what is done to files outside shows in the grid without a search."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from flux2studio.core.errors import StorageError
from flux2studio.core.history import FileState
from flux2studio.ui.history_watch import HistoryWatch


@pytest.fixture
def page(shell, shelf):
    for number in range(6):
        shelf.put(f"prompt {number}", minutes=number)
    shell.history.load()
    shell.settle()
    shell.window.show_page(1)
    shell.settle()
    QApplication.processEvents()
    return shell.page


@pytest.fixture
def watch(shell, page):
    def _watch(look):
        files = SimpleNamespace(look=look)
        made = HistoryWatch(page.grid, lambda: files, shell.tasks, shell.history, shell.loader)
        made.timer.stop()
        return made

    return _watch


def test_a_file_that_went_is_seen_to_be_gone(shell, page, watch):
    entry = page.grid.history.entry(2)
    made = watch(lambda numbers: [replace(entry, file=FileState.MISSING)])

    made.look()
    shell.settle()

    assert page.grid.history.entry(2).file is FileState.MISSING
    assert page.grid.history.rowCount() == 6


def test_only_what_shows_is_looked_at(shell, page, watch):
    asked = []
    made = watch(lambda numbers: asked.append(list(numbers)) or [])

    made.look()
    shell.settle()

    assert asked == [[page.grid.history.number(row) for row in range(6)]]


def test_one_look_is_on_its_way_at_a_time_and_goes_on_after_one_that_failed(shell, page, watch):
    asked = []

    def look(numbers):
        asked.append(numbers)
        raise StorageError("The drive is gone.")

    made = watch(look)
    made.look()
    made.look()
    shell.settle()
    assert len(asked) == 1

    made.look()
    shell.settle()
    assert len(asked) == 2


def test_a_page_that_nobody_sees_is_not_looked_at(shell, page, watch):
    asked = []
    made = watch(asked.append)
    shell.window.show_page(0)

    made.look()
    shell.settle()

    assert asked == []

"""HistoryModel: pages come as they are needed, and nothing waits for them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from flux2studio.core.generation import Generation
from flux2studio.ui import words
from flux2studio.ui.models.history_model import HistoryModel, HistoryRole
from flux2studio.ui.tasks import Tasks
from tests.ui.shell_parts import NOON, Queue, recipe_of


class NoPages:
    def page(self, before=None, limit=100, query=""):
        return []

    def cursor(self, generation):
        raise AssertionError("nothing is fetched here")


@pytest.fixture
def queue(qapp):
    return Queue()


@pytest.fixture
def model(shelf, queue):
    model = HistoryModel(shelf.service, Tasks(queue.submit), page=2)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def prompts(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_first_page_comes_from_a_worker(model, shelf, queue):
    shelf.put("only")
    model.show()

    assert prompts(model) == []
    queue.settle()
    assert prompts(model) == ["only"]


def test_pages_are_fetched_until_the_end_newest_first(model, shelf, queue):
    for number in range(5):
        shelf.put(f"prompt {number}", days=number)
    model.show()
    queue.settle()

    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
        queue.settle()

    assert prompts(model) == [f"prompt {number}" for number in range(5)]
    assert model.is_complete


def test_only_one_page_is_on_its_way_at_a_time(model, shelf, queue):
    shelf.put()
    model.show()

    model.fetchMore(QModelIndex())

    assert len(queue.waiting) == 1


def test_a_page_of_an_older_search_is_dropped(model, shelf, queue):
    shelf.put("red coat")
    shelf.put("blue sea", days=1)
    model.show("red")
    model.show("blue")
    queue.settle()

    assert prompts(model) == ["blue sea"]


def test_a_new_picture_goes_to_the_top_and_only_once(model, shelf, queue):
    shelf.put("old", days=1)
    model.show()
    queue.settle()
    new = shelf.put("new")

    model.add(new)
    model.add(new)

    assert prompts(model) == ["new", "old"]


def test_a_picture_brought_back_takes_its_old_place(model, shelf, queue):
    shelf.put("first")
    lost = shelf.put("lost", days=1)
    model.show()
    queue.settle()
    model.remove(lost.id)

    model.add(lost)

    assert prompts(model) == ["first", "lost"]


def test_the_days_say_where_each_begins(model, shelf, queue):
    for days in (0, 0, 1):
        shelf.put(days=days)
    model.show()
    queue.settle()
    model.fetchMore(QModelIndex())
    queue.settle()

    today = words.local_day(NOON)
    assert [(day.when, day.first) for day in model.days()] == [
        (today, 0),
        (today - timedelta(days=1), 2),
    ]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 4), st.integers(0, 60)), max_size=24))
def test_the_days_stay_right_however_pictures_come_and_go(qapp, moves):
    model = HistoryModel(NoPages(), Tasks(lambda work: None))
    for number, (adds, days, minutes) in enumerate(moves):
        if adds or not model.rowCount():
            recipe = recipe_of(f"{number:04}", "x", days, minutes, (8, 8), {})
            model.add(Generation(recipe=recipe, path=Path("/x.png")))
        else:
            model.remove(model.generation(minutes % model.rowCount()).id)

    days = [words.local_day(model.generation(r).recipe.created_at) for r in range(model.rowCount())]
    firsts = [row for row, day in enumerate(days) if row == 0 or days[row - 1] != day]
    assert [(day.first, day.when) for day in model.days()] == [(row, days[row]) for row in firsts]


def test_a_history_that_cannot_be_read_says_so_and_stops_asking(model, shelf, queue, qtbot):
    shelf.put()
    shelf.database.close()

    with qtbot.waitSignal(model.failed):
        model.show()
        queue.settle()

    assert not model.canFetchMore(QModelIndex())


def test_a_row_says_aloud_what_it_shows(model, shelf, queue):
    shelf.put("a fox in the snow", size=(64, 48))
    model.show()
    queue.settle()

    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    assert spoken.startswith("a fox in the snow, 64 by 48 pixels")


def test_rows_leave_the_window_as_files(model, shelf, queue):
    made = shelf.put()
    model.show()
    queue.settle()

    data = model.mimeData([model.index(0)])

    assert [url.toLocalFile() for url in data.urls()] == [str(made.path)]
    assert model.index(0).data(HistoryRole.GENERATION) == made

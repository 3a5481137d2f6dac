"""HistoryModel: any number of rows at once, their pictures as they are looked at."""

from __future__ import annotations

from array import array
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from flux2studio.core.errors import StorageError
from flux2studio.core.history import Entry, MarkChange
from flux2studio.services.history_search import Found
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.ui import words
from flux2studio.ui.models.history_model import AROUND, FIRST, HistoryModel, HistoryRole
from flux2studio.ui.tasks import Tasks
from tests.ui.shell_parts import NOON, Queue

LAST = 1_000_000


class Many:
    """A million pictures, none of which is ever made unless it is asked for."""

    def __init__(self, made, count=LAST):
        self.made, self.count, self.asked = made, count, []

    def first(self, text, before=None, limit=200):
        return Found(entries=tuple(self.entries(range(self.count - 1, self.count - 1 - limit, -1))))

    def numbers(self, text, check, within=()):
        check()
        return array("q", range(self.count))

    def entries(self, numbers):
        self.asked.append(list(numbers))
        return [Entry(number=number, generation=self.made) for number in numbers]


@pytest.fixture
def queue(qapp):
    return Queue()


@pytest.fixture
def model(shelf, queue):
    model = HistoryModel(shelf.service.search, Tasks(queue.submit))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


@pytest.fixture
def many(shelf, queue):
    model = HistoryModel(Many(shelf.put()), Tasks(queue.submit))
    model.many = model._pages
    model.show()
    queue.settle()
    return model


def prompts(model):
    return [model.index(row).data() for row in range(model.rowCount())]


def entries(shelf, *made):
    return shelf.service.entries_of([each.id for each in made])


def test_the_first_pictures_come_from_a_worker_the_newest_first(model, shelf, queue):
    for number in range(3):
        shelf.put(f"prompt {number}", days=number)
    model.show()

    assert prompts(model) == []
    queue.settle()
    assert prompts(model) == ["prompt 0", "prompt 1", "prompt 2"]
    assert model.is_complete


def test_the_first_pictures_are_there_before_the_rest_is_counted(shelf, queue):
    model = HistoryModel(Many(shelf.put(), 5000), Tasks(queue.submit))
    told = []
    model.found.connect(lambda _: told.append(model.rowCount()))
    model.loaded.connect(lambda: told.append(model.rowCount()))

    model.show()
    queue.settle()

    assert told == [FIRST, 5000]


def test_of_a_million_only_those_are_fetched_that_show(many, queue):
    many.many.asked.clear()

    many.need(500_000, 500_048)
    queue.settle()

    assert many.rowCount() == LAST
    assert many.entry(500_020).number == LAST - 1 - 500_020
    assert sum(map(len, many.many.asked)) < 200


def test_what_was_scrolled_past_is_never_fetched(many, queue):
    many.many.asked.clear()

    for row in range(10_000, 90_000, 1000):
        many.need(row, row + 40)
    queue.settle()

    assert len(many.many.asked) == 2
    assert many.entry(11_000) is None
    assert many.entry(89_000) is not None


def test_those_around_are_fetched_once_scrolling_pauses(qtbot, many, queue):
    many.need(10_000, 10_040)
    queue.settle()
    assert many.entry(10_041) is None

    qtbot.waitUntil(lambda: bool(queue.waiting))
    queue.settle()

    assert many.entry(10_040 + AROUND) is not None
    assert many.entry(10_000 - AROUND) is not None


def test_a_row_on_its_way_has_its_place_and_says_so(many):
    index = many.index(777_777)

    assert index.data() == "…"
    assert index.data(HistoryRole.ENTRY) is None
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"Picture {words.count(777_778)}, loading"


def test_the_numbers_of_any_rows_are_known_without_looking_at_them(many):
    many.many.asked.clear()

    assert list(many.numbers_in([(0, 1), (LAST - 2, LAST - 1)])) == [LAST - 1, LAST - 2, 1, 0]
    assert len(many.numbers_in([(0, LAST - 1)])) == LAST
    assert many.row_of(many.number(123_456)) == 123_456
    assert many.many.asked == []


def test_a_search_that_a_newer_one_replaces_never_shows(model, shelf, queue):
    shelf.put("red coat")
    shelf.put("blue sea", days=1)
    shown = []
    model.found.connect(lambda _: shown.append(prompts(model)))

    for query in ("red", "green", "blue"):
        model.show(query)
    queue.settle()

    assert shown == [["blue sea"]]


def test_a_long_search_stops_when_a_newer_one_comes(shelf, queue):
    model = HistoryModel(Many(shelf.put(), 5000), Tasks(queue.submit))
    model.show("old")
    queue.waiting.popleft()()
    queue.settle_answers()

    model.show("new")
    queue.settle()

    assert (model.query, model.is_complete, model.rowCount()) == ("new", True, 5000)


def test_the_rows_of_before_stay_until_the_first_new_ones_are_there(model, shelf, queue):
    shelf.put("red coat")
    model.show()
    queue.settle()

    model.show("nothing")

    assert prompts(model) == ["red coat"]
    queue.settle()
    assert prompts(model) == []


def test_a_new_picture_goes_to_the_top_and_only_once(model, shelf, queue):
    shelf.put("old", days=1)
    model.show()
    queue.settle()
    new = entries(shelf, shelf.put("new"))

    model.add(new)
    model.add(new)

    assert prompts(model) == ["new", "old"]


def test_a_picture_brought_back_takes_its_old_place(model, shelf, queue):
    shelf.put("first")
    lost = entries(shelf, shelf.put("lost", days=1))
    shelf.put("last", days=2)
    model.show()
    queue.settle()
    model.remove([lost[0].number])

    model.add(lost)

    assert prompts(model) == ["first", "lost", "last"]


def test_a_picture_saved_while_a_search_was_on_its_way_is_not_lost(model, shelf, queue):
    shelf.put("old", days=1)
    model.show()
    queue.waiting.popleft()()  # has looked, and has not told yet
    new = entries(shelf, shelf.put("new"))

    model.add(new)
    queue.settle()

    assert prompts(model) == ["new", "old"]


def test_a_picture_deleted_while_a_search_was_on_its_way_does_not_come_back(model, shelf, queue):
    shelf.put("kept", days=1)
    doomed = entries(shelf, shelf.put("doomed"))
    model.show()
    queue.waiting.popleft()()

    model.remove([doomed[0].number])
    queue.settle()

    assert prompts(model) == ["kept"]


def test_pictures_here_and_there_go_at_once_and_leave_the_others_in_order(model, shelf, queue):
    made = [shelf.put(f"{number}", minutes=number) for number in range(40)]
    model.show()
    queue.settle()

    model.remove([entry.number for entry in entries(shelf, *made[::2])])

    assert prompts(model) == [f"{number}" for number in range(1, 40, 2)]


def test_hundreds_that_come_back_are_told_at_once_in_order(qtbot, model, shelf, queue):
    [entry] = entries(shelf, shelf.put("kept"))
    model.show()
    queue.settle()
    others = [replace(entry, number=entry.number + shift) for shift in range(-150, 150)]

    with qtbot.waitSignal(model.modelReset), qtbot.assertNotEmitted(model.rowsInserted):
        model.add(others)

    assert list(model.numbers_in([(0, 299)])) == [each.number for each in reversed(others)]


def test_what_another_window_deleted_goes_when_it_is_looked_at(model, shelf, queue):
    made = [shelf.put(f"{number}", minutes=number) for number in range(FIRST + 2)]
    model.show()
    queue.settle()
    shelf.repository.remove(made[-1].id)

    model.need(FIRST, FIRST + 1)
    queue.settle()

    assert model.rowCount() == FIRST + 1
    assert model.entry(FIRST).id == made[FIRST].id


def test_marks_given_to_a_picture_show_in_its_row(qtbot, model, shelf, queue):
    made = shelf.put()
    model.show()
    queue.settle()
    marks = HistoryMarks(shelf.database, lambda: shelf.folder)
    changed = marks.change([model.number(0)], MarkChange(rating=4))

    with qtbot.waitSignal(model.dataChanged):
        model.update([after for _, after in changed])

    assert model.index(0).data(HistoryRole.MARKS).rating == 4
    assert model.row_of_id(made.id) == 0


def test_the_days_come_with_all_rows(model, shelf, queue):
    for days in (0, 0, 1):
        shelf.put(days=days)
    model.show()
    queue.settle()

    assert list(model.days().starts) == [0, 2]
    assert model.days().dates[0] == words.local_day(NOON)


def test_a_history_that_cannot_be_read_says_so(model, shelf, queue, qtbot):
    shelf.put()
    shelf.database.close()

    with qtbot.waitSignal(model.failed):
        model.show()
        queue.settle()

    assert model.rowCount() == 0


def test_rows_that_cannot_be_read_are_told_once_and_not_asked_for_again(many, queue):
    told = []
    many.failed.connect(told.append)
    many.many.entries = failing

    for row in (1000, 2000, 3000):
        many.need(row, row + 40)
        queue.settle()

    assert len(told) == 1


def failing(numbers):
    raise StorageError("The drive is not there.")


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

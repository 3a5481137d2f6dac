"""HistoryGrid: zoom, days, what is chosen, what leaves the window, and what is painted."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QImage, QPainter, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flux2studio.core.errors import StudioError
from flux2studio.core.history import Entry, FileState, Label, Marks, Pick
from flux2studio.ui.models.history_model import HistoryModel
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.thumbnails import ThumbnailLoader
from flux2studio.ui.widgets.grid_drag import DRAG_MAX
from flux2studio.ui.widgets.grid_plan import CELL_WIDTH, WIDTHS
from flux2studio.ui.widgets.history_delegate import HistoryDelegate
from flux2studio.ui.widgets.history_grid import HistoryGrid
from tests.ui.shell_parts import Queue
from tests.ui.test_history_model import Many

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Thumbs:
    """Small pictures of a shelf, as the view model has them."""

    def __init__(self, shelf, queue):
        self.shelf, self.loader = shelf, ThumbnailLoader(queue.submit)
        self.is_missing = lambda made: self.loader.is_missing(made.id)
        self.stand_in = lambda made: self.loader.stand_in(made.id)
        self.withdraw = self.loader.withdraw

    def thumbnail(self, made, form=None):
        found = self.loader.pixmap(made.id, form)
        if found is None:
            self.loader.request(made.id, partial(self.shelf.service.thumbnail, made), form)
        return found


@pytest.fixture
def queue(qapp):
    return Queue()


@pytest.fixture
def make(qtbot, shelf, queue):
    def _make(pages=None):
        model = HistoryModel(pages or shelf.service.search, Tasks(queue.submit))
        grid = HistoryGrid(model)
        qtbot.addWidget(grid)
        thumbs = Thumbs(shelf, queue)
        thumbs.loader.ready.connect(grid.show_thumbnail)
        grid.setItemDelegate(HistoryDelegate(thumbs, str, grid))
        grid.thumbs = thumbs
        grid.resize(640, 480)
        grid.show()
        qtbot.waitExposed(grid)
        model.show()
        return grid

    return _make


@pytest.fixture
def grid(make, shelf, queue):
    for number in range(30):
        shelf.put(f"prompt {number}", minutes=number, days=number // 10)
    grid = make()
    settle(grid, queue)
    return grid


@pytest.fixture
def million(make, shelf, queue):
    grid = make(Many(shelf.put()))
    settle(grid, queue)
    return grid


def settle(grid, queue):
    for _ in range(6):  # rows, their paint, their pictures, and the paint of these
        queue.settle()
        grid.viewport().repaint()
        queue.settle()


def test_all_that_shows_is_painted_once_its_pictures_are_there(make, shelf, queue):
    for number in range(6):
        shelf.put(minutes=number)
    grid = make()

    queue.waiting.popleft()()
    queue.settle_answers()
    grid.viewport().repaint()

    assert not grid.is_painted()
    settle(grid, queue)
    assert grid.is_painted()


def test_after_a_jump_it_is_painted_only_when_the_new_place_is(million, queue):
    million.verticalScrollBar().setValue(million.plan.rect(700_000).top())

    assert not million.is_painted()
    million.viewport().repaint()
    assert not million.is_painted()
    settle(million, queue)
    assert million.is_painted()


def test_a_picture_that_comes_has_only_its_cell_painted(grid, queue, qtbot):
    made = grid.history.entry(3).generation
    grid.thumbs.loader.forget(made.id)
    grid.viewport().repaint()
    painted = []
    delegate = grid.itemDelegate()
    delegate.draw = lambda painter, rect, row, entry, frame: painted.append(row)
    queue.settle()
    QApplication.processEvents()

    assert painted == [3]


def test_zooming_in_makes_fewer_columns_and_keeps_the_place(grid):
    grid.verticalScrollBar().setValue(grid.plan.rect(12).top() - 40)
    columns = grid.plan.columns
    at = QPoint(60, 60)
    row = grid.indexAt(at).row()

    grid.zoom_by(4, at)

    assert grid.plan.columns < columns
    assert grid.visualRect(grid.history.index(row)).top() in range(61)


def test_the_wheel_zooms_with_ctrl_and_scrolls_without(grid):
    turn(grid, 120, CTRL)
    larger = grid.zoom
    turn(grid, -120, CTRL)

    assert (larger > CELL_WIDTH, grid.zoom) == (True, CELL_WIDTH)
    turn(grid, -120, Qt.KeyboardModifier.NoModifier)
    assert grid.verticalScrollBar().value() > 0


def turn(grid, angle, modifiers):
    place = QPointF(100, 100)
    buttons, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        place, grid.viewport().mapToGlobal(place), QPoint(), QPoint(0, angle), buttons, modifiers,
        phase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), event)


def test_zoom_has_ends(grid):
    grid.zoom_by(50)
    assert grid.zoom == WIDTHS[-1]
    grid.set_zoom(1)
    assert grid.zoom == WIDTHS[0]


@pytest.mark.parametrize("kept", ["", "wide", "-4", "99999999999999999999", "²"])
def test_a_zoom_that_is_none_is_not_taken_up(grid, tmp_path, kept):
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    memory.setValue("history_zoom", kept)

    grid.remember(memory)

    assert grid.zoom == CELL_WIDTH


def test_the_zoom_of_last_time_is_taken_up(make, grid, tmp_path):
    memory = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    grid.remember(memory)
    grid.set_zoom(244)
    other = make()

    other.remember(memory)

    assert other.zoom == 244


def test_a_click_on_a_heading_chooses_its_day(qtbot, grid):
    place = grid.plan.heading(1).center() - QPoint(0, grid.verticalOffset())

    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert grid.chosen_rows() == list(range(10, 20))

    first = grid.plan.heading(0).center() - QPoint(0, grid.verticalOffset())
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, CTRL, first)
    assert grid.chosen_rows() == list(range(20))


def test_all_of_a_million_are_chosen_by_their_numbers(million):
    million.selectAll()

    assert len(million.chosen_numbers()) == 1_000_000
    assert len(million.chosen()) < 1000


def test_the_picture_under_the_keyboard_is_told_once_it_is_there(qtbot, million, queue):
    with qtbot.waitSignal(million.entry_current) as told:
        QTest.keyClick(million, Qt.Key.Key_End)
        settle(million, queue)

    assert told.args[0].number == 0


def test_what_is_chosen_stays_chosen_in_a_search_that_has_it(grid, queue):
    grid.setCurrentIndex(grid.history.index(13))
    chosen = grid.current_entry().number

    grid.history.show("prompt 1")
    settle(grid, queue)

    assert grid.current_entry().number == chosen
    assert list(grid.chosen_numbers()) == [chosen]


def test_another_search_begins_at_its_top(grid, queue):
    grid.verticalScrollBar().setValue(300)

    grid.history.show("prompt")
    settle(grid, queue)

    assert grid.verticalScrollBar().value() == 0


def test_what_is_chosen_leaves_as_files(grid):
    grid.setCurrentIndex(grid.history.index(0))
    QTest.keyClick(grid, Qt.Key.Key_Right, SHIFT)

    paths = [url.toLocalFile() for url in grid.chosen_mime().urls()]

    assert paths == [str(grid.history.entry(row).generation.path) for row in (0, 1)]


def test_a_whole_range_that_was_never_seen_can_be_dragged(million, queue):
    rows = DRAG_MAX
    QTest.mouseClick(million.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    million.scrollTo(million.history.index(rows - 1))
    place = million.visualRect(million.history.index(rows - 1)).center()
    QTest.mouseClick(million.viewport(), Qt.MouseButton.LeftButton, SHIFT, place)
    settle(million, queue)

    assert len(million.chosen_mime().urls()) == rows


def test_too_many_to_drag_are_refused_in_a_sentence(million):
    million.selectAll()

    with pytest.raises(StudioError, match="too many to drag") as refused:
        million.chosen_mime()

    assert str(DRAG_MAX) in refused.value.hint.replace(",", "")


def test_pictures_that_are_gone_do_not_leave(grid):
    entry = grid.history.entry(0)
    grid.setCurrentIndex(grid.history.index(0))
    grid.history.update([changed(entry, file=FileState.MISSING)])

    with pytest.raises(StudioError, match="are gone"):
        grid.chosen_mime()


@pytest.mark.parametrize(
    "marks",
    [Marks(rating=3), Marks(pick=Pick.PICKED), Marks(pick=Pick.REJECTED), Marks(label=Label.BLUE)],
    ids=["stars", "picked", "rejected", "label"],
)
def test_marks_are_seen_on_the_picture(grid, queue, marks):
    before = seen(grid, 0)

    grid.history.update([changed(grid.history.entry(0), marks=marks)])
    settle(grid, queue)

    assert seen(grid, 0) != before


def test_a_missing_file_is_seen_on_the_picture(grid, queue):
    before = seen(grid, 0)

    grid.history.update([changed(grid.history.entry(0), file=FileState.MISSING)])
    settle(grid, queue)

    assert seen(grid, 0) != before


def changed(entry, marks=None, file=None):
    return Entry(
        number=entry.number,
        generation=entry.generation,
        marks=marks or entry.marks,
        file=file or entry.file,
    )


def seen(grid, row):
    place = grid.visualRect(grid.history.index(row))
    image = QImage(place.size(), QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    grid.viewport().render(painter, QPoint(), place)
    painter.end()
    return image


def test_where_one_reads_from_the_right_the_pictures_begin_there(grid):
    first = grid.visualRect(grid.model().index(0, 0))
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.setCurrentIndex(grid.model().index(0, 0))
    mirrored = grid.visualRect(grid.model().index(0, 0))
    QTest.keyClick(grid, Qt.Key.Key_Left)

    assert mirrored.right() == grid.viewport().width() - 1 - first.left()
    assert grid.currentIndex().row() == 1
    assert all(
        grid.indexAt(grid.visualRect(grid.model().index(row, 0)).center()).row() == row
        for row in range(6)
    )


def test_right_to_left_what_is_next_lies_on_the_left(grid):
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    places = [grid.visualRect(grid.model().index(row, 0)) for row in range(2)]

    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=places[1].center())

    assert places[1].right() < places[0].left()
    assert grid.currentIndex().row() == 1

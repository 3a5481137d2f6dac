"""CellGrid and CardPlan: a million pictures are laid out, chosen and painted as ten are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyledItemDelegate

from flux2studio.ui.widgets.card_plan import CardPlan
from flux2studio.ui.widgets.cell_grid import CellGrid

MANY = 1_000_000


class Numbers(QAbstractListModel):
    """As many rows as one likes; counts how many were looked at."""

    def __init__(self, count):
        super().__init__()
        self.count = count
        self.asked = 0

    def rowCount(self, parent=None):
        return 0 if parent is not None and parent.isValid() else self.count

    def data(self, index, role=Qt.ItemDataRole.DisplayRole):
        self.asked += 1
        return str(index.row()) if role == Qt.ItemDataRole.DisplayRole else None

    def put_first(self):
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.count += 1
        self.endInsertRows()


class Cards(CellGrid):
    _plan = CardPlan(card_height=100)

    @property
    def plan(self):
        return self._plan

    def lay_out(self):
        count = self.model().rowCount()
        self._plan = CardPlan(width=self.viewport().width(), card_height=100, count=count)


class Noting(QStyledItemDelegate):
    def __init__(self, parent):
        super().__init__(parent)
        self.painted = []

    def paint(self, painter, option, index):
        self.painted.append((index.row(), option.state))


@pytest.fixture
def grid(qtbot):
    grid = Cards()
    qtbot.addWidget(grid)
    grid.delegate = Noting(grid)
    grid.setItemDelegate(grid.delegate)
    grid.numbers = Numbers(MANY)
    grid.setModel(grid.numbers)
    grid.resize(420, 320)
    with qtbot.waitActive(grid):
        grid.show()
    return grid


def painted(qtbot, grid):
    """Return the rows painted since the last look."""
    qtbot.waitUntil(lambda: bool(grid.delegate.painted))
    rows = [row for row, _ in grid.delegate.painted]
    grid.delegate.painted.clear()
    return rows


def move_to(grid, row):
    """Move the pointer without the platform, whose pointer may be there from an earlier test."""
    place = QPointF(grid.plan.rect(row).center())
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, place, none, none, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(grid.viewport(), event)


def test_of_a_million_only_those_are_looked_at_that_show(qtbot, grid):
    grid.verticalScrollBar().setValue(grid.plan.rect(500_000).top())

    qtbot.waitUntil(lambda: 500_000 in painted(qtbot, grid))
    assert grid.numbers.asked < 1000


def test_a_million_are_chosen_at_once_and_none_is_looked_at(qtbot, grid):
    painted(qtbot, grid)
    grid.numbers.asked = 0

    grid.selectAll()

    assert grid.numbers.asked == 0
    assert len(grid.chosen_rows()) == MANY


def test_the_pointer_lights_up_one_cell_and_has_no_other_painted(qtbot, grid):
    painted(qtbot, grid)
    move_to(grid, 1)
    painted(qtbot, grid)

    move_to(grid, 2)

    assert painted(qtbot, grid) == [1, 2]


def test_the_end_key_goes_to_the_last_and_shows_it_whole(grid):
    grid.setCurrentIndex(grid.numbers.index(0))

    QTest.keyClick(grid, Qt.Key.Key_End)

    assert grid.currentIndex().row() == MANY - 1
    assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))


def test_a_page_down_and_a_page_up_lead_back(grid):
    grid.setCurrentIndex(grid.numbers.index(1))

    QTest.keyClick(grid, Qt.Key.Key_PageDown)
    below = grid.currentIndex().row()
    QTest.keyClick(grid, Qt.Key.Key_PageUp)

    assert below == 1 + 2 * grid.plan.columns
    assert grid.currentIndex().row() == 1


def test_what_one_looks_at_stays_when_a_whole_line_comes_before_it(grid):
    grid.verticalScrollBar().setValue(grid.plan.rect(300).top())
    line = grid.plan.columns

    for _ in range(line):
        grid.numbers.put_first()

    assert grid.indexAt(QPoint(4, 4)).row() == 300 + line


def plans():
    return st.builds(
        CardPlan, width=st.integers(60, 1600), card_height=st.just(138), count=st.integers(1, 300)
    )


@given(plans())
def test_each_card_is_found_under_its_middle_and_none_overlaps(plan):
    cards = [plan.rect(row) for row in range(plan.count)]

    assert [plan.at(card.center()) for card in cards] == list(range(plan.count))
    assert all(card.bottom() < plan.height for card in cards)
    assert not any(one.intersects(other) for one, other in itertools.pairwise(cards))


@given(plans(), st.data())
def test_up_and_down_move_a_card_by_one_line_at_most(plan, data):
    row = data.draw(st.integers(0, plan.count - 1))

    assert plan.rect(row).top() - plan.rect(plan.above(row)).top() in {0, plan.pitch}
    assert plan.rect(plan.below(row)).top() - plan.rect(row).top() in {0, plan.pitch}

"""GridPlan: every cell has its place, and every place its cell."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from flux2studio.ui.widgets.grid_plan import GridPlan


@st.composite
def plans(draw):
    sizes = draw(st.lists(st.integers(1, 40), min_size=1, max_size=12))
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    return GridPlan(width=draw(st.integers(120, 2600)), count=sum(sizes), starts=starts)


@given(plans())
def test_each_cell_is_found_again_under_its_middle(plan):
    assert [plan.at(plan.rect(row).center()) for row in range(plan.count)] == list(
        range(plan.count)
    )


@given(plans())
def test_all_cells_lie_inside_the_grid_and_none_overlaps_its_neighbour(plan):
    cells = [plan.rect(row) for row in range(plan.count)]

    assert all(cell.bottom() < plan.height for cell in cells)
    assert not any(one.intersects(other) for one, other in itertools.pairwise(cells))


@given(plans(), st.integers(0, 4000), st.integers(1, 1500))
def test_what_is_painted_is_all_that_shows(plan, top, height):
    bottom = top + height
    painted = set(plan.rows(top, bottom))
    showing = {
        row
        for row in range(plan.count)
        if plan.rect(row).top() <= bottom and plan.rect(row).bottom() >= top
    }

    assert showing <= painted


@given(plans(), st.data())
def test_going_up_and_down_moves_one_line_at_most(plan, data):
    row = data.draw(st.integers(0, plan.count - 1))

    assert plan.above(row) <= row <= plan.below(row)
    assert plan.rect(plan.below(row)).left() <= plan.rect(row).left()


@given(plans())
def test_the_keyboard_reaches_the_last_line_from_the_first(plan):
    row = 0
    for _ in range(plan.count):
        row = plan.below(row)

    assert plan.rect(row).top() == plan.rect(plan.count - 1).top()


def test_an_empty_grid_has_no_cells():
    plan = GridPlan(width=800)

    assert (plan.height, plan.at(QPoint(20, 20)), plan.nearest(QPoint(20, 20))) == (0, -1, -1)


def test_a_million_cells_cost_no_more_than_ten():
    plan = GridPlan(width=1200, count=1_000_000, starts=range(0, 1_000_000, 500))

    assert plan.at(plan.rect(777_777).center()) == 777_777

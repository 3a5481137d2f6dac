"""The comparison with other workspaces, and the input they must stand, hold what they say."""

from __future__ import annotations

from pathlib import Path

from tests import tables

HERE = Path(__file__).parent
ROWS = [
    *(f"A{number}" for number in (*range(1, 36), *range(61, 72), *range(103, 120))),
    *(f"F-C{number}" for number in range(1, 7)),
    *(f"F-U{number}" for number in range(1, 5)),
]


def test_the_table_has_every_row_once():
    numbers = [row.number for row in tables.rows(HERE)]

    assert numbers[: len(ROWS)] == ROWS
    assert len(numbers) == len(set(numbers))


def test_the_table_has_no_hole():
    found = list(tables.rows(HERE))

    assert [row.number for row in found if row.has_hole or row.has_stray_words] == []


def test_every_test_that_the_table_names_exists():
    named = {test for row in tables.rows(HERE) for test in row.tests}

    assert sorted(test for test in named if not tables.exists(*test)) == []

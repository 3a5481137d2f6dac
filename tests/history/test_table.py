"""The comparison with other histories, and the faults it must stand, hold what it says."""

from __future__ import annotations

from pathlib import Path

from tests import tables

HERE = Path(__file__).parent
ROWS = [
    *(f"A{number}" for number in range(72, 86)),
    *(f"A{number}" for number in range(95, 103)),
    *(f"B{number}" for number in (*range(24, 33), 39)),
    *(f"F-B{number}" for number in range(1, 11)),
    *(f"F-D{number}" for number in range(1, 16)),
    "F-I4",
]


def test_the_table_has_every_row_once():
    assert [row.number for row in tables.rows(HERE)] == ROWS


def test_the_table_has_no_hole():
    found = list(tables.rows(HERE))

    assert [row.number for row in found if row.has_hole or row.has_stray_words] == []


def test_every_test_that_the_table_names_exists():
    named = {test for row in tables.rows(HERE) for test in row.tests}

    assert sorted(test for test in named if not tables.exists(*test)) == []

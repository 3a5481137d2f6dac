"""The comparison with other managers of LoRAs holds what it says."""

from __future__ import annotations

from pathlib import Path

from tests import tables

HERE = Path(__file__).parent
ROWS = [
    *(f"A{number}" for number in range(36, 61)),
    *(f"B{number}" for number in (1, 6, *range(13, 24))),
]


def test_the_table_has_every_row_once():
    assert [row.number for row in tables.rows(HERE)] == ROWS


def test_the_table_has_no_hole():
    found = list(tables.rows(HERE))

    assert [row.number for row in found if row.has_hole or row.has_stray_words] == []


def test_every_test_that_the_table_names_exists():
    named = {test for row in tables.rows(HERE) for test in row.tests}

    assert sorted(test for test in named if not tables.exists(*test)) == []

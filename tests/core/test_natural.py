"""The order people count in."""

from __future__ import annotations

from flux2studio.core.natural import natural


def test_numbers_in_names_count_and_capitals_do_not():
    names = ["page 10", "Page 9", "page 9b", "cover", "2", "page 9 a", "10"]

    assert sorted(names, key=natural) == [
        "2",
        "10",
        "cover",
        "Page 9",
        "page 9 a",
        "page 9b",
        "page 10",
    ]


def test_more_digits_than_a_number_has_are_sorted_all_the_same():
    assert sorted(["9" * 40, "1"], key=natural) == ["1", "9" * 40]

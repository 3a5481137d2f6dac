"""A prompt of any length fits the inspector: a long one is folded, and whole when wanted."""

from __future__ import annotations

import pytest

from flux2studio.ui.widgets.folded_text import LETTERS, LINES, SHOWN_MAX, FoldedText, folded


@pytest.fixture
def text(qtbot):
    widget = FoldedText()
    qtbot.addWidget(widget)
    widget.resize(300, 600)
    widget.show()
    return widget


def test_a_short_text_is_shown_without_a_button(text):
    text.say("A fox in the snow")
    assert text.label.text() == "A fox in the snow"
    assert text.more.isHidden()


def test_a_long_text_is_folded_at_a_word_until_it_is_wanted(text):
    long = "harbour at night " * 200
    text.say(long)
    start = text.label.text()
    text.more.click()
    whole = text.label.text()
    text.more.click()

    assert len(start) <= LETTERS + 1
    assert start.endswith(("harbour…", "at…", "night…"))
    assert whole == text.text() == long
    assert text.label.text() == start


def test_another_text_is_folded_again(text):
    text.say("one " * 400)
    text.more.click()
    text.say("two " * 400)
    assert text.label.text() == folded("two " * 400)


def test_many_short_lines_are_folded_as_well():
    assert folded("a\n" * 50).count("\n") == LINES - 1


def test_a_word_without_an_end_is_folded_too():
    assert folded("x" * 10_000) == "x" * LETTERS + "…"


def test_a_huge_text_is_shown_as_far_as_one_would_read_it_here(text):
    text.say("fog " * 100_000)
    text.more.click()
    assert len(text.label.text()) == SHOWN_MAX + 1
    assert len(text.text()) == 400_000

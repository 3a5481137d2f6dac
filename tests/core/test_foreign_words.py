"""Words of strangers: short, printable, and never a reason to fail."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.foreign_words import (
    from_html,
    https_page,
    line,
    number,
    phrases,
    scale,
    text,
    whole,
)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("  Ink \n wash\t2 ", "Ink wash 2"),
        ("a\x00b\u202ec\ud800d", "abcd"),
        ("é" * 500, "é" * 200),
        (b"bytes", ""),
        (None, ""),
        (12, ""),
    ],
)
def test_a_line_is_one_printable_line(value, shown):
    assert line(value) == shown


def test_a_text_keeps_its_lines_and_loses_what_cannot_be_printed():
    assert text("one\r\ntwo\x07\n\n\n\n\nthree\ttab") == "one\ntwo\n\nthree tab"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>Use <b>ink</b>.</p><p>Strength&nbsp;1</p>", "Use ink.\n\nStrength 1"),
        ("<ul><li>a</li><li>b</li></ul>", "a\n\nb"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("I <3 cats", "I <3 cats"),
        ("<script>x</script>y", "xy"),  # words only: nobody runs them
        ("&lt;b&gt;", "<b>"),
        ("no end <b", "no end <b"),
    ],
)
def test_markup_is_taken_out_of_a_description(markup, words):
    assert from_html(markup) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("ink wash, inkstyle,, ", ("ink wash", "inkstyle")),
        ("<lora:ink_v1:0.8> inkstyle", ("inkstyle",)),
        (["ink wash, black", "ink wash, black", 3, "", None], ("ink wash, black",)),
        ({"a": 1}, ()),
    ],
)
def test_phrases_are_what_commas_part_or_the_entries_of_a_list(value, words):
    assert phrases(value) == words


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (0.8, 0.8),
        ("0.8", 0.8),
        (" 0,8 ", 0.8),
        (1, 1.0),
        (True, None),
        ("nan", None),
        (float("nan"), None),
        (float("inf"), None),
        (10**400, None),
        ("1e400", None),
        (5, None),
        ("strong", None),
        ([1], None),
    ],
)
def test_a_scale_is_a_number_within_reason(value, found):
    assert scale(value) == found


@pytest.mark.parametrize(
    "link",
    [
        "http://civitai.com/models/1",
        "javascript:alert(1)",
        "https://user:secret@host/x",
        "https://host/x?token=abc",
        "https://host/a b",
        "https://[",
        "https://",
        "https://host/\nx",
        "file:///etc/passwd",
        "https://host/" + "x" * 3000,
        7,
    ],
)
def test_only_clean_https_links_are_kept(link):
    assert https_page(link) == ""


def test_a_clean_link_stays_as_it_is():
    assert https_page("https://civitai.com/models/1?x=2") == "https://civitai.com/models/1?x=2"


@pytest.mark.parametrize(
    ("value", "found"), [(7, 7), (0, 0), (-1, 0), (True, 0), ("7", 0), (2**60, 0)]
)
def test_an_id_is_a_whole_number(value, found):
    assert whole(value) == found


@given(st.text(st.characters()) | st.integers() | st.floats() | st.lists(st.text()))
def test_no_value_is_a_reason_to_fail(value):
    for words in (line(value), https_page(value), *phrases(value)):
        assert words.isprintable()
    for words in (text(value), from_html(value)):
        assert words.replace("\n", "").isprintable()
    found = number(value, 0, 1)
    assert found is None or 0 <= found <= 1


@pytest.mark.parametrize(
    "letters", ["<", "a<b", "<p", "&lt;", "\n", " ", ",", "<lora:", "\x00", "&"]
)
def test_a_huge_value_takes_no_longer_than_a_small_one(letters):
    huge = letters * (50_000_000 // len(letters))
    start = time.perf_counter()

    for read in (line, text, from_html, phrases, https_page, scale):
        read(huge)

    assert time.perf_counter() - start < 1.0

"""Text from outside, as a prompt can hold it (fault row U2)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.plain_text import plain

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\0fox\x07", "afox"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("half \ud83d of it", "half  of it"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\ufeffa\tfox\x85", "a fox\n"),
        (f"a family {FAMILY}", f"a family {FAMILY}"),
        ("שלום \u200f עולם", "שלום \u200f עולם"),
        ("न\u200dम", "न\u200dम"),
    ],
)
def test_only_what_no_prompt_can_hold_is_left_out(text, kept):
    assert plain(text) == kept


def test_ten_megabytes_take_no_time():
    began = time.perf_counter()
    plain("fox \u202e\n" * 1_500_000)

    assert time.perf_counter() - began < 5


@given(st.text(alphabet=st.characters(), max_size=60))
def test_what_comes_out_can_be_written_and_stays(text):
    once = plain(text)

    once.encode("utf-8")
    assert plain(once) == once

"""What search looks in: letters of any script, signs and words as the index compares them."""

from __future__ import annotations

import math
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.history import Marks
from flux2studio.core.request import LoraUse
from flux2studio.storage.history_row import bucket, make_row, scale_token, token
from flux2studio.storage.history_words import folded, gram_terms, grams, whole_words
from tests.storage.samples import make_job, make_recipe


def index():
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE VIRTUAL TABLE one USING fts5 (grams, tokenize = 'unicode61 remove_diacritics 2')"
    )
    db.execute("CREATE VIRTUAL TABLE word USING fts5vocab (one, instance)")
    return closing(db)


def tokens_in(text):
    """What the search index makes of a text."""
    with index() as db:
        db.execute("INSERT INTO one VALUES (?)", (text,))
        return [row[0] for row in db.execute("SELECT term FROM word ORDER BY offset")]


letters = st.text(st.sampled_from("雪の中狐กิ่ขក្រ𠀀🎉🦊a é."), max_size=12)


@given(text=letters, start=st.integers(0, 11), length=st.integers(1, 12))
def test_any_part_of_a_text_without_spaces_is_found(text, start, length):
    part = text[start : start + length]
    with index() as db:
        db.execute("INSERT INTO one VALUES (?)", (grams(text),))
        for term in gram_terms(part):
            found = db.execute("SELECT count(*) FROM one WHERE one MATCH ?", (term,)).fetchone()
            assert found[0] == 1


def test_what_is_not_in_a_text_is_not_found_in_it():
    with index() as db:
        db.execute("INSERT INTO one VALUES (?)", (grams("雪の中の狐 🎉"),))
        for text in ("中雪", "狐の", "猫", "🦊", "ก"):
            (term,) = gram_terms(text)
            assert not db.execute("SELECT 1 FROM one WHERE one MATCH ?", (term,)).fetchone()


@pytest.mark.parametrize("text", ["plain words, 100 % of them + more", "Köln – “Straße”…", ""])
def test_words_between_spaces_have_no_such_letters(text):
    assert grams(text) == ""
    assert gram_terms(text) == ()


latin = st.characters(
    categories=["L", "N"],
    max_codepoint=0x24F,
    exclude_characters="Ǡǡ",  # the index takes no accents off these two
)


@given(st.text(latin))
def test_words_are_compared_as_the_search_index_does(text):
    assert tokens_in(folded(text)) == tokens_in(text)


def test_words_of_any_spelling_are_listed_once():
    text = "Épée épée E\u0301pe\u0301e ΣΊΣΥΦΟΣ мой снег_снег 1234567 雪の中の狐 abc"

    assert whole_words(text) == {"epee", folded("σίσυφος"), "снег"}


# Tokens


def row(*uses, marks=None, **changes):
    recipe = make_recipe(make_job(loras=uses), **changes)
    return make_row(recipe, "{}", "a.png", marks or Marks())


def test_every_token_is_one_word_of_the_index_and_begins_as_no_other_kind():
    uses = (LoraUse(source="me/ink wash", name="Tusche 雪", scale=-0.8), LoraUse(source="/a/b.st"))
    marks = Marks(rating=3, tags=("a b", "雪"), albums=("x-1",))
    found = row(*uses, marks=marks, cost_usd=0.063, flagged=True, tool="a1111")

    tokens = found.tokens.split()
    assert tokens_in(found.tokens) == tokens
    assert len(set(tokens)) == len(tokens)
    assert {"x", "r3", "pn", "c0", "f0", "vp", "qt", "qa", "ql", "qe", "qf", "qi"} <= set(tokens)
    assert {token("l", "me/ink wash"), token("l", "tusche 雪"), token("a", "x-1")} <= set(tokens)
    assert scale_token("me/ink wash", -0.8) in tokens
    assert scale_token("me/ink wash", -0.8).endswith("sm16")


@pytest.mark.parametrize("scale", [math.nan, math.inf, -math.inf, 1e300, 1e308, -1e308])
def test_a_hostile_number_is_a_token_all_the_same(scale):
    assert scale_token("a", scale).isalnum()
    assert 0 <= bucket(scale) <= 999
    assert row(cost_usd=scale).cost_usd in {None, scale}


@given(st.floats(0, 1e12), st.floats(0, 1e12))
def test_buckets_keep_the_order_of_numbers(one, two):
    low, high = sorted((one, two))
    assert bucket(low) <= bucket(high)
    assert (bucket(low) == 0) == (low == 0)


def test_a_row_without_an_index_has_all_but_what_search_needs():
    whole = row(cost_usd=0.02, parents=("p",))
    bare = make_row(make_recipe(make_job(), parents=("p",)), "{}", "a.png", index=False)

    assert (bare.words, bare.grams, bare.tokens, bare.terms, bare.stale) == ("", "", "", (), True)
    assert (bare.parents, bare.cost_usd) == (whole.parents, whole.cost_usd)
    assert whole.unindexed() == replace(
        whole, words="", grams="", tokens="", terms=(), new_words=(), stale=True
    )

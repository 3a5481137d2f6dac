"""Choices in a prompt: which text each seed gets, and what is left alone."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.wildcards import DEPTH_MAX, literal, read


def texts(prompt, seeds=range(1, 65)):
    template = read(prompt)
    return {template.text(seed) for seed in seeds}


def test_each_choice_is_taken_by_some_seed():
    assert texts("a {red|green|blue} door") == {"a red door", "a green door", "a blue door"}


def test_the_same_seed_always_gets_the_same_text():
    prompt = "{a|b|c} {d|e} {f|g|h|i}"

    assert read(prompt).text(71042) == read(prompt).text(71042) == "b e g"


def test_neighbouring_seeds_differ_until_every_combination_was_there():
    template = read("{red|green|blue} {cat|dog}")

    assert template.combinations == 6
    assert len({template.text(seed) for seed in range(500, 506)}) == 6


def test_choices_may_lie_in_each_other():
    assert texts("{a {red|green} fox|an owl}") == {"a red fox", "a green fox", "an owl"}


def test_a_choice_may_be_nothing():
    assert texts("fox{ in snow|}") == {"fox in snow", "fox"}


def test_a_sign_behind_a_backslash_is_the_sign_itself():
    assert texts(r"\{a|b\} {c\|d|e}") == {"{a|b} c|d", "{a|b} e"}
    assert texts(r"C:\fox") == {r"C:\fox"}


@pytest.mark.parametrize(
    "prompt",
    ["", "a fox", "{prompt}, ink", "a | b", '{"scene": "a|b", "style": {"x": "y|z"}}', "[1, 2]"],
)
def test_what_is_no_choice_stays_as_it_is(prompt):
    template = read(prompt)

    assert not template.has_choices
    assert template.text(7) == prompt
    assert template.open_at is None


@pytest.mark.parametrize(
    ("prompt", "at"), [("a {red|green door", 2), ("a red|green} door", 11), ("{{a|b}", 0)]
)
def test_braces_that_do_not_close_are_text_and_their_place_is_told(prompt, at):
    assert read(prompt).open_at == at


def test_what_is_whole_beside_an_open_brace_is_still_a_choice():
    assert texts("{ {a|b}") == {"{ a", "{ b"}


def test_a_page_of_braces_takes_no_time_and_no_stack():
    began = time.perf_counter()
    for prompt in ("{" * 100_000, "}" * 100_000, "{a|" * 30_000 + "}" * 30_000, "{a|b}" * 3000):
        read(prompt).text(3)

    assert time.perf_counter() - began < 5


def test_choices_in_too_many_choices_are_text():
    depth = DEPTH_MAX + 2
    deepest = "{a|" * depth + "b" + "}" * depth

    assert any("{a|" in text for text in texts(deepest))


@given(st.text(alphabet=r"ab{|}\ ", max_size=40), st.integers(1, 2**31))
def test_any_text_is_read_and_gives_a_text(prompt, seed):
    template = read(prompt)

    assert template.text(seed) == template.text(seed + 0)
    assert template.combinations >= 1


@given(st.lists(st.text(alphabet="abcdef ", min_size=1, max_size=6), min_size=2, max_size=6))
def test_every_option_is_reached(options):
    prompt = "{" + "|".join(options) + "}"

    assert texts(prompt) == set(options)


@given(st.text(alphabet=r"ab{|}\ ", max_size=40))
def test_what_was_sent_as_it_is_can_be_typed_to_be_sent_so_again(sent):
    assert read(literal(sent)).text(3) == sent


def test_what_is_no_choice_is_typed_as_it_is():
    assert literal("a { fox | owl") == "a { fox | owl"

"""PromptHistory: earlier prompts, and the way back to the one being written."""

from __future__ import annotations

import pytest

from flux2studio.ui.viewmodels.prompt_history import PromptHistory


@pytest.fixture
def history():
    history = PromptHistory()
    for prompt in ("one", "two", "three"):
        history.note(prompt)
    return history


def test_walking_up_and_down_comes_back_to_what_was_being_written(history):
    up = [history.earlier("draft")]
    up.append(history.earlier(up[-1]))
    down = [history.later(up[-1])]
    down.append(history.later(down[-1]))

    assert up == ["three", "two"]
    assert down == ["three", "draft"]


def test_the_prompt_just_sent_is_not_shown_again(history):
    assert history.earlier("three") == "two"


def test_the_walk_ends_at_the_first_and_at_the_last(history):
    shown = "draft"
    for _ in range(3):
        shown = history.earlier(shown)

    assert history.earlier(shown) is None
    assert PromptHistory().earlier("x") is None
    assert PromptHistory().later("x") is None


def test_an_edited_prompt_begins_a_new_walk(history):
    history.earlier("draft")

    assert history.earlier("three, edited") == "three"
    assert history.later("three") == "three, edited"


def test_a_prompt_sent_twice_is_kept_once(history):
    history.note("one")

    assert history.earlier("") == "one"
    assert history.earlier("one") == "three"


def test_one_prompt_alone_has_none_before_it():
    history = PromptHistory()
    history.note("one")

    assert history.earlier("one") is None

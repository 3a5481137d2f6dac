"""Earlier prompts are read page by page from the pictures that were made of them."""

from __future__ import annotations

import pytest

from flux2studio.core.request import GenerationRequest
from flux2studio.services import earlier_prompts
from flux2studio.services.earlier_prompts import EarlierPrompts
from flux2studio.storage.history_reader import HistoryReader
from tests.services.history_parts import Shelf


@pytest.fixture
def shelf(tmp_path):
    shelf = Shelf(tmp_path)
    yield shelf
    shelf.close()


@pytest.fixture
def prompts(shelf):
    return EarlierPrompts(reader=HistoryReader(shelf.database, lambda: shelf.root))


def made(shelf, minute, prompt, typed=""):
    request = GenerationRequest(prompt=prompt, typed_prompt=typed, seed=1)
    return shelf.picture(minute=minute, request=request)


def told(page):
    return [one.prompt for one in page.prompts]


def test_the_newest_comes_first_and_each_once(shelf, prompts):
    for minute, prompt in enumerate(("one", "two", "one", "three")):
        made(shelf, minute, prompt)

    assert told(prompts.page()) == ["three", "one", "two"]


def test_a_prompt_comes_back_as_it_was_typed(shelf, prompts):
    made(shelf, 1, "a red fox", "a {red|green} fox")

    assert told(prompts.page()) == ["a {red|green} fox"]


def test_words_are_found_in_any_order_without_accents_and_in_the_prompt_only(shelf, prompts):
    made(shelf, 1, "Café at night")
    made(shelf, 2, "a fox")

    assert told(prompts.page("night cafe")) == ["Café at night"]
    assert told(prompts.page("practice")) == []


def test_pages_follow_each_other_to_the_end(shelf, prompts):
    count = earlier_prompts.PAGE + 5
    for minute in range(count):
        made(shelf, minute, f"prompt {minute}")

    first = prompts.page()
    second = prompts.page("", first.before)

    assert told(first)[0] == f"prompt {count - 1}"
    assert told(second) == [f"prompt {number}" for number in (4, 3, 2, 1, 0)]
    assert second.before is None


def test_the_newest_picture_of_a_prompt_stands_for_it(shelf, prompts):
    made(shelf, 1, "a fox")
    newest = made(shelf, 2, "a fox")

    assert prompts.page().prompts[0].generation.id == newest.id

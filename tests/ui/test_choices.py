"""Choices in the prompt: shown before sending, made for each picture, priced and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.errors import SpendingLimitError
from flux2studio.ui.widgets.choices_line import ChoicesLine
from tests.ui.compose_bench import Bench

FAL = "fal/flux-2"


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def line(qtbot, bench):
    line = ChoicesLine(bench.compose)
    qtbot.addWidget(line)
    return line


def test_each_picture_is_a_job_with_its_own_text_and_the_prompt_as_typed(bench):
    bench.compose.edit(prompt="a {red|green} fox", count=2)

    bench.compose.generate()

    sent = bench.start.requests
    assert {request.prompt for request in sent} == {"a red fox", "a green fox"}
    assert {request.typed_prompt for request in sent} == {"a {red|green} fox"}
    assert bench.compose.draft.prompt == "a {red|green} fox"


def test_what_is_shown_before_is_what_is_sent(bench, line):
    bench.compose.edit(prompt="a {red|green|blue} {fox|owl}", count=3)
    shown = line.words.text().splitlines()[1:]

    bench.compose.generate()

    texts = [request.prompt.removeprefix("a ") for request in bench.start.requests]
    assert [text.split("  ")[1].replace(" · ", " ") for text in shown] == texts


def test_a_prompt_without_choices_shows_nothing(bench, line):
    bench.compose.edit(prompt="a fox")

    assert line.isHidden()


def test_choices_are_drawn_again_by_a_click_and_after_sending(bench, line):
    bench.compose.edit(prompt="{" + "|".join(map(str, range(1000))) + "}")
    first = bench.compose.requests

    line.again.click()
    second = bench.compose.requests
    bench.compose.generate()

    assert len({each[0].seed for each in (first, second, bench.compose.requests)}) == 3


def test_a_locked_seed_repeats_them(bench, line):
    bench.compose.edit(prompt="{a|b|c|d} fox", seed=7, count=4)
    bench.compose.generate()
    bench.clock.now += 1

    bench.compose.generate()

    assert bench.start.requests[:4] == bench.start.requests[4:]
    assert line.again.isHidden()


def test_the_price_is_that_of_all_of_them(bench):
    bench.compose.choose_model(FAL)
    bench.compose.edit(prompt="a fox", count=4)
    plain = bench.compose.cost.usd

    bench.compose.edit(prompt="a {red|green} fox")

    assert bench.compose.cost.usd == pytest.approx(plain)


def test_the_longest_text_that_comes_of_it_is_measured(bench):
    bench.compose.edit(prompt="{" + "x" * 3990 + "|y} and " + "z" * 20, count=2)

    assert bench.compose.why_not.field == "prompt"
    bench.compose.edit(prompt="{" + "|".join(["word" * 5] * 300) + "}", count=2)
    assert bench.compose.why_not is None


def test_the_limit_of_the_month_stops_the_rest_until_the_artist_says_yes(bench):
    bench.compose.edit(prompt="{a|b|c} fox", count=3)
    bench.start.limit = SpendingLimitError("The month would cost more.")
    bench.compose.generate()
    assert bench.start.requests == []
    assert bench.compose.question is bench.start.limit

    bench.clock.now += 1
    bench.compose.generate_anyway()

    assert len(bench.start.requests) == 3
    assert bench.compose.question is None


def test_a_double_click_makes_them_once(bench):
    bench.compose.edit(prompt="{a|b} fox", count=2)

    for _ in range(3):
        bench.compose.generate()

    assert len(bench.start.requests) == 2


def test_a_sheet_makes_the_same_choice_in_every_column():
    from flux2studio.core.lora_sheet import Sheet, cell_request
    from flux2studio.core.sending import chosen
    from flux2studio.core.starting import starting_request
    from tests.ui.compose_parts import INK, catalogue

    draft = replace(starting_request(catalogue().models[0]), prompt="{a|b|c|d} fox")
    cells = Sheet.parse("0, 0.5, 1", "11, 12").cells()

    texts = {(c.seed, chosen(cell_request(draft, INK, c)).prompt) for c in cells}

    assert len(texts) == 2

"""LoRAs in use say what they still ask for, and one click does it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.request import GenerationRequest
from flux2studio.ui.viewmodels.lora_hints import hints, with_template, with_words
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import DUSK, INK, used

EDIT = replace(
    DUSK,
    edits=True,
    references=2,
    template="Turn image 1 into dusk, {}",
    scale_low=0.6,
    scale_high=1.1,
    default_scale=0.85,
    optional_words=("warm haze",),
)


@pytest.fixture
def bench(qtbot):
    draft = GenerationRequest(prompt="a fox", loras=(used(EDIT),))
    return Bench(qtbot, draft, loras=(EDIT, INK))


@pytest.fixture
def row(bench):
    panel = bench.compose_panel()
    bench.panel = panel
    return panel.loras.rows[0]


def test_needed_words_that_are_missing_are_named_and_put_in(bench, row):
    assert "Needs “dsk” in the prompt." in row.hints.words.text()

    row.hints.put_in.click()

    assert bench.compose.draft.prompt == "dsk, a fox"
    assert "dsk" not in row.hints.words.text()
    assert not row.hints.put_in.isVisible()


def test_its_instruction_takes_the_words_in(bench, row):
    row.hints.instruct.click()

    assert bench.compose.draft.prompt == "Turn image 1 into dusk, a fox"
    assert not row.hints.instruct.isVisible()


def test_an_edit_lora_says_that_it_needs_references(bench, row):
    assert "Needs 2 reference pictures." in row.hints.words.text()

    bench.fill()

    assert "reference" not in row.hints.words.text()


def test_a_lora_that_is_off_asks_for_nothing(bench, row):
    row.switch.click()

    assert not row.hints.isVisible()


def test_the_slider_says_where_it_looks_good_and_holds_at_the_usual_scale(bench, row):
    assert row.slider.toolTip().startswith("Looks good from 0.6 to 1.1, usually 0.85.")

    row.slider.setSliderDown(True)
    row.slider.setValue(18)

    assert bench.compose.draft.loras[0].scale == 0.85
    row.slider.setSliderDown(False)
    row.slider.setValue(18)
    assert bench.compose.draft.loras[0].scale == 0.9


def test_needed_words_stand_before_optional_ones(bench, row):
    chips = [each.text() for each in bench.panel.prompt.chips.findChildren(type(row.hints.put_in))]

    assert chips == ["+ dsk", "+ warm haze"]


def test_the_sets_are_at_hand(bench, row):
    menu = bench.panel.loras.sets.menu()

    menu.aboutToShow.emit()

    assert [action.text() for action in menu.actions() if action.text()]


@pytest.mark.parametrize(
    ("prompt", "template", "expected"),
    [
        ("a fox", "Make it dusk, {}", "Make it dusk, a fox"),
        ("", "Make it dusk, {}", "Make it dusk,"),
        ("a fox", "Make it dusk.", "Make it dusk. a fox"),
    ],
)
def test_an_instruction_keeps_the_artists_words(prompt, template, expected):
    assert with_template(prompt, template) == expected


def test_words_go_before_the_prompt():
    assert with_words(" a fox", ("dsk", "haze")) == "dsk, haze, a fox"
    assert with_words("", ("dsk",)) == "dsk"


def test_without_a_card_nothing_is_asked():
    assert hints(None, GenerationRequest()).is_empty

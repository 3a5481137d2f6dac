"""Numbers as they are typed and pasted: marked at once, never sent wrong (fault row U3)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.ui.compose_bench import Bench


@pytest.fixture
def bench(qtbot):
    bench = Bench(qtbot)
    bench.compose.edit(prompt="a fox")
    return bench


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


def begin(box, text):
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, text)


def paste(field, text):
    QGuiApplication.clipboard().setText(text)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("typed", ["51", "999", "-3", "0"])
def test_steps_outside_the_range_are_marked_while_typed_and_keep_generate_back(bench, panel, typed):
    box = panel.parameters.steps.box
    begin(box, typed)

    assert box.property("state") == "bad"
    assert "between 4 and 50" in panel.parameters.problem.text()
    assert not panel.generate.isEnabled()
    assert "between 4 and 50" in panel.why_not.text()
    panel.send()
    assert bench.start.requests == []


def test_a_number_outside_becomes_the_nearest_when_the_field_is_left(bench, panel):
    begin(panel.parameters.steps.box, "99")

    panel.prompt.text.setFocus()

    assert bench.compose.draft.steps == 50
    assert panel.parameters.problem.text() == "99 became 50: this model takes 4 to 50."
    assert panel.generate.isEnabled()


def test_the_start_of_a_number_is_not_marked(bench, panel):
    box = panel.parameters.steps.box
    begin(box, "3")
    assert box.property("state") != "bad"

    QTest.keyClicks(box, "6")

    assert bench.compose.draft.steps == 36


def test_a_number_keeps_its_form_while_it_is_typed(bench, panel):
    box = panel.parameters.guidance.box
    point = box.locale().decimalPoint()
    begin(box, f"3{point}")
    assert box.cleanText() == f"3{point}"

    QTest.keyClicks(box, "5")

    assert bench.compose.draft.guidance == 3.5


def test_what_is_no_number_is_said_and_not_sent(bench, panel):
    box = panel.parameters.steps.box
    paste(box, "many")
    assert box.property("state") == "bad"
    assert "no number" in panel.parameters.problem.text()

    panel.send()
    assert bench.start.requests == []

    panel.prompt.text.setFocus()
    assert box.value() == bench.compose.draft.steps == 28
    assert box.property("state") != "bad"


@pytest.mark.parametrize(("text", "seed"), [("Seed: 71042, Size", 71042), (" 5 ", 5)])
def test_a_seed_is_found_in_what_is_pasted(bench, panel, text, seed):
    paste(panel.parameters.seed.number, text)

    assert bench.compose.draft.seed == seed


@pytest.mark.parametrize("text", ["nothing here", "3.14", "-1e99"])
def test_a_text_without_a_seed_is_said_at_the_field(bench, panel, text):
    paste(panel.parameters.seed.number, text)

    assert bench.compose.draft.seed is None
    assert "whole number from 1" in panel.parameters.size_problem.text()


def test_a_letter_in_the_seed_is_said_at_the_field(bench, panel):
    begin(panel.parameters.seed.number, "x")

    assert "whole number from 1" in panel.parameters.size_problem.text()


@pytest.mark.parametrize(("typed", "said"), [("1000", "992"), ("5", "256"), ("9999", "2048")])
def test_a_size_says_what_will_become_of_it_while_it_is_typed(bench, panel, typed, said):
    begin(panel.parameters.size_field.width_box, typed)

    assert f"It will be {said} ×" in panel.parameters.size_problem.text()


def test_the_number_of_pictures_stands_beside_the_price(bench, panel):
    bench.compose.edit(count=4)

    assert panel.generate.price.startswith("4 picture")
    assert panel.generate.price.endswith("free")
    assert "4 picture" in panel.generate.accessibleName()

"""Names of references while one writes: offered, coloured, and said where they mean nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from flux2studio.ui import theme
from flux2studio.ui.text_places import from_qt, to_qt
from flux2studio.ui.viewmodels.reference_names import rename_reference
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import picture


@pytest.fixture
def bench(qtbot):
    bench = Bench(qtbot)
    bench.fill(("valley.png", "paper.jpg"))
    return bench


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


@pytest.fixture
def prompt(panel):
    panel.prompt.text.setFocus()
    return panel.prompt


def offered(prompt):
    model = prompt.names.completer.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def coloured(prompt):
    marks = prompt.text.extraSelections()
    return [(mark.cursor.selectedText(), mark.format.foreground().color().name()) for mark in marks]


def colours():
    return theme.of(QGuiApplication.palette())


def test_an_at_offers_the_names_with_their_pictures(prompt):
    QTest.keyClicks(prompt.text, "paint @")

    assert prompt.names.is_open
    assert offered(prompt) == ["@valley   image 1", "@paper   image 2"]
    assert (
        not prompt.names.completer.model().index(0, 0).data(Qt.ItemDataRole.DecorationRole).isNull()
    )


def test_letters_narrow_the_names_and_enter_takes_one(bench, prompt):
    QTest.keyClicks(prompt.text, "on @p")
    assert offered(prompt) == ["@paper   image 2"]

    QTest.keyClick(prompt.names.popup, Qt.Key.Key_Return)

    assert bench.compose.draft.prompt == "on @paper "
    assert not prompt.names.is_open


def test_escape_leaves_what_was_typed(bench, prompt):
    QTest.keyClicks(prompt.text, "@v")
    QTest.keyClick(prompt.names.popup, Qt.Key.Key_Escape)

    assert not prompt.names.is_open
    assert bench.compose.draft.prompt == "@v"


def test_one_that_is_switched_off_is_offered_last_and_says_so(bench, prompt):
    bench.compose.slots.toggle(0)
    QTest.keyClicks(prompt.text, "@")

    assert offered(prompt) == ["@paper   image 1", "@valley   switched off, not sent"]


def test_a_name_that_is_whole_needs_no_list(prompt):
    QTest.keyClicks(prompt.text, "@valley")

    assert not prompt.names.is_open


def test_an_address_is_no_name(prompt):
    QTest.keyClicks(prompt.text, "me@v")

    assert not prompt.names.is_open


def test_a_name_is_taken_behind_letters_that_count_twice(bench, prompt):
    bench.compose.edit(prompt="🦊🦊 ")
    prompt.text.moveCursor(prompt.text.textCursor().MoveOperation.End)
    QTest.keyClicks(prompt.text, "@v")
    QTest.keyClick(prompt.names.popup, Qt.Key.Key_Return)

    assert bench.compose.draft.prompt == "🦊🦊 @valley "
    assert coloured(prompt) == [("@valley", colours().accent)]


def test_names_stand_in_the_accent_and_strangers_are_underlined(bench, prompt):
    bench.compose.edit(prompt="@valley and @hat, not me@home")

    assert coloured(prompt) == [("@valley", colours().accent), ("@hat", colours().bad)]


def test_a_name_is_no_stranger_while_it_is_typed(bench, prompt):
    QTest.keyClicks(prompt.text, "@ha")
    assert coloured(prompt) == []
    assert prompt.problem.isHidden()

    QTest.keyClicks(prompt.text, " ")
    assert coloured(prompt) == [("@ha", colours().bad)]
    assert prompt.problem.text().startswith("There is no reference “@ha”.")


def test_one_that_is_off_is_said_at_the_prompt_before_sending(bench, panel, prompt):
    bench.compose.edit(prompt="keep @valley")
    bench.compose.slots.toggle(0)

    assert "“@valley” is switched off" in prompt.problem.text()
    bench.compose.generate()
    assert bench.start.requests == []


def test_one_that_is_never_named_is_noticed(bench, prompt):
    bench.compose.edit(prompt="keep @valley")
    assert prompt.hint.text() == "Not mentioned: @paper. Say what it is for, or switch it off."

    bench.compose.slots.toggle(1)
    assert prompt.hint.isHidden()


def test_the_slots_carry_the_names_that_the_prompt_has(bench, panel):
    bench.compose.edit(prompt="keep @valley")
    looks = [button._look() for button in panel.references.buttons[:2]]

    assert [(look.name, look.mentioned) for look in looks] == [("@valley", True), ("@paper", False)]


def test_two_files_of_one_name_get_names_of_their_own(bench):
    bench.compose.add_reference_bytes(picture(colour="#123456"), "valley.webp")
    bench.settle()

    assert [each.handle for each in bench.compose.draft.references] == ["", "", "valley-2"]


def test_a_new_name_is_changed_in_the_prompt_too_and_is_one_step_back(bench):
    bench.compose.edit(prompt="keep @valley, @paper")
    bench.clock.now += 10
    rename_reference(bench.compose, 0, "My hill!")

    assert bench.compose.draft.prompt == "keep @My-hill, @paper"
    bench.compose.undo()
    assert bench.compose.draft.prompt == "keep @valley, @paper"
    assert bench.compose.draft.references[0].handle == ""


def test_a_name_that_is_taken_gets_a_number(bench):
    rename_reference(bench.compose, 0, "Paper")

    assert bench.compose.draft.references[0].handle == "Paper-2"


def test_a_replaced_picture_keeps_the_name_that_the_prompt_has(bench):
    bench.compose.edit(prompt="keep @valley")
    bench.compose.add_reference_bytes(picture(colour="#123456"), "lake.png", 0)
    bench.compose.add_reference_bytes(picture(colour="#654321"), "sand.png", 1)
    bench.settle()

    assert [each.handle for each in bench.compose.draft.references] == ["valley", ""]
    assert bench.compose.problems.get("prompt") is None


def test_a_picture_that_is_being_read_stays_while_another_is_renamed(bench):
    bench.compose.add_reference_bytes(picture(colour="#123456"), "lake.png")
    rename_reference(bench.compose, 0, "hill")
    bench.settle()

    assert [each.name for each in bench.compose.draft.references] == [
        "valley.png",
        "paper.jpg",
        "lake.png",
    ]


@pytest.mark.parametrize("text", ["abc", "ä🦊b", "🦊🦊"])
def test_places_of_qt_and_of_python_lead_to_each_other(text):
    assert [from_qt(text, to_qt(text, at)) for at in range(len(text) + 1)] == [
        *range(len(text) + 1)
    ]

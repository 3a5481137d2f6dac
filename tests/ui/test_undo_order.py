"""One order of steps for the form, the history and the cards, whichever part they were made in."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest

from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.core.steps import NextSteps
from flux2studio.services.steps import Steps
from flux2studio.ui.undo_desk import UndoDesk
from flux2studio.ui.viewmodels.undo import FormSteps, UndoOrder
from flux2studio.ui.viewmodels.undo_words import what_changed
from tests.ui.shell_parts import Shell

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 10.0
        return self.now


class Step:
    def __init__(self, what):
        self.what = what


class Part(QObject):
    """Keeps steps as the services do; ``works``: something asked for is not done yet.

    ``begins``: an undo takes its time, ``fails``: it does nothing.
    """

    stepped = Signal()

    def __init__(self, name, clock):
        super().__init__()
        self.name = name
        self.steps = Steps(clock, lambda last, step: None)
        self.works = self.begins = self.fails = False
        self.log = []

    def note(self, what):
        self.steps.note(Step(f"{self.name} {what}"))
        self.stepped.emit()

    def next_steps(self):
        return None if self.works else self.steps.next_steps()

    def undo(self):
        step = self.steps.last()
        self.log.append(f"-{step.what}")
        self.works = self.begins
        if not self.fails:
            self.steps.set_undone(step)
        if not self.works:
            self.stepped.emit()

    def redo(self):
        step = self.steps.last_undone()
        self.log.append(f"+{step.what}")
        self.steps.set_redone(step)
        self.stepped.emit()


@pytest.fixture
def parts():
    clock = Clock()
    first, second = Part("stars", clock), Part("card", clock)
    first.log = second.log
    return first, second, UndoOrder((first, second))


def test_steps_are_taken_back_in_the_order_of_time_wherever_they_were_made(parts):
    stars, card, order = parts
    stars.note("1")
    card.note("2")
    stars.note("3")

    for _ in range(3):
        order.undo()

    assert card.log == ["-stars 3", "-card 2", "-stars 1"]


def test_they_are_done_again_in_the_other_order(parts):
    stars, card, order = parts
    stars.note("1")
    card.note("2")
    order.undo()
    order.undo()
    card.log.clear()

    order.redo()
    order.redo()
    order.redo()

    assert card.log == ["+stars 1", "+card 2"]


def test_a_new_step_anywhere_ends_what_could_be_done_again(parts):
    stars, card, order = parts
    stars.note("1")
    order.undo()
    card.note("2")
    card.log.clear()

    order.redo()

    assert (card.log, order.redo_words) == ([], "")


def test_a_step_taken_back_by_the_button_of_its_message_can_be_done_again(parts):
    stars, card, order = parts
    stars.note("1")
    card.note("2")
    stars.undo()
    card.log.clear()

    order.redo()

    assert card.log == ["+stars 1"]


def test_undo_waits_for_what_is_under_way(parts):
    stars, card, order = parts
    card.note("1")
    stars.works = True
    order.undo()
    before = list(card.log)
    stars.works = False
    stars.note("2")

    assert (before, card.log) == ([], ["-stars 2"])


def test_undo_says_what_it_did_and_what_it_would_do(parts, qtbot):
    stars, card, order = parts
    stars.note("1")
    card.note("2")
    would = order.undo_words

    with qtbot.waitSignal(order.said) as said:
        order.undo()

    assert would == "card 2"
    assert said.args == ["Undone: card 2"]
    assert (order.undo_words, order.redo_words) == ("stars 1", "card 2")


def test_undo_is_told_when_it_has_ended_and_not_before(parts):
    stars, _, order = parts
    stars.note("1")
    said = []
    order.said.connect(said.append)
    stars.begins = True

    order.undo()
    meanwhile = list(said)
    stars.works = False
    stars.stepped.emit()

    assert (meanwhile, said) == ([], ["Undone: stars 1"])


def test_an_undo_that_failed_is_not_told_as_done(parts):
    stars, _, order = parts
    stars.note("1")
    said = []
    order.said.connect(said.append)
    stars.fails = True

    order.undo()

    assert said == []
    assert order.undo_words == "stars 1"


def test_undo_with_nothing_to_undo_says_so(parts, qtbot):
    with qtbot.waitSignal(parts[2].said) as said:
        parts[2].undo()

    assert said.args == ["There is nothing to undo."]


class Form:
    def __init__(self, clock):
        self.draft = GenerationRequest(prompt="")
        self.steps = FormSteps(lambda: self.draft, self.show, clock)

    def show(self, draft):
        self.draft = draft


def test_the_undo_of_the_field_is_a_step_back_of_the_form():
    form = Form(Clock())
    form.steps.edit(GenerationRequest(prompt="a fox"), "prompt")

    form.steps.edit(GenerationRequest(prompt=""), "prompt")

    assert form.steps.next_steps().undo is None
    assert form.steps.next_steps().redo.what == "prompt"


def test_an_empty_form_has_nothing_to_undo():
    form = Form(Clock())
    form.steps.undo()
    form.steps.redo()

    assert form.steps.next_steps() == NextSteps()


INK = LoraUse(source="a/ink", name="Ink")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"prompt": "a fox"}, "prompt"),
        ({}, {"size": Size(width=512, height=512)}, "size"),
        ({}, {"loras": (INK,)}, "add “Ink”"),
        ({"loras": (INK,)}, {}, "remove “Ink”"),
        (
            {"loras": (INK,)},
            {"loras": (LoraUse(source="a/ink", name="Ink", scale=0.5),)},
            "strength of “Ink”",
        ),
        ({}, {"model": "fal/flux-2", "seed": 3}, "seed"),
        ({}, {"model": "fal/flux-2"}, "model"),
        ({}, {"prompt": "a fox", "seed": 3}, "the form"),
    ],
)
def test_a_step_of_the_form_is_called_by_what_it_changed(before, after, words):
    assert what_changed(GenerationRequest(**before), GenerationRequest(**after)) == words


@pytest.fixture
def shell(qtbot, shelf, tmp_path, parts):
    """The window with the order of the two parts in it."""
    desk = UndoDesk(parts[2])
    shell = Shell(qtbot, shelf, tmp_path, desk.handlers())
    shell.desk = desk
    desk.attach(shell.window)
    with qtbot.waitActive(shell.window):
        shell.window.show()
    return shell


def test_a_field_undoes_its_own_words_first_and_then_the_step_before(shell, parts):
    stars, card, _ = parts
    stars.note("1")
    field = shell.page.search
    shell.window.show_page(1)
    field.setFocus()
    QTest.keyClicks(field, "fox")

    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)
    text, log = field.text(), list(card.log)
    QTest.keyClick(field, Qt.Key.Key_Z, CONTROL)

    assert (text, log) == ("", [])
    assert card.log == ["-stars 1"]


def test_redo_works_wherever_the_keyboard_is(shell, parts):
    stars, card, order = parts
    stars.note("1")
    order.undo()
    shell.stage.view.setFocus()

    QTest.keyClick(shell.stage.view, Qt.Key.Key_Z, CONTROL | SHIFT)

    assert card.log == ["-stars 1", "+stars 1"]


def test_the_buttons_say_what_they_would_do(qtbot, shell, parts):
    parts[0].note("1")

    undo = shell.window.shortcuts["undo"]
    qtbot.waitUntil(lambda: undo.toolTip() == "Undo: stars 1 (Ctrl+Z)")

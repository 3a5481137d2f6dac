"""Advice at the fields, and LoRAs that are written into the prompt."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.core.advice import AdviceKind
from flux2studio.ui.viewmodels.form_hints import FormHints
from flux2studio.ui.widgets.advice_line import AdviceLine
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import CLAY, DUSK, INK

FAL = "fal/flux-2"


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def hints(bench):
    return FormHints(bench.compose, bench.loras)


def strong(bench):
    for lora in (INK, DUSK, CLAY):
        bench.compose.add_lora(replace(lora.use(), scale=1.0))


def kinds(hints):
    return [one.kind for one in hints.shown]


def test_three_strong_loras_are_lowered_by_one_click_and_undo_brings_them_back(qtbot, bench, hints):
    line = AdviceLine(hints, "loras")
    qtbot.addWidget(line)
    strong(bench)
    assert "3 strong LoRAs" in line.words.text()
    assert line.act.text() == "Lower the others"

    line.act.click()

    assert sorted(use.scale for use in bench.compose.draft.loras) == [0.6, 0.6, 1.0]
    assert line.isHidden()
    bench.compose.undo()
    assert {use.scale for use in bench.compose.draft.loras} == {1.0}


def test_advice_that_was_waved_off_is_not_given_again(qtbot, bench, hints):
    hidden = []
    hints.use(lambda: hidden, hidden.append)
    line = AdviceLine(hints, "loras")
    qtbot.addWidget(line)
    strong(bench)

    line.away.click()

    assert hidden == ["several_strong"]
    assert line.isHidden()
    hidden.clear()
    hints.look_again()
    assert kinds(hints) == [AdviceKind.SEVERAL_STRONG]


def test_the_seed_is_kept_to_compare(bench, hints):
    bench.compose.edit(prompt="a fox")
    bench.compose.add_lora(INK.use())
    bench.compose.generate()

    bench.compose.set_lora(0, scale=0.4)
    assert kinds(hints) == [AdviceKind.KEEP_SEED]

    hints.follow(hints.shown[0])
    assert bench.compose.draft.seed == bench.compose.last_seed
    assert kinds(hints) == []


def test_no_more_than_two_pieces_are_given_at_once(bench, hints):
    strong(bench)
    bench.compose.edit(prompt="a {red|green", guidance=15.0, steps=5)

    assert len(hints.shown) == 2


def test_a_lora_written_into_the_prompt_is_put_in_use_in_one_step(bench, hints):
    bench.compose.write("a fox <lora:ink_wash:0.6>, snow")

    draft = bench.compose.draft
    assert draft.prompt == "a fox, snow"
    assert [(use.name, use.scale) for use in draft.loras] == [("Ink wash", 0.6)]
    bench.compose.undo()
    assert bench.compose.draft.prompt == "a fox <lora:ink_wash:0.6>, snow"
    assert bench.compose.draft.loras == ()
    assert kinds(hints) == [AdviceKind.WRITTEN_LORA]


def test_one_that_undo_brought_back_can_still_be_put_in_use(bench, hints):
    bench.compose.write("a fox <lora:ink_wash:0.6>")
    bench.compose.undo()

    hints.follow(hints.shown[0])

    assert [use.name for use in bench.compose.draft.loras] == ["Ink wash"]
    assert bench.compose.draft.prompt == "a fox"


def test_letters_typed_after_undo_leave_the_tag_alone(bench, hints):
    bench.compose.write("a fox <lora:ink_wash:0.6>")
    bench.compose.undo()

    bench.compose.write("a fox <lora:ink_wash:0.6> in snow")

    assert bench.compose.draft.prompt == "a fox <lora:ink_wash:0.6> in snow"


def test_the_same_tag_typed_anew_is_taken_again(bench, hints):
    bench.compose.write("a fox <lora:ink_wash:0.6>")
    bench.compose.remove_lora(0)
    bench.compose.write("a fo")

    bench.compose.write("a fox <lora:ink_wash:0.6>")

    assert [use.name for use in bench.compose.draft.loras] == ["Ink wash"]
    assert bench.compose.draft.prompt == "a fox"


def test_one_in_use_already_gets_the_scale_written(bench, hints):
    bench.compose.add_lora(INK.use())

    bench.compose.write("<lora:Ink wash:0.3>")

    assert [use.scale for use in bench.compose.draft.loras] == [0.3]


def test_a_lora_that_nobody_knows_is_named_and_can_be_taken_out(bench, hints):
    bench.compose.write("a fox <lora:nobody:1>")
    (one,) = hints.shown
    assert (one.kind, one.name) == (AdviceKind.UNKNOWN_LORA, "nobody")

    hints.follow(one)

    assert bench.compose.draft.prompt == "a fox"


def test_one_too_many_is_refused_and_stays_written(qtbot, bench, hints):
    bench.compose.choose_model(FAL)
    for lora in (INK, DUSK, CLAY):
        bench.compose.add_lora(replace(lora.use(), scale=0.3))

    with qtbot.waitSignal(bench.compose.rejected) as told:
        bench.compose.write("a fox <lora:deep-teal:1>")

    assert told.args[0].field == "loras"
    assert bench.compose.draft.prompt == "a fox <lora:deep-teal:1>"

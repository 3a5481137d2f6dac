"""A sheet of scales and seeds: priced before, one job for each cell, filled as pictures come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flux2studio.assembly import build
from flux2studio.core.errors import InvalidRequestError, SpendingLimitError
from flux2studio.core.job import JobState, JobUpdate
from flux2studio.paths import paths_below
from flux2studio.ui.viewmodels.lora_sheet import LoraSheetViewModel, SheetServices
from flux2studio.ui.widgets.lora_menu import LoraMenu
from flux2studio.ui.widgets.sheet_dialog import SheetDialog
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import INK

LIMIT = SpendingLimitError("This run would go above your limit.", field="price")


class SheetBench(Bench):
    """The sheet of one LoRA, for a service that costs money."""

    def __init__(self, qtbot, lora=INK):
        super().__init__(qtbot, loras=(lora,))
        self.compose.choose_backend("fal")
        self.compose.edit(prompt="a harbour")
        self.cancelled, self.asked_for = [], []
        self.limit = None
        self.sheet = LoraSheetViewModel(
            lora,
            self.compose,
            SheetServices(
                catalogue=self.compose.catalogue,
                start=self.start,
                cancel=self.cancelled.append,
                priced=lambda model: model,
                check_limit=self._check,
                model_problem=lambda model: None,
                usual_seconds=lambda request: 4.0,
            ),
            self.tasks,
            self.bridge,
            self.loras.refusal,
            self.clock,
        )
        self.settle()
        self.dialog = self._shown(SheetDialog(self.sheet), 900, 600)

    def _check(self, usd):
        self.asked_for.append(usd)
        if self.limit is not None:
            raise self.limit

    def type(self, scales, seeds):
        self.dialog.scales.setText(scales)
        self.dialog.seeds.setText(seeds)
        self.sheet.choose(scales, seeds)

    def later(self):
        self.clock.now += 10


@pytest.fixture
def bench(qtbot):
    bench = SheetBench(qtbot)
    bench.type("0, 0.5, 1", "7, 8")
    return bench


def test_the_number_the_price_and_the_time_are_said_before(bench):
    one = bench.sheet.cost.usd / 6

    assert bench.dialog.make.text().startswith("Make 6 pictures   ")
    assert "3 scales × 2 seeds" in bench.dialog.words.text()
    assert "about 24 s" in bench.dialog.words.text()
    assert bench.start.requests == []

    bench.dialog.number.setValue(3)
    assert bench.sheet.cost.usd == pytest.approx(9 * one)
    assert bench.dialog.seeds.text().startswith("7, 8, ")


def test_each_cell_is_sent_once_however_often_one_clicks(bench):
    for _ in range(3):
        bench.dialog.make.click()
    bench.later()
    bench.sheet.make()

    sent = [(each.seed, each.loras[-1].scale, each.count) for each in bench.start.requests]
    assert sent == [(seed, scale, 1) for seed in (7, 8) for scale in (0.0, 0.5, 1.0)]
    assert {each.prompt for each in bench.start.requests} == {"a harbour"}
    assert not bench.dialog.make.isVisible()


def test_all_together_are_held_to_the_limit_before_any_is_sent(bench):
    bench.limit = LIMIT
    total = bench.sheet.cost.usd

    bench.dialog.make.click()
    assert (bench.start.requests, bench.asked_for) == ([], [total])
    assert "above your limit" in bench.dialog.problem.text()
    bench.dialog.not_now.click()
    assert bench.dialog.make.isVisible()

    bench.later()
    bench.dialog.make.click()
    bench.start.limit = LIMIT
    bench.later()
    bench.dialog.anyway.click()
    assert len(bench.start.requests) == 6


def test_a_double_click_is_no_answer_to_the_question_it_raises(bench):
    """The answer lies where the button was."""
    bench.limit = LIMIT

    bench.dialog.make.click()
    bench.dialog.anyway.click()

    assert bench.start.requests == []
    assert bench.dialog.anyway.isVisible()


def test_nothing_is_sent_while_something_is_wrong(bench):
    for scales, seeds in (("", "1"), ("1", "x")):
        bench.type(scales, seeds)
        assert not bench.dialog.make.isEnabled()
        bench.sheet.make()
    bench.type("1", "1")
    bench.compose.edit(prompt="")
    assert not bench.dialog.make.isEnabled()
    assert bench.start.requests == []


def test_a_cell_that_is_refused_ends_the_sending_and_says_so(bench):
    bench.start.refusal = InvalidRequestError("No such luck.")

    bench.dialog.make.click()

    assert [cell.words for cell in bench.dialog.cells()] == ["No such luck."] * 6
    assert not bench.sheet.is_running


def test_what_has_not_ended_can_be_cancelled(bench):
    bench.dialog.make.click()
    first, *others = bench.sheet.cells
    bench.bridge.updated.emit(JobUpdate(job=first.job, state=JobState.FAILED))

    bench.dialog.stop.click()

    assert bench.cancelled == [state.job.id for state in others]


def test_the_price_follows_the_form_until_the_pictures_are_asked_for(bench):
    before = bench.sheet.cost.usd
    bench.compose.edit(size=replace(bench.compose.draft.size, width=2048, height=2048))
    assert bench.sheet.cost.usd > before


def test_a_lora_for_another_base_is_not_tried(qtbot):
    bench = SheetBench(qtbot, replace(INK, base="FLUX.2 klein 4B"))
    bench.loras.mark_in_use(bench.compose.draft)
    bench.type("1", "1")

    assert not bench.dialog.make.isEnabled()


@pytest.fixture
def app(qtbot, qapp, tmp_path):
    app = build(paths_below(tmp_path / "home"), qapp)
    app.window.show()
    app.studio.loras.add("owner/ink")
    app.view_models.loras.load()
    app.view_models.compose.choose_backend("practice")
    app.view_models.compose.edit(prompt="a harbour")
    qtbot.waitUntil(lambda: app.view_models.loras.count == 1)
    yield app
    app.window.close()
    app.close()


def test_a_sheet_that_lies_open_is_not_opened_beside_itself(qtbot, app):
    (ink,) = app.view_models.loras.all()

    app.view_models.loras.sheet_asked.emit(ink.id)
    app.view_models.loras.sheet_asked.emit(ink.id)

    (dialog,) = app.window.findChildren(SheetDialog)
    dialog.close()
    app.view_models.loras.sheet_asked.emit(ink.id)
    assert app.window.findChildren(SheetDialog)[-1].isVisible()


def test_the_sheet_fills_with_pictures_that_are_in_the_history_and_give_the_card_what_it_needs(
    qtbot, app
):
    (ink,) = app.view_models.loras.all()
    menu = LoraMenu(app.view_models.loras, [ink], app.window)
    next(each for each in menu.actions() if each.text() == "Try scales…").trigger()
    dialog = app.window.findChild(SheetDialog)
    dialog.scales.setText("0 0.75")
    dialog.seeds.setText("7")
    dialog.seeds.textEdited.emit("7")
    qtbot.waitUntil(dialog.make.isEnabled)
    dialog.make.click()
    assert len(dialog.cells()) == 2
    qtbot.waitUntil(lambda: all(cell.isEnabled() for cell in dialog.cells()), timeout=20_000)

    without, with_lora = dialog.cells()
    with_lora.click()
    assert dialog.to_scale.text() == "Take 0.75 as its scale"
    dialog.to_stage.click()
    assert app.view_models.stage.shown == with_lora.state.generation
    dialog.to_scale.click()
    qtbot.waitUntil(lambda: app.view_models.loras.find(ink.id).default_scale == 0.75)
    dialog.to_preview.click()
    qtbot.waitUntil(lambda: bool(app.view_models.loras.find(ink.id).preview))
    dialog.to_pair.click()
    qtbot.waitUntil(lambda: app.view_models.loras.find(ink.id).pair is not None)
    made = app.studio.history.page(limit=10)
    assert sorted(each.request.loras[0].scale for each in made) == [0.0, 0.75]
    assert {each.request.seed for each in made} == {7}
    without.click()
    assert not dialog.to_pair.isEnabled()

    dialog.close()
    app.view_models.loras.sheet_asked.emit(ink.id)
    again = app.window.findChildren(SheetDialog)[-1]
    assert [cell.state for cell in again.cells()] == [without.state, with_lora.state]
    again.again.click()
    assert app.window.findChildren(SheetDialog)[-1].cells() == []

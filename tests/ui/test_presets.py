"""Presets in the window: put into the form, kept, undone, ordered, handed on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from flux2studio.core.lora import LoraIdentity
from flux2studio.core.presets import USUAL_PARTS, Preset, PresetPart
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.services.presets import Presets
from flux2studio.storage.presets import PresetStore
from flux2studio.ui.shipped_presets import is_shipped, shipped
from flux2studio.ui.viewmodels.presets import PresetsViewModel
from flux2studio.ui.viewmodels.undo import UndoOrder
from flux2studio.ui.widgets.presets_dialog import PresetsDialog
from flux2studio.ui.widgets.presets_menu import PresetsMenu
from flux2studio.ui.widgets.save_preset_dialog import SavePresetDialog
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import DUSK, INK, TEAL


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def records(tmp_path):
    return Presets(PresetStore(tmp_path / "presets.json"))


@pytest.fixture
def presets(bench, records):
    presets = PresetsViewModel(
        records, bench.tasks, bench.compose, bench.loras.all, clock=bench.clock
    )
    presets.load()
    bench.settle()
    return presets


def keep(bench, presets, name="Portrait", parts=USUAL_PARTS, **form):
    bench.compose.edit(**form)
    assert presets.save(name, parts)
    bench.settle()
    return presets.own[-1]


def names(presets):
    return [one.name for one in presets.own]


def test_a_set_up_is_kept_and_comes_back_in_one_step_of_undo(bench, presets):
    size = Size(width=768, height=1024)
    preset = keep(bench, presets, prompt="a fox", size=size, steps=40, loras=(INK.use(),))
    bench.compose.edit(prompt="an owl", size=Size(width=512, height=512), steps=12, loras=())
    before = bench.compose.draft

    presets.apply(preset.id)

    draft = bench.compose.draft
    assert (draft.prompt, draft.size, draft.steps) == ("a fox", size, 40)
    assert [use.name for use in draft.loras] == ["Ink wash"]
    bench.compose.undo()
    assert bench.compose.draft == before


@pytest.mark.parametrize("preset", shipped(), ids=lambda one: one.id)
def test_every_preset_that_comes_with_the_app_can_be_generated(bench, presets, preset):
    bench.compose.edit(prompt="a fox")

    presets.apply(preset.id)

    assert bench.compose.why_not is None
    assert "a fox" in bench.compose.requests[0].prompt


def test_one_style_takes_the_place_of_the_other(bench, presets):
    bench.compose.edit(prompt="a fox")
    presets.apply("shipped/ink-wash")
    presets.apply("shipped/clay")

    assert bench.compose.draft.prompt.startswith("clay model of a fox,")
    assert "ink" not in bench.compose.draft.prompt


def test_what_the_model_does_not_take_is_fitted(bench, presets):
    preset = keep(bench, presets, parts={PresetPart.SETTINGS, PresetPart.SIZE}, steps=40)
    bench.compose.choose_model("local/klein-4b")

    presets.apply(preset.id)

    assert bench.compose.draft.steps == 4
    assert "size" not in bench.compose.problems


def test_a_lora_that_moved_is_found_by_its_weights_and_a_missing_one_is_named(
    qtbot, bench, records, presets
):
    bench.shelf.update(replace(INK, sha256="ab" * 32))
    bench.loras.load()
    bench.settle()
    preset = Preset(
        name="Portrait",
        parts=(PresetPart.LORAS,),
        request=GenerationRequest(
            loras=(
                LoraUse(source="old.safetensors", name="Ink", scale=0.4),
                LoraUse(source=TEAL.source, name="Deep teal"),
            )
        ),
        identities=(LoraIdentity(source="old.safetensors", sha256="ab" * 32),),
    )
    records.save(preset)
    presets.load()
    bench.settle()

    with qtbot.waitSignal(presets.done) as told:
        presets.apply(preset.id)

    assert [use.source for use in bench.compose.draft.loras] == [INK.source, TEAL.source]
    assert bench.compose.draft.loras[0].scale == 0.4
    assert "missing: “Deep teal”" in told.args[0].words


def test_a_lora_file_of_somebody_else_is_found_by_its_name(bench, records, presets):
    uses = (LoraUse(source="dusk.safetensors", name="dusk"),)
    preset = Preset(name="Theirs", parts=(PresetPart.LORAS,), request=GenerationRequest(loras=uses))
    records.save(preset)
    presets.load()
    bench.settle()

    presets.apply(preset.id)

    assert [use.source for use in bench.compose.draft.loras] == [DUSK.source]


def test_a_removed_preset_comes_back_with_undo_in_the_one_order_of_the_window(
    qtbot, bench, presets
):
    preset = keep(bench, presets)
    bench.clock.now += 5
    order = UndoOrder((bench.compose.steps, presets))
    presets.remove(preset.id)
    bench.settle()
    assert names(presets) == []

    order.undo()
    bench.settle()
    assert names(presets) == ["Portrait"]
    order.redo()
    bench.settle()
    assert names(presets) == []


def test_the_same_name_is_the_same_preset(bench, presets):
    keep(bench, presets, steps=40)
    keep(bench, presets, name="portrait", steps=20)

    assert [one.request.steps for one in presets.own] == [20]


def test_update_takes_the_same_parts_of_the_form_and_leaves_a_style_alone(bench, presets):
    assert presets.save("Ink", {PresetPart.PROMPT, PresetPart.SETTINGS}, "{prompt}, ink")
    bench.settle()
    bench.compose.edit(prompt="an owl", steps=40, seed=5)

    presets.update(presets.own[0].id)
    bench.settle()

    (preset,) = presets.own
    assert (preset.request.prompt, preset.request.steps) == ("{prompt}, ink", 40)
    assert preset.request.seed is None


def test_the_menu_puts_a_preset_into_the_form_and_leads_on(qtbot, bench, presets):
    keep(bench, presets, prompt="a fox")
    asked = []
    menu = PresetsMenu(presets, lambda: asked.append("save"), lambda: asked.append("all"))
    qtbot.addWidget(menu)
    menu.fill()
    bench.compose.edit(prompt="an owl")

    by_name = {action.text(): action for action in menu.actions()}
    by_name["Portrait"].trigger()
    by_name["Save as a preset…"].trigger()
    by_name["All presets…"].trigger()

    assert bench.compose.draft.prompt == "a fox"
    assert asked == ["save", "all"]


def test_saving_asks_for_a_name_and_keeps_what_is_ticked(qtbot, bench, presets):
    bench.compose.edit(prompt="ink on paper", seed=5)
    dialog = SavePresetDialog(presets)
    qtbot.addWidget(dialog)
    assert not dialog.keep.isEnabled()
    assert dialog.keep.toolTip()
    assert not dialog.parts[PresetPart.REFERENCES].isChecked()

    QTest.keyClicks(dialog.name, "Ink")
    dialog.as_style.click()
    dialog.parts[PresetPart.SEED].setChecked(True)
    dialog.keep.click()
    bench.settle()

    (preset,) = presets.own
    assert preset.style == "{prompt}, ink on paper"
    assert preset.request.seed == 5
    assert PresetPart.REFERENCES not in preset.parts


def test_a_name_that_is_taken_says_so_before(qtbot, bench, presets):
    keep(bench, presets)
    dialog = SavePresetDialog(presets)
    qtbot.addWidget(dialog)

    QTest.keyClicks(dialog.name, "PORTRAIT")

    assert "takes the place" in dialog.said.text()


@pytest.fixture
def dialog(qtbot, bench, presets, tmp_path):
    for name in ("One", "Two", "Three"):
        keep(bench, presets, name=name, prompt=name.lower())
    dialog = PresetsDialog(
        presets, lambda: None, lambda _p, _w, chosen: chosen(str(tmp_path / "mine.json"))
    )
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_presets_are_ordered_by_key(bench, presets, dialog):
    dialog.list.setCurrentRow(2)

    QTest.keyClick(dialog, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    bench.settle()

    assert names(presets) == ["One", "Three", "Two"]
    assert dialog.list.currentItem().text() == "Three"


def test_what_came_with_the_app_stays_as_it_is_and_can_be_removed_and_brought_back(
    bench, presets, dialog
):
    dialog.list.setCurrentRow(3)
    assert not dialog.rename.isEnabled()
    assert not dialog.update_it.isEnabled()
    count = dialog.list.count()

    dialog.remove.click()
    bench.settle()
    assert dialog.list.count() == count - 1
    dialog.bring_back.click()
    bench.settle()

    assert [is_shipped(one) for one in presets.all].count(True) == len(shipped())


def test_presets_are_exported_and_imported_and_a_bad_file_says_why(
    bench, presets, dialog, tmp_path
):
    dialog.export.click()
    bench.settle()
    for preset in presets.own:
        presets.remove(preset.id)
        bench.settle()

    dialog.import_.click()
    bench.settle()
    assert names(presets) == ["One", "Two", "Three"]

    (tmp_path / "mine.json").write_text("no presets")
    dialog.import_.click()
    bench.settle()
    assert "holds no presets" in dialog.said.text()
    assert names(presets) == ["One", "Two", "Three"]

"""Proof of effect: what a LoRA did is said at its row and on its card, in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from flux2studio.core.generation import Generation
from flux2studio.core.request import GenerationRequest
from flux2studio.ui import effects
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import CLAY, INK, used
from tests.ui.local_parts import effect, run
from tests.ui.shell_parts import recipe_of

KLEIN = "local/klein-4b"


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot, GenerationRequest(model=KLEIN, prompt="a fox", loras=(used(CLAY),)))


@pytest.fixture
def panel(bench):
    return bench.compose_panel()


def made(bench, tmp_path, *seen):
    request = bench.compose.draft
    rest = {"request": request, "backend": "local", "local": run(*seen)}
    return Generation(recipe=recipe_of("one", "x", 0, 0, (64, 48), rest), path=tmp_path / "1.png")


def described(bench, row):
    model = bench.loras.model
    return model.index(row).data(Qt.ItemDataRole.AccessibleDescriptionRole)


@pytest.mark.parametrize(
    ("matched", "total", "strength", "words", "whole"),
    [
        (120, 120, 0.021, "changed 120 of 120 layers, 2.1 %", True),
        (144, 152, 0.008, "changed 144 of 152 layers, 0.8 %; 8 are not in this model", False),
        (120, 120, 0.0001, "changed 120 of 120 layers, 0.01 %: hardly to be seen", False),
        (120, 120, 0.31, "changed 120 of 120 layers, 31 %", True),
        (0, 120, 0.0, "changed nothing", False),
    ],
)
def test_an_effect_is_said_in_layers_and_percent(matched, total, strength, words, whole):
    seen = effect(matched=matched, total=total, strength=strength)

    assert effects.words(seen) == words
    assert effects.is_whole(seen) is whole


def test_before_a_run_nothing_is_said_of_an_effect(panel):
    assert panel.loras.rows[0].effect.isHidden()


def test_after_a_run_the_row_says_what_its_lora_did(bench, panel, tmp_path):
    bench.loras.note([made(bench, tmp_path, effect("Studio clay"))])

    mark = panel.loras.rows[0].effect
    assert mark.isVisible()
    assert mark.words.text() == "changed 120 of 120 layers, 2.1 %"
    assert mark.accessibleName() == "Studio clay: changed 120 of 120 layers, 2.1 %"


def test_a_partial_effect_is_a_warning(bench, panel, tmp_path):
    bench.loras.note([made(bench, tmp_path, effect(matched=144, total=152))])

    assert panel.loras.rows[0].effect.words.property("role") == "warn"


def test_an_effect_on_one_model_says_nothing_of_another(bench, panel, tmp_path):
    bench.loras.note([made(bench, tmp_path, effect("Studio clay"))])

    bench.compose.choose_model("local/klein-9b")

    assert panel.loras.rows[0].effect.isHidden()


def test_the_card_keeps_the_proof(bench, tmp_path):
    bench.loras.note([made(bench, tmp_path, effect("Studio clay"))])
    bench.settle()

    (clay,) = (lora for lora in bench.shelf.loras if lora.source == CLAY.source)
    assert (clay.proof.matched, clay.proof.model) == (120, KLEIN)
    row = bench.shelf.loras.index(clay)
    assert "On this computer it changed 120 of 120 layers, 2.1 %." in described(bench, row)


def test_a_lora_at_scale_nought_proves_nothing(bench, panel, tmp_path):
    bench.loras.note([made(bench, tmp_path, effect(scale=0.0, strength=0.0))])

    assert panel.loras.rows[0].effect.isHidden()


def test_effects_that_do_not_fit_the_request_are_not_guessed_at(bench, panel, tmp_path):
    bench.loras.note([made(bench, tmp_path, effect("Studio clay"), effect(INK.name))])

    assert panel.loras.rows[0].effect.isHidden()

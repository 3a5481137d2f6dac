"""Tips: one for every parameter, right for the model, for the mouse and for screen readers."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from flux2studio.core.presets import FIELDS
from flux2studio.ui import tips
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import INK, catalogue

MODELS = catalogue().models


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.id)
def test_every_parameter_that_a_model_takes_has_a_tip(model):
    for name in tips.names():
        taken = getattr(model, name, True) is not None
        assert bool(tips.tip(name, model)) or not taken


def test_a_tip_says_what_to_expect_of_this_model():
    by_id = {model.id: model for model in MODELS}

    assert "2 to 4 looks natural" in tips.tip("guidance", by_id["fal/flux-2"])
    assert "4.5 to 8 looks natural" in tips.tip("guidance", by_id["local/klein-base-4b"])
    assert "needs only 4" in tips.tip("steps", by_id["local/klein-4b"])
    assert "costs as much" in tips.tip("count", by_id["fal/flux-2"])
    assert "costs" not in tips.tip("count", by_id["practice"])


def test_every_field_of_the_form_is_explained_to_those_who_cannot_see(qtbot):
    bench = Bench(qtbot)
    panel = bench.compose_panel()
    bench.compose.add_lora(INK.use())

    names = [name for part in FIELDS.values() for name in part]
    fields = [panel.parameters.field_of(name) for name in names]
    explained = [field for field in fields if field is not None]
    row = panel.loras.rows[0]
    for widget in (*explained, row.number, row.slider, panel.prompt.text):
        assert widget.accessibleDescription(), widget
        assert widget.whatsThis(), widget
    assert len(explained) >= 6


def test_a_long_tip_has_lines_that_can_be_read(qtbot):
    button = QPushButton()
    qtbot.addWidget(button)

    tips.explain(button, tips.tip("guidance", MODELS[0]))

    assert max(map(len, button.toolTip().splitlines())) <= 58


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a red fox", "a red fox"),
        ("a\n\nb", "a\n\nb"),
        ("<b>a fox</b> & co", "<p style='white-space:pre'>&lt;b&gt;a fox&lt;/b&gt; &amp; co</p>"),
    ],
)
def test_somebodys_own_words_are_shown_as_they_are(words, shown):
    assert tips.quoted(words) == shown


def test_a_long_prompt_makes_a_tip_that_fits_the_screen():
    shown = tips.quoted("fog over the harbour " * 200).split("\n")

    assert len(shown) == 16
    assert max(map(len, shown)) <= 58
    assert shown[-1] == "…"

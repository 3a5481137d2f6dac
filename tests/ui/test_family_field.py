"""The choice of a family of models."""

import pytest
from PySide6.QtCore import QTranslator

from flux2studio.paths import resource
from flux2studio.ui.viewmodels.families import FamilyChoice
from flux2studio.ui.widgets.family_field import FamilyField
from flux2studio.ui.widgets.fields import FieldGuard

FAMILIES = [
    FamilyChoice(id="practice", name="Practice", words="draws", price="free"),
    FamilyChoice(id="fal/flux-2", name="FLUX.2", words="edits", price="$0.012"),
]


@pytest.fixture
def german(qapp):
    translator = QTranslator()
    assert translator.load(str(resource("translations/flux2studio_de.qm")))
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def test_the_family_chosen_is_shown_whatever_it_is_called_in_the_language(qtbot, german):
    field = FamilyField(FieldGuard())
    qtbot.addWidget(field)

    field.show_families(FAMILIES, "Practice")

    assert field.currentData() == "practice"
    assert field.currentText() == "Übung"


def test_a_family_that_is_not_there_is_not_taken_for_another(qtbot):
    field = FamilyField(FieldGuard())
    qtbot.addWidget(field)

    field.show_families(FAMILIES, "gone")

    assert field.currentIndex() == -1

"""Every control of the compose, LoRA, job and settings parts can be named, reached and let go."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from flux2studio.core.errors import OutcomeUnknownError, SpendingLimitError, StudioError
from flux2studio.core.job import JobState
from flux2studio.core.model_files import ModelState
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.lora_adding import LoraAddingViewModel
from flux2studio.ui.viewmodels.lora_importing import LoraImportingViewModel
from flux2studio.ui.viewmodels.model_rows import Act
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.add_lora_dialog import AddLoraDialog
from flux2studio.ui.widgets.import_dialog import ImportDialog
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import CLAY, INK, HandTasks, catalogue, job, update
from tests.ui.local_parts import GB, KLEIN_9B, Here, place
from tests.ui.lora_parts import PretendAdding, PretendFolders, lora_page
from tests.ui.settings_parts import Purse, no_balance


@pytest.fixture
def bench(qtbot):
    bench = Bench(qtbot)
    bench.fill()
    bench.compose.edit(prompt="a fox")
    bench.compose.add_lora(INK.use())
    bench.compose.add_lora(CLAY.use())
    return bench


def settings_dialog(tmp_path):
    store = SettingsStore(tmp_path / "settings.json", {})
    services = [backend for backend in catalogue().backends if backend.key]
    tasks = Tasks(HandTasks().submit)
    view_model = SettingsViewModel(
        store.load(), store, Secrets({}, {}), services, tasks, sources=catalogue().sources
    )
    here = Here(catalogue(), tasks)
    here.shelf.put(KLEIN_9B, place=place(), state=ModelState.PARTIAL, have_bytes=GB)
    here.models.act(KLEIN_9B, Act.RESUME)
    here.engine.put(problem=StudioError("It is broken.", details="why"))
    return SettingsDialog(
        view_model,
        Balances(no_balance, tasks),
        MoneyViewModel(Purse(), {}),
        here.view_models,
    )


def lora_dialogs(bench):
    adding = LoraAddingViewModel(PretendAdding(), bench.tasks)
    importing = LoraImportingViewModel(PretendFolders(), bench.tasks)
    dialogs = [AddLoraDialog(adding), ImportDialog(importing), lora_page(bench)]
    dialogs[0].begin("atelier/ink-wash")
    importing.look([Path("/loras")])
    bench.settle()
    return dialogs


def everything(bench, qtbot, tmp_path):
    bench.bridge.updated.emit(update(job()))
    bench.bridge.updated.emit(
        update(job(), JobState.UNKNOWN, error=OutcomeUnknownError("No answer."))
    )
    panel = bench.compose_panel()
    panel.parameters.more.toggle.click()
    dialogs = [*lora_dialogs(bench), settings_dialog(tmp_path)]
    for dialog in dialogs:
        qtbot.addWidget(dialog)
        bench.shown.append(dialog)
        dialog.show()
    dialogs[-1].services.more.click()
    return [panel, bench.lora_panel(), bench.job_panel(), *dialogs]


def controls(root):
    """What the keyboard can reach; the parts inside a control of the toolkit belong to it."""
    inside = (QAbstractSpinBox, QComboBox, QLineEdit)
    for widget in root.findChildren(QWidget):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        part = any(isinstance(above, inside) for above in ancestors(widget))
        if takes_focus and not part and widget.objectName() != "qt_scrollarea_viewport":
            yield widget


def ancestors(widget):
    while (widget := widget.parentWidget()) is not None:
        yield widget


def name_of(widget, labels):
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    buddy = next((label.text() for label in labels if label.buddy() is widget), "")
    return widget.accessibleName() or text or buddy


def test_every_control_has_a_name(bench, qtbot, tmp_path):
    nameless = []
    for root in everything(bench, qtbot, tmp_path):
        labels = root.findChildren(QLabel)
        nameless += [widget for widget in controls(root) if not name_of(widget, labels)]

    assert nameless == []


def test_every_button_that_is_only_a_sign_has_a_tooltip(bench, qtbot, tmp_path):
    signs = [
        button
        for root in everything(bench, qtbot, tmp_path)
        for button in root.findChildren(QToolButton)
        if not button.text() and not isinstance(button.parentWidget(), QLineEdit)
    ]

    assert signs
    assert [button for button in signs if not button.toolTip()] == []


def test_every_list_and_field_is_named_for_a_screen_reader(bench, qtbot, tmp_path):
    fields = (QAbstractSpinBox, QComboBox, QLineEdit)
    nameless = [
        widget
        for root in everything(bench, qtbot, tmp_path)
        for widget in controls(root)
        if isinstance(widget, fields) and not widget.accessibleName()
    ]

    assert nameless == []


@pytest.mark.parametrize("model", ["practice", "fal/flux-2/klein/4b/base", "fal/flux-2-pro"])
def test_no_word_is_cut_in_the_narrowest_dock(bench, qtbot, model):
    panel = bench.compose_panel(width=320)
    bench.compose.choose_model(model)
    panel.avoid.toggle.click()
    panel.parameters.more.toggle.click()

    cut = [
        button.text()
        for button in panel.findChildren(QAbstractButton)
        if button.isVisible()
        and button.text()
        and button.width() < button.minimumSizeHint().width()
    ]
    wide = [w for w in panel.findChildren(QWidget) if w.isVisible() and _right(w, panel) > 320]

    assert cut == []
    assert [w for w in wide if not isinstance(w, QAbstractScrollArea)] == []


def test_no_word_of_the_question_is_cut_in_the_narrowest_dock(bench, qtbot):
    panel = bench.compose_panel(width=320)
    bench.start.limit = SpendingLimitError("Above your limit.", field="price")
    panel.send()

    answers = [panel.question.not_now, panel.question.sure]
    assert all(answer.isVisible() for answer in answers)
    assert all(answer.width() >= answer.minimumSizeHint().width() for answer in answers)


def test_the_fields_of_every_family_have_a_name(bench, qtbot):
    panel = bench.compose_panel()
    panel.parameters.more.toggle.click()
    nameless = []
    for model in ("fal/flux-2/klein/4b/base", "fal/flux-2-pro"):
        bench.compose.choose_model(model)
        labels = panel.findChildren(QLabel)
        nameless += [widget for widget in controls(panel) if not name_of(widget, labels)]

    assert nameless == []


def _right(widget, panel):
    return widget.mapTo(panel, widget.rect().topRight()).x()


def test_a_panel_that_is_gone_leaves_nothing_behind(bench):
    def live():
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return len(QApplication.allWidgets())

    def once():
        for panel in (bench.compose_panel(), bench.lora_panel(), bench.job_panel()):
            panel.close()
            panel.deleteLater()
        bench.shown.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        bench.compose.edit(prompt=bench.compose.draft.prompt + "x")
        bench.loras.search("")

    once()
    before = live()
    for _ in range(3):
        once()

    assert live() == before


def test_rows_that_come_and_go_leave_nothing_behind(bench):
    panel = bench.compose_panel()
    bench.compose.remove_lora(0)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = len(panel.findChildren(QWidget))

    for _ in range(5):
        bench.compose.add_lora(INK.use())
        bench.compose.remove_lora(len(bench.compose.draft.loras) - 1)
        bench.compose.choose_model("aimlapi/flux-2-lora")
        bench.compose.choose_model("practice")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    assert len(panel.findChildren(QWidget)) == before

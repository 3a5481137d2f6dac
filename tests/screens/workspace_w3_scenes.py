"""The form when it has something to say: choices, advice, wrong numbers; presets and prompts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from flux2studio.assembly import App
from flux2studio.core.presets import USUAL_PARTS
from flux2studio.core.request import LoraUse
from flux2studio.ui.form_desk import FormDesk
from flux2studio.ui.widgets.presets_dialog import PresetsDialog
from flux2studio.ui.widgets.save_preset_dialog import SavePresetDialog
from tests.screens.waiting import wait, wait_until


class FormTour:
    """Takes the form as it is, and leaves it so."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._compose = app.view_models.compose
        self._panel = app.compose_panel

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, before = self._app.window, self._compose.draft
        desk = window.findChild(FormDesk)
        assert desk is not None
        self._compose.edit(
            prompt="A {red|green|blue} door in a {harbour|mountain} village, <lora:nobody:0.8>",
            count=4,
            seed=None,
        )
        yield "form-choices", window
        strong = [LoraUse(source=f"atelier/{name}", name=name) for name in ("ink-wash", "riso")]
        self._compose.edit(
            prompt="A red door", loras=(*strong, LoraUse(source="atelier/clay", name="clay"))
        )
        self._compose.edit(guidance=9.0, steps=99)
        yield "form-advice", window
        self._compose.load(replace(before, prompt="Ink wash of a harbour"))
        desk.presets.save("Harbour", USUAL_PARTS)
        wait_until(lambda: bool(desk.presets.own))
        desk.choose.menu().popup(desk.choose.mapToGlobal(desk.choose.rect().bottomLeft()))
        wait()
        yield "presets-menu", desk.choose.menu()
        desk.choose.menu().hide()
        yield from self._dialogs(desk)
        self._compose.load(before)

    def _dialogs(self, desk: FormDesk) -> Iterator[tuple[str, QWidget]]:
        desk.manage_presets()
        dialog = self._open_one(PresetsDialog)
        yield "presets", dialog
        dialog.close()
        desk.save_preset()
        save = self._open_one(SavePresetDialog)
        assert isinstance(save, SavePresetDialog)
        save.name.setText("Harbour")
        save.as_style.click()
        yield "presets-save", save
        save.close()
        desk.show_earlier()
        wait(400)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        yield "prompts", popup
        QTest.keyClick(popup, Qt.Key.Key_Escape)
        popup.close()

    def _open_one(self, kind: type[QDialog]) -> QDialog:
        wait()
        found = self._app.window.findChildren(kind)
        return found[-1]

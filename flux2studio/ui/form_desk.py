"""Connects the form with what is kept of it: presets, earlier prompts, advice waved off."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QToolButton

from flux2studio.core.errors import StudioError
from flux2studio.studio import Studio
from flux2studio.ui import icons
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.viewmodels.presets import PresetsViewModel
from flux2studio.ui.widgets.compose_panel import ComposePanel
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.widgets.presets_menu import PresetsMenu


class FormDesk(QObject):
    """``presets`` keeps steps for undo; ``start`` reads what is kept."""

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        tasks: Tasks,
        window: MainWindow,
        panel: ComposePanel,
    ) -> None:
        super().__init__(window)
        self._models = models
        self._window = window
        self._panel = panel
        compose = models.compose
        self.presets = PresetsViewModel(
            studio.presets, tasks, compose, models.loras.all, parent=self
        )
        compose.prompts.use(studio.earlier_prompts.page)
        self.earlier = QToolButton()
        self.choose = QToolButton()
        self._lay_out()
        self.earlier.clicked.connect(self.show_earlier)
        self.presets.done.connect(self._on_done)
        self.presets.failed.connect(self._on_failed)
        panel.hints.use(lambda: models.settings.settings.hidden_hints, self._hide)
        models.settings.changed.connect(panel.hints.look_again)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the window's keys do here, by the ids of ``ui.actions``."""
        panel = self._panel.handlers()
        send = panel.pop("generate")  # from wherever one is
        own = {"prompts": self.show_earlier, "presets": self.choose.showMenu}
        acts = {name: partial(self._in_sight, act) for name, act in {**panel, **own}.items()}
        return {**acts, "generate": send}

    def start(self) -> None:
        """Read what is kept, once the window is there."""
        self.presets.load()
        self._models.compose.prompts.begin()

    def _in_sight(self, act: Callable[[], object]) -> None:
        """Nothing is done to a form that nobody sees."""
        self._window.show_page(Page.STUDIO)
        self._window.studio.show_form()
        act()

    def show_earlier(self) -> None:
        from flux2studio.ui.widgets.earlier_prompts import EarlierPromptsPopup

        compose, history = self._models.compose, self._models.history
        popup = EarlierPromptsPopup(compose.prompts, history.thumbnail, self._panel.prompt.text)
        history.thumbnail_ready.connect(popup.refresh)
        popup.chosen.connect(self._on_prompt)
        self._open(popup)

    def save_preset(self) -> None:
        from flux2studio.ui.widgets.save_preset_dialog import SavePresetDialog

        self._open(SavePresetDialog(self.presets, self._window))

    def manage_presets(self) -> None:
        from flux2studio.ui.widgets.presets_dialog import PresetsDialog

        self._open(PresetsDialog(self.presets, self.save_preset, parent=self._window))

    def _lay_out(self) -> None:
        self.earlier.setProperty("role", "link-soft")
        icons.set_icon(self.earlier, "clock", icons.Tone.SOFT)
        self.earlier.setFixedWidth(28)
        self.earlier.setAccessibleName(self.tr("Earlier prompts"))
        self.earlier.setToolTip(self.tr("Earlier prompts; Alt with the arrows walks through them"))
        self.choose.setText(self.tr("Presets") + " ⌄")
        self.choose.setProperty("role", "link-soft")
        self.choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = PresetsMenu(self.presets, self.save_preset, self.manage_presets, self.choose)
        self.choose.setMenu(menu)
        self.choose.setAccessibleName(self.tr("Presets"))
        self.choose.setToolTip(self.tr("Styles and settings under a name"))
        self._panel.prompt.add_tools(self.choose, self.earlier)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_prompt(self, prompt: str) -> None:
        self._models.compose.edit(prompt=prompt)
        self._panel.prompt.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_done(self, done: Done) -> None:
        """Undo is a key and a button of the window; the message has it beside what was done."""
        undo = self._window.shortcuts["undo"]
        if done.offers_undo:
            self._window.messages.say(done.words, self.tr("Undo"), undo.trigger)
        else:
            self._window.messages.say(done.words)

    def _on_failed(self, error: StudioError) -> None:
        """The dialogs say it themselves while they are open."""
        if self._window.isActiveWindow():
            self._window.messages.show_error(error)

    def _hide(self, kind: str) -> None:
        settings = self._models.settings
        hidden = settings.settings.hidden_hints
        settings.change(hidden_hints=tuple(dict.fromkeys((*hidden, kind))))

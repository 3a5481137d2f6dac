"""An environment of the artist's own in place of the engine that the app installs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.ui import icons
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import Sentence, set_property
from flux2studio.ui.widgets.settings_parts import paragraph


class EnginePython(QWidget):
    """Folded away unless one is named."""

    def __init__(self, settings: SettingsViewModel) -> None:
        super().__init__()
        self._settings = settings
        self.more = QPushButton(self.tr("Another Python for the engine"))
        self.field = QLineEdit()
        self.problem = Sentence()
        self._body = QWidget()
        self._lay_out()
        self.more.toggled.connect(self._on_more)
        self.field.editingFinished.connect(self._on_edited)
        settings.changed.connect(self._show)
        settings.rejected.connect(self._on_rejected)
        is_named = bool(settings.settings.engine_python)
        self._on_more(is_named)
        self.more.setChecked(is_named)
        self._show()

    def _lay_out(self) -> None:
        self.more.setProperty("role", "link-soft")
        self.more.setStyleSheet("text-align: left; padding-left: 0; background: transparent;")
        self.more.setCheckable(True)
        self.field.setPlaceholderText(self.tr("/path/to/python; empty: the app’s own"))
        self.field.setAccessibleName(self.more.text())
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(
            paragraph(
                self.tr(
                    "The interpreter of an environment that has torch and diffusers in it, for"
                    " instance one with the libraries of your GPU. It counts from the next start"
                    " of the engine."
                )
            )
        )
        body.addWidget(self.field)
        body.addWidget(self.problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._body)

    def _show(self) -> None:
        if not self.field.hasFocus():
            self.field.setText(self._settings.settings.engine_python)

    def _on_more(self, open_: bool) -> None:
        icons.set_icon(self.more, "chevron-down" if open_ else "chevron-right", icons.Tone.SOFT)
        self._body.setVisible(open_)

    def _on_edited(self) -> None:
        if self._settings.change(engine_python=self.field.text().strip()):
            set_property(self.field, "state", "")
            self.problem.say("")

    def _on_rejected(self, error: StudioError) -> None:
        if error.field == "engine_python":
            self.more.setChecked(True)
            set_property(self.field, "state", "bad")
            self.problem.show_problem(error)

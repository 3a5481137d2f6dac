"""A piece of advice at the field it concerns: a sentence, one button, and a way to be rid of it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from flux2studio.core.advice import Advice
from flux2studio.ui import icons
from flux2studio.ui.viewmodels import advice_words
from flux2studio.ui.viewmodels.form_hints import FormHints
from flux2studio.ui.widgets.fields import Sentence


class AdviceLine(QWidget):
    """Takes no room while there is nothing to say of ``fields``."""

    def __init__(self, hints: FormHints, *fields: str) -> None:
        super().__init__()
        self._hints = hints
        self._fields = fields
        self._advice: Advice | None = None
        self.words = Sentence()
        self.act = QPushButton()
        self.act.setProperty("role", "link")
        self.act.setAccessibleName(self.tr("Do what is advised"))
        self.act.setStyleSheet("padding: 0 6px 0 0; text-align: left;")
        self.away = QToolButton()
        self.away.setProperty("role", "icon")
        self.away.setToolTip(self.tr("Do not say this again"))
        self.away.setAccessibleName(self.tr("Do not say this again"))
        icons.set_icon(self.away, "close", icons.Tone.SOFT)
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.words)
        acting = QHBoxLayout()
        acting.addWidget(self.act)
        acting.addStretch(1)
        said.addLayout(acting)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(said, 1)
        row.addWidget(self.away)
        self.act.clicked.connect(self._on_act)
        self.away.clicked.connect(self._on_away)
        hints.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        one = self._advice = self._hints.of(*self._fields)
        self.setVisible(one is not None)
        if one is None:
            return
        words, action = advice_words.sentence(one), advice_words.action(one)
        self.words.say(words, "label")
        self.act.setText(action)
        self.act.setAccessibleName(action)
        self.act.setAccessibleDescription(words)
        self.act.setVisible(bool(action))
        self.away.setAccessibleDescription(words)

    def _on_act(self) -> None:
        if self._advice is not None:
            self._hints.follow(self._advice)

    def _on_away(self) -> None:
        if self._advice is not None:
            self._hints.wave_off(self._advice)

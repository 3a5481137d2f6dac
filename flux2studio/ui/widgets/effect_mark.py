"""The mark at a LoRA that says whether it took effect: a sign and words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from flux2studio.core.lora import LoraProof
from flux2studio.ui import effects, words
from flux2studio.ui.widgets.fields import Sentence
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.words import decimal

_SIGN = 12


class EffectMark(QWidget):
    """Takes no room until the LoRA was used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._good = IconLabel("check", _SIGN, "ok", self)
        self._partly = IconLabel("warning", _SIGN, "warn", self)
        self.words = Sentence(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 2)
        row.setSpacing(5)
        for sign in (self._good, self._partly):
            row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.hide()

    def show_proof(self, name: str, proof: LoraProof | None) -> None:
        self.setVisible(proof is not None)
        if proof is None:
            return
        whole = effects.is_whole(proof)
        self._good.setVisible(whole)
        self._partly.setVisible(not whole)
        said = effects.words(proof)
        self.words.say(said, "ok" if whole else "warn")
        self.setAccessibleName(f"{name}: {said}")
        when = words.moment(proof.made_at)
        self.setToolTip(self.tr("At scale {0}, on {1}").format(decimal(proof.scale, 2), when))

"""How models are put into memory: what stays on the GPU, how weights are kept, and for how long."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from flux2studio.core.local import Hardware, MemoryTier, Quantisation
from flux2studio.core.memory import possible
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.widgets.fields import FieldGuard, label, roomy
from flux2studio.ui.widgets.rounded import Choice
from flux2studio.ui.widgets.rule_fields import fill_choice
from flux2studio.ui.widgets.settings_parts import Switch, paragraph

_AUTO = "auto"
_EIGHT = "8-bit"
_WIDTH = 232
_NAME_WIDTH = 184  # where the name of a choice begins to take a second line
_IDLE_MINUTES = (2, 5, 10, 30, 60, 0)


class MemorySettings(QWidget):
    def __init__(self, settings: SettingsViewModel, computer: ComputerViewModel) -> None:
        super().__init__()
        self._settings = settings
        self._computer = computer
        self._guard = FieldGuard(self)
        self.tier = self._combo(self.tr("Stays on the GPU"))
        self.weights = self._combo(self.tr("Weights"))
        self.idle = self._combo(self.tr("Free memory when idle"))
        self.tier_note, self.weights_note = paragraph(""), paragraph("")
        self.previews = Switch(
            self.tr("Show the picture while it is drawn"),
            self.tr("A small preview with each step, at most ten a second. It costs no time."),
        )
        self._lay_out()
        self.tier.activated.connect(self._on_tier)
        self.weights.activated.connect(self._on_weights)
        self.idle.activated.connect(self._on_idle)
        self.previews.toggled.connect(self._on_previews)
        settings.changed.connect(self._show)
        computer.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        settings = self._settings.settings
        tiers = self._tiers()
        fill_choice(
            self.tier, {t: title for t, (title, _) in tiers.items()}, settings.engine_memory
        )
        self.tier_note.setText(tiers[settings.engine_memory][1])
        kept = _as_shown(settings.engine_quantisation)
        weights = self._weights()
        fill_choice(self.weights, {w: title for w, (title, _) in weights.items()}, kept)
        self.weights_note.setText(self._weights_note(kept, weights))
        minutes = settings.engine_idle_minutes
        fill_choice(self.idle, self._idles(minutes), str(minutes))
        self.previews.show_value(settings.engine_previews)

    def _tiers(self) -> Mapping[MemoryTier, tuple[str, str]]:
        return {
            MemoryTier.AUTO: (
                self.tr("Automatic"),
                self.tr("As much stays on the GPU as has room there. Best for nearly everybody."),
            ),
            MemoryTier.HIGH: (
                self.tr("The whole model"),
                self.tr("The fastest. Where it does not fit, smaller weights are taken first."),
            ),
            MemoryTier.MEDIUM: (
                self.tr("Without the text encoder"),
                self.tr("What reads the prompt leaves once it is read. A new prompt takes longer."),
            ),
            MemoryTier.LOW: (
                self.tr("One part at a time"),
                self.tr("Text encoder, model and decoder take turns. Slower with each picture."),
            ),
            MemoryTier.LOWEST: (
                self.tr("Layer by layer"),
                self.tr("Needs the least, and is by far the slowest."),
            ),
        }

    def _weights(self) -> Mapping[str, tuple[str, str]]:
        return {
            _AUTO: (
                self.tr("Automatic"),
                self.tr("Full where they fit, else the smaller ones that cost the least."),
            ),
            Quantisation.NONE: (
                self.tr("Full (16-bit)"),
                self.tr("The model as its makers published it."),
            ),
            _EIGHT: (
                self.tr("8-bit"),
                self.tr("About half the memory; pictures differ a little from the full ones."),
            ),
            Quantisation.NF4: (
                self.tr("4-bit"),
                self.tr("About a third of the memory; pictures differ more, and take longer."),
            ),
        }

    def _weights_note(self, kept: str, weights: Mapping[str, tuple[str, str]]) -> str:
        """What it means, or what is missing for it here."""
        hardware = self._computer.hardware
        if (
            hardware is not None
            and kept != _AUTO
            and _meant(kept, hardware) not in possible(hardware)
        ):
            return self.tr("Not possible here: {0} is missing, or the GPU cannot do it.").format(
                "bitsandbytes" if kept == Quantisation.NF4 else "torchao"
            )
        return weights[kept][1] if kept in weights else ""

    def _idles(self, now: int) -> Mapping[str, str]:
        minutes = list(_IDLE_MINUTES)
        if now not in minutes:
            minutes.insert(0, now)
        return {
            str(each): self.tr("After %n minute(s)", "", each) if each else self.tr("Never")
            for each in minutes
        }

    def _on_tier(self, index: int) -> None:
        self._settings.change(engine_memory=MemoryTier(self.tier.itemData(index)))

    def _on_weights(self, index: int) -> None:
        kept = str(self.weights.itemData(index))
        hardware = self._computer.hardware or Hardware()
        self._settings.change(engine_quantisation=None if kept == _AUTO else _meant(kept, hardware))

    def _on_idle(self, index: int) -> None:
        self._settings.change(engine_idle_minutes=int(self.idle.itemData(index)))

    def _on_previews(self, on: bool) -> None:
        self._settings.change(engine_previews=on)

    def _combo(self, name: str) -> QComboBox:
        box = Choice()
        box.setAccessibleName(name)
        box.setFixedWidth(_WIDTH)
        roomy(box)
        self._guard.watch(box)
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = ((self.tier, self.tier_note), (self.weights, self.weights_note), (self.idle, None))
        for at, (box, note) in enumerate(rows):
            grid.addWidget(_name(box), 2 * at, 0)
            grid.addWidget(box, 2 * at, 1, Qt.AlignmentFlag.AlignLeft)
            if note is not None:
                note.setContentsMargins(0, 0, 0, 8)
                grid.addWidget(note, 2 * at + 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(grid)
        column.addWidget(self.previews)


def _name(box: QComboBox) -> QLabel:
    words = label(box.accessibleName(), "", box)
    words.ensurePolished()
    words.setMinimumWidth(min(words.sizeHint().width(), _NAME_WIDTH))
    words.setWordWrap(True)
    return words


def _as_shown(kept: Quantisation | None) -> str:
    if kept is None:
        return _AUTO
    return _EIGHT if kept in (Quantisation.FP8, Quantisation.INT8) else str(kept)


def _meant(shown: str, hardware: Hardware) -> Quantisation:
    """8 bits are those that this GPU computes with fastest."""
    if shown != _EIGHT:
        return Quantisation(shown)
    return Quantisation.FP8 if Quantisation.FP8 in possible(hardware) else Quantisation.INT8

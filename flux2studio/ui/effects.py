"""What a LoRA was seen to do to a model, in words."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLocale

_FAINT = 0.0005  # below it hardly anybody sees a difference


class Effect(Protocol):
    """Of ``total`` layers in its file ``matched`` are in the model; ``strength`` 0.02 is 2 %."""

    @property
    def matched(self) -> int: ...
    @property
    def total(self) -> int: ...
    @property
    def strength(self) -> float: ...


def is_whole(effect: Effect) -> bool:
    """Every layer of it was found, and the change can be seen."""
    return effect.matched >= effect.total and effect.strength >= _FAINT


def words(effect: Effect) -> str:
    """A part of a sentence: "changed 120 of 120 layers, 2.1 %"."""
    if not effect.strength:
        return _tr("changed nothing")
    changed = _tr("changed {0} of %n layer(s), {1}", effect.total).format(
        effect.matched, percent(effect.strength)
    )
    missing = effect.total - effect.matched
    if missing > 0:
        return _tr("{0}; %n (is|are) not in this model", missing).format(changed)
    if effect.strength < _FAINT:
        return _tr("{0}: hardly to be seen").format(changed)
    return changed


def percent(share: float) -> str:
    """With as many digits as tell anything: "2.1 %", "0.04 %", "31 %"."""
    value = 100 * share
    digits = 0 if value >= 10 else 1 if value >= 0.1 else 2
    return f"{QLocale().toString(value, 'f', digits)} %"


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Effects", text, None, number)

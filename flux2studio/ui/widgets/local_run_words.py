"""How a picture was made on this computer, as lines of words for its recipe."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from flux2studio.core.local import LocalRun, LoraEffect
from flux2studio.core.memory_words import describe
from flux2studio.ui import effects, words
from flux2studio.ui.words import decimal


def run_lines(run: LocalRun) -> Iterator[tuple[str, str]]:
    """Yield name and value of what "the same seed" holds for, the most telling first."""
    yield _tr("Weights"), run.weights
    yield _tr("Made on"), run.device
    yield _tr("Memory"), describe(run.plan)
    if run.acceleration:
        yield _tr("Faster by"), ", ".join(run.acceleration)
    if run.seconds:
        yield _tr("Drawn in"), _pace(run)
    if run.loras:
        yield _tr("What the LoRAs did"), "\n".join(map(_effect, run.loras))
    if run.negative_prompt:
        yield _tr("Avoided"), run.negative_prompt
    if run.unread:
        yield _tr("Too long, not read"), "\n".join(f"… {end.strip()}" for end in run.unread)


def _pace(run: LocalRun) -> str:
    whole = words.duration(run.seconds)
    if not run.seconds_per_step:
        return whole
    return _tr("{0}, {1} a step").format(whole, words.seconds(run.seconds_per_step))


def _effect(effect: LoraEffect) -> str:
    return f"• {effect.name} {decimal(effect.scale, 2)}: {effects.words(effect)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LocalRunWords", text)

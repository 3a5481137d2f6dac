"""What a preset holds, in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from flux2studio.core.models import Catalogue
from flux2studio.core.presets import Preset, PresetPart
from flux2studio.ui.words import decimal

_LETTERS = 120  # of a prompt


def part_names() -> dict[PresetPart, str]:
    """Return what the artist reads for each part, in the order of the form."""
    return {
        PresetPart.PROMPT: _tr("Prompt"),
        PresetPart.LORAS: _tr("LoRAs with their scales"),
        PresetPart.SIZE: _tr("Size"),
        PresetPart.SETTINGS: _tr("Pictures, steps, guidance and the like"),
        PresetPart.FORMAT: _tr("File format"),
        PresetPart.MODEL: _tr("Model"),
        PresetPart.SEED: _tr("Seed"),
        PresetPart.REFERENCES: _tr("References"),
    }


def told(preset: Preset, catalogue: Catalogue) -> str:
    """Return a few lines that say what it puts into the form."""
    request, lines = preset.request, []
    if PresetPart.PROMPT in preset.parts and request.prompt:
        text = " ".join(request.prompt.split())
        lines.append(text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1]}…")
    if PresetPart.LORAS in preset.parts:
        names = [f"{use.name or use.source} {decimal(use.scale)}" for use in request.loras]
        lines.append(", ".join(names) if names else _tr("no LoRAs"))
    if PresetPart.SIZE in preset.parts:
        lines.append(f"{request.size.width} × {request.size.height}")
    if PresetPart.SETTINGS in preset.parts:
        pictures = QCoreApplication.translate("Presets", "%n picture(s)", "", request.count)
        steps = _tr("{0} steps, guidance {1}").format(request.steps, decimal(request.guidance))
        lines.append(f"{pictures}, {steps}")
    lines.append(" · ".join(_others(preset, catalogue)))
    return "\n".join(line for line in lines if line)


def _others(preset: Preset, catalogue: Catalogue) -> Iterator[str]:
    request, parts = preset.request, preset.parts
    if PresetPart.MODEL in parts:
        known = (model.name for model in catalogue.models if model.id == request.model)
        yield next(known, request.model)
    if PresetPart.FORMAT in parts:
        yield request.format.upper()
    if PresetPart.SEED in parts:
        yield _tr("seed {0}").format(request.seed) if request.seed else _tr("a new seed")
    if PresetPart.REFERENCES in parts:
        count = len(request.references)
        yield QCoreApplication.translate("Presets", "%n reference(s)", "", count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Presets", text)

"""The presets that come with the app: styles and settings to begin with.

Their names are in the artist's language. The styles are in English, which the models know best.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.presets import Preset, PresetPart
from flux2studio.core.request import Acceleration, GenerationRequest, Size

_ID = "shipped/"  # no id of the artist's own holds a slash


def is_shipped(preset: Preset) -> bool:
    return preset.id.startswith(_ID)


def shipped() -> tuple[Preset, ...]:
    """Return them in their order, with names in the language of now."""
    return (*_styles(), *_settings())


def _styles() -> tuple[Preset, ...]:
    return tuple(
        Preset(
            id=f"{_ID}{name}",
            name=words,
            parts=(PresetPart.PROMPT,),
            request=GenerationRequest(prompt=style),
        )
        for name, words, style in (
            (
                "ink-wash",
                _tr("Ink wash"),
                "{prompt}, loose ink wash drawing on rough paper, few strokes, much white",
            ),
            (
                "gouache",
                _tr("Gouache poster"),
                "{prompt}, gouache poster, flat shapes, matt colours, visible brush edges",
            ),
            (
                "riso",
                _tr("Riso print"),
                "{prompt}, riso print in {two|three} colours, grain, slightly out of register",
            ),
            (
                "pencil",
                _tr("Pencil study"),
                "pencil study of {prompt}, soft graphite on toned paper, light construction lines",
            ),
            (
                "daylight",
                _tr("Photo, daylight"),
                "photograph of {prompt}, soft {morning|late afternoon} light, 50 mm lens,"
                " natural colours, shallow depth of field",
            ),
            (
                "studio",
                _tr("Photo, studio"),
                "studio photograph of {prompt}, one large soft light from the left,"
                " seamless grey backdrop, crisp detail",
            ),
            (
                "film",
                _tr("Film still"),
                "film still of {prompt}, wide frame, practical lights, muted colours, fine grain",
            ),
            (
                "clay",
                _tr("Clay model"),
                "clay model of {prompt}, fingerprints in the clay, soft studio light",
            ),
        )
    )


def _settings() -> tuple[Preset, ...]:
    base = GenerationRequest()
    return (
        Preset(
            id=f"{_ID}sketch",
            name=_tr("Quick sketches: four small ones"),
            parts=(PresetPart.SIZE, PresetPart.SETTINGS),
            request=GenerationRequest(
                size=Size(width=768, height=576),
                count=4,
                steps=14,
                acceleration=Acceleration.HIGH,
            ),
        ),
        Preset(
            id=f"{_ID}fine",
            name=_tr("Fine work: one, with more steps"),
            parts=(PresetPart.SETTINGS,),
            request=GenerationRequest(
                count=1, steps=40, guidance=base.guidance, acceleration=Acceleration.NONE
            ),
        ),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Presets", text)

"""The words of the ModelSpec standard, in a header or in SwarmUI's file beside it.

https://github.com/Stability-AI/ModelSpec
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping

from flux2studio.core.foreign_words import TAGS_MAX, from_html, line, phrases, scale
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.imaging.formats import sniff

THUMBNAIL_MAX = 4 * 2**20  # bytes of a picture in a header

_PICTURES = ("thumbnail", "preview_image", "cover_image")
_DATA_URI = re.compile(r"data:image/(?:png|jpe?g|webp|gif);base64,", re.IGNORECASE)


def modelspec_facts(said: Mapping[str, object], origin: str, *, pictures: bool = True) -> LoraFacts:
    """Read the keys ``modelspec.*``; never raises."""
    about = [from_html(_value(said, "description"))]
    if hint := from_html(_value(said, "usage_hint")):
        about.append(hint if hint.lower().startswith("use") else f"Use: {hint}")
    if merged := line(_value(said, "merged_from"), 1_000):
        about.append(f"Merged from {merged}")
    return LoraFacts(
        origin=origin,
        name=line(_value(said, "title")),
        base=base_named(_value(said, "architecture")),
        trigger_words=phrases(_value(said, "trigger_phrase")),
        default_scale=scale(_value(said, "lora_default_weight")),
        licence=line(_value(said, "license")),
        credit=line(_value(said, "author")),
        description="\n\n".join(words for words in about if words),
        tags=phrases(_value(said, "tags"), TAGS_MAX),
        preview=_picture(said) if pictures else b"",
    )


def _value(said: Mapping[str, object], name: str) -> object:
    return said.get(f"modelspec.{name}")


def _picture(said: Mapping[str, object]) -> bytes:
    found = (picture_of(_value(said, name) or said.get(name)) for name in _PICTURES)
    return next(filter(None, found), b"")


def picture_of(uri: object) -> bytes:
    """Return the picture that a data-URI holds, not trusted yet; nothing for any other link."""
    if not isinstance(uri, str) or len(uri) > THUMBNAIL_MAX * 4 // 3 + 100:
        return b""
    if not (start := _DATA_URI.match(uri)):
        return b""
    try:
        data = base64.b64decode(uri[start.end() :], validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if sniff(data[:64]) else b""

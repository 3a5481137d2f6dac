"""Draw Things: JSON in the XMP property exif:UserComment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flux2studio.core.foreign_recipe import ForeignRecipe
from flux2studio.core.request import LoraUse
from flux2studio.imaging.containers import MalformedError
from flux2studio.imaging.foreign_json import (
    LORAS_MAX,
    guidance,
    lora,
    name,
    parsed,
    side,
    whole_number,
    words,
)
from flux2studio.imaging.xmp_names import name as xmp_name
from flux2studio.imaging.xmp_read import entries
from flux2studio.imaging.xmp_tree import read_packet

_COMMENT = xmp_name("http://ns.adobe.com/exif/1.0/", "UserComment")
_SIZE = re.compile(r"(\d{1,6})x(\d{1,6})")


def read_drawthings(xmp: str) -> ForeignRecipe | None:
    """Read such a packet; None when it is something else."""
    try:
        comments = entries(read_packet(xmp.encode("utf-8", "replace")), _COMMENT)
    except MalformedError:
        return None
    data = next((found for comment in comments if (found := parsed(comment))), None)
    if data is None or "c" not in data:
        return None
    size = _SIZE.fullmatch(str(data.get("size", ""))[:40])
    return ForeignRecipe(
        tool="drawthings",
        prompt=words(data.get("c")),
        negative=words(data.get("uc")),
        seed=whole_number(data.get("seed")),
        steps=whole_number(data.get("steps"), 10_000),
        guidance=guidance(data.get("scale")),
        width=side(size.group(1)) if size else 0,
        height=side(size.group(2)) if size else 0,
        model=name(data.get("model")),
        loras=tuple(_loras(data.get("lora")))[:LORAS_MAX],
    )


def _loras(value: object) -> Iterator[LoraUse]:
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and (use := lora(each.get("model"), each.get("weight"))):
            yield use

"""Says which of several references or LoRAs an error is about, by the artist's own name for it."""

from __future__ import annotations

import re

from flux2studio.core.errors import BackendError
from flux2studio.core.phrase import phrase
from flux2studio.core.request import GenerationRequest, LoraKind, LoraUse

_PLACE = re.compile(r"\b(image_urls|loras)\.(\d+)\b")


def name_the_file(error: BackendError, request: GenerationRequest) -> None:
    """Add the name to the sentence of ``error`` where its details say which one is meant."""
    found = _PLACE.search(error.details)
    if found is None:
        return
    if found[1] == "loras":
        names = [_name(lora) for lora in request.active_loras]
    else:
        names = [reference.name for reference in request.active_references]
    index = int(found[2])
    if index < len(names) and names[index]:
        said = phrase("{problem} It is “{name}”.", problem=str(error), name=names[index])
        error.args = (said,)


def _name(lora: LoraUse) -> str:
    """Never a link: it may open the file for whoever reads the sentence."""
    return lora.name or (lora.source if lora.kind is LoraKind.REPOSITORY else "")

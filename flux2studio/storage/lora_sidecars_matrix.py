"""``<name>.cm-info.json`` of Stability Matrix: what Civitai said, and a title of its user's.

https://github.com/LykosAI/StabilityMatrix
"""

from __future__ import annotations

from flux2studio.core.civitai_facts import credit_line, section, version_page
from flux2studio.core.foreign_words import TAGS_MAX, from_html, line, phrases
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

_ORIGIN = "Stability Matrix"


def stability_matrix_facts(said: object) -> LoraFacts:
    """Read the file; never raises."""
    said = section(said)
    title, name = line(said.get("UserTitle")), line(said.get("ModelName"))
    is_civitai = said.get("Source") in (None, 0, "Civitai")
    page = version_page(said.get("ModelId"), said.get("VersionId")) if is_civitai else ""
    about = from_html(said.get("ModelDescription")), from_html(said.get("VersionDescription"))
    return LoraFacts(
        origin=_ORIGIN,
        name=title or name,
        base=base_named(said.get("BaseModel")),
        trigger_words=phrases(said.get("TrainedWords")),
        description="\n\n".join(words for words in about if words),
        tags=phrases(said.get("Tags"), TAGS_MAX),
        credit=credit_line(name, line(said.get("AuthorUsername")), is_free=None),
        page=page,
        places=(LoraPlace(kind=PlaceKind.CIVITAI, address=page),) if page else (),
        from_artist=frozenset({"name"}) if title else frozenset(),
    )

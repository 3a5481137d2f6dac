"""What a model version of Civitai says of a LoRA, in its API's JSON, wherever that was kept.

Its form: https://developer.civitai.com/site/ (model versions). Nothing in it is trusted: a value
of another type is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flux2studio.core.foreign_words import TAGS_MAX, from_html, line, phrases, whole
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_base_names import base_named
from flux2studio.core.lora_facts import LoraFacts

_SITE = "https://civitai.com"
_SCALE = frozenset({"Image", "Rent", "RentCivit", "Sell"})


def version_facts(version: object, origin: str) -> LoraFacts:
    """Read a model version; ``origin`` is what the facts say they come from. Never raises."""
    version = section(version)
    model = section(version.get("model"))
    name, maker = line(model.get("name")), line(section(version.get("creator")).get("username"))
    maker = maker or line(section(model.get("creator")).get("username"))
    page = version_page(version.get("modelId"), version.get("id"))
    about = from_html(model.get("description")), from_html(version.get("description"))
    return LoraFacts(
        origin=origin,
        name=name,
        base=base_named(version.get("baseModel")),
        trigger_words=phrases(version.get("trainedWords")),
        description="\n\n".join(words for words in about if words),
        tags=phrases(model.get("tags"), TAGS_MAX),
        licence=_licence(model),
        commercial=may_sell_pictures(model.get("allowCommercialUse")),
        credit=credit_line(name, maker, model.get("allowNoCredit")),
        page=page,
        places=(LoraPlace(kind=PlaceKind.CIVITAI, address=page),) if page else (),
    )


def section(value: object) -> Mapping[str, object]:
    """Return ``value`` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def version_page(model: object, version: object) -> str:
    """Return the page of a version, "" when the ids are none."""
    if not whole(model):
        return ""
    tail = f"?modelVersionId={version}" if whole(version) else ""
    return f"{_SITE}/models/{model}{tail}"


def may_sell_pictures(allowed: object) -> bool | None:
    """Read allowCommercialUse: a list, the same as "{Image,Rent}", or a word of an older scale."""
    if isinstance(allowed, str):
        words = re.findall(r"[A-Za-z]+", allowed[:200])
        if "{" not in allowed:  # each level of the scale allowed those below it, too
            return bool(_SCALE & set(words)) if words else None
        allowed = words
    return "Image" in allowed if isinstance(allowed, list) else None


def credit_line(name: str, maker: str, is_free: object) -> str:
    """Return the line to print, "" when none is wanted or nobody is known to be named."""
    if is_free is True or not maker:
        return ""
    return f"{name} by {maker}" if name else maker


def _licence(model: Mapping[str, object]) -> str:
    parts = []
    if (sells := may_sell_pictures(model.get("allowCommercialUse"))) is not None:
        parts.append("pictures may be sold" if sells else "pictures may not be sold")
    if isinstance(is_free := model.get("allowNoCredit"), bool):
        parts.append("no credit needed" if is_free else "credit wanted")
    return f"Civitai: {', '.join(parts)}" if parts else ""

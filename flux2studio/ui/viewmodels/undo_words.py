"""What an edit of the form is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from flux2studio.core.request import GenerationRequest

_FIELDS = tuple(field.name for field in fields(GenerationRequest))
_FOLLOWS = frozenset({"model", "typed_prompt", "size"})  # other edits may change them, too


def what_changed(before: GenerationRequest, after: GenerationRequest) -> str:
    """Return the field that differs in words, or what is said of several."""
    changed = [name for name in _FIELDS if getattr(before, name) != getattr(after, name)]
    chief = [name for name in changed if name not in _FOLLOWS] or changed
    names = _names()
    if len(chief) != 1 or chief[0] not in names:
        return names["model"] if "model" in chief else _tr("the form")
    if chief[0] == "references":
        return _of_references(len(after.references) - len(before.references))
    if chief[0] == "loras":
        return _of_loras(before, after)
    return names[chief[0]]


def _of_references(more: int) -> str:
    if more:
        return _tr("reference added") if more > 0 else _tr("reference cleared")
    return _tr("references")


def _of_loras(before: GenerationRequest, after: GenerationRequest) -> str:
    old, new = ({use.source: use for use in each.loras} for each in (before, after))
    for more, less, words in (
        (new, old, _tr("add “{0}”")),
        (old, new, _tr("remove “{0}”")),
    ):
        if names := [use.name or use.source for source, use in more.items() if source not in less]:
            return words.format(names[0])
    for source, use in new.items():
        if use.scale != old[source].scale:
            return _tr("strength of “{0}”").format(use.name or source)
    return _tr("LoRAs in use")


def _names() -> Mapping[str, str]:
    return {
        "model": _tr("model"),
        "prompt": _tr("prompt"),
        "negative_prompt": _tr("what to avoid"),
        "references": _tr("references"),
        "loras": _tr("LoRAs in use"),
        "size": _tr("size"),
        "count": _tr("number of pictures"),
        "seed": _tr("seed"),
        "steps": _tr("steps"),
        "guidance": _tr("guidance"),
        "acceleration": _tr("acceleration"),
        "format": _tr("file format"),
        "strength": _tr("strength of the change"),
        "large_reference": _tr("size of the reference"),
        "expand_prompt": _tr("prompt expansion"),
        "safety_checker": _tr("safety checker"),
        "safety_tolerance": _tr("safety tolerance"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("undo", text)

"""What happens to the form when another model is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flux2studio.core.models import Choice, Model, NumberRange, Toggle
from flux2studio.core.request import GenerationRequest
from flux2studio.core.starting import starting_request

_FIELDS = (
    "size",
    "count",
    "steps",
    "guidance",
    "acceleration",
    "format",
    "expand_prompt",
    "safety_checker",
)


class FormMemory:
    """Remembers, for each model, the values it was left with."""

    def __init__(self) -> None:
        self._left: dict[str, dict[str, Any]] = {}

    def switch(self, draft: GenerationRequest, old: Model, new: Model) -> GenerationRequest:
        """Return ``draft`` as it is shown for ``new``.

        A value the artist changed goes along where the new model takes it; where the old model's
        default stood, the new one's stands, unless the artist had set another there before.
        """
        self._left[old.id] = {name: getattr(draft, name) for name in _FIELDS if takes(old, name)}
        remembered = self._left.get(new.id, {})
        changes: dict[str, Any] = {"model": new.id}
        for name in _FIELDS:
            if not takes(new, name):
                continue
            value, default = getattr(draft, name), default_of(new, name)
            changed = not takes(old, name) or value != default_of(old, name)
            if changed and (fitted := _fitted(new, name, value)) is not None:
                changes[name] = fitted
            else:
                changes[name] = remembered.get(name, default)
        return replace(draft, **changes)


def takes(model: Model, name: str) -> bool:
    return getattr(model, name) is not None


def default_of(model: Model, name: str) -> Any:
    return getattr(starting_request(model), name)


def _fitted(model: Model, name: str, value: Any) -> Any:
    """``value`` as the model takes it, or None when it cannot."""
    rule = getattr(model, name)
    if isinstance(rule, NumberRange):
        return value if rule.minimum <= value <= rule.maximum else None
    if isinstance(rule, Choice):
        return value if value in rule.values else None
    if isinstance(rule, Toggle):
        return value
    return model.size.snapped(value)

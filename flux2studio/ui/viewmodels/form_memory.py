"""What happens to the form when another family of models is chosen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flux2studio.core.models import Choice, Model, NumberRange, SizeRule
from flux2studio.core.request import GenerationRequest
from flux2studio.core.starting import starting_request

_FIELDS = (
    "negative_prompt",
    "size",
    "count",
    "steps",
    "guidance",
    "acceleration",
    "format",
    "expand_prompt",
    "safety_checker",
    "safety_tolerance",
    "strength",
    "large_reference",
)


class FormMemory:
    """Remembers, for each family, the values it was left with."""

    def __init__(self) -> None:
        self._left: dict[tuple[str, str], dict[str, Any]] = {}
        self._home: dict[str, Model] = {}  # whose field it was when it was last shown

    def switch(self, draft: GenerationRequest, old: Model, new: Model) -> GenerationRequest:
        """Return ``draft`` as it is shown for ``new``.

        A value the artist changed goes along where the new model takes it; where the old model's
        default stood, the new one's stands, unless the artist had set another there before.
        """
        shown = [name for name in _FIELDS if takes(old, name)]
        self._left[_family(old)] = {name: getattr(draft, name) for name in shown}
        self._home.update(dict.fromkeys(shown, old))
        remembered = self._left.get(_family(new), {})
        changes: dict[str, Any] = {"model": new.id}
        for name in _FIELDS:
            if not takes(new, name):
                continue
            value = getattr(draft, name)
            if self._changed(name, value) and (fitted := _fitted(new, name, value)) is not None:
                changes[name] = fitted
            else:
                changes[name] = remembered.get(name, default_of(new, name))
        return replace(draft, **changes)

    def _changed(self, name: str, value: Any) -> bool:
        """Whether it is the artist's own value, and not the default of where it was last shown."""
        home = self._home.get(name)
        return home is None or value != default_of(home, name)


def takes(model: Model, name: str) -> bool:
    return getattr(model, name) is not None


def default_of(model: Model, name: str) -> Any:
    return getattr(starting_request(model), name)


def _family(model: Model) -> tuple[str, str]:
    return model.backend, model.family


def _fitted(model: Model, name: str, value: Any) -> Any:
    """``value`` as the model takes it, or None when it cannot."""
    rule = getattr(model, name)
    if isinstance(rule, NumberRange):
        return value if rule.minimum <= value <= rule.maximum else None
    if isinstance(rule, Choice):
        return value if value in rule.values else None
    return rule.snapped(value) if isinstance(rule, SizeRule) else value

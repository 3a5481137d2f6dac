"""What was changed in the LoRA library, step by step, so that it can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import Any, TypeAlias

from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.core.phrase import Phrase, phrase
from flux2studio.services.steps import Steps

_SEPARATE = frozenset({"id", "own", "missing"})
_FIELDS = tuple(field.name for field in fields(Lora) if field.name not in _SEPARATE)

LoraPair: TypeAlias = tuple[Lora | None, Lora | None]  # before and after; None: not there
SetPair: TypeAlias = tuple[LoraSet | None, LoraSet | None]
SearchPair: TypeAlias = tuple[LoraSearch | None, LoraSearch | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraChange:
    """What an undo or redo did: the cards as they now stand, and the ids of those now gone.

    ``sets``, ``searches``: these are others now.
    """

    what: str
    loras: tuple[Lora, ...] = ()
    gone: tuple[str, ...] = ()
    sets: bool = False
    searches: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraStep:
    """One change of the artist's."""

    what: str
    loras: tuple[LoraPair, ...] = ()
    sets: tuple[SetPair, ...] = ()
    searches: tuple[SearchPair, ...] = ()

    def reversed(self) -> LoraStep:
        """Return the step that takes this one back."""
        return replace(
            self,
            loras=tuple((after, before) for before, after in reversed(self.loras)),
            sets=tuple((after, before) for before, after in reversed(self.sets)),
            searches=tuple((after, before) for before, after in reversed(self.searches)),
        )

    def previews(self) -> Iterable[str]:
        """Yield the pictures that this step may bring back."""
        for pair in self.loras:
            for lora in pair:
                if lora is not None:
                    yield from (lora.preview, *(lora.pair or ()))


class LoraSteps(Steps[LoraStep]):
    """Edits of the same fields of the same cards, close to each other, are one step."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__(clock, _joined)

    def previews(self) -> frozenset[str]:
        """Return the pictures that an undo or redo may bring back."""
        return frozenset(preview for step in self.all() for preview in step.previews())


class Deed(Enum):
    """What an artist does with cards: to one, by its name, and to several."""

    ADD = (phrase("Add “{name}”", name=""), phrase("Add %n LoRA(s)", n=2))
    EDIT = (phrase("Edit “{name}”", name=""), phrase("Edit %n LoRA(s)", n=2))
    REMOVE = (phrase("Remove “{name}”", name=""), phrase("Remove %n LoRA(s)", n=2))
    RESTORE = (phrase("Restore “{name}”", name=""), phrase("Restore %n LoRA(s)", n=2))
    UNITE = (phrase("Unite “{name}”", name=""), phrase("Unite %n LoRA(s)", n=2))
    MOVE = (phrase("Move “{name}”", name=""), phrase("Move %n LoRA(s)", n=2))
    LOCATE = (phrase("Locate “{name}”", name=""), phrase("Locate %n LoRA(s)", n=2))


def words_for(deed: Deed, pairs: Sequence[LoraPair]) -> Phrase:
    """Return what a step is called: "Edit “Ink”", "Remove 3 LoRAs"."""
    one, many = deed.value
    names = [lora.name for pair in pairs for lora in pair if lora is not None]
    if len(pairs) > 1 or not names:
        return Phrase(many.template, number=len(pairs))
    return Phrase(one.template, {"name": names[-1]})


def changed_fields(before: Lora, after: Lora) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if getattr(before, name) != getattr(after, name))


def carried_over(now: Lora, before: Lora, after: Lora) -> Lora:
    """Return ``now`` with what leads from ``before`` to ``after``, but for fields changed since."""
    changes: dict[str, Any] = {
        name: getattr(after, name)
        for name in changed_fields(before, after)
        if getattr(now, name) == getattr(before, name)
    }
    own = {name for name in now.own if name not in changes or name in after.own}
    own |= {name for name in after.own if name in changes}
    return replace(now, **changes, own=tuple(sorted(own)))


def _joined(last: LoraStep, step: LoraStep) -> LoraStep | None:
    if not step.loras or len(last.loras) != len(step.loras):
        return None
    if not all(_is_same_edit(*pair) for pair in zip(last.loras, step.loras, strict=True)):
        return None
    pairs = zip(last.loras, step.loras, strict=True)
    return replace(step, loras=tuple((old[0], new[1]) for old, new in pairs))


def _is_same_edit(old: LoraPair, new: LoraPair) -> bool:
    (first, second), (third, fourth) = old, new
    if first is None or second is None or third is None or fourth is None:
        return False
    return first.id == third.id and changed_fields(first, second) == changed_fields(third, fourth)

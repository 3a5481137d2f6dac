"""Where the files of LoRAs go when the artist has them put in order, made from their cards."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter

from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.phrase import phrase

USUAL_TEMPLATE = "{base}/{collection}/{name}"

_SEPARATORS = re.compile(r"[/\\]")


class MoveState(StrEnum):
    """What moves comes first, what needs no look last."""

    MOVES = "moves"
    ELSEWHERE = "in another of your folders"  # moved only when it is ticked
    CONFLICT = "name is taken"
    OTHER_DISK = "on another disk"
    READ_ONLY = "read-only"
    IN_USE = "in use"
    LINK = "a link"
    GONE = "missing"
    IN_PLACE = "in place"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """One LoRA. ``files`` are it and what belongs to it, from where to where, itself first.

    ``why`` says in a sentence why it stays, empty where it moves.
    """

    lora_id: str
    name: str
    files: tuple[tuple[Path, Path], ...]
    state: MoveState = MoveState.MOVES
    why: str = ""

    @property
    def source(self) -> Path:
        return self.files[0][0]

    @property
    def target(self) -> Path:
        return self.files[0][1]

    @property
    def can_move(self) -> bool:
        return self.state in {MoveState.MOVES, MoveState.ELSEWHERE}

    @property
    def ticked(self) -> bool:
        """Whether it moves when the artist chooses nothing else."""
        return self.state is MoveState.MOVES


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePlan:
    """All that would be moved below ``root``, and all that would not."""

    root: Path
    rows: tuple[MoveRow, ...] = ()

    def count(self, state: MoveState) -> int:
        return sum(row.state is state for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class MovesDone:
    """What came of it: the cards as they are now, and what stayed, with the reason."""

    moved: tuple[Lora, ...] = ()
    left: tuple[tuple[str, str], ...] = ()  # name of a LoRA, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTemplate:
    """``{field}`` stands for what is on the card; “/” begins a folder below the chosen one."""

    parts: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> MoveTemplate:
        """Raises LoraError for a field that there is none of, and for a path that leads out."""
        parts = tuple(part.strip() for part in _SEPARATORS.split(text.strip()))
        if not all(parts) or any(set(part) <= {"."} for part in parts):
            raise _refused(
                "A template names folders below the one you chose, and a file.",
                phrase("For example {template}", template=USUAL_TEMPLATE),
            )
        for part in parts:
            _check(part)
        if not {"name", "file"} & set(_fields(parts[-1])):
            raise _refused(
                "Without {name} or {file} at its end, all files would be called the same.",
                phrase("For example {template}", template=USUAL_TEMPLATE),
            )
        return cls(parts=parts)

    def place(self, lora: Lora, stem: str, safe: Callable[[str], str]) -> tuple[str, ...]:
        """Return the folders and the name without its ending for the file ``stem`` of ``lora``.

        A folder of which nothing is known is left out. ``safe`` makes names fit for any disk.
        """
        values = {name: _SEPARATORS.sub("-", read(lora)).strip() for name, read in FIELDS.items()}
        values |= {"file": stem, "name": values["name"] or stem}
        said = [
            part.format_map(values)
            for part in self.parts
            if not (names := _fields(part)) or any(values[name] for name in names)
        ]
        return tuple(safe(text) for text in said if text.strip())


def _first(words: Iterable[str]) -> str:
    return next(iter(words), "")


FIELDS: Mapping[str, Callable[[Lora], str]] = {
    "base": lambda lora: lora.base,
    "collection": lambda lora: _first(lora.collections),
    "tag": lambda lora: _first(lora.tags),
    "name": lambda lora: lora.name,
    "file": lambda _: "",  # the name that the file has now
    "author": lambda lora: lora.credit,
    "credit": lambda lora: lora.credit,
    "licence": lambda lora: lora.licence,
    "rating": lambda lora: str(lora.rating) if lora.rating else "",
}


def _check(part: str) -> None:
    try:
        pieces = list(Formatter().parse(part))
    except ValueError as error:
        raise _refused("A “{” in the template is not closed.", details=str(error)) from error
    for _, field, form, conversion in pieces:
        if field is not None and (field not in FIELDS or form or conversion):
            known = ", ".join(f"{{{name}}}" for name in FIELDS)
            raise _refused(
                phrase("“{{{field}}}” is nothing that a card has.", field=field),
                phrase("There are {known}.", known=known),
            )


def _fields(part: str) -> list[str]:
    return [field for _, field, _, _ in Formatter().parse(part) if field is not None]


def _refused(sentence: str, hint: str = "", details: str = "") -> LoraError:
    return LoraError(sentence, hint=hint, field="template", details=details)

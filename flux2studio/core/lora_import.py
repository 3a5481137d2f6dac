"""What was found in the artist's folders, as the table that is shown before anything is added."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flux2studio.core.lora_facts import LoraFacts


class RowState(StrEnum):
    """What can be done with a file that was found."""

    NEW = "new"
    KNOWN = "known"  # a card is made of this very file
    DUPLICATE = "duplicate"  # the same weights have a card, or stand further up in the table
    OTHER_BASE = "other base"  # a LoRA, and none for FLUX.2
    WRITING = "still being written"
    NOT_LORA = "not a LoRA"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One file. ``size`` is in bytes; ``facts`` are in order of trust and without pictures.

    ``card`` is the id of the card that it has or doubles, ``twin`` the file in the same table
    that it doubles. ``why`` is one sentence, ``hint`` the next step; empty for a new one.
    """

    path: Path
    name: str
    state: RowState
    base: str = ""
    size: int = 0
    rank: int = 0
    trigger_words: tuple[str, ...] = ()
    facts: tuple[LoraFacts, ...] = ()
    sha256: str = ""
    autov3: str = ""
    card: str = ""
    twin: Path | None = None
    why: str = ""
    hint: str = ""

    @property
    def ticked(self) -> bool:
        """Whether it is taken unless the artist says otherwise."""
        return self.state is RowState.NEW

    @property
    def can_be_taken(self) -> bool:
        return self.state in {RowState.NEW, RowState.DUPLICATE, RowState.OTHER_BASE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unreadable:
    """A folder that could not be looked into."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTable:
    """``places`` are the folders and files that were looked into."""

    rows: tuple[ImportRow, ...]
    places: tuple[Path, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

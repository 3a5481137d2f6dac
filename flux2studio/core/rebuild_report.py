"""What came back when the history was made again from the files, and what did not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildProblem:
    """A file or folder that could not be taken in, or not wholly, and why."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildReport:
    """``unreadable`` are pictures without a recipe of ours, or that cannot be opened; of those
    that should have one ``problems`` says why.

    ``sidecars`` is how many pictures had marks beside them, ``albums`` how many albums came back,
    ``families`` how many pictures know what they were made from, ``loras`` how many cards came
    back from a backup, and ``marks`` for how many pictures only a backup knew the marks.
    """

    added: int
    already: int
    unreadable: tuple[Path, ...]
    sidecars: int = 0
    albums: int = 0
    families: int = 0
    problems: tuple[RebuildProblem, ...] = ()
    loras: int = 0
    marks: int = 0

"""When the project was asked for a newer version, what it said, and what to tell no more."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from flux2studio.core.update import Release
from flux2studio.storage.disk import replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateNote:
    """``asked_at`` in seconds since 1970; ``ignored`` is a version that is not told of again."""

    asked_at: float = 0.0
    newest: Release | None = None
    ignored: str = ""


class UpdateNotes:
    """A lost or damaged file costs another question, nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> UpdateNote:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=UpdateNote)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return UpdateNote()

    def write(self, note: UpdateNote) -> None:
        """Raises StorageError."""
        replace_file(self._path, msgspec.json.encode(note))

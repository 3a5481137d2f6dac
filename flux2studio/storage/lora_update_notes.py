"""What is known of newer versions of LoRAs, when their sites were asked, and what to ignore."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from flux2studio.core.lora_offer import LoraUpdate
from flux2studio.storage.disk import replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateNote:
    """``asked_at`` in seconds since 1970; ``ignored`` is a version that is not told of again."""

    asked_at: float = 0.0
    update: LoraUpdate | None = None
    ignored: str = ""


class LoraUpdateNotes:
    """Thread-safe. A lost or damaged file costs another question, nothing else."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def all(self) -> Mapping[str, UpdateNote]:
        """Return the notes by the ids of the cards."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, UpdateNote])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return {}

    def write(self, changed: Mapping[str, UpdateNote]) -> None:
        """Write ``changed`` in place of what was noted of these cards. Raises StorageError."""
        with self._lock:
            replace_file(self._path, msgspec.json.encode({**self.all(), **changed}))

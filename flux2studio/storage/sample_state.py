"""What became of the sample project in this home: being taken in, there, or removed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from flux2studio.storage.disk import disk_errors, replace_file


class SampleStatus(StrEnum):
    BEGUN = "begun"  # it was being taken in when the app stopped, or is
    HERE = "here"
    REMOVED = "removed"  # it never comes back by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleState:
    """The ids of what was taken in; ``references`` are names in the reference store.

    ``prompt`` is that of the form it filled.
    """

    status: SampleStatus
    pictures: tuple[str, ...] = ()
    loras: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    album: str = ""
    prompt: str = ""


class SampleStates:
    """Blocking; ``path`` is the file. Raises StorageError."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> SampleState | None:
        """Return the state, None when there never was a sample.

        A file that cannot be understood says that there was one: it is not brought again.
        """
        with disk_errors("The sample cannot be looked up", self._path):
            try:
                data = self._path.read_bytes()
            except FileNotFoundError:
                return None
        try:
            return msgspec.json.decode(data, type=SampleState)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return SampleState(status=SampleStatus.REMOVED)

    def save(self, state: SampleState) -> None:
        replace_file(self._path, msgspec.json.encode(state))

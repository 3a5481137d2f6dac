"""What the artist decided about models: which files are used, which licences were agreed to."""

from __future__ import annotations

import threading
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from flux2studio.storage.disk import disk_errors, keep_aside, replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPlace:
    """Absolute paths; ``transformer`` is a single file, empty when there is none.

    ``folder`` is empty where the rest is taken from wherever the model is found.
    """

    folder: str = ""
    transformer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    version: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    places: dict[str, ChosenPlace] = field(default_factory=dict)
    forgotten: dict[str, ChosenPlace] = field(default_factory=dict)
    accepted: dict[str, Acceptance] = field(default_factory=dict)
    damaged: dict[str, tuple[int, int]] = field(default_factory=dict)


class ModelRecords:
    """A small file of its own; thread-safe. A damaged one costs choices, never files."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def place(self, model: str) -> ChosenPlace | None:
        """What the artist chose for the model with this id, None where nothing is chosen."""
        return self._read().places.get(model)

    def choose(self, model: str, place: ChosenPlace) -> None:
        """Use ``place`` from now on. Raises StorageError."""
        with self._lock:
            book = self._read()
            self._write(replace(book, places={**book.places, model: place}))

    def forget(self, model: str) -> None:
        """Take the choice back; ``undo_forget`` brings it again. Raises StorageError."""
        with self._lock:
            book = self._read()
            places = dict(book.places)
            if (place := places.pop(model, None)) is not None:
                forgotten = {**book.forgotten, model: place}
                self._write(replace(book, places=places, forgotten=forgotten))

    def undo_forget(self, model: str) -> None:
        """Raises StorageError."""
        with self._lock:
            book = self._read()
            forgotten = dict(book.forgotten)
            if (place := forgotten.pop(model, None)) is not None:
                places = {**book.places, model: place}
                self._write(replace(book, places=places, forgotten=forgotten))

    def accept(self, licence: str, version: str) -> None:
        """Record that this version of a licence was agreed to now. Raises StorageError."""
        with self._lock:
            book = self._read()
            agreed = Acceptance(version=version, at=datetime.now(UTC))
            self._write(replace(book, accepted={**book.accepted, licence: agreed}))

    def accepted(self, licence: str, version: str) -> datetime | None:
        """When that version was agreed to, None when it was not."""
        found = self._read().accepted.get(licence)
        return found.at if found and found.version == version else None

    def mark_damaged(self, path: Path) -> None:
        """Remember that a file, as it is now, is not what it should be. Raises StorageError."""
        with self._lock, disk_errors("The damage could not be noted", path):
            book, found = self._read(), path.stat()
            mark = found.st_size, found.st_mtime_ns
            self._write(replace(book, damaged={**book.damaged, str(path): mark}))

    def damaged_in(self, folder: Path) -> list[Path]:
        """The files at or below ``folder`` that are still as they were when damage was noted."""
        return [
            path
            for name, mark in self._read().damaged.items()
            if (path := Path(name)).is_relative_to(folder) and _mark(path) == mark
        ]

    def _read(self) -> _Book:
        """Whatever can be read; each part for itself."""
        found = self._found() or {}
        book = _Book()
        for name in ("places", "forgotten", "accepted", "damaged"):
            with suppress(msgspec.ValidationError):
                book = msgspec.convert(
                    {**msgspec.to_builtins(book), name: found.get(name, {})}, _Book
                )
        return book

    def _found(self) -> dict[str, object] | None:
        with suppress(OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return msgspec.json.decode(self._path.read_bytes(), type=dict[str, object])
        return None

    def _is_damaged(self) -> bool:
        return self._path.exists() and self._found() is None

    def _write(self, book: _Book) -> None:
        if self._is_damaged():
            keep_aside(self._path)
        replace_file(self._path, msgspec.json.format(msgspec.json.encode(book)))


def _mark(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None

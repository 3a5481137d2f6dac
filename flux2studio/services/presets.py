"""Keeps the artist's presets: every change is on disk before it is told."""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flux2studio.core.phrase import phrase
from flux2studio.core.preset_file import decode, encode
from flux2studio.core.presets import PRESETS_MAX, Preset, PresetError, checked_preset
from flux2studio.storage.presets import Kept, PresetStore, read_foreign, write_foreign


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a file brought, and a sentence for each preset of it that was left out."""

    kept: Kept
    added: tuple[Preset, ...]
    problems: tuple[str, ...]


class Presets:
    """Blocking, thread-safe. Each change returns all that is kept then; StorageError leaves it."""

    def __init__(self, store: PresetStore) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._kept: Kept | None = None

    def all(self) -> Kept:
        """Raises StorageError when they cannot be read."""
        with self._lock:
            return self._read()

    def save(self, preset: Preset) -> Kept:
        """Keep a new preset at the end, or one that is there in its place. Raises PresetError."""
        preset = checked_preset(preset)
        with self._lock:
            kept = self._read()
            if any(known.id == preset.id for known in kept.presets):
                same = tuple(preset if one.id == preset.id else one for one in kept.presets)
                return self._write(replace(kept, presets=same))
            return self._write(replace(kept, presets=_with_room(kept, [preset])))

    def remove(self, preset_id: str) -> Kept:
        """Forget a preset; one that is not the artist's own is hidden."""
        with self._lock:
            kept = self._read()
            left = tuple(one for one in kept.presets if one.id != preset_id)
            if len(left) < len(kept.presets):
                return self._write(replace(kept, presets=left))
            hidden = tuple(dict.fromkeys((*kept.hidden, preset_id)))
            return self._write(replace(kept, hidden=hidden))

    def put(self, kept: Kept) -> Kept:
        """Let all be as it was at another time: a step is undone or done again."""
        with self._lock:
            self._read()
            return self._write(kept)

    def show_all(self) -> Kept:
        """Bring back those that came with the app and were removed."""
        with self._lock:
            kept = self._read()
            return self._write(replace(kept, hidden=()))

    def order(self, ids: Sequence[str]) -> Kept:
        """Put them in this order; those that are not named come after."""
        places = {preset_id: place for place, preset_id in enumerate(ids)}
        with self._lock:
            kept = self._read()
            ordered = sorted(kept.presets, key=lambda one: places.get(one.id, len(places)))
            return self._write(replace(kept, presets=tuple(ordered)))

    def write_file(self, presets: Sequence[Preset], path: Path) -> None:
        """Write presets to be handed on. Raises StorageError."""
        write_foreign(path, encode(presets))

    def read_file(self, path: Path) -> Imported:
        """Take in the presets of a file. Raises PresetError when it is none, and StorageError."""
        taken = decode(read_foreign(path))
        if not taken.presets and taken.problems:
            raise PresetError(
                "No preset of this file can be used.", details="\n".join(taken.problems)
            )
        with self._lock:
            kept = self._read()
            new = tuple(one for one in taken.presets if not _is_there(one, kept.presets))
            kept = self._write(replace(kept, presets=_with_room(kept, new)))
        return Imported(kept=kept, added=new, problems=taken.problems)

    def _read(self) -> Kept:
        if self._kept is None:
            self._kept = self._store.load()
        return self._kept

    def _write(self, kept: Kept) -> Kept:
        if kept != self._kept:
            self._store.save(kept)
            self._kept = kept
        return kept


def _with_room(kept: Kept, new: Collection[Preset]) -> tuple[Preset, ...]:
    if len(kept.presets) + len(new) > PRESETS_MAX:
        raise PresetError(
            phrase("There is room for {most} presets.", most=PRESETS_MAX),
            hint="Remove some that you do not use.",
        )
    return (*kept.presets, *new)


def _is_there(preset: Preset, known: Collection[Preset]) -> bool:
    """The same file may be imported twice."""
    return any(replace(preset, id=one.id) == one for one in known)

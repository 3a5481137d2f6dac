"""LoRAs that were fetched here: each under its sha256, with an index of where it came from."""

from __future__ import annotations

import hashlib
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from flux2studio.core.errors import LoraError
from flux2studio.storage.disk import disk_errors, fsync_folder, make_folder, replace_file
from flux2studio.storage.lora_files import inspect_lora

_STALE_S = 14 * 86400  # a part this old is not gone on with


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredLora:
    """``size`` in bytes."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    sha256: str
    size: int


class LoraStore:
    """Thread-safe. What the index names is there, whole and looked at."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def get(self, origin: str) -> StoredLora | None:
        """Return the file that came from ``origin``, None when it is not here."""
        entry = self._index().get(origin)
        if entry is None:
            return None
        stored = self._stored(entry)
        return stored if self._is_whole(stored) else None

    def incoming(self, origin: str) -> Path:
        """Where a file from ``origin`` is put on its way; the same place at each try."""
        with disk_errors("The LoRA could not be fetched", self._folder):
            make_folder(self._folder)
            self._sweep()
        return self._folder / f"incoming-{hashlib.sha256(origin.encode()).hexdigest()[:24]}"

    def check(self, path: Path, name: str) -> None:
        """Raise LoraError, which calls it ``name``, for a file that is no whole LoRA."""
        try:
            inspect_lora(path)
        except LoraError as error:
            said = str(error).replace(f"“{path.name}”", f"“{name}”")
            raise LoraError(
                said, hint=error.hint, field=error.field, details=error.details
            ) from error

    def keep(self, origin: str, path: Path, sha256: str) -> StoredLora:
        """Take a checked file in; the index is written once it is in its place."""
        with self._lock, disk_errors("The LoRA could not be kept", self._folder):
            entry = _Entry(sha256=sha256, size=path.stat().st_size)
            stored = self._stored(entry)
            if self._is_whole(stored):  # from elsewhere; a job may just read it
                path.unlink()
            else:
                path.replace(stored.path)
            fsync_folder(self._folder)
            index = {**self._index(), origin: entry}
            replace_file(self._folder / "index.json", msgspec.json.encode(index))
            return stored

    def also_from(self, origin: str, stored: StoredLora) -> None:
        """Find ``stored`` under ``origin`` too from now on."""
        with self._lock, disk_errors("The LoRA could not be kept", self._folder):
            entry = _Entry(sha256=stored.sha256, size=stored.size)
            index = {**self._index(), origin: entry}
            replace_file(self._folder / "index.json", msgspec.json.encode(index))

    def _is_whole(self, stored: StoredLora) -> bool:
        with suppress(OSError):
            return stored.path.stat().st_size == stored.size
        return False

    def _stored(self, entry: _Entry) -> StoredLora:
        path = self._folder / f"{entry.sha256}.safetensors"
        return StoredLora(path=path, sha256=entry.sha256, size=entry.size)

    def _index(self) -> dict[str, _Entry]:
        """A lost or damaged index costs another download, nothing else."""
        try:
            data = (self._folder / "index.json").read_bytes()
            return msgspec.json.decode(data, type=dict[str, _Entry])
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return {}

    def _sweep(self) -> None:
        for path in self._folder.glob("incoming-*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _STALE_S:
                    path.unlink()

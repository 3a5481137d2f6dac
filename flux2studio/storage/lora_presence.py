"""Which files of the library are gone, told from the lists of their folders."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from threading import Lock

from flux2studio.storage.disk import is_file

_SETTLED_NS = 2_000_000_000  # the coarsest clock of a disk; a younger list may be out of date


class LoraPresence:
    """Thread-safe, blocking. A folder is listed again only when it has changed.

    Ten thousand files in a few folders take a few calls, not ten thousand.
    """

    def __init__(self) -> None:
        self._lists: dict[str, tuple[int, frozenset[str]]] = {}
        self._lock = Lock()

    def missing(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of ``paths`` where no file is now."""
        with self._lock:
            lists: dict[str, frozenset[str]] = {}
            gone = set()
            for path in paths:
                folder, name = os.path.split(path)
                if folder not in lists:
                    lists[folder] = self._names(folder)
                # A name that the list spells otherwise may still be the file's: asked one by one.
                if name not in lists[folder] and not (lists[folder] and is_file(Path(path))):
                    gone.add(path)
        return frozenset(gone)

    def _names(self, folder: str) -> frozenset[str]:
        """Return the files of ``folder``, none where it cannot be read."""
        try:
            changed = Path(folder).stat().st_mtime_ns
            known = self._lists.get(folder)
            if known and known[0] == changed:
                return known[1]
            with os.scandir(folder) as entries:
                names = frozenset(entry.name for entry in entries if entry.is_file())
        except (OSError, ValueError):
            self._lists.pop(folder, None)
            return frozenset()
        if time.time_ns() - changed > _SETTLED_NS:
            self._lists[folder] = (changed, names)
        return names

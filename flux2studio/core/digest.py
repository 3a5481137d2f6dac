"""The sha256 of a large file, in pieces that a cancel can end."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.job import Phase
from flux2studio.core.meter import Meter

_CHUNK = 4 * 2**20  # hashing one takes a few ms, without the interpreter lock


def file_sha256(path: Path, control: RunControl) -> str:
    """Raises OSError, and Cancelled once ``control`` was cancelled."""
    digest, done = hashlib.sha256(), 0
    meter = Meter(control, Phase.FETCHING_LORA, path.stat().st_size)
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            meter.show(done)
    return digest.hexdigest()


class Digests:
    """Hashes a file once for as long as its size and time stay as they are. Thread-safe."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], str] = {}
        self._lock = threading.Lock()

    def sha256(self, path: Path, control: RunControl) -> str:
        """As ``file_sha256``."""
        found = path.stat()
        key = (path, found.st_size, found.st_mtime_ns)
        with self._lock:
            known = self._known.get(key)
        if known is None:
            known = file_sha256(path, control)
            with self._lock:
                self._known[key] = known
        return known

"""The pictures on the cards of LoRAs: small JPEG files, each named by its own hash."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.storage.disk import (
    STALE_S,
    disk_errors,
    fsync_folder,
    make_folder,
    sweep,
    temporary,
    write_new,
)

BYTES_MAX = 2 * 2**20  # of 512 × 512 pixels without any compression, and some

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHAT = "The preview could not be kept"


class LoraPreviews:
    """Thread-safe. Only takes what was decoded and made anew, never a stranger's bytes.

    A file is never written over: its name says what is in it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, jpeg: bytes) -> str:
        """Write ``jpeg``, whole or not at all, and return its sha256.

        Raises PictureError when it is no small JPEG and StorageError when the disk refuses.
        """
        if not jpeg.startswith(b"\xff\xd8\xff") or len(jpeg) > BYTES_MAX:
            raise PictureError("This is no preview: only a small JPEG is kept as one.")
        sha256 = hashlib.sha256(jpeg).hexdigest()
        target = self.path(sha256)
        with disk_errors(_WHAT, target):
            if self._refreshed(target):
                return sha256
            make_folder(self._folder)
            part = temporary(target)
            write_new(part, jpeg)
            try:
                part.replace(target)  # of two writers both have the same
            finally:
                part.unlink(missing_ok=True)
            fsync_folder(self._folder)
        return sha256

    def path(self, sha256: str) -> Path:
        """Return where the picture is. Raises PictureError for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise PictureError("This is not the name of a preview.")
        return self._folder / f"{sha256}.jpg"

    def has(self, sha256: str) -> bool:
        return bool(_SHA256.fullmatch(sha256)) and self.path(sha256).is_file()

    def all(self) -> list[str]:
        """Return the hashes of all that are kept, sorted."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:
            return []
        stems = (name.removesuffix(".jpg") for name in names if name.endswith(".jpg"))
        return sorted(stem for stem in stems if _SHA256.fullmatch(stem))

    def clear_out(self, named: Collection[str]) -> int:
        """Delete those that are not in ``named``, and return how many.

        ``named`` must come from all records, those of removed LoRAs too. Young files stay: the
        record that names one may be about to be written.
        """
        wanted, deleted = frozenset(named), 0
        for sha256 in self.all():
            path = self.path(sha256)
            with suppress(OSError):
                if sha256 not in wanted and time.time() - path.stat().st_mtime > STALE_S:
                    path.unlink()
                    deleted += 1
        sweep(self._folder)
        return deleted

    def _refreshed(self, target: Path) -> bool:
        """Whether it is there already; if so it counts as young again for ``clear_out``."""
        try:
            os.utime(target)
        except FileNotFoundError:
            return False
        return True

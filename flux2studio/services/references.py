"""Takes pictures in as references: from a file, from bytes, from a link."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.request import ReferenceImage
from flux2studio.services.pictures import Inspection, PictureService
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.thumbnails import ThumbnailStore


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceService:
    """Blocking; call it from a worker. ``fetch`` gets the bytes of a public link."""

    store: ReferenceStore
    pictures: PictureService
    thumbnails: ThumbnailStore
    fetch: Callable[[str], bytes]

    def add_file(self, path: Path) -> ReferenceImage:
        """Keep a copy of ``path`` as it is now. Raises PictureError, StorageError."""
        return self._accept(self.store.add_file(path), path.name)

    def add_bytes(self, data: bytes, name: str) -> ReferenceImage:
        """Keep encoded picture bytes. Raises PictureError, StorageError."""
        return self._accept(self.store.add_bytes(data), name)

    def add_url(self, url: str) -> ReferenceImage:
        """Fetch and keep a picture. Raises BackendError, PictureError, StorageError."""
        name = url.rsplit("/", 1)[-1].partition("?")[0] or "picture"
        return self.add_bytes(self.fetch(url), name)

    def path(self, sha256: str) -> Path:
        """Return the kept file. Raises StorageError when it is gone."""
        return self.store.path(sha256)

    def thumbnail(self, sha256: str) -> bytes:
        """Return a small JPEG, made again when the cache lost it."""
        with suppress(StorageError):
            if cached := self.thumbnails.get(sha256):
                return cached
        return self._inspect(sha256, "The reference").thumbnail

    def _accept(self, sha256: str, name: str) -> ReferenceImage:
        try:
            info = self._inspect(sha256, name).info
        except PictureError:
            with suppress(OSError, StorageError):  # never a picture, so nobody refers to it
                self.store.path(sha256).unlink()
            raise
        return ReferenceImage(
            sha256=sha256, name=_readable(name), width=info.width, height=info.height
        )

    def _inspect(self, sha256: str, name: str) -> Inspection:
        inspection = self.pictures.inspect(self.store.path(sha256), name=name, thumbnail=True)
        with suppress(StorageError):  # a cache: made again when it is missed
            self.thumbnails.put(sha256, inspection.thumbnail)
        return inspection


def _readable(name: str) -> str:
    """A file name need not be text; what stands in a recipe must be."""
    return name.encode("utf-8", "replace").decode()

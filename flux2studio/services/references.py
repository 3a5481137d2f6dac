"""Takes pictures in as references: from a file, from bytes, from a link."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flux2studio.core.cropping import Crop
from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.phrase import phrase
from flux2studio.core.request import Mask, ReferenceImage
from flux2studio.imaging.formats import SIDE_MAX
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

    def add_mask(self, source: Path | bytes, name: str, width: int, height: int) -> Mask:
        """Keep a mask for a picture of this size in pixels; a file is read as it is now.

        What is see-through in it is painted anew; where nothing is, what is light. Raises
        PictureError when it has another size or marks nothing, StorageError.
        """
        mask = self.pictures.mask(source, name=name)
        if (mask.width, mask.height) != (width, height):
            raise PictureError(
                phrase(
                    "The mask is {width} × {height} pixels, its picture {width_2} × {height_2}.",
                    width=mask.width,
                    height=mask.height,
                    width_2=width,
                    height_2=height,
                ),
                hint="Choose a mask of the same size.",
            )
        if not mask.marks:
            raise PictureError(
                "Nothing is marked.", hint="Paint over what the model is to paint anew."
            )
        sha256 = self.store.add_bytes(mask.data)
        return Mask(sha256=sha256, name=_readable(name), width=width, height=height)

    def path(self, sha256: str) -> Path:
        """Return the kept file. Raises StorageError when it is gone."""
        return self.store.path(sha256)

    def upright(self, sha256: str, name: str) -> bytes:
        """Return the whole picture as JPEG or PNG, whatever it was taken in as.

        Raises PictureError, StorageError.
        """
        with TemporaryDirectory() as folder:
            target = Path(folder) / "picture"
            self.pictures.prepare(self.store.path(sha256), target, SIDE_MAX, name=name)
            return target.read_bytes()

    def thumbnail(self, sha256: str, crop: Crop | None = None) -> bytes:
        """Return a small JPEG of the picture or its crop, made again when the cache lost it."""
        with suppress(StorageError):
            if cached := self.thumbnails.get(_key(sha256, crop)):
                return cached
        return self._inspect(sha256, "The reference", crop).thumbnail

    def _accept(self, sha256: str, name: str) -> ReferenceImage:
        try:
            info = self._inspect(sha256, name).info
        except PictureError:
            with suppress(OSError, StorageError):  # never a picture, so nobody refers to it
                self.store.path(sha256).unlink()
            raise
        return ReferenceImage(
            sha256=sha256,
            name=_readable(name),
            width=info.width,
            height=info.height,
            frames=info.frames,
        )

    def _inspect(self, sha256: str, name: str, crop: Crop | None = None) -> Inspection:
        inspection = self.pictures.inspect(
            self.store.path(sha256), name=name, thumbnail=True, crop=crop
        )
        with suppress(StorageError):  # a cache: made again when it is missed
            self.thumbnails.put(_key(sha256, crop), inspection.thumbnail)
        return inspection


def _key(sha256: str, crop: Crop | None) -> str:
    """Each crop of a picture has a thumbnail of its own."""
    if crop is None:
        return sha256
    return f"{sha256} {crop.x:.6f} {crop.y:.6f} {crop.width:.6f} {crop.height:.6f}"


def _readable(name: str) -> str:
    """A file name need not be text; what stands in a recipe must be."""
    return name.encode("utf-8", "replace").decode()

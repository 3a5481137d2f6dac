"""Finished pictures on disk: written beside their place, flushed, then named, never overwritten."""

from __future__ import annotations

import errno
import glob
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.generation import Recipe
from flux2studio.core.job import Job
from flux2studio.core.name_template import has_folders, name_for
from flux2studio.core.phrase import phrase
from flux2studio.core.request import ImageFormat
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage.disk import (
    disk_errors,
    free_bytes,
    fsync_folder,
    is_folder,
    link_new,
    make_folder,
    storage_error,
    temporary,
    write_new,
)

FREE_BYTES_MIN = 8 * 2**20  # room for one large picture

_EXTENSIONS = {ImageFormat.PNG: "png", ImageFormat.JPEG: "jpg", ImageFormat.WEBP: "webp"}
_SAVE = "The picture could not be saved"


class Outputs:
    """Thread-safe. ``expected``: pictures are known to lie below ``root``, so that a root which is
    missing is a drive that was unplugged, and is not made again in silence. ``template``: see
    ``core.name_template``.
    """

    def __init__(
        self,
        root: Path,
        *,
        expected: bool = False,
        template: str = "",
        recipe_of: Callable[[Path], Recipe] = read_recipe,
    ) -> None:
        self._root = root
        self._template = template
        self._expected = expected
        self._recipe_of = recipe_of

    def use_root(self, root: Path) -> None:
        """Save below another folder from now on; it is made when it is not there."""
        self._root, self._expected = root, False

    def use_template(self, template: str) -> None:
        """Call pictures so from now on."""
        self._template = template

    def day_folder(self, when: datetime) -> Path:
        """Return the folder for pictures of that day, as the clock on the wall says.

        That is the pictures folder itself where the template names the folders below it.
        """
        if has_folders(self._template):
            return self._root
        return self._root / f"{when.astimezone():%Y-%m-%d}"

    def part_path(self, job: Job, index: int) -> Path:
        return job.folder / f".{job.id}-{index}.part"

    def final_path(self, job: Job, index: int, fmt: ImageFormat, seed: int) -> Path:
        """Return the name a picture gets, the same at every call and safe on every system.

        In a folder that was chosen for this job, the template names no folders.
        """
        name = name_for(self._template, job, index, seed)
        if job.folder != self._root:
            name = name.rpartition("/")[2]
        return job.folder / f"{name}.{_EXTENSIONS[fmt]}"

    def placed(self, job: Job) -> list[Path]:
        """Return the files that look like pictures of ``job`` in their place."""
        find = job.folder.rglob if job.folder == self._root else job.folder.glob
        found = find(f"*{glob.escape(job.id[:8])}*")
        return sorted(path for path in found if not path.name.startswith("."))

    def write_part(self, job: Job, index: int, data: bytes) -> Path:
        """Write a picture beside its place and flush it; on failure nothing is left of it."""
        part = self.part_path(job, index)
        self._make(job.folder)
        with disk_errors(_SAVE, part):
            part.unlink(missing_ok=True)
            write_new(part, data)
        return part

    def commit(self, part: Path, final: Path) -> Path:
        """Give the picture its name, durably, and return that name.

        Where it is taken: by the same picture, from before a crash, that one is kept; by
        another, a number is added. On failure nothing is left, neither ``part`` nor ``final``.
        """
        with disk_errors(_SAVE, final):
            try:
                place, is_new = self._place(self._on_same_disk(part, final), final)
                self._settle(place, is_new=is_new)
            finally:
                part.unlink(missing_ok=True)
        return place

    def clean(self, job: Job) -> None:
        """Remove what a crash left of this job's unfinished files."""
        with disk_errors("The folder of the pictures cannot be cleaned", job.folder):
            for part in job.folder.glob(f".{glob.escape(job.id)}-*.part"):
                part.unlink(missing_ok=True)

    def writable(self, folder: Path, job_id: str = "") -> None:
        """Make ``folder`` and try a file in it. Raises StorageError when it will not do.

        ``clean`` removes that file should the app be killed while it tries for a job.
        """
        self._make(folder)
        probe = folder / f".{job_id or uuid4().hex}-probe.part"
        what = "Pictures cannot be saved here"
        with disk_errors(what, folder):
            try:
                write_new(probe, bytes(4096))
            finally:
                probe.unlink(missing_ok=True)
        free = free_bytes(folder)
        if free is not None and free < FREE_BYTES_MIN:
            raise storage_error(what, folder, OSError(errno.ENOSPC, "No space left on device"))

    def _make(self, folder: Path) -> None:
        below_root = folder.is_relative_to(self._root)
        if below_root and self._expected and not is_folder(self._root):
            raise StorageError(
                phrase("The pictures folder “{root}” is not there.", root=self._root.name),
                hint="If it is on a drive, connect it; else choose another one in the settings.",
                details=str(self._root),
            )
        with disk_errors(
            phrase("The folder “{folder}” cannot be used", folder=folder.name), folder
        ):
            make_folder(folder)
        self._expected = self._expected or below_root

    def _settle(self, place: Path, *, is_new: bool) -> None:
        """Make the name last; one that may not is taken back, so that nobody relies on it."""
        try:
            fsync_folder(place.parent)
        except OSError:
            if is_new:
                place.unlink(missing_ok=True)
            raise

    def _on_same_disk(self, part: Path, final: Path) -> Path:
        """Return ``part``, or a flushed copy of it beside ``final`` when that is elsewhere."""
        make_folder(final.parent)
        if part.parent == final.parent or _device(part) == _device(final.parent):
            return part
        return _copy_beside(part, final)

    def _place(self, part: Path, final: Path) -> tuple[Path, bool]:
        """Name the picture; return its place and whether it was not there before."""
        try:
            for place in _names(final):
                if _took(part, place):
                    return place, True
                if self._is_same(part, place):
                    return place, False
        except OSError as error:
            if error.errno != errno.EXDEV or part.parent == final.parent:
                raise
            # one disk by its number, two by its mounts
            return self._place(_copy_beside(part, final), final)
        finally:
            part.unlink(missing_ok=True)
        raise AssertionError("names do not end")

    def _is_same(self, part: Path, place: Path) -> bool:
        """Whether both are the picture of one job and index, as their recipes say."""
        with suppress(PictureError, OSError):
            ours, theirs = self._recipe_of(part), self._recipe_of(place)
            return (ours.job_id, ours.index) == (theirs.job_id, theirs.index)
        return False


def _names(final: Path) -> Iterator[Path]:
    yield final
    number = 2
    while True:
        yield final.with_name(f"{final.stem}-{number}{final.suffix}")
        number += 1


def _took(part: Path, place: Path) -> bool:
    try:
        link_new(part, place)
    except FileExistsError:
        return False
    return True


def _copy_beside(part: Path, final: Path) -> Path:
    copy = temporary(final)
    write_new(copy, part.read_bytes())
    part.unlink()
    return copy


def _device(path: Path) -> int:
    return path.stat().st_dev

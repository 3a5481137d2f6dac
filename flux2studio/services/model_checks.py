"""Reads every byte of a model, and compares it with what is known of the files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.model_files import ModelOrigin, ModelPlace
from flux2studio.core.model_listing import RemoteFile
from flux2studio.core.phrase import phrase
from flux2studio.services.model_problems import damaged
from flux2studio.storage.disk import disk_errors
from flux2studio.storage.model_hash import can_compare, is_right
from flux2studio.storage.model_layout import files_of
from flux2studio.storage.model_records import ModelRecords
from flux2studio.storage.model_store import ModelStore

_BLOB = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``files`` were read, and ``compared`` of them with a hash that somebody gave them."""

    files: int
    compared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelChecks:
    records: ModelRecords
    store: ModelStore

    def check(
        self, place: ModelPlace, control: RunControl, tell: Callable[[int, int], None]
    ) -> Checked:
        """Read all of ``place``; ``tell`` gets the bytes read, and all of them.

        Raises ModelError for the first file that is not what it should be, and notes it;
        StorageError and Cancelled.
        """
        files = list(self._files(place))
        total, done = sum(file.size for _, file in files), 0
        for path, file in files:
            before = done

            def show(read: int, before: int = before) -> None:
                tell(before + read, total)

            with disk_errors(phrase("“{path}” could not be checked", path=path.name), path):
                right = is_right(path, file, control, show)
            if not right:
                self.records.mark_damaged(path)
                raise damaged(path, file.path)
            done += file.size
        return Checked(files=len(files), compared=sum(can_compare(file) for _, file in files))

    def _files(self, place: ModelPlace) -> Iterator[tuple[Path, RemoteFile]]:
        if place.transformer:
            yield place.transformer, _as_it_is(place.transformer, place.transformer.name)
        if place.folder is None:
            return
        if listing := self.store.listing(place.folder):
            known = {file.path: file for file in listing.files}
        else:
            known = {}
        for path in files_of(place.folder):
            name = path.relative_to(place.folder).as_posix()
            if name in known:
                yield path, known[name]
            elif path.name.endswith(".safetensors") or not known:
                yield path, _of_cache(path, name, place.origin)


def _as_it_is(path: Path, name: str) -> RemoteFile:
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    return RemoteFile(path=name, size=size)


def _of_cache(path: Path, name: str, origin: ModelOrigin) -> RemoteFile:
    """In the cache of Hugging Face’s tools a file is a link to one that is named by its hash."""
    plain = _as_it_is(path, name)
    blob = ""
    with suppress(OSError):
        blob = path.readlink().name if origin is not ModelOrigin.FOLDER else ""
    if not _BLOB.fullmatch(blob):
        return plain
    is_large = len(blob) == 64
    return RemoteFile(
        path=name,
        size=plain.size,
        sha256=blob if is_large else "",
        blob="" if is_large else blob,
    )

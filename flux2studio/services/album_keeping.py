"""Keeps the list of albums among the pictures as it is in the database, and takes it from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flux2studio.storage.album_file import (
    AlbumRecord,
    decode_record,
    encode_record,
    read_bytes,
    write_record,
)
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.disk import is_folder
from flux2studio.storage.roots import Roots


class AlbumKeeping:
    """Not thread-safe. ``root`` says where the pictures folder is now.

    A list that this session has not seen is taken in before it is written over: the database may
    be a new one. An album that was removed in the last moment of a session comes back by that.
    """

    def __init__(self, albums: AlbumRepository, roots: Roots, root: Callable[[], Path]) -> None:
        self._albums, self._roots, self._root = albums, roots, root
        self._seen: dict[Path, bytes] = {}

    @property
    def root(self) -> Path:
        return self._root()

    def take_in(self) -> int:
        """Add the albums and folders of the list that are not known; return how many albums.

        Raises StorageError.
        """
        root = self._root()
        data = read_bytes(root)
        if data == self._seen.get(root, b""):
            return 0
        record = decode_record(data)
        added = 0
        if record is not None:
            added = AlbumNames(self._albums).take_in(record.albums)
            known = {str(path) for path, _ in self._roots.all()}
            for path, tool in record.roots:
                if path not in known:
                    self._roots.add(Path(path), tool)
        self._seen[root] = data
        return added

    def keep(self) -> None:
        """Write the list when it is not as it should be. Raises StorageError."""
        root = self._root()
        if not is_folder(root):
            return  # away: a folder made in its place would hide it
        self.take_in()
        before = self._seen.get(root, b"")
        record = AlbumRecord(
            albums=tuple(self._albums.all()),
            roots=tuple((str(path), tool) for path, tool in self._roots.all()),
        )
        data = encode_record(record)
        if data != before and (before or record != AlbumRecord()):
            write_record(root, data, before)
            self._seen[root] = data

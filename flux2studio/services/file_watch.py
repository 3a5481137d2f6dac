"""Notices what was done outside to the pictures that are to be seen."""

from __future__ import annotations

from collections.abc import Sequence

from flux2studio.core.history import Entry, FileState
from flux2studio.services.file_check import FileCheck, Seen
from flux2studio.storage.album_names import AlbumNames
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.history_reader import HistoryReader

LOOKED_AT_MAX = 300  # pictures; some milliseconds


class FileWatch:
    """Blocking; call it from a worker, every few seconds at most."""

    def __init__(self, reader: HistoryReader, files: FileCheck, albums: AlbumRepository) -> None:
        self._reader, self._files, self._albums = reader, files, albums

    def look(self, numbers: Sequence[int]) -> list[Entry]:
        """Return those of the pictures that are others now: gone, back, changed or marked.

        One on a drive that went away stays as it is. Raises StorageError.
        """
        seen = Seen()
        entries = self._reader.entries(numbers[:LOOKED_AT_MAX])
        changed = self._files.look(entries, lambda: AlbumNames(self._albums), seen)
        lost = [self._files.lose(one) for one in seen.gone if one.file is not FileState.MISSING]
        return [*changed, *lost]

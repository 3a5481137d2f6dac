"""Albums by the paths that stand in files, "Winter/Harbour", and those made that are missing."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.history import Album, clean_name
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.sidecars import album_path

_Key = tuple[str, str]  # the id of the album above, and the folded name


class AlbumNames:
    """Knows the albums as they were when it was made, and those it has added. Not thread-safe."""

    def __init__(self, albums: AlbumRepository) -> None:
        self._albums = albums
        self._by_id = {album.id: album for album in albums.all()}
        self._by_name = {_key(album): album.id for album in self._by_id.values()}
        self._known: dict[str, str] = {}
        self.made = 0

    def paths(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Return the paths of albums, sorted; one that is gone has none."""
        found = (album_path(self._by_id, album_id) for album_id in ids)
        return tuple(sorted(path for path in found if path))

    def ids(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the albums with these paths, sorted; makes those that are missing.

        A path that cannot be an album's is left out. A smart album holds no pictures.
        """
        found = {self._id(path) for path in paths}
        return tuple(sorted(album_id for album_id in found if album_id))

    def take_in(self, albums: Iterable[Album]) -> int:
        """Add those whose id and place nobody has, in any order; return how many.

        One whose album above is nowhere, or in a ring, is left out.
        """
        added, waiting = 0, list(albums)
        while ready := [one for one in waiting if not one.parent or one.parent in self._by_id]:
            waiting = [one for one in waiting if one not in ready]
            for album in ready:
                if album.id not in self._by_id and _key(album) not in self._by_name:
                    added += self._put(album) is not None
        return added

    def _id(self, path: str) -> str:
        if path not in self._known:
            above = ""
            for part in path.split("/"):
                name = clean_name(part.replace("\u2215", "/"))
                above = self._id_in(above, name) if name else ""
                if not above:
                    break
            self._known[path] = above
        return self._known[path]

    def _id_in(self, above: str, name: str) -> str:
        if found := self._by_name.get((above, name.casefold())):
            return "" if self._by_id[found].query else found
        made = self._put(Album(id=uuid4().hex, name=name, parent=above))
        return made.id if made else ""

    def _put(self, album: Album) -> Album | None:
        try:
            made = self._albums.put(album)
        except InvalidRequestError:  # too deep, no name, or below an album that is gone
            return None
        self._by_id[made.id] = made
        self._by_name[_key(made)] = made.id
        self.made += 1
        return made


def _key(album: Album) -> _Key:
    return album.parent, album.name.casefold()

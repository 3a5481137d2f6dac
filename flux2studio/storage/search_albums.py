"""Albums by the names and paths that are typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flux2studio.core.history import Album


def named_albums(name: str, albums: Sequence[Album]) -> list[Album]:
    """Return the albums called so, or with it in their names, and all below them.

    A name with slashes is a path: "Winter/Harbour" is the album Harbour in Winter.
    """
    paths = {album.id: path.casefold() for album, path in album_paths(albums)}
    wanted = "/" + "/".join(part.strip() for part in name.casefold().split("/"))
    found = {album.id for album in albums if paths[album.id].endswith(wanted)}
    found = found or {album.id for album in albums if wanted[1:] in paths[album.id]}
    above = {album.id: album.parent for album in albums}
    return [album for album in albums if found & set(_line(album.id, above))]


def album_paths(albums: Sequence[Album]) -> list[tuple[Album, str]]:
    """Return each album with its path, such as "/Winter/Harbour"."""
    by_id = {album.id: album for album in albums}
    above = {album.id: album.parent for album in albums}
    return [
        (album, "".join(f"/{by_id[each].name}" for each in reversed(_line(album.id, above))))
        for album in albums
    ]


def _line(album_id: str, above: Mapping[str, str]) -> list[str]:
    """The album and those it is in; one that is in itself, as in a damaged file, ends it."""
    line: list[str] = []
    while album_id in above and album_id not in line:
        line.append(album_id)
        album_id = above[album_id]
    return line

"""The artist's marks from an XMP file beside a picture, ours or of another program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from flux2studio.core.history import ALBUM_DEPTH_MAX, Label, Marks, Pick, sorted_tags
from flux2studio.imaging.containers import MalformedError
from flux2studio.imaging.xmp_names import DC, LIGHTROOM, OURS, RDF, XMP, XMP_DM, name
from flux2studio.imaging.xmp_tree import Packet, read_packet

RATING, LABEL = name(XMP, "Rating"), name(XMP, "Label")
PICK, SUBJECT = name(XMP_DM, "pick"), name(DC, "subject")
HIERARCHY = name(LIGHTROOM, "hierarchicalSubject")
ID, ALBUMS = name(OURS, "id"), name(OURS, "albums")
ALBUM_ROOT = "Albums|"  # what albums stand below among hierarchical keywords

_ID_MAX = 200
_ALBUMS_MAX = 1_000
_PATH_MAX = 2_000
_REJECTED = -1  # how Adobe's programs say it with stars


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """``id`` is that of the picture, empty where another program wrote the file.

    ``albums`` are paths of names, "Winter/Harbour", with a slash in a name as "\\u2215": they mean
    something without the database. Those in ``marks`` are ids, and always empty here.
    """

    id: str = ""
    marks: Marks = field(default_factory=Marks)
    albums: tuple[str, ...] = ()


def read_marks(data: bytes) -> Sidecar | None:
    """Return what ``data`` says, None when it is no XMP; a value that is none counts as absent."""
    try:
        packet = read_packet(data)
    except MalformedError:
        return None
    stars = _stars(_text(packet, RATING))
    pick = _pick(_text(packet, PICK))
    return Sidecar(
        id=_text(packet, ID)[:_ID_MAX],
        marks=Marks(
            rating=max(0, stars),
            pick=Pick.REJECTED if stars == _REJECTED else pick,
            label=label_named(_text(packet, LABEL)),
            tags=sorted_tags(entries(packet, SUBJECT)),
        ),
        albums=_albums(packet),
    )


def label_named(text: str) -> Label:
    """Return the label of that English name, none for another one."""
    return Label.__members__.get(text.strip().upper(), Label.NONE)


def entries(packet: Packet, key: str) -> tuple[str, ...]:
    """Return the entries of a list, in whichever of the three kinds RDF has."""
    return tuple(_entries(packet, key))


def _entries(packet: Packet, key: str) -> Iterator[str]:
    for about in packet.descriptions():
        for prop in about.iterfind(key):
            found = list(prop.iter(name(RDF, "li")))
            yield from (entry.text or "" for entry in found)
            if not found and prop.text:  # one entry, written without a list
                yield prop.text.strip()


def _text(packet: Packet, key: str) -> str:
    """A simple property: an attribute, or an element of its own."""
    for about in packet.descriptions():
        if key in about.attrib:
            return about.attrib[key].strip()
        prop: Element | None = about.find(key)
        if prop is not None:
            return (prop.text or "").strip()
    return ""


def _stars(text: str) -> int:
    """-1 to 5; some programs write them with a decimal."""
    try:
        return max(_REJECTED, min(5, int(float(text[:10]))))
    except (ValueError, OverflowError):
        return 0


def _pick(text: str) -> Pick:
    return {"1": Pick.PICKED, "-1": Pick.REJECTED}.get(text, Pick.NONE)


def _albums(packet: Packet) -> tuple[str, ...]:
    found = entries(packet, ALBUMS) or tuple(
        entry.removeprefix(ALBUM_ROOT).replace("/", "\u2215").replace("|", "/")
        for entry in entries(packet, HIERARCHY)
        if entry.startswith(ALBUM_ROOT)
    )
    fitting = (path for path in found if _is_path(path))
    return tuple(sorted(set(fitting)))[:_ALBUMS_MAX]


def _is_path(path: str) -> bool:
    names = path.split("/")
    return len(path) <= _PATH_MAX and len(names) <= ALBUM_DEPTH_MAX and all(map(str.strip, names))

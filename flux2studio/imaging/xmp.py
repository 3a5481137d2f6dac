"""The XMP file beside a picture: the artist's marks, where Lightroom, digiKam and others look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement

from flux2studio.core.history import Label, Marks
from flux2studio.imaging.xmp_names import PREFIXES, RDF, X, name
from flux2studio.imaging.xmp_read import (
    ALBUM_ROOT,
    ALBUMS,
    HIERARCHY,
    ID,
    LABEL,
    PICK,
    RATING,
    SUBJECT,
    Sidecar,
    entries,
    label_named,
)
from flux2studio.imaging.xmp_tree import Packet, packet_bytes, plain, read_packet

_ABOUT, _DESCRIPTION = name(RDF, "about"), name(RDF, "Description")
_OWN = frozenset({RATING, PICK, SUBJECT, HIERARCHY, ID, ALBUMS})


def write_marks(sidecar: Sidecar, before: bytes = b"") -> bytes:
    """Return the file for ``sidecar``; what others put into ``before`` stays in it.

    Raises MalformedError when ``before`` is not empty and no XMP.
    """
    if not before:
        root = Element(name(X, "xmpmeta"), {name(X, "xmptk"): "flux2studio"})
        rdf = SubElement(root, name(RDF, "RDF"))
        prefixes: Mapping[str, str] = PREFIXES
        others: tuple[str, ...] = ()
        about = ""
    else:
        packet = read_packet(before)
        root, rdf, prefixes = packet.root, packet.rdf, packet.prefixes
        others = _keywords_of_others(packet)
        about = next((each.get(_ABOUT, "") for each in packet.descriptions()), "")
        _take_out(packet, sidecar.marks)
    rdf.append(_description(sidecar, others, about))
    return packet_bytes(root, prefixes)


def _description(sidecar: Sidecar, others: Iterable[str], about: str) -> Element:
    marks = sidecar.marks
    element = Element(_DESCRIPTION, {_ABOUT: about})
    element.set(RATING, str(marks.rating))
    element.set(PICK, str(int(marks.pick)))
    if marks.label is not Label.NONE:
        element.set(LABEL, marks.label.name.capitalize())
    if sidecar.id:
        element.set(ID, plain(sidecar.id))
    _put_list(element, SUBJECT, marks.tags)
    _put_list(element, HIERARCHY, (*others, *map(_hierarchical, sidecar.albums)))
    _put_list(element, ALBUMS, sidecar.albums)
    return element


def _put_list(element: Element, key: str, values: Iterable[str]) -> None:
    if not (texts := [plain(value) for value in values]):
        return
    bag = SubElement(SubElement(element, key), name(RDF, "Bag"))
    for text in texts:
        SubElement(bag, name(RDF, "li")).text = text


def _hierarchical(path: str) -> str:
    """An upright line parts the names there, so one inside a name is written otherwise."""
    return ALBUM_ROOT + path.replace("|", "\u2223").replace("/", "|")


def _keywords_of_others(packet: Packet) -> tuple[str, ...]:
    return tuple(entry for entry in entries(packet, HIERARCHY) if not entry.startswith(ALBUM_ROOT))


def _take_out(packet: Packet, marks: Marks) -> None:
    """Remove what is written anew, and descriptions of which nothing is left."""
    for about in list(packet.descriptions()):
        for key in [key for key in about.attrib if _is_ours(key, about.attrib[key], marks)]:
            del about.attrib[key]
        for prop in [prop for prop in about if _is_ours(prop.tag, prop.text or "", marks)]:
            about.remove(prop)
        if not len(about) and set(about.attrib) <= {_ABOUT}:
            packet.rdf.remove(about)


def _is_ours(key: str, value: str, marks: Marks) -> bool:
    """A label that another program calls otherwise stays until the artist gives it one here."""
    if key == LABEL:
        return marks.label is not Label.NONE or label_named(value) is not Label.NONE
    return key in _OWN

"""The XMP inside a picture: that a machine made it, from what words, and by which program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from flux2studio.imaging.containers import MalformedError
from flux2studio.imaging.xmp_names import DC, IPTC_EXT, PREFIXES, RDF, XML, XMP, X, name
from flux2studio.imaging.xmp_tree import Packet, packet_bytes, plain, read_packet, spelt

DESCRIPTION_MAX = 8_000  # characters: a packet in JPEG has 65,502 bytes in all

_SOURCES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_ALL_OF_IT = _SOURCES + "trainedAlgorithmicMedia"
_PART_OF_IT = _SOURCES + "compositeWithTrainedAlgorithmicMedia"
_OWN = "flux2studio"
_ABOUT = name(RDF, "about")
_RDF_END = re.compile(rb"</(?:[\w.-]+:)?RDF\s*>")


def picture_packet(*, prompt: str, program: str, is_composite: bool) -> bytes:
    """Return the packet. ``is_composite``: the picture was made from others."""
    root = Element(name(X, "xmpmeta"), {name(X, "xmptk"): _OWN})
    about = SubElement(SubElement(root, name(RDF, "RDF")), name(RDF, "Description"))
    about.set(_ABOUT, "")
    about.set(name(XMP, "CreatorTool"), plain(program))
    about.set(name(IPTC_EXT, "DigitalSourceType"), _PART_OF_IT if is_composite else _ALL_OF_IT)
    if prompt.strip():
        words = SubElement(SubElement(about, name(DC, "description")), name(RDF, "Alt"))
        entry = SubElement(words, name(RDF, "li"), {name(XML, "lang"): "x-default"})
        entry.text = plain(prompt[:DESCRIPTION_MAX])
    return packet_bytes(root, PREFIXES)


def merged(theirs: bytes, ours: bytes) -> bytes:
    """Return the packet a service sent with what it does not say itself added from ours.

    What it says stays, byte for byte; a packet that cannot be read stays alone.
    """
    try:
        packet, own = read_packet(theirs), read_packet(ours)
    except MalformedError:
        return theirs
    if packet.root.get(name(X, "xmptk")) == _OWN:
        return ours
    addition = _unsaid(packet, own)
    ends = [found.start() for found in _RDF_END.finditer(theirs)]
    if addition is None or not ends:
        return theirs
    both = theirs[: ends[-1]] + spelt(addition, PREFIXES).encode() + theirs[ends[-1] :]
    try:
        read_packet(both)
    except MalformedError:  # it was not in UTF-8
        return theirs
    return both


def _unsaid(theirs: Packet, ours: Packet) -> Element | None:
    """Our properties without those that they have: one may stand in a packet only once."""
    said = {key for about in theirs.descriptions() for key in _properties(about)}
    addition = Element(name(RDF, "Description"), {_ABOUT: _about(theirs)})
    for about in ours.descriptions():
        for key, value in about.attrib.items():
            if key not in said:
                addition.set(key, value)
        addition.extend(child for child in about if child.tag not in said)
    return addition if len(addition) or len(addition.attrib) > 1 else None


def _properties(about: Element) -> Iterator[str]:
    yield _ABOUT
    yield from about.attrib
    yield from (child.tag for child in about)


def _about(packet: Packet) -> str:
    """What their packet calls the picture; all parts of one must call it the same."""
    return next((about.get(_ABOUT, "") for about in packet.descriptions()), "")

"""XMP packets as trees: read with care, as anybody may have written them, and spelt out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from flux2studio.imaging.containers import MalformedError
from flux2studio.imaging.xmp_names import PACKET_END, PACKET_START, PREFIXES, RDF, XML, name

PACKET_BYTES_MAX = 2**20
_DEPTH_MAX = 64
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ELEMENTS_MAX = 20_000

# The standard library has these in a module that brings half the web with it.
_IN_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_QUOTES = _IN_TEXT | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    """``rdf`` is the element of all properties; ``prefixes`` are those its writer used."""

    root: Element
    rdf: Element
    prefixes: Mapping[str, str]

    def descriptions(self) -> Iterator[Element]:
        return self.rdf.iterfind(name(RDF, "Description"))


def read_packet(data: bytes) -> Packet:
    """Raises MalformedError for what is no XMP, or more of it than anybody writes."""
    if len(data) > PACKET_BYTES_MAX:
        raise MalformedError(f"an XMP packet of {len(data)} bytes")
    builder = _Builder()
    parser = XMLParser(target=builder)
    try:
        parser.feed(data.strip(b"\0 \t\r\n"))
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:  # LookupError: an unknown encoding
        raise MalformedError(f"no XMP: {error}") from error
    rdf = root if root.tag == name(RDF, "RDF") else root.find(name(RDF, "RDF"))
    if rdf is None:
        raise MalformedError("no XMP: there is no RDF in it")
    return Packet(root=root, rdf=rdf, prefixes=builder.prefixes)


def spelt(element: Element, prefixes: Mapping[str, str]) -> str:
    """Return ``element`` as text that stands alone; ``prefixes`` are used where they can be."""
    known = _prefixes(element, prefixes)
    declared = "".join(
        f' xmlns:{prefix}="{uri.translate(_IN_QUOTES)}"'
        for uri, prefix in known.items()
        if uri != XML
    )
    return "".join(_spelt(element, known, declared))


def plain(text: str) -> str:
    """Return ``text`` without the characters that XML cannot hold."""
    return _NO_XML.sub("", text)


def packet_bytes(root: Element, prefixes: Mapping[str, str]) -> bytes:
    """Return a whole packet in UTF-8."""
    return (PACKET_START + spelt(root, prefixes) + PACKET_END).encode("utf-8", "replace")


class _Builder(TreeBuilder):
    """Refuses declarations, which can make a small file a huge one, and endless nesting."""

    def __init__(self) -> None:
        super().__init__()
        self.prefixes: dict[str, str] = {}
        self._depth = self._elements = 0

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise MalformedError(f"XMP with a document type: {name} {pubid} {system}")

    def start_ns(self, prefix: str, uri: str) -> None:
        if prefix:
            self.prefixes.setdefault(uri, prefix)

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._elements += 1
        if self._depth > _DEPTH_MAX or self._elements > _ELEMENTS_MAX:
            raise MalformedError("XMP nested too deep, or with too much in it")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def _prefixes(element: Element, theirs: Mapping[str, str]) -> dict[str, str]:
    """One prefix for each namespace in it: the usual one, else its writer's, else one of ours."""
    found: dict[str, str] = {}
    taken = set(PREFIXES.values())
    for number, uri in enumerate(sorted(set(_namespaces(element.iter())))):
        prefix = PREFIXES.get(uri, "")
        if not prefix:
            wish = theirs.get(uri, "")
            prefix = wish if wish and wish not in taken else f"ns{number}"
        taken.add(prefix)
        found[uri] = prefix
    return found


def _namespaces(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        for spelling in (element.tag, *element.attrib):
            if spelling.startswith("{"):
                yield spelling[1:].partition("}")[0]


def _spelt(element: Element, prefixes: Mapping[str, str], declared: str = "") -> Iterator[str]:
    tag = _short(element.tag, prefixes)
    yield f"<{tag}{declared}"
    for key, value in element.attrib.items():
        yield f' {_short(key, prefixes)}="{value.translate(_IN_QUOTES)}"'
    if not len(element) and not element.text:
        yield "/>"
    else:
        yield f">{(element.text or '').translate(_IN_TEXT)}"
        for child in element:
            yield from _spelt(child, prefixes)
            yield (child.tail or "").translate(_IN_TEXT)
        yield f"</{tag}>"


def _short(spelling: str, prefixes: Mapping[str, str]) -> str:
    if not spelling.startswith("{"):
        return spelling
    uri, _, local = spelling[1:].partition("}")
    return f"{prefixes[uri]}:{local}"

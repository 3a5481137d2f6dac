"""The namespaces of XMP that are read and written here, each with its usual prefix."""

from __future__ import annotations

from collections.abc import Mapping

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
X = "adobe:ns:meta/"
XMP = "http://ns.adobe.com/xap/1.0/"
XMP_DM = "http://ns.adobe.com/xmp/1.0/DynamicMedia/"
DC = "http://purl.org/dc/elements/1.1/"
LIGHTROOM = "http://ns.adobe.com/lightroom/1.0/"
IPTC_EXT = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
OURS = "https://github.com/flux2studio/flux2studio/ns/1.0/"
XML = "http://www.w3.org/XML/1998/namespace"

PREFIXES: Mapping[str, str] = {
    RDF: "rdf",
    X: "x",
    XMP: "xmp",
    XMP_DM: "xmpDM",
    DC: "dc",
    LIGHTROOM: "lr",
    IPTC_EXT: "Iptc4xmpExt",
    OURS: "f2s",
    XML: "xml",
}

PACKET_START = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
PACKET_END = '\n<?xpacket end="w"?>'


def name(namespace: str, local: str) -> str:
    """Return a name as ElementTree spells it."""
    return f"{{{namespace}}}{local}"

"""XMP as marks: written for every program, read from any, never trusted."""

from __future__ import annotations

import time
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.history import Label, Marks, Pick, sorted_tags
from flux2studio.imaging.containers import MalformedError
from flux2studio.imaging.xmp import write_marks
from flux2studio.imaging.xmp_picture import merged, picture_packet
from flux2studio.imaging.xmp_read import Sidecar, read_marks
from flux2studio.imaging.xmp_tree import read_packet

WORDS = st.text(max_size=40)
PATHS = st.lists(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zs"]), min_size=1, max_size=20)
    .map(lambda name: name.replace("/", "\u2215"))
    .filter(str.strip),
    min_size=1,
    max_size=4,
).map("/".join)
MARKS = st.builds(
    Marks,
    rating=st.integers(0, 5),
    pick=st.sampled_from(Pick),
    label=st.sampled_from(Label),
    tags=st.lists(st.text(st.characters(exclude_categories=["Cn"])), max_size=5).map(sorted_tags),
)
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
OURS = picture_packet(prompt="a fox", program="flux2studio 1", is_composite=False)


def packet(properties, attributes=""):
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Somebody 1.0"><rdf:RDF {RDF}>
<rdf:Description rdf:about="uuid:7" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
 xmlns:dt="http://darktable.sf.net/" {attributes}>{properties}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>""".encode()


@given(marks=MARKS, albums=st.lists(PATHS, max_size=4, unique=True).map(sorted).map(tuple))
def test_any_marks_come_back(marks, albums):
    sidecar = Sidecar(id="job-0", marks=marks, albums=albums)

    assert read_marks(write_marks(sidecar)) == sidecar


@given(first=MARKS, second=MARKS)
def test_new_marks_take_the_place_of_the_old_ones(first, second):
    once = write_marks(Sidecar(marks=first, albums=("A",)))

    again = write_marks(Sidecar(marks=second), once)

    assert read_marks(again) == Sidecar(marks=second)
    assert again.count(b"<rdf:Description") == 1


def test_what_others_wrote_stays_with_its_prefixes():
    theirs = packet(
        "<dt:history><rdf:Seq><rdf:li dt:num='0'>a &lt; b</rdf:li></rdf:Seq></dt:history>"
        "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Paris</rdf:li>"
        "<rdf:li>Albums|Old</rdf:li></rdf:Bag></lr:hierarchicalSubject>",
        'xmp:Rating="2" dt:raw_params="0" xmp:Label="To do"',
    )

    data = write_marks(Sidecar(marks=Marks(rating=5), albums=("New",)), theirs)

    text = data.decode()
    assert '<rdf:li dt:num="0">a &lt; b</rdf:li>' in text
    assert 'dt:raw_params="0"' in text
    assert 'xmp:Label="To do"' in text
    assert text.count("xmp:Rating=") == 1
    assert "Places|Paris" in text
    assert "Albums|New" in text
    assert "Albums|Old" not in text
    assert text.count('rdf:about="uuid:7"') == 2  # all parts speak of one thing
    assert write_marks(Sidecar(marks=Marks(rating=5), albums=("New",)), data) == data


@pytest.mark.parametrize(
    ("properties", "attributes", "wanted"),
    [
        ("", 'xmp:Rating="3"', Marks(rating=3)),
        ("<xmp:Rating>4.0</xmp:Rating>", "", Marks(rating=4)),
        ("", 'xmp:Rating="-1"', Marks(pick=Pick.REJECTED)),
        ("", 'xmp:Rating="1e999"', Marks()),
        ("", 'xmp:Rating="many"', Marks()),
        ("", 'xmp:Rating="99"', Marks(rating=5)),
        ("<xmp:Label>blue</xmp:Label>", "", Marks(label=Label.BLUE)),
        ("<xmp:Label>Approved</xmp:Label>", "", Marks()),
        ("<dc:subject>alone</dc:subject>", "", Marks(tags=("alone",))),
        (
            "<dc:subject><rdf:Seq><rdf:li>b, c</rdf:li><rdf:li> a\n</rdf:li></rdf:Seq>"
            "</dc:subject>",
            "",
            Marks(tags=("a", "b c")),
        ),
    ],
)
def test_marks_of_other_programs_are_read(properties, attributes, wanted):
    assert read_marks(packet(properties, attributes)) == Sidecar(marks=wanted)


def test_albums_are_found_where_lightroom_keeps_hierarchies():
    data = packet(
        "<lr:hierarchicalSubject><rdf:Bag><rdf:li>Albums|Winter|Harbour</rdf:li>"
        "<rdf:li>Places|Paris</rdf:li></rdf:Bag></lr:hierarchicalSubject>"
    )

    sidecar = read_marks(data)

    assert sidecar is not None
    assert sidecar.albums == ("Winter/Harbour",)


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
HOSTILE = {
    "entities": LAUGHS,
    "entities in UTF-16": LAUGHS.decode().encode("utf-16"),
    "a file from elsewhere": b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>',
    "depth": packet("<xmp:a>" * 5_000 + "</xmp:a>" * 5_000),
    "breadth": packet("<xmp:a/>" * 30_000),
    "size": packet(" " * 2_000_000),
    "an unknown encoding": b'<?xml version="1.0" encoding="klingon"?><a/>',
    "an unknown entity": packet("<xmp:Rating>&nope;</xmp:Rating>"),
    "nothing": b"",
    "noughts": bytes(1000),
    "a picture": b"\x89PNG\r\n\x1a\n",
    "other XML": b"<svg/>",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_xmp_says_nothing_and_takes_no_time(kind):
    start = time.perf_counter()

    assert read_marks(HOSTILE[kind]) is None

    assert time.perf_counter() - start < 2


@given(st.binary(max_size=200), st.integers(0, 900), st.integers(0, 300))
def test_a_damaged_file_is_read_or_is_none(noise, at, cut):
    data = write_marks(Sidecar(id="a", marks=Marks(rating=3, tags=("x", "y")), albums=("A/B",)))

    read_marks(data[:at] + noise + data[at + cut :])


# In the picture


@given(prompt=WORDS)
def test_any_prompt_is_well_formed(prompt):
    data = picture_packet(prompt=prompt, program="flux2studio 1", is_composite=True)

    assert b"compositeWithTrainedAlgorithmicMedia" in data
    assert ET.fromstring(data) is not None


def test_a_packet_of_a_service_stays_and_gets_what_it_lacks():
    theirs = packet("<dc:description>theirs</dc:description>", 'xmp:CreatorTool="fal"')

    both = merged(theirs, OURS)

    addition = both.removeprefix(theirs[: theirs.index(b"</rdf:RDF>")])
    assert both.replace(addition[: addition.index(b"</rdf:RDF>")], b"", 1) == theirs
    assert b"trainedAlgorithmicMedia" in addition
    assert b"CreatorTool" not in addition
    assert b"a fox" not in addition
    assert read_packet(both)
    assert merged(both, OURS) == both


@pytest.mark.parametrize(
    "theirs",
    [
        b"no xmp",
        LAUGHS,
        packet("").decode().encode("utf-16"),
        f"<rdf:RDF {RDF}/>".encode(),
    ],
)
def test_a_packet_that_cannot_be_added_to_stays_as_it_is(theirs):
    assert merged(theirs, OURS) == theirs


def test_our_own_packet_is_replaced():
    later = picture_packet(prompt="a hare", program="flux2studio 2", is_composite=True)

    assert merged(OURS, later) == later


def test_a_packet_that_is_none_cannot_be_written_into():
    with pytest.raises(MalformedError):
        write_marks(Sidecar(), b"no xmp")

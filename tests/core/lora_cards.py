"""Cards of LoRAs as hypothesis makes them up: any that could be in a library."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from flux2studio.core.lora import Lora, LoraPlace, PlaceKind
from flux2studio.core.lora_facts import LoraFacts, edited, merged
from flux2studio.core.lora_fields import BASES

WORDS = st.sampled_from(["ink", "wash", "天", "night", "film grain"])
LISTS = st.lists(WORDS, max_size=3).map(tuple)
TEXTS = st.sampled_from(["", "a soft line", "loud colours\nand more", "loud"])
SCALES = st.sampled_from([0.0, 0.4, 0.8, 1.0, 1.5, 4.0])
MAYBE = st.sampled_from([None, True, False])
HASHES = st.sampled_from(["", "a" * 64, "b" * 64])
SOURCES = st.sampled_from(["/l/ink.safetensors", "owner/ink", "https://example.org/i.safetensors"])

FIELDS = {
    "trigger_words": LISTS,
    "optional_words": LISTS,
    "tags": LISTS,
    "collections": LISTS,
    "notes": TEXTS,
    "description": TEXTS,
    "licence": st.sampled_from(["", "mit", "cc-by"]),
    "credit": st.sampled_from(["", "by Ana"]),
    "base": st.sampled_from(["", *BASES]),
    "rating": st.integers(0, 5),
    "favourite": st.booleans(),
    "commercial": MAYBE,
    "edits": MAYBE,
    "references": st.integers(0, 3),
    "preview": HASHES,
}
SAID = {**FIELDS, "sha256": HASHES, "autov3": HASHES, "size": st.integers(0, 9)}
PLACES = st.builds(LoraPlace, kind=st.just(PlaceKind.FILE), address=SOURCES)


@st.composite
def scales(draw):
    """A default scale within its range, where there is one."""
    low, usual, high = sorted(draw(st.lists(SCALES, min_size=3, max_size=3)))
    return {
        "default_scale": usual,
        "scale_low": draw(st.sampled_from([None, low])),
        "scale_high": draw(st.sampled_from([None, high])),
    }


@st.composite
def facts(draw):
    """What some origin says: anything, and some of it typed by the artist elsewhere."""
    names = draw(st.sets(st.sampled_from(sorted(set(SAID) - {"preview"}))))
    said = {name: draw(SAID[name]) for name in sorted(names)}
    usual = LoraFacts(origin="")
    typed = [
        name for name in sorted(names) if name in FIELDS and said[name] != getattr(usual, name)
    ]
    artist = draw(st.sets(st.sampled_from(typed))) if typed else set()
    rest = {name: draw(st.none() | SCALES) for name in ("default_scale", "scale_low", "scale_high")}
    places = tuple(draw(st.lists(PLACES, max_size=2)))
    return LoraFacts(origin="x", from_artist=frozenset(artist), places=places, **said, **rest)


@st.composite
def cards(draw, lora_id=None, source=None):
    """A card that facts and the artist have filled, in the ways that there are."""
    lora = Lora(
        source=source or draw(SOURCES),
        name=draw(st.sampled_from(["Ink", "Wash"])),
        id=lora_id or draw(st.sampled_from("abcdef")) * 32,
        added_at=datetime(2026, 1, draw(st.integers(1, 9)), tzinfo=UTC),
    )
    for said in draw(st.lists(facts(), max_size=2)):
        lora = merged(lora, said)
    return edited(lora, **draw(edits()))


@st.composite
def edits(draw):
    """Changes that the artist may make."""
    names = draw(st.sets(st.sampled_from(sorted(FIELDS))))
    changes = {name: draw(FIELDS[name]) for name in sorted(names)}
    return changes | (draw(scales()) if draw(st.booleans()) else {})

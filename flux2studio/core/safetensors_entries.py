"""Parses the JSON of a safetensors header: every tensor described, of the size that it says,
and all of them filling the file to its end.

Nearly all programs write the metadata first and then the tensors; a typed decoder takes these in
half the time of ``json``. Any other header, and one that is wrong, is read slowly and strictly.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Annotated, NoReturn

import msgspec

_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8,
    "F8_E4M3FNUZ": 8, "F8_E5M2FNUZ": 8, "I16": 16, "U16": 16, "F16": 16, "BF16": 16,
    "I32": 32, "U32": 32, "F32": 32, "C64": 64, "F64": 64, "I64": 64, "U64": 64,
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6,
}  # fmt: skip
_QUOTES = 10  # around a tensor's name, its dtype, and the names of its three fields
_WORDS = '{"__metadata__"'
_SPACE = " \t\n\r"

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]


class Entry(msgspec.Struct, forbid_unknown_fields=True, gc=False):
    """One tensor; ``data_offsets`` are bytes, counted from the end of the header."""

    dtype: str
    shape: tuple[_Count, ...]
    data_offsets: tuple[_Count, _Count]


Entries = Mapping[str, Entry]

_ENTRIES = msgspec.json.Decoder(dict[str, Entry])


def parsed(text: bytes, room: int) -> tuple[Entries, Mapping[str, str]]:
    """Return the tensors and the metadata; ``room`` bytes follow the header.

    Raises ValueError, TypeError, KeyError or RecursionError for a header that is no good.
    """
    words = text.decode()  # UTF-8 and nothing else, whatever ``json`` would take
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return _quickly(words, room)
    return _strictly(words, room)  # in another order, or to say what is wrong


def _quickly(text: str, room: int) -> tuple[Entries, Mapping[str, str]]:
    metadata, rest = _words_first(text) if text.startswith(_WORDS) else ({}, text)
    entries = _ENTRIES.decode(rest)
    if rest.count('"') != _QUOTES * len(entries) or "__metadata__" in entries:
        raise ValueError("a name may be there twice")
    _check(entries.values(), room)
    return entries, metadata


def _words_first(text: str) -> tuple[dict[str, str], str]:
    """Cut the metadata off; what is left is JSON if, and only if, ``text`` is."""
    begin = text.index("{", len(_WORDS))
    metadata, end = _STRICT.raw_decode(text, begin)
    if text[len(_WORDS) : begin].strip(_SPACE) != ":":
        raise ValueError("the metadata is no object")
    rest = text[end:].lstrip(_SPACE)
    if not rest.startswith(",") or rest[1:].lstrip(_SPACE).startswith("}"):
        raise ValueError("there may be no tensor")
    return _words(metadata), "{" + rest[1:]


def _strictly(text: str, room: int) -> tuple[Entries, Mapping[str, str]]:
    said = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse)
    if not isinstance(said, dict):
        raise TypeError("the header is no object")
    metadata = _words(said.pop("__metadata__", {}))
    entries = msgspec.convert(said, dict[str, Entry])
    _check(entries.values(), room)
    return entries, metadata


def _words(metadata: object) -> dict[str, str]:
    if isinstance(metadata, dict) and all(type(value) is str for value in metadata.values()):
        return metadata
    raise TypeError("the metadata is no text")


def _check(entries: Iterable[Entry], room: int) -> None:
    """The tensors must fill the file: no hole, no overlap, nothing behind."""
    spans = []
    for entry in entries:
        begin, end = span = entry.data_offsets
        bits = _BITS[entry.dtype] * math.prod(entry.shape)
        if bits & 7 or begin + (bits >> 3) != end:
            raise ValueError("a tensor has another size than its shape")
        spans.append(span)
    spans.sort()
    place = 0
    for begin, end in spans:
        if begin != place:
            raise ValueError("the tensors overlap or leave a hole")
        place = end
    if place != room:
        raise ValueError("the file is cut off, or goes on behind its end")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name is there twice")
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")


_STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse)

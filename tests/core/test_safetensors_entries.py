"""The quick way through a header takes nothing that the strict one refuses."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.safetensors_entries import parsed

A = '"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}'
B = '"b": {"dtype": "BF16", "shape": [2, 1], "data_offsets": [4, 8]}'
WORDS = '"__metadata__": {"title": "Ink"}'

GOOD = {
    "metadata first": f"{{{WORDS}, {A}, {B}}}",
    "metadata last": f"{{{A}, {B}, {WORDS}}}",
    "metadata between": f"{{{A}, {WORDS}, {B}}}",
    "tensors in another order": f"{{{WORDS}, {B}, {A}}}",
    "no spaces": f"{{{WORDS},{A},{B}}}".replace(": ", ":").replace(", ", ","),
    "many spaces": f"{{ {WORDS} ,\n\t{A} ,\r\n {B} }}   ",
    "spaces around the metadata": f'{{"__metadata__" : {{"title": "Ink"}} , {A}, {B}}}',
    "escaped letters": f"{{{WORDS}, {A}, {B}}}".replace('"b"', '"\\u0062"'),
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_every_order_and_spacing_is_read(text):
    tensors, metadata = parsed(text.encode(), 8)
    assert {key: tensor.shape for key, tensor in tensors.items()} == {"a": (1,), "b": (2, 1)}
    assert tensors["b"].data_offsets == (4, 8)
    assert metadata == {"title": "Ink"}


def test_a_quote_within_a_name_is_no_name_twice():
    tensors, _ = parsed(f"{{{A}, {B}}}".replace('"a"', '"\\"a"').encode(), 8)
    assert set(tensors) == {'"a', "b"}


def test_a_header_may_hold_no_tensor():
    assert parsed(b'{"__metadata__": {"title": "Ink"}}', 0) == ({}, {"title": "Ink"})
    assert parsed(b"{}", 0) == ({}, {})


BAD = {
    "a tensor twice": f"{{{A}, {A}}}",
    "a tensor twice, once with an escape": f"{{{A}, {A}}}".replace('"a"', '"\\u0061"', 1),
    "metadata twice": f"{{{WORDS}, {WORDS}, {A}, {B}}}",
    "metadata twice, first and last": f"{{{WORDS}, {A}, {B}, {WORDS}}}",
    "metadata like a tensor": f"{{{A}, {B}}}".replace('"b"', '"__metadata__"'),
    "a word twice": f'{{"__metadata__": {{"x": "1", "x": "2"}}, {A}, {B}}}',
    "a field twice": f"{{{A}, {B}}}".replace('"dtype": "F32"', '"dtype": "F32", "dtype": "F32"'),
    "a comma too many behind the metadata": f"{{{WORDS},}}",
    "a comma too many behind the tensors": f"{{{WORDS}, {A}, {B},}}",
    "no comma behind the metadata": f"{{{WORDS} {A}, {B}}}",
    "no colon": f"{{{WORDS}, {A}, {B}}}".replace('__":', '__"'),
    "two colons": f"{{{WORDS}, {A}, {B}}}".replace('__":', '__"::'),
    "another space": f"{{{WORDS}, {A}, {B}}}".replace('__":', '__"\u00a0:'),
    "metadata that is a list": f'{{"__metadata__": [{{}}], {A}, {B}}}',
    "metadata that is a number": f'{{"__metadata__": {{"x": 1}}, {A}, {B}}}',
    "metadata that goes deep": f'{{"__metadata__": {{"x": {"[" * 99_999}, {A}, {B}}}',
    "a tensor that goes deep": f'{{{WORDS}, {A}, "b": {"[" * 99_999}',
    "something behind": f"{{{WORDS}, {A}, {B}}} {{}}",
    "a field too many": f"{{{A}, {B}}}".replace('"dtype"', '"more": 1, "dtype"', 1),
    "a field missing": f"{{{A}, {B}}}".replace('"shape": [1], ', ""),
    "an unknown kind of number": f"{{{A}, {B}}}".replace("F32", "F31"),
    "a fraction": f"{{{A}, {B}}}".replace("[1]", "[1.0]"),
    "true for one": f"{{{A}, {B}}}".replace("[1]", "[true]"),
    "less than nothing": f"{{{A}, {B}}}".replace("[2, 1]", "[-2, -1]"),
    "not a number": f"{{{A}, {B}}}".replace("[1]", "[NaN]"),
    "a size beyond all": f"{{{A}, {B}}}".replace("[1]", "[18446744073709551617]"),
    "no text": f"{{{A}, {B}}}".encode("utf-16-le").decode("latin-1"),
    "a list": "[]",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_what_is_wrong_is_refused(text):
    with pytest.raises((ValueError, TypeError, KeyError, RecursionError)):
        parsed(text.encode("latin-1"), 8)


@pytest.mark.parametrize("room", [0, 7, 9, 2**63])
def test_the_tensors_fill_the_file(room):
    with pytest.raises(ValueError, match="cut off"):
        parsed(GOOD["metadata first"].encode(), room)


@given(
    st.lists(st.tuples(st.text(max_size=5), st.integers(0, 9)), max_size=5),
    st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    st.booleans(),
)
def test_all_names_and_words_come_through(named, metadata, is_ascii):
    header, place = {"__metadata__": metadata}, 0
    for key, size in named:
        if key not in header:
            span = [place, place + size]
            header[key] = {"dtype": "U8", "shape": [size], "data_offsets": span}
            place += size
    tensors, words = parsed(json.dumps(header, ensure_ascii=is_ascii).encode(), place)
    assert words == metadata
    assert [*tensors] == [key for key in header if key != "__metadata__"]

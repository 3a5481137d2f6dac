"""Malformed headers by the thousand: a sentence or facts, and never a byte read behind a header.

FLUX2STUDIO_FUZZ says how many are tried in all; 100,000 take some minutes.
"""

from __future__ import annotations

import json
import os
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import LoraError
from flux2studio.storage.lora_facts import read_facts
from tests.storage.lora_words import JSON, assert_tame

HEADERS = int(os.environ.get("FLUX2STUDIO_FUZZ", "300"))
HEAD = 8 + 1 + 512  # what is looked at to say what a file is instead

pytestmark = pytest.mark.timeout(3600)

# Four tests share the number.
fuzz = settings(
    max_examples=max(HEADERS // 4, 1),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)

KEYS = st.sampled_from(
    [
        "diffusion_model.double_blocks.0.img_attn.proj.lora_A.weight",
        "diffusion_model.double_blocks.0.img_attn.proj.lora_B.weight",
        "transformer.single_transformer_blocks.3.attn.to_out.lora_A.weight",
        "lora_unet_double_blocks_0_img_attn_proj.lora_down.weight",
        "lora_unet_double_blocks_0_img_attn_proj.alpha",
        "x.double_blocks.99999999999999999999.img_attn.proj.lora_A.weight",
        "lycoris_y.hada_w1_a",
        "y.lokr_w1",
        "y.lokr_w2_b",
        "y.dora_scale",
        "../../etc/passwd.lora_A.weight",
    ]
) | st.text(st.characters(), max_size=20)
METADATA_KEYS = st.sampled_from(
    [
        "modelspec.title",
        "modelspec.architecture",
        "modelspec.trigger_phrase",
        "modelspec.description",
        "modelspec.tags",
        "modelspec.thumbnail",
        "modelspec.lora_default_weight",
        "ss_base_model_version",
        "ss_network_dim",
        "ss_output_name",
        "ss_tag_frequency",
        "ss_dataset_dirs",
        "ss_datasets",
        "training_info",
        "lora_adapter_metadata",
        "software",
        "name",
        "tags",
    ]
)
VALUES = st.sampled_from(
    [
        "",
        "Flux.2-klein-4b/lora",
        "flux-1-kontext-dev/lora",
        "data:image/png;base64,iVBORw0KGgo=",
        "data:image/png;base64,\ud800",
        "16",
        "1e999",
        "9" * 5000,
        "\ud800\x00\u202e",
        "<p>" * 50,
        "&#x110000;&#0;",
        "," * 500,
        '{"1_ink": {"ink": 1}}',
        '{"1_ink": {"ink": 1e999}}',
        '{"1_ink": {"ink": 9, "img_count": 9}, "x": []}',
        '{"1_ink": {"img_count": 3}}',
        '[{"has_control": true}]',
        '{"transformer.r": -1}',
        '{"transformer.r": [1]}',
        '{"control": ' + "[" * 2000,
        "[" * 2000 + "]" * 2000,
        "null",
        "NaN",
        '"text"',
    ]
)
METADATA = st.dictionaries(
    METADATA_KEYS, VALUES | st.text(st.characters(), max_size=20), max_size=5
)
NESTED = JSON.map(lambda value: json.dumps(value, default=str))


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """Return what a file with these bytes tells or why it is refused, and how much was read."""
    path = tmp_path_factory.mktemp("fuzz") / "ink.safetensors"
    counted = []
    real = os.read

    def counting(descriptor, length):
        data = real(descriptor, length)
        counted.append(len(data))
        return data

    def _read(data, behind=0):
        path.write_bytes(data)
        if behind:
            os.truncate(path, len(data) + behind)  # a hole: nothing is written
        counted.clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "read", counting)
            facts = taken_or_refused(path)
        length = int.from_bytes(data[:8], "little")
        is_there = 2 <= length <= len(data) + behind - 8 and data[8:9] == b"{"
        assert sum(counted) <= (max(8 + length, 9) if is_there else HEAD)
        for said in facts:
            assert_tame(said)
        return facts

    return _read


def taken_or_refused(path):
    try:
        return read_facts(path, beside=(), pictures=True)
    except LoraError as error:
        refusal = error
    assert str(refusal).startswith("“ink.safetensors” ")
    assert str(refusal).endswith(".")
    assert refusal.field == "loras"
    return ()


def packed(header, length=None):
    return struct.pack("<Q", len(header) if length is None else length) + header


def dumped(value):
    """JSON as Python writes it, lone surrogates and NaN included."""
    return json.dumps(value, default=str).encode()


SHAPES = st.lists(st.sampled_from([0, 1, 4, 16, 3072, 4096]) | st.integers(), max_size=4)
ODD = st.sampled_from(
    [
        None,
        True,
        0,
        -1,
        2**63,
        10**400,
        1.5,
        float("nan"),
        "",
        "F32",
        "\ud800",
        [],
        {},
        [[0], 4],
        [0, 4],
    ]
)
TENSOR = st.fixed_dictionaries(
    {
        "dtype": st.sampled_from(["F32", "BF16", "F8_E4M3", "F4", "BOOL", "F99"]) | ODD,
        "shape": SHAPES | ODD,
        "data_offsets": st.lists(st.integers(-1, 99), max_size=3) | ODD,
    },
    optional={"more": ODD},
)


@fuzz
@given(
    tensors=st.dictionaries(KEYS, TENSOR | ODD, max_size=3),
    metadata=st.dictionaries(METADATA_KEYS, ODD | st.just("text"), max_size=3) | ODD,
    behind=st.integers(0, 100),
)
def test_headers_that_describe_nonsense_are_taken_or_refused(read, tensors, metadata, behind):
    read(packed(dumped(tensors | {"__metadata__": metadata})), behind)


@given(metadata=st.dictionaries(METADATA_KEYS, NESTED, max_size=4))
def test_headers_with_any_json_in_their_words_are_taken(read, metadata):
    tensor = {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}
    assert read(packed(dumped({"a.lora_A.weight": tensor, "__metadata__": metadata})), behind=4)


@fuzz
@given(
    keys=st.lists(KEYS, min_size=1, max_size=5, unique=True),
    shapes=st.lists(st.lists(st.integers(0, 8192), max_size=2), min_size=5, max_size=5),
    metadata=METADATA,
)
def test_headers_in_good_order_may_say_anything(read, keys, shapes, metadata):
    header, place = {"__metadata__": metadata}, 0
    for key, shape in zip(keys, shapes, strict=False):
        size = 4
        for side in shape:
            size *= side
        header[key] = {"dtype": "F32", "shape": shape, "data_offsets": [place, place + size]}
        place += size
    if place < 2**31:
        read(packed(dumped(header)), behind=place)


GOOD = dumped(
    {
        "__metadata__": {"modelspec.title": "Ink", "ss_network_dim": "4"},
        "diffusion_model.double_blocks.0.img_attn.proj.lora_A.weight": {
            "dtype": "F32",
            "shape": [1, 4],
            "data_offsets": [0, 16],
        },
    }
)


@fuzz
@given(
    places=st.lists(st.tuples(st.integers(0, len(GOOD) + 7), st.integers(0, 255)), max_size=8),
    cut=st.integers(0, len(GOOD) + 24) | st.none(),
)
def test_headers_changed_or_cut_off_are_taken_or_refused(read, places, cut):
    data = bytearray(packed(GOOD))
    for place, value in places:
        data[place] = value
    data += bytes(16)
    read(bytes(data[:cut]))


@fuzz
@given(
    length=st.integers(0, 2**64 - 1) | st.integers(0, 200),
    start=st.sampled_from(
        [b"", b"{", b"{}", b"[", b'{"a":', b"\x80\x04", b"PK\x03\x04", b"<html>"]
    ),
    noise=st.binary(max_size=120),
    behind=st.sampled_from([0, 0, 1, 1000, 200_000_000]),
)
def test_lengths_that_lie_and_noise_are_taken_or_refused(read, length, start, noise, behind):
    read(packed(start + noise, length), behind if length < 10_000 else min(behind, 1000))

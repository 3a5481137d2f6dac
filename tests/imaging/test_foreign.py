"""Recipes of other programs, from pictures as they write them."""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.errors import PictureError
from flux2studio.core.request import LoraUse
from flux2studio.imaging.foreign import read_foreign
from flux2studio.imaging.foreign_a1111 import read_a1111
from flux2studio.imaging.foreign_comfyui import read_comfyui
from flux2studio.imaging.foreign_drawthings import read_drawthings
from flux2studio.imaging.foreign_fooocus import read_fooocus
from flux2studio.imaging.foreign_invokeai import read_invokeai, read_invokeai_first
from flux2studio.imaging.foreign_swarmui import read_swarmui
from flux2studio.imaging.foreign_text import read_texts
from tests.imaging import foreign_files as files

READERS = (
    read_a1111,
    read_comfyui,
    read_drawthings,
    read_fooocus,
    read_invokeai,
    read_invokeai_first,
    read_swarmui,
)


@pytest.fixture
def read(tmp_path):
    def _read(data, name="picture.png"):
        path = tmp_path / name
        path.write_bytes(data)
        return read_foreign(path)

    return _read


def lora(name, scale):
    return LoraUse(source=name, name=name, scale=scale)


@pytest.mark.parametrize(
    "data",
    [
        files.png([("parameters", files.A1111)]),
        files.png([("parameters", files.A1111)], zipped=True),
        files.png([("parameters", files.A1111)], international=True),
        files.png([("parameters", files.A1111)], international=True, zipped=True),
        files.with_comment("JPEG", files.A1111),
        files.with_comment("JPEG", files.A1111, order="le"),
        files.with_comment("WEBP", files.A1111),
    ],
)
def test_the_web_ui_is_read_however_its_text_is_kept(read, data):
    recipe = read(data)

    assert recipe.tool == "a1111"
    assert recipe.prompt == "a red coat,  in the snow"
    assert recipe.negative.startswith("blurry")
    assert (recipe.seed, recipe.steps, recipe.guidance) == (1234567890, 28, 2.5)
    assert (recipe.width, recipe.height) == (1024, 768)
    assert recipe.model == "flux2-dev"
    assert recipe.loras == (lora("inkwash", 0.7),)


def test_comfyui_is_walked_from_the_node_that_samples(read):
    for data in (
        files.png([("prompt", json.dumps(files.COMFYUI)), ("workflow", "{}")]),
        files.comfyui_webp(files.COMFYUI),
    ):
        recipe = read(data)

        assert recipe.tool == "comfyui"
        assert recipe.prompt == "a harbour at dusk"
        assert (recipe.seed, recipe.steps, recipe.guidance) == (42, 20, 3.5)
        assert (recipe.width, recipe.height) == (832, 1216)
        assert recipe.model == "flux2-klein-4b"
        assert recipe.loras == (lora("ink", 0.9), lora("paper", 0.6))
        assert recipe.notes == ()


def test_a_plain_sampler_of_comfyui_has_both_prompts():
    graph = {
        "1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "a.safetensors"}},
        "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "cat", "clip": ["1", 1]}},
        "3": {"class_type": "CLIPTextEncode", "inputs": {"text": "dog", "clip": ["1", 1]}},
        "4": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512}},
        "5": {
            "class_type": "KSampler",
            "inputs": {
                "seed": 8,
                "steps": 20,
                "cfg": 7.0,
                "model": ["1", 0],
                "positive": ["2", 0],
                "negative": ["3", 0],
                "latent_image": ["4", 0],
            },
        },
    }

    recipe = read_comfyui(json.dumps(graph))

    assert (recipe.prompt, recipe.negative) == ("cat", "dog")
    assert (recipe.seed, recipe.steps, recipe.guidance, recipe.model) == (8, 20, 7.0, "a")


def test_nodes_of_comfyui_in_a_circle_end():
    graph = {
        "1": {"class_type": "A", "inputs": {"conditioning": ["2", 0], "model": ["1", 0]}},
        "2": {"class_type": "B", "inputs": {"conditioning": ["1", 0]}},
        "3": {
            "class_type": "KSampler",
            "inputs": {"seed": 1, "positive": ["1", 0], "model": ["1", 0]},
        },
    }

    recipe = read_comfyui(json.dumps(graph))

    assert recipe.prompt == ""
    assert recipe.notes == ("The prompt of this graph of ComfyUI could not be found.",)


def test_a_graph_without_a_sampler_is_told():
    (note,) = read_comfyui('{"1": {"class_type": "LoadImage", "inputs": {}}}').notes

    assert "no node that samples" in note


def test_invokeai_is_read(read):
    recipe = read(files.png([("invokeai_metadata", json.dumps(files.INVOKEAI))]))

    assert (recipe.tool, recipe.prompt, recipe.negative) == ("invokeai", "a lighthouse", "fog")
    assert (recipe.seed, recipe.steps, recipe.guidance) == (99, 30, 4.0)
    assert (recipe.model, recipe.loras) == ("FLUX.2 dev", (lora("Gouache", 0.75),))


def test_the_first_invokeai_is_read(read):
    recipe = read(files.png([("sd-metadata", json.dumps(files.INVOKEAI_FIRST))]))

    assert (recipe.tool, recipe.prompt, recipe.seed) == ("invokeai", "an old boat", 7)
    assert (recipe.width, recipe.height) == (512, 640)


def test_swarmui_is_read(read):
    for data in (
        files.png([("parameters", json.dumps(files.SWARMUI))]),
        files.with_comment("JPEG", json.dumps(files.SWARMUI)),
    ):
        recipe = read(data)

        assert (recipe.tool, recipe.prompt, recipe.negative) == ("swarmui", "a fox", "dog")
        assert (recipe.seed, recipe.steps, recipe.guidance) == (5, 8, 3.0)
        assert recipe.model == "flux2-klein-9b"
        assert recipe.loras == (lora("ink", 0.5), lora("paper", 1.0), lora("fur", 0.4))
        assert recipe.made_at == datetime(2026, 3, 1, tzinfo=UTC)


def test_fooocus_is_read_in_both_its_forms(read):
    recipe = read(files.png([("parameters", json.dumps(files.FOOOCUS))]))

    assert (recipe.tool, recipe.prompt, recipe.seed) == ("fooocus", "a tea house", 8675309)
    assert (recipe.width, recipe.height, recipe.guidance) == (1152, 896, 4.0)
    assert recipe.loras == (lora("offset", 0.1), lora("detail", 0.25))
    older = read(files.png([("parameters", json.dumps(files.FOOOCUS_OLD))]))
    assert (older.tool, older.negative, older.seed) == ("fooocus", "people", 3)
    text = files.A1111.replace("v1.10.0", "Fooocus v2.5.5")
    assert read(files.png([("parameters", text)])).tool == "fooocus"


def test_draw_things_is_read(read):
    recipe = read(files.drawthings_png(files.DRAWTHINGS))

    assert (recipe.tool, recipe.prompt, recipe.negative) == ("drawthings", "a kite", "rain")
    assert (recipe.seed, recipe.steps, recipe.guidance) == (11, 4, 1.5)
    assert (recipe.width, recipe.height) == (768, 1024)
    assert recipe.loras == (lora("kites_lora_f16", 0.8),)


def test_a_plain_picture_says_nothing(read):
    assert read(files.png()) is None
    assert read(files.png([("Title", "my holiday"), ("parameters", "not ours")])) is None


def test_no_picture_is_refused(read):
    with pytest.raises(PictureError, match="no PNG, JPEG or WebP"):
        read(b"GIF89a not one of these")


def test_a_small_text_that_unpacks_to_gigabytes_is_left_out(tmp_path):
    bomb = b"parameters\0\0" + zlib.compress(bytes(64 * 2**20))
    whole = files.png([("Title", "kept")])
    path = tmp_path / "bomb.png"
    path.write_bytes(whole[:33] + files.png_chunk(b"zTXt", bomb) + whole[33:])

    assert read_texts(path) == {"Title": "kept"}


def test_texts_that_lie_about_their_length_end_the_reading(tmp_path):
    path = tmp_path / "liar.png"
    path.write_bytes(files.png()[:33] + b"\x00\x10\x00\x00tEXtparameters\0a")

    with pytest.raises(PictureError):
        read_texts(path)


def test_json_as_deep_as_a_well_is_no_recipe(read):
    deep = '{"sui_image_params":' + '{"a":' * 5000 + "1" + "}" * 5001

    assert read(files.png([("parameters", deep)])) is None


def test_values_beyond_all_measure_are_left_out():
    data = dict(files.INVOKEAI, seed=-1, steps=1e400, width="wide", guidance="NaN", loras=[3])

    recipe = read_invokeai(json.dumps(data).replace("Infinity", "1e999"))

    assert recipe is None or (recipe.seed, recipe.steps, recipe.width) == (None, None, 0)


@given(st.text(max_size=300))
def test_any_text_at_all_is_a_recipe_or_none(source):
    for read_one in READERS:
        read_one(source)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(
                    ["inputs", "class_type", "prompt", "loras", "model", "seed", "size"]
                )
                | st.text(max_size=6),
                inner,
                max_size=5,
            )
        ),
        max_leaves=25,
    )
)
def test_any_json_at_all_is_a_recipe_or_none(value):
    source = json.dumps(value)
    for read_one in READERS:
        read_one(source)
        read_one(json.dumps({"sui_image_params": value, "image": value, "c": value}))
        read_one(json.dumps({"1": {"class_type": "KSampler", "inputs": value}}))

"""Files of seven other tools beside a LoRA: read for what they know, and for nothing else."""

from __future__ import annotations

import json
import logging
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.civitai_facts import version_facts
from flux2studio.storage.lora_sidecars import SIDECAR_MAX, preview_beside, sidecar_facts
from flux2studio.storage.lora_sidecars_drawthings import draw_things_facts
from flux2studio.storage.lora_sidecars_manager import lora_manager_facts
from flux2studio.storage.lora_sidecars_matrix import stability_matrix_facts
from flux2studio.storage.lora_sidecars_rgthree import rgthree_facts
from flux2studio.storage.lora_sidecars_swarm import swarm_facts
from flux2studio.storage.lora_sidecars_webui import webui_facts
from tests.storage.lora_sidecar_files import (
    DRAW_THINGS,
    FILES,
    MANAGER,
    MATRIX,
    PNG,
    RGTHREE,
    SWARM,
    VERSION,
    WEBUI,
)
from tests.storage.lora_words import JSON, assert_tame, objects


@pytest.fixture
def lora(tmp_path):
    return tmp_path / "ink.safetensors"


def put(lora, name, value):
    lora.with_name(name).write_text(json.dumps(value), encoding="utf-8")


# What each of them says


def test_lora_manager_tells_words_range_notes_and_heart():
    facts = lora_manager_facts(MANAGER)

    assert (facts.name, facts.base) == ("Ink, my favourite", "FLUX.2 dev")
    assert facts.trigger_words == ("inkstyle",)
    assert (facts.default_scale, facts.scale_low, facts.scale_high) == (0.8, 0.5, 1.1)
    assert (facts.notes, facts.description) == ("Good for\nold paper.", "Paints with ink.")
    assert (facts.favourite, facts.rating, facts.tags) == (True, 4, ("style", "ink"))
    assert (facts.commercial, facts.credit) == (True, "Ink wash by brush")
    assert facts.page == "https://civitai.com/models/11?modelVersionId=22"
    assert {"notes", "favourite", "rating", "default_scale"} <= facts.from_artist
    assert (facts.sha256, facts.size) == ("", 0)


@pytest.mark.parametrize(
    ("tips", "found"),
    [
        ('{"strength_range": "0.4-1.2"}', (None, 0.4, 1.2)),
        ('{"strength_range": "0.4"}', (None, 0.4, None)),
        ('{"strength_range": "-1-1"}', (None, None, None)),
        ('{"strength": "0.6"}', (0.6, None, None)),
        ('{"strength_min": 1.2, "strength_max": 0.4}', (None, None, None)),
        ("{}", (None, None, None)),
        ("no json", (None, None, None)),
        ("[" * 90_000, (None, None, None)),
        ({"strength": 0.6}, (0.6, None, None)),
        (None, (None, None, None)),
    ],
)
def test_usage_tips_are_an_object_in_a_text(tips, found):
    facts = lora_manager_facts(MANAGER | {"usage_tips": tips})

    assert (facts.default_scale, facts.scale_low, facts.scale_high) == found


def test_the_web_ui_tells_what_its_user_typed():
    facts = webui_facts(WEBUI)

    assert facts.trigger_words == ("inkstyle", "black ink")
    assert (facts.default_scale, facts.notes) == (0.75, "Good for old paper.")
    assert facts.description == "Paints with ink."
    assert facts.base == ""
    assert {"trigger_words", "default_scale", "notes", "description"} <= facts.from_artist


def test_a_weight_of_nothing_is_no_preference():
    assert webui_facts(WEBUI | {"preferred weight": 0}).default_scale is None


def test_json_of_any_other_tool_is_not_the_web_uis():
    facts = webui_facts({"description": "a workflow", "notes": "x", "nodes": []})

    assert (facts.description, facts.notes) == ("", "")


def test_stability_matrix_tells_words_page_and_title():
    facts = stability_matrix_facts(MATRIX)

    assert (facts.name, facts.base) == ("My ink", "FLUX.2 klein 9B")
    assert facts.trigger_words == ("inkstyle",)
    assert facts.description == "Paints with ink.\n\nBetter lines."
    assert (facts.tags, facts.credit) == (("style",), "Ink wash by brush")
    assert facts.page == "https://civitai.com/models/11?modelVersionId=22"
    assert facts.from_artist == {"name"}
    assert facts.rating == 0  # what strangers gave is not the artist's


def test_a_model_that_is_not_from_civitai_has_no_page_there():
    facts = stability_matrix_facts(MATRIX | {"Source": "OpenModelDb", "UserTitle": None})

    assert (facts.page, facts.places) == ("", ())
    assert (facts.name, facts.from_artist) == ("Ink wash", frozenset())


def test_swarm_tells_title_words_weight_and_thumbnail():
    facts = swarm_facts(SWARM)

    assert (facts.name, facts.default_scale) == ("My ink", 0.8)
    assert facts.trigger_words == ("inkstyle", "black ink")
    assert facts.description == "Use: Keep it below 1."
    assert (facts.licence, facts.tags) == ("CC0", ("style",))
    assert facts.preview == b"\x89PNG\r\n\x1a\n"


def test_rgthree_tells_words_but_no_captions():
    facts = rgthree_facts(RGTHREE)

    assert (facts.name, facts.base) == ("Ink wash - v2", "FLUX.2 dev")
    assert facts.trigger_words == ("inkstyle", "mine")
    assert (facts.scale_low, facts.scale_high) == (0.5, 1.1)
    assert facts.notes == "Good for old paper."
    assert facts.commercial is True
    assert rgthree_facts(RGTHREE | {"raw": None}).page.startswith("https://civitai.com/models/11")


@pytest.mark.parametrize("stem", ["ink", "Ink", "ink_lora_f16"])
def test_draw_things_tells_the_entry_of_the_file(stem):
    facts = draw_things_facts(DRAW_THINGS, stem)

    assert (facts.name, facts.base) == ("My ink", "FLUX.2 klein 9B")
    assert facts.trigger_words == ("inkstyle",)
    assert (facts.default_scale, facts.scale_low, facts.scale_high) == (0.8, 0.5, 1.1)
    assert facts.notes == "Good for old paper."


def test_the_range_that_draw_things_always_writes_is_nobodys_choice():
    entry = DRAW_THINGS[1] | {"weight": {"value": 0.8, "lower_bound": -1.5, "upper_bound": 2.5}}
    facts = draw_things_facts([entry], "ink")

    assert (facts.default_scale, facts.scale_low, facts.scale_high) == (0.8, None, None)


def test_a_file_that_draw_things_does_not_list_gets_nothing():
    assert draw_things_facts(DRAW_THINGS, "pencil").name == ""
    assert draw_things_facts(DRAW_THINGS, "").name == ""


# Beside the file


def test_all_of_them_are_found_what_was_typed_first(lora):
    for name, value in FILES.items():
        put(lora, name, value)

    assert [facts.origin for facts in sidecar_facts(lora)] == [
        "ComfyUI Lora Manager",
        "Stable Diffusion web UI",
        "SwarmUI",
        "Stability Matrix",
        "Civitai Helper",
        "rgthree",
        "Draw Things",
    ]


def test_those_of_another_lora_are_not_taken(lora):
    for name, value in FILES.items():
        put(lora, name, value)

    assert sidecar_facts(lora.with_name("ink2.safetensors")) == ()
    assert sidecar_facts(lora.with_name("in.safetensors")) == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b"null",
        b"[]",
        b"12",
        b'"text"',
        b"[" * 200_000,
        b'{"a":' * 100_000,
        b"9" * 10_000,
        b"<html>",
        b"\x00" * 100,
    ],
)
@pytest.mark.parametrize("name", FILES)
def test_a_broken_one_says_nothing_and_harms_nothing(lora, name, data):
    lora.with_name(name).write_bytes(data)

    assert sidecar_facts(lora) == ()


@pytest.mark.parametrize("name", FILES)
def test_one_that_is_too_large_is_passed_over_with_a_reason(lora, name, caplog):
    lora.with_name(name).write_bytes(b" " * SIDECAR_MAX + json.dumps(FILES[name]).encode())

    with caplog.at_level(logging.INFO):
        assert sidecar_facts(lora) == ()

    assert f"“{name}” is passed over: it is larger than 5 MB" in caplog.text


def test_a_mark_at_the_beginning_as_windows_writes_it_does_no_harm(lora):
    data = b"\xef\xbb\xbf" + json.dumps(WEBUI).encode()
    lora.with_name("ink.json").write_bytes(data)

    assert sidecar_facts(lora)[0].trigger_words == ("inkstyle", "black ink")


def test_folders_pipes_and_links_to_nowhere_are_passed_over(lora):
    lora.with_name("ink.json").mkdir()
    lora.with_name("ink.png").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(lora.with_name("ink.swarm.json"))
        os.mkfifo(lora.with_name("ink.jpg"))
        lora.with_name("ink.metadata.json").symlink_to("/nowhere/at/all")
        lora.with_name("ink.cm-info.json").symlink_to("/dev/zero")

    assert sidecar_facts(lora) == ()
    assert preview_beside(lora) == b""


def test_one_field_of_a_wrong_type_leaves_the_others(lora):
    put(lora, "ink.metadata.json", MANAGER | {"tags": 7, "notes": [1], "civitai": "x"})

    (facts,) = sidecar_facts(lora)

    assert (facts.name, facts.notes, facts.tags) == ("Ink, my favourite", "", ())
    assert facts.default_scale == 0.8


@pytest.mark.parametrize(
    "name",
    ["ink.preview.png", "ink.preview.jpg", "ink.preview.webp", "ink.preview.gif", "ink.jpeg"],
)
def test_the_picture_beside_is_found_under_the_names_of_all_tools(lora, name):
    lora.with_name(name).write_bytes(PNG)  # the ending need not be true

    assert preview_beside(lora) == PNG
    assert preview_beside(lora, beside={"ink.safetensors"}) == b""
    assert preview_beside(lora, beside={name}) == PNG


def test_a_preview_stands_before_a_plain_picture_and_what_is_none_is_left(lora):
    lora.with_name("ink.png").write_bytes(PNG + b"plain")
    lora.with_name("ink.preview.png").write_bytes(b"<html>not a picture</html>")
    assert preview_beside(lora) == PNG + b"plain"

    lora.with_name("ink.preview.jpg").write_bytes(PNG)
    assert preview_beside(lora) == PNG


def test_a_film_or_a_huge_picture_is_no_preview(lora):
    lora.with_name("ink.png").write_bytes(b"\0\0\0\x18ftypmp42" + bytes(100))
    with lora.with_name("ink.preview.png").open("wb") as file:
        file.write(PNG)
        file.truncate(30 * 2**20)

    assert preview_beside(lora) == b""


# Anything at all

READERS = {
    "manager": (lora_manager_facts, objects(*MANAGER, "usage_tips")),
    "web ui": (webui_facts, objects(*WEBUI, "rating")),
    "matrix": (stability_matrix_facts, objects(*MATRIX)),
    "swarm": (swarm_facts, objects(*SWARM, "thumbnail")),
    "rgthree": (rgthree_facts, objects(*RGTHREE)),
    "civitai": (lambda said: version_facts(said, "x"), objects(*VERSION)),
    "draw things": (
        lambda said: draw_things_facts(said, "ink"),
        st.lists(
            st.fixed_dictionaries(
                {"file": st.just("ink.ckpt") | JSON},
                optional={key: JSON for key in DRAW_THINGS[1] if key != "file"},
            ),
            max_size=3,
        )
        | JSON,
    ),
}


@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
def test_any_json_at_all_is_read_without_harm(name, data):
    reader, values = READERS[name]

    assert_tame(reader(data.draw(values)))


@given(
    tips=st.dictionaries(
        st.sampled_from(["strength", "strength_min", "strength_max", "strength_range"]), JSON
    )
)
def test_any_tips_at_all_are_read_without_harm(tips):
    assert_tame(lora_manager_facts({"usage_tips": json.dumps(tips)}))


@given(weight=st.dictionaries(st.sampled_from(["value", "lower_bound", "upper_bound"]), JSON))
def test_any_weight_at_all_is_read_without_harm(weight):
    assert_tame(draw_things_facts([{"file": "ink", "weight": weight}], "ink"))

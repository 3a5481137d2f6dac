"""A model version of Civitai, and the base models that other tools name."""

from __future__ import annotations

import pytest
from hypothesis import given

from flux2studio.core.civitai_facts import may_sell_pictures, version_facts
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_base_names import base_named
from tests.storage.lora_words import assert_tame, objects

VERSION = {
    "id": 22,
    "modelId": 11,
    "name": "v2",
    "baseModel": "Flux.2 Klein 9B-base",
    "trainedWords": ["inkstyle", "ink wash, black"],
    "description": "<p>Better lines.</p>",
    "model": {
        "name": "Ink wash",
        "type": "LORA",
        "nsfw": False,
        "description": "<p>Paints with <b>ink</b>.</p>",
        "tags": ["style", "ink"],
        "allowCommercialUse": ["Image", "RentCivit"],
        "allowNoCredit": False,
    },
    "creator": {"username": "brush"},
    "files": [{"hashes": {"SHA256": "AB"}, "name": "ink.safetensors"}],
}


def test_a_version_says_how_to_use_it_and_who_is_to_be_named():
    facts = version_facts(VERSION, "Civitai")

    page = "https://civitai.com/models/11?modelVersionId=22"
    assert (facts.name, facts.base) == ("Ink wash", "FLUX.2 klein 9B")
    assert facts.trigger_words == ("inkstyle", "ink wash, black")
    assert facts.description == "Paints with ink.\n\nBetter lines."
    assert facts.tags == ("style", "ink")
    assert (facts.commercial, facts.credit) == (True, "Ink wash by brush")
    assert facts.licence == "Civitai: pictures may be sold, credit wanted"
    assert facts.page == page
    assert facts.places == (LoraPlace(kind=PlaceKind.CIVITAI, address=page),)
    assert (facts.sha256, facts.size) == ("", 0)  # what somebody says of the file is not its hash


@pytest.mark.parametrize(
    ("allowed", "may"),
    [
        (["Image"], True),
        (["RentCivit", "Rent"], False),
        (["Sell"], False),
        ([], False),
        ("{Image,Rent}", True),
        ("{RentCivit}", False),
        ("{}", False),
        ("Sell", True),
        ("Rent", True),
        ("None", False),
        ("", None),
        (None, None),
        ({"Image": True}, None),
        ([["Image"]], False),
    ],
)
def test_selling_pictures_is_allowed_forbidden_or_unknown(allowed, may):
    assert may_sell_pictures(allowed) is may


def test_no_credit_line_is_made_where_none_is_wanted():
    model = VERSION["model"] | {"allowNoCredit": True}

    assert version_facts(VERSION | {"model": model}, "x").credit == ""


@given(
    objects(
        *VERSION,
    ),
    objects(*VERSION["model"]),
)
def test_any_json_at_all_is_read_without_harm(version, model):
    assert_tame(version_facts(version, "x"))
    if isinstance(version, dict):
        assert_tame(version_facts(version | {"model": model}, "x"))


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("Flux.2 D", "FLUX.2 dev"),
        ("Flux.2 Klein 9B-base", "FLUX.2 klein 9B"),
        ("Flux.2 Klein 4B", "FLUX.2 klein 4B"),
        ("black-forest-labs/FLUX.2-dev", "FLUX.2 dev"),
        ("black-forest-labs/FLUX.2-klein-base-4B", "FLUX.2 klein 4B"),
        ("diffusers/FLUX.2-dev-bnb-4bit", "FLUX.2 dev"),
        ("flux2", "FLUX.2 dev"),
        ("flux2_klein_9b", "FLUX.2 klein 9B"),
        ("flux_2_klein_4b", "FLUX.2 klein 4B"),
        ("Flux.2-klein-4b/lora", "FLUX.2 klein 4B"),
        ("flux2_9b", "FLUX.2 klein 9B"),
        ("FLUX.2 klein", ""),
        ("Flux.2 Pro", ""),
        ("Flux.1 D", "other"),
        ("Flux.1 Kontext", "other"),
        ("SDXL 1.0", "other"),
        ("SD 1.5", "other"),
        ("Pony", "other"),
        ("ZImageTurbo", "other"),
        ("Qwen", "other"),
        ("Wan Video 14B t2v", "other"),
        ("Unknown", ""),
        ("Other", ""),
        ("my own mix", ""),
        ("", ""),
        (None, ""),
        (["Flux.2 D"], ""),
    ],
)
def test_the_names_of_other_tools_for_a_base_are_known(name, base):
    assert base_named(name) == base

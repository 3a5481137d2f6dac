"""What a model refuses, and the words it does it with."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.checks import check, problems
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import (
    SEED_MAX,
    GenerationRequest,
    LoraUse,
    ReferenceImage,
    Size,
)
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
EDIT = CATALOGUE.model("aimlapi/flux-2-lora-edit")
PRACTICE = CATALOGUE.model("practice")


def picture(number=1):
    return ReferenceImage(sha256=f"{number:064x}", name=f"{number}.png", width=1600, height=1200)


def edit(**changes):
    request = replace(starting_request(EDIT), prompt="make it night", references=(picture(),))
    return replace(request, **changes)


def fields(request, model=EDIT):
    return [problem.field for problem in problems(request, model)]


@pytest.mark.parametrize("model", CATALOGUE.models, ids=lambda model: model.id)
def test_every_model_takes_its_own_defaults(model):
    references = tuple(picture(number) for number in range(model.references.minimum))
    request = replace(starting_request(model), prompt="a fox", references=references)

    assert fields(request, model) == []


@pytest.mark.parametrize("prompt", ["", "  ", "\n"])
def test_an_empty_prompt_is_refused(prompt):
    with pytest.raises(InvalidRequestError, match="The prompt is empty") as refusal:
        check(edit(prompt=prompt), EDIT)

    assert refusal.value.field == "prompt"


@pytest.mark.parametrize(("prompt", "taken"), [("x" * 4000, True), ("x" * 4001, False)])
def test_the_prompt_ends_at_the_limit(prompt, taken):
    assert (fields(edit(prompt=prompt)) == []) is taken


def test_emoji_count_twice_as_the_services_count_them():
    assert fields(edit(prompt="🦊" * 2000)) == []
    assert fields(edit(prompt="🦊" * 2001)) == ["prompt"]


@pytest.mark.parametrize("letter", ["\0", "\ud800"])
def test_characters_that_are_no_text_are_refused(letter):
    assert fields(edit(prompt=f"a fox{letter}")) == ["prompt"]


def test_too_few_and_too_many_references_are_refused():
    four = tuple(picture(number) for number in range(4))

    assert fields(edit(references=())) == ["references"]
    assert fields(edit(references=four)) == ["references"]


def test_a_reference_that_is_switched_off_does_not_count():
    four = tuple(replace(picture(n), enabled=n != 3) for n in range(4))

    assert fields(edit(references=four)) == []


def test_a_model_without_loras_refuses_them():
    loras = (LoraUse(source="owner/name"),)

    assert fields(edit(loras=loras), CATALOGUE.model("aimlapi/flux-2-edit")) == ["loras"]


def test_a_file_is_refused_where_the_service_cannot_read_it():
    problem = next(problems(edit(loras=(LoraUse(source="/loras/ink.safetensors"),)), EDIT))

    assert "cannot read" in str(problem)
    assert "repository" in problem.hint


@pytest.mark.parametrize("scale", [-0.1, 4.1, float("nan"), float("inf")])
def test_a_scale_outside_the_range_is_refused(scale):
    assert fields(edit(loras=(LoraUse(source="owner/name", scale=scale),))) == ["loras"]


def test_the_same_lora_twice_is_refused():
    assert fields(edit(loras=(LoraUse(source="a/b"), LoraUse(source="a/b")))) == ["loras"]


@pytest.mark.parametrize("width", [511, 1000, 2049, 0, -32])
def test_a_size_outside_the_rule_is_refused_and_the_nearest_is_named(width):
    problem = next(problems(edit(size=Size(width=width, height=768)), EDIT))

    assert problem.field == "size"
    assert "nearest" in problem.hint


@pytest.mark.parametrize("seed", [0, -1, 2**31, 2**64])
def test_a_seed_outside_the_range_is_refused(seed):
    assert fields(edit(seed=seed)) == ["seed"]


def test_the_seed_leaves_room_for_every_picture():
    assert fields(edit(seed=SEED_MAX, count=1)) == []
    assert fields(edit(seed=SEED_MAX, count=2)) == ["seed"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"steps": 3}, "steps"),
        ({"steps": 51}, "steps"),
        ({"count": 0}, "count"),
        ({"count": 5}, "count"),
        ({"guidance": 20.1}, "guidance"),
        ({"guidance": float("nan")}, "guidance"),
    ],
)
def test_numbers_outside_their_range_are_refused(change, field):
    assert fields(edit(**change)) == [field]


@given(width=st.integers(-10, 10_000), height=st.integers(-10, 10_000))
def test_the_nearest_size_is_always_taken(width, height):
    for model in CATALOGUE.models:
        size = model.size.snapped(Size(width=width, height=height))

        request = GenerationRequest(prompt="x", size=size)
        assert "size" not in fields(request, model)


def test_a_model_that_does_not_exist_is_named():
    with pytest.raises(InvalidRequestError, match="no model “flux-9”"):
        CATALOGUE.model("flux-9")

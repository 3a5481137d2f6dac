"""What comes back into the form from a recipe."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from flux2studio.core.models import read_catalogue
from flux2studio.core.recall import (
    ALL,
    ALL_BUT_SEED,
    FIELDS,
    RecallPart,
    differences_on,
    fitted,
    recalled,
)
from flux2studio.core.request import (
    Acceleration,
    GenerationRequest,
    ImageFormat,
    LoraUse,
    Mask,
    ReferenceImage,
    Size,
)
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource

HAT = ReferenceImage(sha256="a" * 64, name="hat.png", width=800, height=600)
THEN = GenerationRequest(
    model="local-klein-4b",
    prompt="a red coat",
    negative_prompt="snow",
    expand_prompt=True,
    references=(HAT,),
    loras=(LoraUse(source="atelier/ink", name="Ink", scale=0.7),),
    size=Size(width=1280, height=720),
    count=2,
    seed=77,
    steps=12,
    guidance=4.0,
    acceleration=Acceleration.HIGH,
    format=ImageFormat.WEBP,
    safety_checker=False,
    safety_tolerance=5,
    strength=0.6,
    large_reference=True,
)
NOW = GenerationRequest(prompt="a harbour", seed=5)


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue(resource("models.json").read_bytes())


def test_all_of_a_request_comes_back():
    assert recalled(NOW, THEN, ALL) == THEN


def test_all_but_the_seed_leaves_one_to_be_drawn():
    assert recalled(NOW, THEN, ALL_BUT_SEED) == replace(THEN, seed=None)


@pytest.mark.parametrize("part", RecallPart)
def test_a_part_comes_back_alone(part):
    result = recalled(NOW, THEN, frozenset({part}))

    for field in fields(GenerationRequest):
        source = THEN if field.name in FIELDS[part] else NOW
        assert getattr(result, field.name) == getattr(source, field.name)


def test_each_field_of_a_request_belongs_to_one_part():
    told = sorted(name for names in FIELDS.values() for name in names)

    assert told == sorted(field.name for field in fields(GenerationRequest))


def test_nothing_differs_on_the_same_model(catalogue):
    for model in catalogue.models:
        assert list(differences_on(starting_request(model), model, model)) == []


def test_another_backend_says_what_it_does_not_take(catalogue):
    practice = catalogue.model("practice")
    for then in catalogue.models:
        request = replace(
            starting_request(then),
            references=(replace(HAT, mask=Mask(sha256="b" * 64, width=8, height=6)),) * 12,
            loras=(LoraUse(source="atelier/ink", name="Ink", scale=90.0),) * 40,
            size=Size(width=10, height=10),
        )
        for now in catalogue.models:
            told = " ".join(told.sentence for told in differences_on(request, then, now))
            if then.id == now.id:
                continue
            assert "the same" in told or then.family == now.family
            if now.references.maximum < 12:
                assert "references, and there are 12" in told
            if now.loras is None:
                assert "takes no LoRAs" in told
            else:
                assert "“Ink” had the scale 90" in told
            if now.strength is None:
                assert "takes no mask" in told
            assert "cannot make 10 × 10" in told
    assert practice in catalogue.models


def test_steps_that_another_model_fixes_are_named(catalogue):
    then = next(model for model in catalogue.models if model.steps and model.guidance)
    now = next(model for model in catalogue.models if model.steps is None)

    told = list(differences_on(replace(starting_request(then), steps=17), then, now))

    assert any(
        part is RecallPart.PARAMETERS and "fixed steps; the picture was made with 17." in sentence
        for part, sentence in told
    )


def test_what_a_model_does_not_take_gives_way_to_what_it_usually_does(catalogue):
    for model in catalogue.models:
        request = fitted(
            replace(THEN, model=model.id, steps=900, size=Size(width=7, height=9)), model
        )
        usual = starting_request(model)

        assert request.size == model.size.snapped(Size(width=7, height=9))
        assert request.steps == (900 if model.steps is None else usual.steps)
        assert request.format in model.format.values
        assert request.prompt == THEN.prompt

"""Which masks and shapes of references a model refuses, and which mask is in use."""

from dataclasses import replace

import pytest

from flux2studio.core.checks import problems
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import Mask, ReferenceImage
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
KLEIN = CATALOGUE.model("local/klein-4b")
MASK = Mask(sha256="f" * 64, width=1600, height=1200)


def picture(name="valley.png", width=1600, height=1200, **changes):
    return ReferenceImage(sha256="a" * 64, name=name, width=width, height=height, **changes)


def request(*references, model=KLEIN, **changes):
    base = replace(starting_request(model), prompt="make it night", references=references)
    return replace(base, **changes)


def found(request):
    return [(p.field, str(p)) for p in problems(request, CATALOGUE.model(request.model))]


def test_a_mask_on_the_first_reference_is_taken_with_others_beside_it():
    assert found(request(picture(mask=MASK), picture("paper.png"))) == []


@pytest.mark.parametrize(
    "model", ["local/dev", "local/klein-9b-kv", "fal/flux-2/klein/4b/edit", "aimlapi/flux-2-edit"]
)
def test_a_model_without_masks_refuses_one_with_its_name_and_a_way_on(model):
    model = CATALOGUE.model(model)
    (problem,) = problems(request(picture(mask=MASK), model=model), model)

    assert problem.field == "mask"
    assert str(problem) == f"{model.name} cannot paint under a mask."
    assert "klein" in problem.hint
    assert "Remove" in problem.hint


def test_a_mask_of_another_size_than_its_picture_is_refused():
    (problem,) = found(request(picture(mask=replace(MASK, width=1200, height=1600))))

    assert problem[0] == "mask"
    assert "1200 × 1600" in problem[1]
    assert "1600 × 1200" in problem[1]


def test_the_mask_of_a_later_reference_rests_and_is_not_looked_at():
    resting = picture(mask=replace(MASK, width=1))

    assert request(picture(), resting).mask is None
    assert found(request(picture(), resting, model=CATALOGUE.model("local/dev"))) == []


def test_the_mask_of_the_first_picture_that_is_switched_on_is_in_use():
    off, on = picture(enabled=False), picture(mask=MASK)

    assert request(off, on).mask == MASK
    assert request(replace(off, mask=MASK), replace(on, mask=None)).mask is None
    assert request().mask is None


@pytest.mark.parametrize("strength", [0, 1.01, float("nan"), -1])
def test_the_strength_of_a_mask_has_its_limits(strength):
    assert [field for field, _ in found(request(picture(mask=MASK), strength=strength))] == [
        "strength"
    ]


def test_without_a_mask_the_strength_does_not_matter():
    assert found(request(picture(), strength=7)) == []


@pytest.mark.parametrize(("width", "height"), [(63, 900), (900, 63), (10, 10)])
def test_a_reference_too_small_to_be_read_is_named(width, height):
    (problem,) = found(request(picture(), picture("dot.png", width, height)))

    assert problem[0] == "references"
    assert "Reference 2, “dot.png”" in problem[1]
    assert "64" in problem[1]


@pytest.mark.parametrize(("width", "height", "fits"), [(800, 100, True), (801, 100, False)])
def test_a_reference_too_long_to_be_read_is_named(width, height, fits):
    told = found(request(picture("strip.png", width, height)))

    assert (told == []) is fits
    assert fits or ("strip.png" in told[0][1] and "8 to 1" in told[0][1])


def test_a_reference_that_is_switched_off_may_have_any_shape():
    assert found(request(picture("dot.png", 2, 2, enabled=False))) == []


def test_other_models_read_small_references():
    small = picture("dot.png", 20, 20)

    assert found(request(small, model=CATALOGUE.model("practice"))) == []

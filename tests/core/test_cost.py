"""The estimate agrees with what the services' own documents charge."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.cost import (
    GIB,
    billed_reference_megapixels,
    estimate,
    estimate_usd,
    shares,
    usd_of_units,
)
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import LoraUse, ReferenceImage, Size
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
CREDITS_PER_USD = 2_000_000
PAID = [model.id for model in CATALOGUE.models if model.price]
SIDES = st.integers(512, 2048)


def reference(width, height):
    return ReferenceImage(sha256="0" * 64, name="r", width=width, height=height)


def credits_for(model_id, references, size):
    model = CATALOGUE.model(model_id)
    request = replace(starting_request(model), references=references, size=size)
    return estimate_usd(request, model) * CREDITS_PER_USD


@pytest.mark.parametrize(
    ("model_id", "references", "size", "documented"),
    [
        ("aimlapi/flux-2", 0, Size(width=1024, height=768), 25_200),
        ("aimlapi/flux-2-lora", 0, Size(width=1472, height=512), 44_100),
        ("aimlapi/flux-2-edit", 2, Size(width=1024, height=768), 75_600),
        ("aimlapi/flux-2-lora-edit", 2, Size(width=1024, height=768), 132_300),
    ],
)
def test_the_documents_own_examples_cost_what_they_say(model_id, references, size, documented):
    pictures = tuple(reference(1024, 768) for _ in range(references))

    assert credits_for(model_id, pictures, size) == pytest.approx(documented, abs=1)


def test_a_large_reference_is_billed_as_it_is_sent():
    model = CATALOGUE.model("fal/flux-2/lora/edit")
    request = replace(starting_request(model), references=(reference(6000, 4000),))

    assert billed_reference_megapixels(request, model) == 3  # sent as 2048 x 1365


def test_practice_costs_nothing():
    model = CATALOGUE.model("practice")

    assert estimate_usd(starting_request(model), model) is None


def test_an_estimate_says_of_what_it_is_made():
    model = CATALOGUE.model("aimlapi/flux-2-lora-edit")
    request = replace(
        starting_request(model),
        references=(reference(1024, 1024), reference(2048, 2048)),
        size=Size(width=2048, height=1024),
        count=1,
    )

    found = estimate(request, model)

    assert (found.output_units, found.reference_units) == (2, 5)
    assert (found.usd_per_unit, found.factor, found.surcharge) == (0.021, 1.05, 1.0)
    assert found.usd == pytest.approx(7 * 0.021 * 1.05)
    assert found.as_of == model.price.as_of
    assert not found.at_least


def test_several_pictures_with_references_may_cost_more_than_said():
    model = CATALOGUE.model("fal/flux-2/edit")
    request = replace(starting_request(model), references=(reference(1024, 1024),), count=3)

    assert estimate(request, model).at_least
    assert not estimate(replace(request, count=1), model).at_least
    assert not estimate(replace(request, references=()), model).at_least


def test_a_count_the_model_does_not_take_costs_nothing():
    model = CATALOGUE.model("fal/flux-2-pro")
    request = starting_request(model)

    assert model.count is None
    assert estimate_usd(replace(request, count=4), model) == estimate_usd(request, model)


def test_the_first_megapixel_may_have_a_price_of_its_own():
    model = CATALOGUE.model("fal/flux-2-pro/edit")
    request = replace(
        starting_request(model),
        references=(reference(1024, 1024),) * 2,
        size=Size(width=2048, height=1024),
    )

    assert estimate_usd(request, model) == pytest.approx(0.03 + 3 * 0.015)


def test_a_switched_off_reference_or_lora_costs_nothing():
    model = CATALOGUE.model("fal/flux-2/lora/edit")
    plain = replace(starting_request(model), references=(reference(1024, 1024),))
    off = replace(
        plain,
        references=(*plain.references, replace(reference(2048, 2048), enabled=False)),
        loras=(LoraUse(source="a/b", size=5 * GIB, enabled=False),),
    )

    assert estimate_usd(off, model) == estimate_usd(plain, model)


@pytest.mark.parametrize(
    ("gib", "factor"), [((0.5,), 1), ((2,), 1), ((1, 1.1), 1.5), ((3.5,), 2), ((2, 2.5), 2.5)]
)
def test_large_lora_files_cost_more_together(gib, factor):
    model = CATALOGUE.model("fal/flux-2/lora")
    loras = tuple(LoraUse(source="a/b", size=int(each * GIB)) for each in gib)

    found = estimate(replace(starting_request(model), loras=loras), model)

    assert found.surcharge == factor
    assert found.usd == pytest.approx(0.021 * factor)
    assert not found.at_least


def test_a_lora_of_unknown_size_may_cost_more():
    model = CATALOGUE.model("fal/flux-2/lora")
    request = replace(starting_request(model), loras=(LoraUse(source="a/b"),))

    assert estimate(request, model).at_least


def test_references_are_billed_up_to_what_the_service_keeps_of_them():
    klein = CATALOGUE.model("fal/flux-2/klein/9b/edit")
    request = replace(starting_request(klein), references=(reference(2048, 2048),))

    assert estimate(request, klein).reference_units == 1


@given(
    model_id=st.sampled_from(PAID),
    references=st.lists(st.builds(reference, SIDES, SIDES), max_size=4),
    sides=st.tuples(SIDES, SIDES),
    count=st.integers(1, 3),
)
def test_more_of_anything_never_costs_less(model_id, references, sides, count):
    model = CATALOGUE.model(model_id)
    size = Size(width=sides[0], height=sides[1])
    request = replace(starting_request(model), references=tuple(references), size=size, count=count)
    price = estimate_usd(request, model)
    wider = Size(width=size.width + 512, height=size.height)
    lora = LoraUse(source="a/b", size=3 * GIB)

    assert price > 0
    assert estimate_usd(replace(request, count=count + 1), model) >= price
    assert estimate_usd(replace(request, size=wider), model) >= price
    assert estimate_usd(replace(request, loras=(lora,)), model) >= price
    more = (*request.references, reference(600, 600))
    assert estimate_usd(replace(request, references=more), model) >= price


@given(usd=st.floats(0, 1000), pictures=st.integers(1, 8))
def test_what_a_run_cost_is_shared_without_loss(usd, pictures):
    parts = shares(usd, pictures)

    assert len(parts) == pictures
    assert all(part >= 0 for part in parts)
    assert math.isclose(sum(parts), usd, rel_tol=1e-12, abs_tol=1e-12)
    assert max(parts) - min(parts) < 1e-7


@given(model_id=st.sampled_from(PAID), units=st.floats(0, 64))
def test_billed_units_cost_what_as_many_estimated_ones_do(model_id, units):
    price = CATALOGUE.model(model_id).price

    assert usd_of_units(units, price) <= usd_of_units(units + 1, price)
    assert usd_of_units(0, price) == 0

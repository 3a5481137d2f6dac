"""The estimate agrees with what the services' own documents charge."""

from dataclasses import replace

import pytest

from flux2studio.core.cost import billed_reference_megapixels, estimate_usd
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import ReferenceImage, Size
from flux2studio.core.starting import starting_request
from flux2studio.paths import resource

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
CREDITS_PER_USD = 2_000_000


def reference(width, height):
    return ReferenceImage(sha256="0" * 64, name="r", width=width, height=height)


def credits_for(model_id, references, size):
    model = CATALOGUE.model(model_id)
    request = replace(starting_request(model), references=references, size=size)
    return estimate_usd(request, model) * CREDITS_PER_USD


@pytest.mark.parametrize(
    ("model_id", "references", "size", "documented"),
    [
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

"""References are as large as the model takes, and as small as the service demands."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from flux2studio.core.control import RunControl
from flux2studio.core.job import Job
from flux2studio.core.request import GenerationRequest


def grain(side):
    """A picture that no encoder makes small."""
    buffer = io.BytesIO()
    channel = Image.effect_noise((side, side), 90)
    Image.merge("RGBA", [channel] * 4).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def studio(open_workshop):
    return open_workshop()


@pytest.fixture
def prepared(studio, tmp_path):
    """Prepare one picture for a model of AIML API with a limit for its requests."""

    def prepare(limit):
        model = studio.shop.catalogue.model("aimlapi/flux-2-edit")
        model = replace(model, references=replace(model.references, body_bytes_maximum=limit))
        reference = studio.references.add_bytes(grain(1600), "grain.png")
        request = GenerationRequest(model=model.id, prompt="a fox", references=(reference,))
        job = Job(request=request, backend="aimlapi", folder=tmp_path)
        (payload,) = studio.shop.payloads.prepare(job, model, RunControl())
        return payload

    return prepare


def test_a_reference_that_fits_keeps_its_size(prepared):
    assert prepared(100_000_000).width == 1600


def test_references_too_large_for_the_request_are_made_smaller(prepared):
    limit = 6_500_000

    payload = prepared(limit)

    assert payload.width < 1600
    assert 4 * payload.size / 3 < limit


def test_what_cannot_be_made_small_enough_is_left_to_the_refusal(prepared):
    assert prepared(1000).width == 1024

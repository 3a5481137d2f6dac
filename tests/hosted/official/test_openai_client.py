"""The OpenAI client, which AIML API recommends, against the stand-in."""

import openai
import pytest

from tests.hosted import AIMLAPI_KEY, Fault
from tests.hosted.asking import picture


@pytest.fixture
def client(aimlapi):
    url = aimlapi.environment["FLUX2STUDIO_AIMLAPI_URL"]
    with openai.OpenAI(base_url=url, api_key=AIMLAPI_KEY, max_retries=0) as client:
        yield client


def generate(client):
    return client.images.generate(
        model="blackforestlabs/flux-2-lora-edit",
        prompt="a fox",
        extra_body={"image_urls": [picture()], "loras": [{"path": "a/b", "scale": 1}], "seed": 7},
        extra_headers={"X-Client-Request-Id": "job-1"},
    )


def test_one_call_is_one_paid_run(aimlapi, client):
    answer = generate(client)

    assert answer.data[0].url.startswith(aimlapi.cdn_url)
    assert answer.meta["usage"]["credits_used"] == 88_200
    assert aimlapi.ledger.as_json()["posts"] == 1
    assert aimlapi.ledger.jobs[0].client_request_id == "job-1"
    aimlapi.ledger.check()


def test_the_list_of_models_reads_as_openais_own(client):
    names = [model.id for model in client.models.list()]

    assert "blackforestlabs/flux-2-lora-edit" in names


@pytest.mark.parametrize("envelope", ["legacy", "legacy_int", "problem"])
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, openai.BadRequestError),
        (401, openai.AuthenticationError),
        (403, openai.PermissionDeniedError),
        (429, openai.RateLimitError),
        (503, openai.InternalServerError),
    ],
)
def test_a_refusal_is_told_as_the_client_knows_it(aimlapi, client, status, kind, envelope):
    aimlapi.envelope = envelope
    aimlapi.faults.add(Fault(kind="refuse", status=status))

    with pytest.raises(kind):
        generate(client)

    assert len(aimlapi.ledger.posts) == 1


def test_without_retries_a_lost_answer_is_one_paid_run(aimlapi, client):
    aimlapi.faults.add(Fault(kind="drop"))

    with pytest.raises(openai.APIConnectionError):
        generate(client)

    assert len(aimlapi.ledger.posts) == len(aimlapi.ledger.jobs) == 1
    aimlapi.ledger.check()


def test_as_it_comes_the_client_pays_three_times_for_lost_answers(aimlapi, client):
    aimlapi.faults.add(*[Fault(kind="drop")] * 3)
    as_it_comes = client.with_options(max_retries=openai.DEFAULT_MAX_RETRIES)

    with pytest.raises(openai.APIConnectionError):
        generate(as_it_comes)

    seen = aimlapi.ledger.as_json()
    assert (seen["posts"], seen["repeated_posts"], seen["charged"]) == (3, 2, 3)
    assert seen["violations"] == ["an accepted paid POST was sent a second time"] * 2

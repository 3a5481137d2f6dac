"""Each error of the two services is a sentence with its field or next step, and the request id."""

import json

import pytest

from flux2studio.backends.http import Answer
from flux2studio.backends.refusals import Service, model_failure, refusal
from flux2studio.core.errors import (
    BackendError,
    KeyMissingError,
    OutcomeUnknownError,
    RateLimitError,
)

FAL = Service(name="fal", variable="FAL_KEY", billing="fal.ai/dashboard/billing")
AIMLAPI = Service(name="AIML API", variable="AIML_API_KEY", billing="aimlapi.com/app/billing")


def answer(status, body=None, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    data = body.encode() if isinstance(body, str) else json.dumps(body or {}).encode()
    return Answer(status=status, headers=named, body=data)


def model_error(kind, *place, message="No."):
    return {"detail": [{"loc": ["body", *place], "msg": message, "type": kind}]}


def aiml(status, message, *, as_text=True):
    code = str(status) if as_text else status
    return answer(
        status, {"message": message, "requestId": "r-9", "statusCode": code, "path": "/v1/x"}
    )


@pytest.mark.parametrize(
    ("kind", "place", "words", "field"),
    [
        ("content_policy_violation", ("prompt",), "filtered", "prompt"),
        ("no_media_generated", (), "made no picture", "prompt"),
        ("image_too_small", ("image_urls", 0), "too small", "references"),
        ("image_too_large", ("image_urls", 0), "too large", "references"),
        ("image_load_error", ("image_urls", 0), "cannot read", "references"),
        ("file_download_error", ("image_urls", 1), "cannot fetch a file", "references"),
        ("file_download_error", ("loras", 0, "path"), "cannot fetch a LoRA", "loras"),
        ("file_too_large", ("loras", 0), "too large", "loras"),
        ("face_detection_error", (), "no face", "references"),
        ("unsupported_image_format", (), "this format", "references"),
        ("greater_than", ("guidance_scale",), "does not take", "guidance"),
        ("greater_than_equal", ("num_inference_steps",), "does not take", "steps"),
        ("less_than", ("num_images",), "does not take", "count"),
        ("less_than_equal", ("seed",), "does not take", "seed"),
        ("multiple_of", ("image_size", "width"), "does not take", "size"),
        ("sequence_too_short", ("image_urls",), "does not take", "references"),
        ("sequence_too_long", ("loras",), "does not take", "loras"),
        ("one_of", ("acceleration",), "does not take", "acceleration"),
        ("missing", ("prompt",), "does not take", "prompt"),
        ("string_type", ("negative_prompt",), "does not take", "negative_prompt"),
        ("feature_not_supported", (), "does not offer", ""),
    ],
)
def test_what_fal_says_of_a_request_names_the_part(kind, place, words, field):
    said = answer(422, model_error(kind, *place), x_fal_request_id="q-1")

    for error in (refusal(said, FAL), model_failure(said, FAL)):
        assert words in str(error)
        assert error.field == field
        assert error.hint
        assert error.details.endswith("\nRequest id: q-1")


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, "downstream_service_error", "behind fal failed"),
        (500, "downstream_service_unavailable", "behind fal does not answer"),
        (504, "generation_timeout", "longer than fal allows"),
        (504, "request_timeout", "no machine free"),
        (504, "startup_timeout", "ready in time"),
        (503, "runner_scheduling_failure", "broke off"),
        (503, "runner_connection_timeout", "broke off"),
        (503, "runner_disconnected", "broke off"),
        (503, "runner_connection_refused", "broke off"),
        (502, "runner_incomplete_response", "broke off"),
        (500, "runner_server_error", "broke off"),
        (500, "internal_error", "could not finish"),
        (500, "internal_server_error", "could not finish"),
    ],
)
@pytest.mark.parametrize("where", ["body", "header", "list"])
def test_what_broke_at_fal_is_said(status, kind, words, where):
    said = {
        "body": answer(status, {"detail": "It broke.", "error_type": kind}),
        "header": answer(status, {"detail": "It broke."}, x_fal_error_type=kind),
        "list": answer(status, model_error(kind)),
    }[where]

    error = model_failure(said, FAL)

    assert words in str(error)
    assert error.hint


@pytest.mark.parametrize(
    ("service", "message", "words", "hint"),
    [
        (
            FAL,
            "User is locked. Reason: Exhausted balance. Top up your balance.",
            "no credit left",
            "fal.ai/dashboard/billing",
        ),
        (AIMLAPI, "You've run out of credits.", "no credit left", "aimlapi.com/app/billing"),
        (AIMLAPI, "You've run out of funds.", "no credit left", "aimlapi.com/app/billing"),
        (AIMLAPI, "This key has reached its spending limit", "spending limit", "the key"),
        (AIMLAPI, "Account verification needed", "verified first", "aimlapi.com/app/billing"),
        (AIMLAPI, "Your key may not use this endpoint", "does not allow", "rights"),
    ],
)
def test_each_403_is_told_from_the_others(service, message, words, hint):
    key = "detail" if service is FAL else "message"

    error = refusal(answer(403, {key: message}), service)

    assert words in str(error)
    assert hint in error.hint
    assert not isinstance(error, KeyMissingError)


@pytest.mark.parametrize("as_text", [True, False])
@pytest.mark.parametrize(
    ("status", "message", "kind", "words"),
    [
        (400, "Invalid enum value. Expected 'a' | 'b', received 'c'", BackendError, "not take"),
        (400, "Content policy: the prompt was flagged", BackendError, "filtered"),
        (400, "LoRA file cannot be downloaded: 403", BackendError, "cannot fetch a LoRA"),
        (401, "This request requires a valid API key", KeyMissingError, "not accept the key"),
        (404, "Cannot POST", BackendError, "does not know this model"),
        (413, "request entity too large", BackendError, "too large"),
        (429, "Too Many Requests", RateLimitError, "too much to do"),
        (500, "The model is under maintenance now", BackendError, "under maintenance"),
        (500, "Something wrong with the server", OutcomeUnknownError, "while it held"),
        (502, "Bad Gateway", OutcomeUnknownError, "while it held"),
        (504, "Generation timeout", OutcomeUnknownError, "while it held"),
    ],
)
def test_what_aiml_api_says_is_a_sentence_with_its_request_id(
    status, message, kind, words, as_text
):
    error = refusal(aiml(status, message, as_text=as_text), AIMLAPI)

    assert type(error) is kind
    assert words in str(error)
    assert error.hint
    assert error.details.endswith("\nRequest id: r-9")


def test_the_inference_id_goes_before_the_number_of_the_envelope():
    said = answer(400, {"message": "No.", "requestId": "r-9"}, x_inference_id="inf-1")

    assert refusal(said, AIMLAPI).details == "HTTP 400 No.\nRequest id: inf-1"


def test_a_problem_in_its_own_envelope_is_read():
    body = {"title": "Bad", "status": 400, "message": "seed: too small", "requestId": "p-1"}

    error = refusal(answer(400, body, content_type="application/problem+json"), AIMLAPI)

    assert (error.field, error.details) == ("seed", "HTTP 400 seed: too small\nRequest id: p-1")


@pytest.mark.parametrize("status", [401, 403, 404, 407, 511])
def test_a_login_page_of_the_network_is_not_the_services_word(status):
    page = answer(status, "<!doctype html><title>Hotel Wi-Fi</title>", content_type="text/html")

    error = refusal(page, AIMLAPI)

    assert "web page came" in str(error)
    assert "log in" in error.hint
    assert not isinstance(error, KeyMissingError | OutcomeUnknownError)


def test_a_detail_that_is_text_or_missing_is_fine():
    assert "image is bad" in refusal(answer(422, {"detail": "image is bad"}), FAL).hint
    assert refusal(answer(422, {}), FAL).hint == "The details have its answer."

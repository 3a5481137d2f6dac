import io
import json

import pytest
from PIL import Image

from tests.hosted import FAL_KEY, Fault, HostedProcess
from tests.hosted.asking import aiml_edit, call, edit, picture, post_aiml, submit_fal


def test_aimlapi_draws_what_was_asked_for_and_charges_it(aimlapi):
    status, headers, body = post_aiml(aimlapi, aiml_edit(num_images=2))
    answer = json.loads(body)
    _, _, data = call("GET", answer["data"][0]["url"])

    assert status == 200
    assert answer["meta"]["usage"]["credits_used"] == 132_300
    assert headers["x-inference-id"]
    assert Image.open(io.BytesIO(data)).size == (640, 512)
    assert len(answer["data"]) == 2
    aimlapi.ledger.check()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"sync_mode": False}, "sync_mode"),
        ({"image_size": {"width": 1000, "height": 512}}, "multiple of 32"),
        ({"image_size": {"width": 480, "height": 512}}, "512"),
        ({"num_images": 5}, "num_images"),
        ({"seed": 0}, "seed"),
        ({"prompt": "🦊" * 2001}, "prompt"),
        ({"image_urls": [picture()] * 4}, "image_urls"),
        ({"image_urls": []}, "image_urls"),
        ({"image_urls": ["data:image/png;base64,AAAA"]}, "image_urls"),
        ({"image_urls": ["http://127.0.0.1/a.png"]}, "image_urls"),
        ({"loras": [{"path": "/home/me/a.safetensors"}]}, "loras"),
        ({"loras": [{"path": "a/b", "scale": 4.5}]}, "loras"),
        ({"acceleration": "fast"}, "acceleration"),
        ({"guidance_scale": 20.5}, "guidance_scale"),
        ({"num_inference_steps": 51}, "num_inference_steps"),
        ({"output_format": "gif"}, "output_format"),
        ({"enable_prompt_expansion": "yes"}, "enable_prompt_expansion"),
        ({"enable_safety_checker": 1}, "enable_safety_checker"),
        ({"image_size": "auto"}, "image_size"),
        ({"loras": [{"path": "a/b"}] * 4}, "loras"),
        ({"model": "blackforestlabs/flux-3"}, "model"),
        ({"model": "blackforestlabs/flux-2-lora"}, "image_urls"),
    ],
)
def test_aimlapi_refuses_what_its_schema_does_not_know(aimlapi, change, word):
    status, _, body = post_aiml(aimlapi, aiml_edit(**change))

    assert status == 400
    assert word in json.loads(body)["message"]
    assert not aimlapi.ledger.jobs


def test_aimlapi_takes_a_size_by_its_name(aimlapi):
    _, _, body = post_aiml(aimlapi, aiml_edit(image_size="square"))
    _, _, data = call("GET", json.loads(body)["data"][0]["url"])

    assert Image.open(io.BytesIO(data)).size == (512, 512)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("message", ["", "This key has reached its spending limit"])
def test_aimlapi_says_every_code_in_its_own_words(aimlapi, status, message):
    aimlapi.faults.add(Fault(kind="refuse", status=status, message=message))

    answered, headers, body = post_aiml(aimlapi, aiml_edit())

    assert (answered, headers["Retry-After"]) == (status, None)
    assert message in json.loads(body)["message"] != ""
    assert not aimlapi.ledger.jobs


@pytest.mark.parametrize(("kind", "count"), [("null", None), ("fewer", 1)])
def test_aimlapi_can_give_fewer_pictures_or_none(aimlapi, kind, count):
    aimlapi.faults.add(Fault(kind=kind))

    _, _, body = post_aiml(aimlapi, aiml_edit(num_images=2))

    data = json.loads(body)["data"]
    assert (data if data is None else len(data)) == count
    assert aimlapi.ledger.as_json()["charged"] == 1


def test_a_second_identical_paid_post_is_a_violation(aimlapi):
    post_aiml(aimlapi, aiml_edit())
    post_aiml(aimlapi, aiml_edit())

    with pytest.raises(AssertionError, match="second time"):
        aimlapi.ledger.check()


def test_the_key_of_the_other_service_is_a_violation(aimlapi):
    post_aiml(aimlapi, aiml_edit(), key=FAL_KEY)

    with pytest.raises(AssertionError, match="another service's key"):
        aimlapi.ledger.check()


def test_a_key_at_the_host_of_the_pictures_is_a_violation(fal):
    call("GET", f"{fal.cdn_url}/files/b/0a84/x.png", Authorization=f"Key {FAL_KEY}")

    with pytest.raises(AssertionError, match="host of the pictures"):
        fal.ledger.check()


def test_a_fal_job_goes_through_the_queue_to_its_pictures(fal):
    _, _, body = submit_fal(fal, edit())
    submitted, key = json.loads(body), {"Authorization": f"Key {FAL_KEY}"}
    polled = [
        (status, json.loads(text))
        for status, _, text in (
            call("GET", submitted["status_url"] + "?logs=1", **key) for _ in range(4)
        )
    ]
    _, headers, text = call("GET", submitted["response_url"], **key)

    assert [(status, answer["status"]) for status, answer in polled] == [
        (202, "IN_QUEUE"),
        (202, "IN_PROGRESS"),
        (202, "IN_PROGRESS"),
        (200, "COMPLETED"),
    ]
    assert "step 9/28" in str(polled[1][1]["logs"])
    assert json.loads(text)["seed"] == 7
    assert headers["X-Fal-Billable-Units"] == "2"
    fal.ledger.check()


def test_a_cancelled_fal_job_ends_without_a_charge(fal):
    _, _, body = submit_fal(fal, edit())
    submitted, key = json.loads(body), {"Authorization": f"Key {FAL_KEY}"}

    cancelled, _, _ = call("PUT", submitted["cancel_url"], **key)
    result, _, _ = call("GET", submitted["response_url"], **key)

    assert (cancelled, result) == (202, 499)
    assert fal.ledger.as_json()["charged"] == 0


def test_fal_names_the_field_it_refuses(fal):
    status, _, body = submit_fal(fal, edit(image_size={"width": 100, "height": 512}))

    assert status == 422
    assert json.loads(body)["detail"][0]["loc"] == ["body", "image_size", "width"]


def test_a_scripted_fault_is_used_up_by_one_request(fal):
    fal.faults.add(Fault(kind="refuse", status=429, headers={"Retry-After": "3"}))

    first, headers, _ = submit_fal(fal, edit())
    second, _, _ = submit_fal(fal, edit())

    assert (first, second, headers["Retry-After"]) == (429, 200, "3")
    fal.ledger.check()


def test_a_dropped_answer_was_charged_all_the_same(fal):
    fal.faults.add(Fault(kind="drop"))

    with pytest.raises(OSError, match=r"closed|reset"):
        submit_fal(fal, edit())

    assert len(fal.ledger.jobs) == 1


def test_a_stand_in_runs_as_a_process_and_can_be_scripted():
    with HostedProcess("fal") as service:
        service.script(faults=[{"kind": "html", "status": 503}])
        url = service.environment["FLUX2STUDIO_FAL_QUEUE_URL"] + "/fal-ai/flux-2/lora/edit"
        status, _, body = call("POST", url, edit(), Authorization=f"Key {FAL_KEY}")

        assert (status, b"nginx" in body) == (503, True)
        assert service.log()["posts"] == 1
        service.check()

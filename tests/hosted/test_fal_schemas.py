import io
import json

import pytest
from PIL import Image

from flux2studio.core.models import read_catalogue
from flux2studio.paths import resource
from tests.hosted.asking import ask, call, edit, finished, picture, result, submitted
from tests.hosted.fal_schemas import ENDPOINTS

DEV = {"guidance_scale", "num_inference_steps", "num_images", "acceleration"}
EXPANDS, TOLERANCE = {"enable_prompt_expansion"}, {"safety_tolerance"}
ALWAYS = {"prompt", "seed", "sync_mode", "enable_safety_checker", "output_format", "image_size"}


def body_for(endpoint, **changes):
    body = {"prompt": "a fox", "image_size": {"width": 512, "height": 512}, "seed": 3}
    if endpoint.endswith("edit") or "/edit/" in endpoint:
        body["image_urls"] = [picture()]
    return body | changes


def test_every_endpoint_of_the_catalogue_is_there():
    catalogue = read_catalogue(resource("models.json").read_bytes())
    sold = {model.endpoint for model in catalogue.models if model.backend == "fal"}

    assert sold == set(ENDPOINTS)
    assert len(ENDPOINTS) == 30


@pytest.mark.parametrize(
    ("endpoint", "fields"),
    [
        ("fal-ai/flux-2", ALWAYS | DEV | EXPANDS),
        ("fal-ai/flux-2/lora/edit", ALWAYS | DEV | EXPANDS | {"image_urls", "loras"}),
        ("fal-ai/flux-2/turbo", ALWAYS | EXPANDS | {"guidance_scale", "num_images"}),
        ("fal-ai/flux-2/klein/9b", ALWAYS | {"num_inference_steps", "num_images"}),
        ("fal-ai/flux-2/klein/4b/base/lora", ALWAYS | DEV | {"negative_prompt", "loras"}),
        ("fal-ai/flux-2-max/edit", ALWAYS | {"safety_tolerance", "image_urls"}),
        ("fal-ai/flux-2-flex", ALWAYS | (DEV - {"num_images", "acceleration"}) | TOLERANCE),
    ],
)
def test_an_endpoint_takes_just_its_own_fields(endpoint, fields):
    assert ENDPOINTS[endpoint].known == fields


def test_a_field_of_another_endpoint_is_a_violation(fal):
    submitted(fal, body_for("fal-ai/flux-2-pro", num_images=1), "fal-ai/flux-2-pro")

    with pytest.raises(AssertionError, match="num_images"):
        fal.ledger.check()


@pytest.mark.parametrize(
    ("endpoint", "change"),
    [
        ("fal-ai/flux-2", {"guidance_scale": 20.5}),
        ("fal-ai/flux-2", {"num_inference_steps": 3}),
        ("fal-ai/flux-2", {"num_images": 5}),
        ("fal-ai/flux-2", {"acceleration": "fast"}),
        ("fal-ai/flux-2", {"enable_prompt_expansion": "no"}),
        ("fal-ai/flux-2", {"image_size": "auto"}),
        ("fal-ai/flux-2", {"image_size": {"width": 2049, "height": 512}}),
        ("fal-ai/flux-2", {"output_format": "gif"}),
        ("fal-ai/flux-2", {"seed": -1}),
        ("fal-ai/flux-2", {"sync_mode": 1}),
        ("fal-ai/flux-2", {"enable_safety_checker": "yes"}),
        ("fal-ai/flux-2/klein/4b/base", {"negative_prompt": 3}),
        ("fal-ai/flux-2", {"seed": 1.5}),
        ("fal-ai/flux-2", {"prompt": None}),
        ("fal-ai/flux-2/lora", {"loras": [{"path": "a/b"}] * 4}),
        ("fal-ai/flux-2/lora", {"loras": [{"path": "a/b", "scale": 4.1}]}),
        ("fal-ai/flux-2/klein/4b", {"num_inference_steps": 9}),
        ("fal-ai/flux-2-pro", {"safety_tolerance": 2}),
        ("fal-ai/flux-2-pro", {"safety_tolerance": "6"}),
        ("fal-ai/flux-2-pro", {"output_format": "webp"}),
    ],
    ids=str,
)
def test_a_value_out_of_range_is_refused_with_its_place(fal, endpoint, change):
    status, answer = ask("POST", f"{fal.queue_url}/{endpoint}", body_for(endpoint) | change)

    assert status == 422
    assert answer["detail"][0]["loc"][1] in change
    assert not fal.ledger.jobs


@pytest.mark.parametrize(
    ("endpoint", "most"),
    [("fal-ai/flux-2/edit", 4), ("fal-ai/flux-2/lora/edit", 3), ("fal-ai/flux-2-pro/edit", 8)],
)
def test_references_over_the_limit_are_dropped_and_told_in_the_ledger(fal, endpoint, most):
    submitted(fal, body_for(endpoint, image_urls=[picture()] * (most + 1)), endpoint)

    assert len(fal.ledger.jobs[0].references) == most
    assert any("drops 1" in rule for rule in fal.ledger.violations)


def test_an_edit_without_a_size_takes_that_of_its_first_reference(fal):
    body = edit(image_urls=[picture(700, 600)])
    del body["image_size"]

    _, answer = result(submitted(fal, body))

    assert (answer["images"][0]["width"], answer["images"][0]["height"]) == (700, 600)


def test_an_edit_by_turbo_without_a_size_is_square(fal):
    body = body_for("fal-ai/flux-2/turbo/edit")
    del body["image_size"]

    _, answer = result(submitted(fal, body, "fal-ai/flux-2/turbo/edit"))

    assert (answer["images"][0]["width"], answer["images"][0]["height"]) == (1024, 1024)


def test_pro_gives_one_jpeg_and_the_seed_and_no_more(fal):
    _, answer = result(submitted(fal, body_for("fal-ai/flux-2-pro"), "fal-ai/flux-2-pro"))
    _, _, data = call("GET", answer["images"][0]["url"])

    assert set(answer) == {"images", "seed"}
    assert Image.open(io.BytesIO(data)).format == "JPEG"


def test_a_result_comes_inside_the_answer_where_sync_mode_is_on(fal):
    _, answer = result(submitted(fal, edit(sync_mode=True)))

    assert answer["images"][0]["url"].startswith("data:image/jpeg;base64,")
    assert not fal.pictures


@pytest.mark.parametrize("endpoint", sorted(ENDPOINTS))
def test_every_endpoint_draws_what_was_asked_for(fal, endpoint):
    ids = submitted(fal, body_for(endpoint), endpoint)
    app = "/".join(endpoint.split("/")[:2])

    status, answer = result(ids)
    _, _, data = call("GET", answer["images"][0]["url"])

    assert status == 200
    assert ids["status_url"] == f"{fal.queue_url}/{app}/requests/{ids['request_id']}/status"
    assert Image.open(io.BytesIO(data)).size == (512, 512)
    fal.ledger.check()


def test_a_request_of_one_app_is_not_known_at_another(fal):
    ids = submitted(fal, body_for("fal-ai/flux-2-pro"), "fal-ai/flux-2-pro")

    status, _ = ask("GET", f"{fal.queue_url}/fal-ai/flux-2/requests/{ids['request_id']}/status")

    assert status == 404


@pytest.mark.parametrize(
    ("endpoint", "change", "units", "usd"),
    [
        ("fal-ai/flux-2", {}, 1, 0.012),
        ("fal-ai/flux-2", {"num_images": 3}, 3, 0.036),
        ("fal-ai/flux-2", {"image_size": {"width": 1025, "height": 1024}}, 2, 0.024),
        ("fal-ai/flux-2/edit", {"image_urls": [picture(1200, 1100)]}, 3, 0.036),
        ("fal-ai/flux-2/edit", {"image_urls": [picture(3000, 3000)]}, 5, 0.06),
        ("fal-ai/flux-2/klein/9b/edit", {"image_urls": [picture(3000, 3000)]}, 2, 0.022),
        ("fal-ai/flux-2-pro", {}, 1, 0.03),
        ("fal-ai/flux-2-pro", {"image_size": {"width": 2048, "height": 2048}}, 4, 0.075),
        ("fal-ai/flux-2-max", {"image_size": {"width": 1040, "height": 1040}}, 2, 0.10),
        ("fal-ai/flux-2-flex", {}, 1, 0.05),
    ],
    ids=str,
)
def test_every_started_megapixel_is_charged(fal, endpoint, change, units, usd):
    ids = submitted(fal, body_for(endpoint, **change), endpoint)
    finished(ids)
    _, headers, _ = call("GET", ids["response_url"], Authorization=f"Key {fal.key}")

    assert headers["X-Fal-Billable-Units"] == str(units)
    assert fal.ledger.jobs[0].cost_usd == pytest.approx(usd)


@pytest.mark.parametrize(("gib", "factor"), [(1, 1), (2.5, 1.5), (3.5, 2), (4.5, 2.5)])
def test_large_loras_make_a_run_dearer(fal, gib, factor):
    fal.lora_bytes = int(gib * 2**30)

    submitted(fal)

    assert fal.ledger.jobs[0].cost_usd == pytest.approx(2 * 0.021 * factor)


def test_loras_over_five_gigabytes_are_refused(fal):
    fal.lora_bytes = 6 * 2**30

    status, answer = ask("POST", f"{fal.queue_url}/fal-ai/flux-2/lora", body_for("x", loras=[]))

    assert (status, answer["detail"][0]["type"]) == (422, "file_too_large")


def test_what_is_wrong_with_a_body_may_come_with_the_result_alone(fal):
    fal.validates_on_submit = False

    status, answer = result(submitted(fal, edit(num_images=9)))

    assert (status, answer["detail"][0]["loc"]) == (422, ["body", "num_images"])
    assert fal.ledger.as_json()["charged"] == 0


def test_a_body_in_a_wrapper_is_refused(fal):
    status, _ = ask("POST", f"{fal.queue_url}/fal-ai/flux-2", {"input": {"prompt": "a fox"}})

    assert status == 422
    assert fal.ledger.violations


def test_a_link_into_a_private_network_is_not_fetched(fal):
    url = f"{fal.queue_url}/fal-ai/flux-2/edit"
    status, answer = ask("POST", url, body_for("edit", image_urls=["http://10.0.0.1/a.png"]))

    assert (status, json.dumps(answer).count("file_download_error")) == (422, 2)


def test_a_data_uri_that_is_too_long_is_refused(fal):
    fal.inline_most = 1000

    status, answer = ask("POST", f"{fal.queue_url}/fal-ai/flux-2/edit", body_for("edit"))

    assert (status, answer["detail"][0]["type"]) == (422, "file_too_large")

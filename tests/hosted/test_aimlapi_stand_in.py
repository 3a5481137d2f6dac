import base64
import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.hosted import AIMLAPI_KEY, FAL_KEY, NO_CREDIT_KEY, Fault, HostedProcess
from tests.hosted.asking import call

MODEL = "blackforestlabs/flux-2"


def text_to_image(**changes):
    size = {"width": 512, "height": 512}
    return {"model": MODEL, "prompt": "a fox", "seed": 7, "image_size": size} | changes


def post(service, path="/v1/images/generations", client_id="", key=AIMLAPI_KEY, **changes):
    named = {"Authorization": f"Bearer {key}"}
    named |= {"X_Client_Request_Id": client_id} if client_id else {}
    status, headers, body = call("POST", service.url + path, text_to_image(**changes), **named)
    return status, headers, json.loads(body)


def get(service, path, key=AIMLAPI_KEY, **headers):
    named = headers | ({"Authorization": f"Bearer {key}"} if key else {})
    status, headers, body = call("GET", service.url + path, **named)
    return status, headers, json.loads(body) if body else None


def logged(service, query="period=24h"):
    return get(service, f"/v2/logs?{query}")[2]["data"]


# Runs


def test_all_four_models_have_their_price_with_the_mark_up(aimlapi):
    picture = "https://example.org/a.png"
    prices = {}
    for name in ("flux-2", "flux-2-edit", "flux-2-lora", "flux-2-lora-edit"):
        more = {"image_urls": [picture]} if name.endswith("edit") else {}
        _, _, answer = post(aimlapi, model=f"blackforestlabs/{name}", **more)
        prices[name] = answer["meta"]["usage"]["credits_used"]

    assert prices == {
        "flux-2": 25_200,
        "flux-2-edit": 50_400,
        "flux-2-lora": 44_100,
        "flux-2-lora-edit": 88_200,
    }


@pytest.mark.parametrize(
    ("usage", "body", "header"),
    [
        ("credits_used", {"credits_used": 25_200}, {}),
        ("tokens_used", {"tokens_used": 25_200}, {}),
        ("usd_spent", {"usd_spent": 0.0126}, {}),
        ("both", {"credits_used": 25_200, "usd_spent": 0.0126}, {}),
        ("header", None, {"x-aimlapi-credits-used": "25200"}),
        ("header_usd", None, {"x-aimlapi-usd-spent": "0.012600000"}),
        ("none", None, {}),
    ],
)
def test_the_cost_is_told_in_every_way_the_service_has(aimlapi, usage, body, header):
    aimlapi.usage = usage

    _, headers, answer = post(aimlapi)

    assert answer["meta"] == (body and {"usage": body})
    assert {n: v for n, v in headers.items() if n.startswith("x-aimlapi")} == header


@pytest.mark.parametrize("shape", ["url", "images", "b64_json", "choices"])
def test_a_picture_comes_in_every_shape_the_service_has(aimlapi, shape):
    aimlapi.shape = shape

    _, _, answer = post(aimlapi)

    match answer:
        case {"data": [{"url": str(url), "b64_json": None}]} | {"images": [{"url": str(url)}]}:
            picture = call("GET", url)[2]
        case {"data": [{"b64_json": text}]} | {"output": {"choices": [{"image_base64": text}]}}:
            picture = base64.b64decode(text)
    assert picture.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("job-1", "job-1"), ("a.b_c:d-9", "a.b_c:d-9"), ("a b", None), ("x" * 129, None), ("", None)],
)
def test_a_valid_client_id_comes_back_and_an_invalid_one_is_dropped_in_silence(aimlapi, sent, kept):
    status, headers, _ = post(aimlapi, client_id=sent)

    assert (status, headers["x-client-request-id"]) == (200, kept)
    assert logged(aimlapi)[0]["client_request_id"] == kept


def test_every_answer_has_ids_for_the_support(aimlapi):
    _, headers, _ = post(aimlapi)

    assert headers["x-request-id"]
    assert headers["x-inference-id"] == logged(aimlapi)[0]["inference_id"]


def test_the_addresses_answer_with_the_first_version_and_without(aimlapi):
    assert post(aimlapi, "/images/generations")[0] == 200
    assert get(aimlapi, "/billing/balance")[0] == get(aimlapi, "/v1/billing/balance")[0] == 200
    aimlapi.ledger.check()


def test_the_second_version_does_not_hang_on_the_first(aimlapi):
    assert get(aimlapi, "/v1/v2/logs?period=1h")[0] == 501

    with pytest.raises(AssertionError, match="unknown address"):
        aimlapi.ledger.check()


@pytest.mark.parametrize(
    ("envelope", "keys"),
    [
        ("legacy", {"message": "Generation timeout", "statusCode": "504"}),
        ("legacy_int", {"message": "Generation timeout", "statusCode": 504}),
        ("problem", {"title": "Generation timeout", "status": 504}),
    ],
)
def test_an_error_comes_in_both_envelopes(aimlapi, envelope, keys):
    aimlapi.envelope = envelope
    aimlapi.faults.add(Fault(kind="refuse", status=504))

    status, _, answer = post(aimlapi)

    assert status == 504
    assert keys.items() <= answer.items()


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (429, "Too Many Requests"),
        (500, "The model is under maintenance, try again later"),
        (503, "Service unavailable"),
    ],
)
def test_a_refusal_is_not_charged_and_gives_no_hint_when_to_come_again(aimlapi, status, message):
    aimlapi.faults.add(Fault(kind="refuse", status=status, message=message))

    answered, headers, answer = post(aimlapi)

    assert (answered, answer["message"]) == (status, message)
    assert headers["Retry-After"] is None
    assert get(aimlapi, "/v2/billing")[2]["current_balance"] == 123.45


def test_a_body_over_the_limit_is_refused(aimlapi):
    aimlapi.body_limit = 1000

    assert post(aimlapi, prompt="a" * 2000)[0] == 413
    assert not aimlapi.ledger.jobs


def test_a_run_the_balance_does_not_cover_is_refused(aimlapi):
    aimlapi.deposit_usd = 0.01

    status, _, answer = post(aimlapi)

    assert (status, "credits" in answer["message"]) == (403, True)


# Logs


def test_a_dropped_answer_was_charged_and_the_logs_know_it_by_the_clients_id(aimlapi):
    aimlapi.faults.add(Fault(kind="drop"))
    with pytest.raises(OSError, match=r"closed|reset"):
        post(aimlapi, client_id="job-1")

    (row,) = logged(aimlapi)

    assert (row["client_request_id"], row["status"]) == ("job-1", "succeeded")
    assert row["cost"] == {"usd": 0.0126, "credits": 25_200}
    assert get(aimlapi, "/v2/billing")[2] == {"current_balance": 123.4374, "currency": "USD"}


def test_a_run_that_failed_is_in_the_logs_without_a_cost(aimlapi):
    aimlapi.fails = 500

    status, headers, _ = post(aimlapi, client_id="job-1")
    (row,) = logged(aimlapi)

    assert (status, row["status"], row["cost"]) == (500, "failed", {"usd": 0.0, "credits": 0})
    assert row["inference_id"] == headers["x-inference-id"]
    assert aimlapi.ledger.as_json()["charged"] == 0


def test_the_logs_lag_behind_the_runs(aimlapi):
    aimlapi.lag = 2
    post(aimlapi, client_id="job-1")

    assert [len(logged(aimlapi)) for _ in range(4)] == [0, 0, 1, 1]


def test_the_logs_are_filtered_by_repeated_parameters_and_paged_newest_first(aimlapi):
    for number in range(3):
        post(aimlapi, client_id=f"job-{number}", seed=number + 1)
    post(aimlapi, client_id="other", model=f"{MODEL}-lora")

    by_alias = logged(aimlapi, "period=7d&model=flux-2&status=succeeded&status=failed")
    page = get(aimlapi, f"/v2/logs?period=24h&model={MODEL}&limit=1&offset=1")[2]

    assert [row["client_request_id"] for row in by_alias] == ["job-2", "job-1", "job-0"]
    assert [row["client_request_id"] for row in page["data"]] == ["job-1"]
    assert page["pagination"] == {"limit": 1, "offset": 1, "total": 3, "has_more": True}
    assert logged(aimlapi, f"period=24h&model={MODEL},{MODEL}-lora") == []
    aimlapi.ledger.check()


def test_the_logs_take_a_window_of_two_moments(aimlapi):
    post(aimlapi)
    now = datetime.now(UTC)

    def window(start, end):
        return f"start={start:%Y-%m-%dT%H:%M:%SZ}&end={end:%Y-%m-%dT%H:%M:%SZ}"

    soon, earlier = now + timedelta(minutes=5), now - timedelta(minutes=5)
    assert len(logged(aimlapi, window(earlier, soon))) == 1
    assert logged(aimlapi, window(earlier - timedelta(days=1), earlier)) == []


@pytest.mark.parametrize(
    "query",
    [
        "",
        "period=24h&start=2026-11-01T00:00:00Z&end=2026-11-02T00:00:00Z",
        "start=2026-11-01T00:00:00Z",
        "start=2026-11-02T00:00:00Z&end=2026-11-01T00:00:00Z",
        "start=2026-06-01T00:00:00Z&end=2026-11-01T00:00:00Z",
        "start=yesterday&end=today",
        "period=a+week",
        "period=93d",
        "period=24h&status=succeeded,failed",
        "period=24h&limit=101",
        "period=24h&limit=0",
        "period=24h&offset=-1",
    ],
)
def test_the_logs_refuse_a_query_they_do_not_understand(aimlapi, query):
    assert get(aimlapi, f"/v2/logs?{query}")[0] == 400


def test_a_filter_that_does_not_exist_is_a_violation(aimlapi):
    get(aimlapi, "/v2/logs?period=24h&client_request_id=job-1")

    with pytest.raises(AssertionError, match="no filter"):
        aimlapi.ledger.check()


def test_too_many_look_ups_in_a_minute_are_refused_without_a_hint(aimlapi):
    aimlapi.look_ups_a_minute = 2

    answers = [get(aimlapi, "/v2/logs?period=1h")[:2] for _ in range(3)]

    assert [status for status, _ in answers] == [200, 200, 429]
    assert answers[-1][1]["Retry-After"] is None


@pytest.mark.parametrize("path", ["/v2/logs?period=1h", "/v2/billing", "/v2/billing/detail"])
def test_an_account_is_shown_to_its_own_key_alone(aimlapi, path):
    assert get(aimlapi, path, key="")[0] == 401
    assert get(aimlapi, path, key=FAL_KEY)[0] == 401
    assert get(aimlapi, path)[0] == 200


# Money


def test_the_balance_is_told_in_three_ways(aimlapi):
    post(aimlapi)

    detail = get(aimlapi, "/v2/billing/detail")[2]
    legacy = get(aimlapi, "/v1/billing/balance")[2]

    assert detail["current_balance"] == 123.4374
    assert detail["autotopup_settings"]["is_enabled"] is False
    assert legacy["balance"] == 246_874_800


def test_an_account_without_credit_still_tells_its_balance(aimlapi):
    assert post(aimlapi, key=NO_CREDIT_KEY)[0] == 403
    assert get(aimlapi, "/v2/billing", key=NO_CREDIT_KEY)[2]["current_balance"] == 0


def test_every_charge_is_in_the_ledger_of_the_account_by_its_inference(aimlapi):
    for seed in range(1, 61):
        aimlapi.account.record(MODEL, f"inference-{seed}", "", 0.0126, well=bool(seed % 10))

    first = get(aimlapi, "/v2/billing/transactions")[2]
    cursor = first["pagination"]["next_cursor"]
    second = get(aimlapi, f"/v2/billing/transactions?cursor={cursor}")[2]

    entries = first["data"] + second["data"]
    assert len(entries) == 54
    assert entries[0]["reference_id"] == "inference-59"
    assert second["pagination"] == {"next_cursor": None, "has_more": False}


# Models


def test_the_list_of_models_needs_no_key_and_gives_prices_only_when_asked(aimlapi):
    _, _, plain = get(aimlapi, "/v1/models", key="")
    _, _, priced = get(
        aimlapi, f"/v1/models?include=pricing,modalities&id={MODEL},flux-2-lora", key=""
    )

    assert len(plain["data"]) == 4
    assert "pricing" not in plain["data"][0]
    assert [model["id"] for model in priced["data"]] == [MODEL, f"{MODEL}-lora"]
    assert priced["data"][0]["pricing"]["units"] == [
        {"price": 0.0126, "unit": "megapixel", "per": 1}
    ]
    assert priced["data"][0]["modalities"]["output"] == ["image"]
    assert "flux-2" in priced["data"][0]["aliases"]


def test_an_unchanged_list_of_models_is_not_sent_again(aimlapi):
    _, headers, _ = get(aimlapi, "/v1/models?include=all", key="")
    tag = headers["ETag"]

    assert get(aimlapi, "/v1/models?include=all", key="", If_None_Match=tag)[0] == 304
    assert get(aimlapi, "/v1/models", key="", If_None_Match=tag)[0] == 200


def test_a_process_of_its_own_takes_the_same_scripts():
    with HostedProcess("aimlapi") as service:
        service.script(lag=1, fails=504, look_ups_a_minute=2)

        assert post(service)[0] == 504
        assert logged(service) == []
        assert logged(service)[0]["status"] == "failed"
        assert get(service, "/v2/logs?period=1h")[0] == 429
        assert service.environment["FLUX2STUDIO_AIMLAPI_URL"] == f"{service.url}/v1"

import json
from concurrent.futures import ThreadPoolExecutor
from http.client import IncompleteRead

import pytest

from tests.hosted import Fault
from tests.hosted.asking import EDIT, KEY, ask, call, edit, finished, result, submitted


def run(fal, body=None, **headers):
    return call("POST", f"{fal.url}/run/{EDIT}", body or edit(), **KEY, **headers)


def stream(fal, body=None):
    status, headers, text = call("POST", f"{fal.url}/run/{EDIT}/stream", body or edit(), **KEY)
    return status, headers, text


def events(text):
    blocks = text.decode().replace("\r\n", "\n").split("\n\n")
    return [json.loads(block[6:]) for block in blocks if block.startswith("data: ")]


# Direct runs


def test_a_direct_run_answers_with_its_result(fal):
    status, headers, body = run(fal)

    assert status == 200
    assert json.loads(body)["seed"] == 7
    assert headers["x-fal-request-id"] == fal.ledger.jobs[0].id
    assert headers["X-Fal-Billable-Units"] == "2"
    fal.ledger.check()


def test_direct_runs_over_the_limit_are_refused_and_may_be_retried(fal):
    fal.concurrency, fal.held = 1, True
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(run, fal)
        fal.ledger.wait_for("POST", "/run/")
        fal.ledger.wait_for_jobs(1)

        status, headers, body = run(fal, edit(seed=8))
        fal.script({"release": True})

        assert first.result(10)[0] == 200
    assert (status, headers["X-Fal-Needs-Retry"]) == (429, "1")
    assert json.loads(body)["error_type"] == "concurrent_requests_limit"
    assert run(fal, edit(seed=9))[0] == 200


def test_a_direct_run_fails_at_once(fal):
    fal.fails = "runner_disconnected"

    status, headers, _ = run(fal)

    assert (status, headers["X-Fal-Error-Type"]) == (503, "runner_disconnected")


# Streams


def test_a_stream_shows_previews_and_ends_with_the_result(fal):
    status, headers, text = stream(fal)
    *previews, last = events(text)

    assert (status, headers.get_content_type()) == (200, "text/event-stream")
    assert headers["x-fal-request-id"] == fal.ledger.jobs[0].id
    assert [preview["images"][0]["url"][:22] for preview in previews] == [
        "data:image/jpeg;base64"
    ] * 3
    assert last["images"][0]["url"].startswith(fal.cdn_url)
    assert last["seed"] == 7
    fal.ledger.check()


def test_a_stream_may_tell_its_progress_instead(fal):
    fal.preview_shape = "progress"

    *told, _ = events(stream(fal)[2])

    assert [event["progress"] for event in told] == [0.25, 0.5, 0.75]


def test_a_stream_may_show_its_previews_behind_links(fal):
    fal.preview_shape = "links"

    *previews, _ = events(stream(fal)[2])

    assert [call("GET", preview["images"][0]["url"])[0] for preview in previews] == [200] * 3


def test_a_streamed_run_is_found_by_its_id_and_charged(fal):
    fal.faults.add(Fault(kind="no_final", on="stream"))
    _, headers, text = stream(fal)
    url = f"{fal.url}/api/models/requests/by-endpoint?endpoint_id={EDIT}&expand=payloads"

    _, answer = ask("GET", f"{url}&request_id={headers['x-fal-request-id']}")

    assert len(events(text)) == 3
    assert answer["items"][0]["json_output"]["seed"] == 7
    assert fal.ledger.as_json()["charged"] == 1


@pytest.mark.parametrize(
    ("kind", "count"),
    [("no_final", 3), ("unframed", 3), ("comments", 4), ("crlf", 4), ("split_utf8", 4)],
)
def test_a_stream_can_be_odd(fal, kind, count):
    fal.faults.add(Fault(kind=kind, on="stream"))

    status, _, text = stream(fal, edit(prompt="a füchsin"))

    assert (status, len(events(text))) == (200, count)
    assert (b": keep-alive" in text) is (kind == "comments")
    assert (b"\r\n\r\n" in text) is (kind == "crlf")


def test_a_stream_can_be_cut_inside_an_event(fal):
    fal.faults.add(Fault(kind="cut_event", on="stream"))

    with pytest.raises(IncompleteRead) as broken:
        stream(fal)

    assert broken.value.partial.count(b"data: ") == 4
    assert fal.ledger.as_json()["charged"] == 1


@pytest.mark.parametrize("status", [422, 403, 503])
def test_a_stream_that_does_not_begin_is_an_ordinary_error(fal, status):
    fal.faults.add(Fault(kind="refuse", on="stream", status=status))

    answered, headers, body = stream(fal)

    assert (answered, headers.get_content_type()) == (status, "application/json")
    assert json.loads(body)["detail"]
    assert not fal.ledger.jobs


def test_only_the_endpoints_that_stream_do(fal):
    status, _ = ask("POST", f"{fal.url}/run/fal-ai/flux-2-pro/stream", {"prompt": "a fox"})

    assert status == 404


def test_a_streamed_run_that_fails_says_so_in_its_last_event(fal):
    fal.fails = "generation_timeout"

    *_, last = events(stream(fal)[2])

    assert last["detail"][0]["type"] == "generation_timeout"
    assert fal.ledger.as_json()["charged"] == 0


# Headers


def test_what_the_headers_ask_for_is_in_the_ledger(fal):
    lifecycle = '{"expiration_duration_seconds": 3600}'
    submitted(
        fal,
        X_Fal_Store_IO="0",
        X_Fal_Queue_Priority="low",
        X_Fal_No_Retry="1",
        X_Fal_Object_Lifecycle_Preference=lifecycle,
    )

    assert fal.ledger.jobs[0].options == {
        "x-fal-store-io": "0",
        "x-fal-queue-priority": "low",
        "x-fal-no-retry": "1",
        "x-fal-object-lifecycle-preference": lifecycle,
    }
    fal.ledger.check()


@pytest.mark.parametrize(
    "header",
    [
        {"X_Fal_Queue_Priority": "high"},
        {"X_Fal_Store_IO": "no"},
        {"X_Fal_Object_Lifecycle_Preference": "3600"},
        {"X_Fal_Request_Timeout": "soon"},
        {"X_Fal_Storage": "0"},
    ],
    ids=str,
)
def test_a_header_that_says_nonsense_is_a_violation(fal, header):
    submitted(fal, **header)

    assert len(fal.ledger.violations) == 1


def test_the_pictures_go_when_their_time_is_over(fal):
    lifecycle = '{"expiration_duration_seconds": 3600}'
    _, answer = result(submitted(fal, X_Fal_Object_Lifecycle_Preference=lifecycle))
    url = answer["images"][0]["url"]
    there, _, _ = call("GET", url)
    fal.clock_s = 3600

    assert (there, call("GET", url)[0]) == (200, 404)


def test_a_run_that_starts_too_late_for_the_user_ends_in_a_timeout(fal):
    fal.queue_polls = 100
    ids = submitted(fal, X_Fal_Request_Timeout="30.0")
    ask("GET", ids["status_url"])
    fal.clock_s = 31

    ending = finished(ids)
    status, headers, _ = call("GET", ids["response_url"], **KEY)

    assert ending["error_type"] == "request_timeout"
    assert (status, headers["X-Fal-Request-Timeout-Type"]) == (504, "user")


# The queue


def test_only_so_many_jobs_render_at_a_time(fal):
    fal.concurrency, fal.held, fal.repeats_allowed = 1, True, True
    first, second = submitted(fal), submitted(fal)

    for ids in (first, first, second, second, second):
        _, answer = ask("GET", ids["status_url"])

    assert answer["status"] == "IN_QUEUE"


def test_a_result_asked_for_too_early_is_refused(fal):
    ids = submitted(fal)

    early, answer = ask("GET", ids["response_url"])
    unknown, _ = ask("GET", f"{fal.queue_url}/fal-ai/flux-2/requests/none")

    assert (early, answer["detail"]) == (400, "Request is still in progress")
    assert unknown == 404


def test_the_result_says_the_prompt_as_it_was_rewritten(fal):
    fal.rewrites_prompt = "a fox in the last light"

    assert result(submitted(fal))[1]["prompt"] == "a fox in the last light"


def test_what_the_app_has_no_use_for_is_taken_all_the_same(fal):
    url = f"{fal.queue_url}/{EDIT}?fal_webhook=https%3A%2F%2Fexample.org%2Fhook"
    named = {"X-Fal-Runner-Hint": "warm", "X-Fal-Tags": "a", "x-app-fal-disable-fallback": "1"}

    status, headers, _ = call("POST", url, edit(), **KEY, **named)

    assert (status, headers["X-Fal-Served-From"]) == (200, "stand-in")
    assert headers["x-fal-runner-hints"] == ""
    fal.ledger.check()


def test_a_queue_may_be_full_for_who_says_how_long_it_may_be(fal):
    submitted(fal)

    url = f"{fal.queue_url}/{EDIT}?fal_max_queue_length=1"

    assert ask("POST", url, edit(seed=8))[0] == 429


def test_a_cancel_is_heard_some_time_later(fal):
    fal.held, fal.cancel_polls = True, 2
    ids = submitted(fal)
    ask("GET", ids["status_url"])
    ask("GET", ids["status_url"])

    answered, _ = ask("PUT", ids["cancel_url"])
    told = [ask("GET", ids["status_url"])[1]["status"] for _ in range(3)]

    assert (answered, told) == (202, ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED"])
    assert ask("GET", ids["response_url"])[0] == 499
    assert ask("PUT", ids["cancel_url"])[0] == 400


def test_a_cancel_can_lose_a_race_that_nobody_sees(fal):
    fal.held, fal.cancel_polls, fal.cancel_loses = True, 1, True
    ids = submitted(fal)
    ask("GET", ids["status_url"])
    ask("GET", ids["status_url"])

    answered, answer = ask("PUT", ids["cancel_url"])

    assert (answered, answer["status"]) == (202, "CANCELLATION_REQUESTED")
    assert result(ids)[0] == 200
    assert fal.ledger.as_json()["charged"] == 1


def test_a_cancel_is_answered_as_either_document_has_it(fal):
    fal.cancel_answer = "success"

    assert ask("PUT", submitted(fal)["cancel_url"]) == (200, {"success": True})
    assert ask("PUT", f"{fal.queue_url}/fal-ai/flux-2/requests/none/cancel")[0] == 404


def test_a_result_is_there_for_an_hour(fal):
    ids = submitted(fal)
    finished(ids)
    fal.clock_s = 3599
    there, _ = ask("GET", ids["response_url"])
    fal.clock_s = 3601

    assert (there, ask("GET", ids["response_url"])[0]) == (200, 404)


def test_a_large_result_that_was_not_stored_is_there_for_six_minutes(fal):
    ids = submitted(fal, edit(sync_mode=True), X_Fal_Store_IO="0")
    finished(ids)
    fal.clock_s = 400

    assert ask("GET", ids["response_url"])[0] == 404


def test_the_status_comes_as_events_too(fal):
    ids = submitted(fal)

    _, headers, text = call("GET", f"{ids['status_url']}/stream?logs=1", **KEY)

    assert headers.get_content_type() == "text/event-stream"
    assert [event["status"] for event in events(text)][-1] == "COMPLETED"


@pytest.mark.parametrize(
    "form", ["{full}/status", "{full}", "{full}/response", "{app}/status/", "{app}/response"]
)
def test_every_form_of_a_request_s_address_works(fal, form):
    ids = submitted(fal)
    finished(ids)
    full = f"{fal.queue_url}/{EDIT}/requests/{ids['request_id']}"

    assert ask("GET", form.format(full=full, app=ids["response_url"]))[0] == 200
    fal.ledger.check()

import gzip
import json
from http.client import IncompleteRead

import pytest

from tests.hosted import FAL_KEY, Fault, HostedProcess
from tests.hosted.asking import KEY, ask, call, edit, finished, result, submit_fal, submitted
from tests.hosted.fal_errors import INFRASTRUCTURE, OF_THE_MODEL


def get(fal, ids, what="status_url"):
    return call("GET", ids[what], **KEY)


@pytest.mark.parametrize("status", [401, 403, 404, 408, 409, 413, 429, 499, 500, 502, 503, 504])
def test_every_code_comes_in_the_service_s_own_words(fal, status):
    fal.faults.add(Fault(kind="refuse", status=status))

    answered, _, body = submit_fal(fal, edit())

    assert answered == status
    assert isinstance(json.loads(body)["detail"], str)
    assert (len(fal.ledger.posts), len(fal.ledger.jobs)) == (1, 0)


@pytest.mark.parametrize("status", [502, 503])
@pytest.mark.parametrize(("kind", "body"), [("html", ""), ("refuse", "Bad Gateway")])
def test_a_gateway_speaks_html_or_plain_text(fal, status, kind, body):
    fal.faults.add(Fault(kind=kind, status=status, body=body))

    answered, headers, text = submit_fal(fal, edit())

    assert (answered, b"nginx" in text) == (status, kind == "html")
    assert headers.get_content_type() == ("text/html" if kind == "html" else "text/plain")


@pytest.mark.parametrize("spelling", ["X-Fal-Needs-Retry", "X-Fal-Retryable"])
@pytest.mark.parametrize("after", ["3", "Sat, 21 Nov 2026 14:00:00 GMT"])
def test_a_rate_limit_says_when_to_come_back(fal, spelling, after):
    fal.retry_header = spelling
    fal.faults.add(Fault(kind="refuse", status=429, headers={"Retry-After": after}))

    _, headers, _ = submit_fal(fal, edit())

    assert (headers[spelling], headers["Retry-After"]) == ("1", after)


@pytest.mark.parametrize("status", [301, 307])
def test_a_redirect_leads_to_another_host_where_the_key_is_a_violation(fal, status):
    fal.faults.add(Fault(kind="redirect", on="status", status=status))

    ask_url = submitted(fal)["status_url"]
    call("GET", ask_url, **KEY)

    with pytest.raises(AssertionError, match="host of the pictures"):
        fal.ledger.check()


@pytest.mark.parametrize(("kind", "jobs"), [("drop", 1), ("vanish", 0)])
def test_no_answer_may_or_may_not_mean_a_paid_job(fal, kind, jobs):
    fal.faults.add(Fault(kind=kind))

    with pytest.raises(OSError, match=r"closed|reset"):
        submit_fal(fal, edit())

    assert len(fal.ledger.jobs) == jobs


def test_a_connection_can_be_reset_inside_the_answer(fal):
    fal.faults.add(Fault(kind="reset"))

    with pytest.raises(ConnectionResetError):
        submit_fal(fal, edit())

    assert len(fal.ledger.jobs) == 1


def test_half_an_answer_can_come_with_the_length_of_the_whole(fal):
    fal.faults.add(Fault(kind="cut"))

    with pytest.raises(IncompleteRead):
        submit_fal(fal, edit())


def test_json_can_be_truncated_with_the_length_to_match(fal):
    fal.faults.add(Fault(kind="truncated_json"))

    _, _, body = submit_fal(fal, edit())

    with pytest.raises(ValueError, match="line 1"):
        json.loads(body)


def test_a_length_can_be_wrong(fal):
    ids = submitted(fal)
    fal.faults.add(Fault(kind="wrong_length", on="status"))

    _, headers, body = get(fal, ids)

    assert len(body) == int(headers["Content-Length"])
    with pytest.raises(ValueError, match="line 1"):
        json.loads(body)


def test_an_answer_can_be_packed_though_nobody_asked_for_it(fal):
    ids = submitted(fal)
    fal.faults.add(Fault(kind="gzip", on="status"))

    _, headers, body = get(fal, ids)

    assert headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(body))["status"] == "IN_QUEUE"


def test_an_answer_can_be_huge(fal):
    ids = submitted(fal)
    fal.faults.add(Fault(kind="huge", on="status", size=2**20))

    assert len(get(fal, ids)[2]) > 2**20


def test_an_answer_can_drip(fal):
    ids = submitted(fal)
    fal.faults.add(Fault(kind="drip", on="status", seconds=0.0001))

    assert json.loads(get(fal, ids)[2])["status"] == "IN_QUEUE"


def test_an_answer_can_be_late(fal):
    ids = submitted(fal)
    fal.faults.add(Fault(kind="late", on="status", seconds=0.05))

    assert json.loads(get(fal, ids)[2])["status"] == "IN_QUEUE"


def test_a_service_that_does_not_listen_refuses_the_connection(fal):
    fal.listening = False
    with pytest.raises(OSError, match="refused"):
        submit_fal(fal, edit())

    fal.listening = True

    assert submit_fal(fal, edit())[0] == 200
    assert len(fal.ledger.posts) == 1


def test_a_process_can_be_made_deaf_from_its_other_port():
    with HostedProcess("fal") as service:
        url = service.environment["FLUX2STUDIO_FAL_QUEUE_URL"] + "/fal-ai/flux-2/lora/edit"
        service.script(listening=False)
        with pytest.raises(OSError, match="refused"):
            call("POST", url, edit(), **KEY)

        service.script(listening=True)

        assert call("POST", url, edit(), Authorization=f"Key {FAL_KEY}")[0] == 200
        service.check()


def test_a_job_can_fall_back_into_the_queue(fal):
    ids = submitted(fal)
    before = [ask("GET", ids["status_url"])[1]["status"] for _ in range(2)]
    fal.faults.add(Fault(kind="regress", on="status"))

    after = [ask("GET", ids["status_url"])[1]["status"] for _ in range(2)]

    assert (before, after) == (["IN_QUEUE", "IN_PROGRESS"], ["IN_QUEUE", "IN_PROGRESS"])


def test_a_status_can_be_a_word_that_no_document_knows(fal):
    ids = submitted(fal)
    fal.faults.add(Fault(kind="unknown_status", on="status", message="PAUSED"))

    assert ask("GET", ids["status_url"])[1]["status"] == "PAUSED"


@pytest.mark.parametrize(
    ("on", "left"), [("submit", {"request_id"}), ("status", {"status"}), ("result", {"images"})]
)
def test_optional_keys_can_be_missing(fal, on, left):
    fal.faults.add(Fault(kind="bare", on=on))
    _, _, body = submit_fal(fal, edit())
    answer = json.loads(body)
    base = f"{fal.queue_url}/fal-ai/flux-2/requests/{answer['request_id']}"
    if on == "status":
        answer = ask("GET", f"{base}/status")[1]
    if on == "result":
        finished({"status_url": f"{base}/status"})
        answer = ask("GET", base)[1]

    assert set(answer) == left


@pytest.mark.parametrize(("error_type", "status"), (INFRASTRUCTURE | OF_THE_MODEL).items())
def test_a_failed_job_is_completed_and_its_result_is_the_error(fal, error_type, status):
    fal.fails = error_type
    ids = submitted(fal)

    ending = finished(ids)
    answered, _ = ask("GET", ids["response_url"])

    assert (ending["status"], ending["error_type"], answered) == ("COMPLETED", error_type, status)
    assert fal.ledger.as_json()["charged"] == 0


@pytest.mark.parametrize(("shape", "kind"), [("list", list), ("string", str), ("missing", None)])
def test_the_detail_of_an_error_has_three_shapes(fal, shape, kind):
    fal.fails, fal.detail_shape = "content_policy_violation", shape

    _, answer = result(submitted(fal))

    assert ("detail" in answer) is (kind is not None)
    assert kind is None or isinstance(answer["detail"], kind)


@pytest.mark.parametrize(("kind", "count"), [("null", None), ("zero", 0), ("fewer", 1)])
def test_there_can_be_fewer_pictures_or_none(fal, kind, count):
    fal.faults.add(Fault(kind=kind))

    status, answer = result(submitted(fal, edit(num_images=2)))

    assert status == 200
    assert answer["images"] is None if count is None else len(answer["images"]) == count


@pytest.mark.parametrize(("kind", "flagged"), [("nsfw", True), ("black", False)])
def test_a_filtered_picture_is_black_flagged_or_not(fal, kind, flagged):
    fal.faults.add(Fault(kind=kind))

    _, answer = result(submitted(fal))
    _, _, data = call("GET", answer["images"][0]["url"])

    assert answer["has_nsfw_concepts"] == [flagged]
    assert len(data) < 20_000


@pytest.mark.parametrize("status", [403, 404])
def test_a_link_that_died_is_replaced_in_a_fresh_result(fal, status):
    ids = submitted(fal)
    _, answer = result(ids)
    fal.faults.add(Fault(kind="dead_link", on="picture", status=status))

    dead = [call("GET", answer["images"][0]["url"])[0] for _ in range(2)]
    _, fresh = ask("GET", ids["response_url"])

    assert dead == [status, status]
    assert fresh["images"][0]["url"] != answer["images"][0]["url"]
    assert call("GET", fresh["images"][0]["url"])[0] == 200


@pytest.mark.parametrize(
    ("fault", "magic"),
    [
        (Fault(kind="wrong_type", on="picture"), b"\xff\xd8"),
        (Fault(kind="broken_picture", on="picture"), b"\x89PNG"),
        (Fault(kind="html", on="picture", status=200), b"<html"),
        (Fault(kind="gzip", on="picture"), b"\x1f\x8b"),
        (Fault(kind="huge", on="picture", size=2**16), b"\x89PNG"),
    ],
    ids=lambda value: value.kind if isinstance(value, Fault) else "",
)
def test_what_is_behind_a_link_can_be_something_else(fal, fault, magic):
    _, answer = result(submitted(fal, edit(output_format="png")))
    fal.faults.add(fault)

    status, _, data = call("GET", answer["images"][0]["url"])

    assert (status, data[: len(magic)]) == (200, magic)


def test_a_fault_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="no such fault"):
        Fault(kind="crawl", on="status")

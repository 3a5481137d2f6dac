from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from tests.hosted.asking import EDIT, ask, call, edit, finished, result, submitted


def looked_up(fal, query="", expand="&expand=payloads"):
    url = f"{fal.url}/api/models/requests/by-endpoint?endpoint_id={EDIT}{expand}{query}"
    status, answer = ask("GET", url)
    assert status == 200, answer
    return answer


def ended(fal, **headers):
    ids = submitted(fal, **headers)
    finished(ids)
    return ids


def at(moment):
    return quote(moment.isoformat())


def test_a_lost_request_is_found_by_its_own_seed(fal):
    fal.repeats_allowed = True
    for seed in (1, 2, 3):
        finished(submitted(fal, edit(seed=seed)))

    items = looked_up(fal)["items"]
    (item,) = [one for one in items if one["json_input"]["seed"] == 2]

    assert item["request_id"] == fal.ledger.jobs[1].id
    assert item["status_code"] == 200
    assert item["json_output"]["images"][0]["url"].startswith(fal.cdn_url)


def test_a_look_up_lags_and_moves_the_job_on(fal):
    submitted(fal)
    fal.lists_after = 4

    seen = [len(looked_up(fal)["items"]) for _ in range(6)]

    assert seen == [0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize("running", [True, False])
def test_a_job_that_still_runs_may_be_listed(fal, running):
    fal.held, fal.lists_running = True, running
    submitted(fal)

    assert [item["ended_at"] for item in looked_up(fal)["items"]] == [None] * running


def test_payloads_come_only_when_asked_for(fal):
    ended(fal)

    (item,) = looked_up(fal, expand="")["items"]

    assert "json_input" not in item


def test_payloads_that_were_not_stored_never_come(fal):
    ended(fal, X_Fal_Store_IO="0")

    (item,) = looked_up(fal)["items"]

    assert (item["json_input"], item["json_output"]) == (None, None)


def test_a_result_inside_the_answer_is_not_in_the_history(fal):
    finished(submitted(fal, edit(sync_mode=True)))

    (item,) = looked_up(fal)["items"]

    assert item["json_input"]["seed"] == 7
    assert item["json_output"] is None


def test_pages_follow_their_cursor(fal):
    fal.repeats_allowed, fal.page_most = True, 2
    for _ in range(3):
        ended(fal)

    first = looked_up(fal)
    second = looked_up(fal, f"&cursor={quote(first['next_cursor'])}")

    assert (len(first["items"]), first["has_more"]) == (2, True)
    assert (len(second["items"]), second["has_more"], second["next_cursor"]) == (1, False, None)


def test_the_span_of_time_is_kept(fal):
    ended(fal)
    now = datetime.now(UTC)

    before = looked_up(fal, f"&end={at(now - timedelta(hours=1))}")
    around = looked_up(fal, f"&start={at(now - timedelta(minutes=1))}")
    fal.clock_s = 25 * 3600
    yesterday = looked_up(fal)
    by_id = looked_up(fal, f"&request_id={fal.ledger.jobs[0].id}")

    found = [len(answer["items"]) for answer in (before, around, yesterday, by_id)]
    assert found == [0, 1, 0, 1]


def test_the_status_of_a_request_can_be_asked_for(fal):
    fal.repeats_allowed = True
    ended(fal)
    fal.fails = "content_policy_violation"
    ended(fal)

    (good,) = looked_up(fal, "&status=success")["items"]
    (bad,) = looked_up(fal, "&status=user_error")["items"]

    assert (good["status_code"], bad["status_code"]) == (200, 422)


@pytest.mark.parametrize("query", ["&limit=101", "&start=yesterday", "&page=2", "&cursor=!"])
def test_a_look_up_that_the_documents_do_not_know_is_a_violation(fal, query):
    url = f"{fal.url}/api/models/requests/by-endpoint?endpoint_id={EDIT}{query}"

    assert ask("GET", url)[0] == 422
    assert fal.ledger.violations


def test_deleting_takes_an_admin_key(fal):
    ids = ended(fal)

    status, _ = ask("DELETE", f"{fal.url}/api/models/requests/{ids['request_id']}/payloads")

    assert status == 403
    assert not fal.ledger.deleted


def test_what_was_deleted_is_gone_with_its_pictures_and_stays_in_the_ledger(fal):
    fal.admin = True
    ids = ended(fal)
    _, answer = result(ids)
    link = answer["images"][0]["url"]

    url = f"{fal.url}/api/models/requests/{ids['request_id']}/payloads"
    status, deleted = ask("DELETE", url, Idempotency_Key="erase-1")
    (item,) = looked_up(fal)["items"]

    assert status == 200
    assert deleted == {"cdn_delete_results": [{"link": link, "exception": None}]}
    assert call("GET", link)[0] == 404
    assert item["json_input"] is None
    assert fal.ledger.deleted == [ids["request_id"]]
    assert fal.ledger.as_json()["deleted"] == [ids["request_id"]]


def test_prices_are_told_for_the_endpoints_asked_for(fal):
    fal.prices["fal-ai/flux-2"] = 0.013

    url = f"{fal.url}/api/models/pricing?endpoint_id=fal-ai/flux-2&endpoint_id={EDIT}"
    status, answer = ask("GET", url)

    assert status == 200
    assert [price["unit_price"] for price in answer["prices"]] == [0.013, 0.021]
    assert {price["unit"] for price in answer["prices"]} == {"megapixels"}
    assert ask("GET", f"{fal.url}/api/models/pricing?endpoint_id=fal-ai/nothing")[0] == 404


def test_the_balance_takes_an_admin_key_and_goes_down(fal):
    url = f"{fal.url}/api/account/billing?expand=credits"
    refused, _ = ask("GET", url)
    fal.admin = True
    ended(fal)

    _, answer = ask("GET", url)

    assert refused == 403
    assert answer["credits"] == {"current_balance": pytest.approx(24.958), "currency": "USD"}


def test_the_platform_wants_the_key(fal):
    assert call("GET", f"{fal.url}/api/account/billing")[0] == 401

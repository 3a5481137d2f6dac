"""Values that no service should send: a paid picture is never lost over one."""

import json
from dataclasses import replace

import pytest

from flux2studio.backends.aimlapi_account import AimlapiAccount
from flux2studio.backends.aimlapi_result import read_result, told_cost
from flux2studio.backends.fal_account import FalAccount
from flux2studio.backends.fal_queue import FAL
from flux2studio.backends.fal_result import read_result as read_fal
from flux2studio.backends.fal_result import take_result
from flux2studio.backends.http import Answer
from flux2studio.backends.refusals import refusal
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, OutcomeUnknownError, UnreachableError
from tests.backends.conftest import urls_of
from tests.backends.test_fal_stream import SHOWN, backend_of
from tests.hosted import Fault

NO_AMOUNTS = ["nan", "inf", "-inf", "1e999", "-3", "much", ""]
ENDLESS = "[" * 100_000
TWO = [{"url": "https://example.com/a.png"}, {"url": "https://example.com/b.png"}]


@pytest.mark.parametrize("units", NO_AMOUNTS)
def test_units_that_are_no_number_leave_the_pictures_of_fal_without_a_price(units, catalogue):
    price = catalogue.model("fal/flux-2/lora/edit").price
    body = json.dumps({"images": TWO}).encode()

    result, _ = take_result(
        Answer(status=200, headers={"x-fal-billable-units": units}, body=body), "number"
    )

    assert [result.cost_of(index, price) for index in (0, 1)] == [None, None]


@pytest.mark.parametrize("said", [*NO_AMOUNTS, float("nan"), float("inf"), -25200, 10**400, True])
@pytest.mark.parametrize("name", ["credits_used", "usd_spent", "tokens_used"])
def test_a_cost_that_is_none_leaves_the_pictures_of_aiml_api_without_one(said, name):
    body = json.dumps({"data": TWO, "meta": {"usage": {name: said}}}).encode()
    answer = Answer(status=200, headers={}, body=body)

    result = read_result(answer)

    assert [result.cost_of(index) for index in (0, 1)] == [None, None]
    assert told_cost(answer) == {}


def test_json_without_a_bottom_is_an_answer_that_cannot_be_read():
    answer = Answer(status=200, headers={}, body=ENDLESS.encode())

    with pytest.raises(UnreachableError, match="cannot be read"):  # asked for again
        take_result(answer, "number")
    with pytest.raises(OutcomeUnknownError, match="no sense"):
        read_result(answer)
    with pytest.raises(ValueError, match="deeply"):
        answer.json()


@pytest.mark.parametrize("half", ["\\ud83e", "\\uD83E", "\udc80"])
def test_half_a_character_of_a_service_can_be_kept_like_any_other(half):
    body = f'{{"images": [{{"url": "https://example.com/a.png"}}], "prompt": "a {half} fox"}}'
    answer = Answer(status=200, headers={}, body=body.encode("utf-8", "surrogatepass"))

    result, kept = take_result(answer, "number")
    refused = replace(answer, status=422, body=answer.body.replace(b"prompt", b"detail"))
    again = read_fal(kept["result"], "")

    for said in (result.prompt, kept["result"], again.prompt, refusal(refused, FAL).hint):
        assert said.encode()
    assert result.prompt.startswith("a ")
    assert result.prompt.endswith(" fox")


def test_a_character_that_comes_as_a_pair_stays_itself():
    assert Answer(status=200, headers={}, body=b'"\\ud83e\\udd8a"').json() == "\N{FOX FACE}"


@pytest.mark.parametrize(
    "event", ['{"images": 5}', '{"progress": 1e400}', f'{{"progress": {10**400}}}', ENDLESS]
)
def test_an_event_that_makes_no_sense_does_not_end_a_stream(fal, fal_task, recorder, event):
    fal.faults.add(Fault(kind="refuse", on="stream", status=200, body=f"data: {event}\n\n"))

    with pytest.raises(OutcomeUnknownError):  # as nothing follows
        list(backend_of(fal, SHOWN, look_up=0.1).generate(fal_task, recorder.control))


@pytest.mark.parametrize("listed", ["5", "true", '"x"', '{"a": 1}', "null"])
def test_a_list_of_past_requests_that_is_none_shows_nothing(fal, listed):
    body = f'{{"prices": {listed}, "has_more": true}}'
    fal.faults.add(Fault(kind="refuse", on="pricing", status=200, body=body))
    account = FalAccount(lambda: urls_of(fal).api, lambda: fal.key)

    assert account.prices(["a"], RunControl()) == {}


@pytest.mark.parametrize("amount", ["1e999", "NaN", str(10**400)])
def test_a_balance_that_is_no_amount_is_none(fal, amount):
    body = f'{{"credits": {{"current_balance": {amount}}}}}'
    fal.faults.add(Fault(kind="refuse", on="billing", status=200, body=body))
    account = FalAccount(lambda: urls_of(fal).api, lambda: fal.key)

    with pytest.raises(BackendError, match="does not say what is left"):
        account.balance(RunControl())


@pytest.mark.parametrize("amount", ["1e999", "NaN", str(10**400)])
def test_a_balance_or_price_of_aiml_api_that_is_no_amount_is_none(httpserver, amount):
    httpserver.expect_request("/v2/billing").respond_with_data(f'{{"current_balance": {amount}}}')
    unit = f'{{"price": {amount}, "unit": "megapixel", "per": 1}}'
    model = f'{{"id": "a", "pricing": {{"kind": "fixed", "units": [{unit}]}}}}'
    httpserver.expect_request("/v1/models").respond_with_data(f'{{"data": [{model}]}}')
    account = AimlapiAccount(lambda: httpserver.url_for("/v1"), lambda: "a-key-of-mine")

    with pytest.raises(BackendError, match="does not say what is left"):
        account.balance(RunControl())
    assert account.prices(["a"], RunControl()) == {}

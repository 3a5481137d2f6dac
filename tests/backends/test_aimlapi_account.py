"""The account at AIML API: the balance, and the prices that need no key."""

import json

import pytest

from flux2studio.backends.aimlapi_account import AimlapiAccount
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, KeyMissingError, UnreachableError
from flux2studio.core.hosted import Balance
from tests.hosted import Fault


@pytest.fixture
def account(aimlapi):
    return AimlapiAccount(lambda: f"{aimlapi.url}/v1", lambda: aimlapi.key)


def test_the_balance_is_in_dollars(account):
    assert account.balance(RunControl()) == Balance(amount=123.45, currency="USD")


def test_the_balance_needs_the_right_key(aimlapi):
    account = AimlapiAccount(lambda: aimlapi.url, lambda: "another-key")

    with pytest.raises(KeyMissingError, match="does not accept"):
        account.balance(RunControl())


def test_the_balance_needs_a_key(aimlapi):
    account = AimlapiAccount(lambda: aimlapi.url, lambda: None)

    with pytest.raises(KeyMissingError, match="no key"):
        account.balance(RunControl())

    assert aimlapi.ledger.requests == []


def test_prices_are_read_without_the_key(aimlapi):
    account = AimlapiAccount(lambda: aimlapi.url, lambda: None)

    found = account.prices(["blackforestlabs/flux-2", "blackforestlabs/unknown"], RunControl())

    assert list(found) == ["blackforestlabs/flux-2"]
    price = found["blackforestlabs/flux-2"]
    assert price.amount == pytest.approx(0.0126)
    assert (price.unit, price.currency) == ("megapixel", "USD")


@pytest.mark.parametrize(
    "pricing",
    [
        None,
        {"kind": "variable"},
        {"kind": "variants", "dimensions": ["size"], "variants": []},
        {"kind": "fixed", "units": [{"price": "0.1", "unit": "megapixel"}]},
        {"kind": "fixed", "units": [{"price": 0.1, "unit": "megapixel", "per": 0}]},
        {"kind": "fixed", "units": []},
    ],
)
def test_a_price_that_cannot_be_quoted_ahead_is_left_out(aimlapi, account, pricing):
    model = {"id": "blackforestlabs/flux-2", "pricing": pricing}
    aimlapi.faults.add(
        Fault(kind="refuse", on="pricing", status=200, body=json.dumps({"data": [model]}))
    )

    assert account.prices(["blackforestlabs/flux-2"], RunControl()) == {}


def test_a_price_for_many_units_is_that_of_one(aimlapi, account):
    units = [{"price": 12.6, "unit": "megapixel", "per": 1000}]
    model = {"id": "new-name", "aliases": ["old"], "pricing": {"kind": "fixed", "units": units}}
    aimlapi.faults.add(
        Fault(kind="refuse", on="pricing", status=200, body=json.dumps({"data": [model]}))
    )

    assert account.prices(["old"], RunControl())["old"].amount == pytest.approx(0.0126)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_account_may_be_asked_again(aimlapi, account, status):
    aimlapi.faults.add(Fault(kind="refuse", on="billing", status=status))

    with pytest.raises(UnreachableError, match="just now"):
        account.balance(RunControl())


@pytest.mark.parametrize("body", ["{}", '{"current_balance": null}', '{"current_balance": "1"}'])
def test_an_answer_without_a_balance_is_said(aimlapi, account, body):
    aimlapi.faults.add(Fault(kind="refuse", on="billing", status=200, body=body))

    with pytest.raises(BackendError, match="does not say"):
        account.balance(RunControl())

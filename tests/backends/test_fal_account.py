import pytest

from flux2studio.backends.fal_account import FalAccount, UnitPrice
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    KeyMissingError,
    NotAllowedError,
    UnreachableError,
)
from tests.backends.conftest import urls_of
from tests.hosted import Fault


@pytest.fixture
def account(fal):
    return FalAccount(lambda: urls_of(fal).api, lambda: fal.key)


def test_prices_are_read_by_endpoint(fal, account):
    fal.prices = {"fal-ai/flux-2": 0.013}

    prices = account.prices(["fal-ai/flux-2", "fal-ai/flux-2/lora"], RunControl())

    assert prices["fal-ai/flux-2"] == UnitPrice(amount=0.013, unit="megapixels", currency="USD")
    assert prices["fal-ai/flux-2/lora"].amount == 0.021


def test_every_model_of_the_catalogue_has_a_price(fal, account, catalogue):
    endpoints = [model.endpoint for model in catalogue.models_of("fal")]

    assert set(account.prices(endpoints, RunControl())) == set(endpoints)


def test_a_price_that_is_none_is_left_out(fal, account):
    body = '{"prices": [{"endpoint_id": "a", "unit_price": null, "unit": "megapixels"}, 3]}'
    fal.faults.add(Fault(kind="refuse", on="pricing", status=200, body=body))

    assert account.prices(["a"], RunControl()) == {}


def test_the_balance_needs_a_key_that_may_see_it(fal, account):
    with pytest.raises(NotAllowedError, match="does not show this"):
        account.balance(RunControl())

    fal.admin = True
    assert account.balance(RunControl()).amount == fal.credit_usd


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(kind="refuse", on="billing", status=401), KeyMissingError),
        (Fault(kind="refuse", on="billing", status=503), UnreachableError),
        (Fault(kind="html", on="billing", status=200), UnreachableError),
        (Fault(kind="refuse", on="billing", status=400), BackendError),
        (Fault(kind="refuse", on="billing", status=200, body='{"username": "x"}'), BackendError),
    ],
    ids=lambda value: f"{value.kind}-{value.status}" if isinstance(value, Fault) else None,
)
def test_what_comes_instead_of_a_balance_is_said(fal, account, fault, kind):
    fal.faults.add(fault)

    with pytest.raises(BackendError) as caught:
        account.balance(RunControl())

    assert type(caught.value) is kind


def test_nothing_is_asked_without_a_key_or_after_a_cancel(fal):
    control = RunControl()
    with pytest.raises(KeyMissingError):
        FalAccount(lambda: urls_of(fal).api, lambda: None).balance(control)
    control.cancel()
    with pytest.raises(Cancelled):
        FalAccount(lambda: urls_of(fal).api, lambda: fal.key).balance(control)

    assert fal.ledger.requests == []

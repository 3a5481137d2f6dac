"""Builds what asks the services for prices and balances."""

from __future__ import annotations

from flux2studio.backends.aimlapi_account import AimlapiAccount
from flux2studio.backends.fal_account import FalAccount
from flux2studio.services.prices import PriceSource
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore


def open_accounts(store: SettingsStore, secrets: Secrets) -> dict[str, PriceSource]:
    """Where the services are asked for prices and balances. Nothing is asked yet."""
    aimlapi = AimlapiAccount(lambda: store.load().aimlapi_url, lambda: secrets.get("aimlapi"))
    return {
        "aimlapi": PriceSource(
            account=aimlapi,
            host=lambda: store.load().aimlapi_url,
            has_key=lambda: bool(secrets.get("aimlapi")),
        ),
        "fal": PriceSource(
            account=fal_account(store, secrets),
            host=lambda: store.load().fal_api_url,
            has_key=lambda: bool(secrets.get("fal")),
        ),
    }


def fal_account(store: SettingsStore, secrets: Secrets) -> FalAccount:
    """What is asked of an account at fal."""
    return FalAccount(lambda: store.load().fal_api_url, lambda: secrets.get("fal"))

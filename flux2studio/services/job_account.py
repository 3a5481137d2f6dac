"""Reads from the journal what is on record of a job beside its updates."""

from __future__ import annotations

from datetime import datetime

from flux2studio.backends.receipts import read_receipt
from flux2studio.core.job import JobAccount
from flux2studio.storage.journal import JournalEntry

_IDS = ("request_id", "inference_id", "client_id")


def account_of(entry: JournalEntry | None) -> JobAccount:
    """Read what the journal keeps; of a job that it does not know, nothing."""
    remote = entry.remote if entry else {}
    return JobAccount(
        sent_at=_moment(remote.get("sent_at", "")),
        receipt=read_receipt(remote.get("receipt", "")),
        ids=tuple((name, remote[name]) for name in _IDS if remote.get(name)),
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None

"""A privacy receipt as the journal keeps it while its job runs."""

from __future__ import annotations

import msgspec

from flux2studio.core.hosted import Receipt


def write_receipt(receipt: Receipt) -> str:
    return msgspec.json.encode(receipt).decode()


def read_receipt(text: str) -> Receipt | None:
    """None when it is missing or cannot be read."""
    try:
        return msgspec.json.decode(text, type=Receipt) if text else None
    except msgspec.DecodeError:
        return None

"""JSON that strangers wrote, as values that every disk and database takes."""

from __future__ import annotations

import json
import re
from typing import Any

_HALVES = re.compile(r"\\u[dD][89a-fA-F]")  # as pairs they are one character


def decoded(data: bytes | str) -> Any:
    """Return what it says. Raises ValueError when it is no JSON, or has no bottom.

    Half a character, which many programs leave where they cut a text, becomes a question mark:
    it is no text, and nothing that holds it could be saved.
    """
    text = data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else data
    try:
        value = json.loads(text)
        if _HALVES.search(text):
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    return value

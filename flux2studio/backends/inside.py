"""Takes the pictures that came inside a JSON answer out of it."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import replace
from typing import Any

from flux2studio.backends.http import Answer

_NAMES = frozenset({"b64_json", "image_base64"})


def without_pictures(answer: Answer) -> tuple[Answer, list[bytes]]:
    """Return the answer with ``{"file": number}`` in place of each picture, and the pictures.

    An answer that cannot be read, or that holds none, stays as it is to the byte.
    """
    pictures: list[bytes] = []
    if not 200 <= answer.status < 300:
        return answer, pictures
    try:
        body = _lighter(answer.json(), "", pictures)
    except (ValueError, RecursionError):
        return answer, []
    return (replace(answer, body=json.dumps(body).encode()) if pictures else answer), pictures


def _lighter(value: Any, name: str, pictures: list[bytes]) -> Any:
    match value:
        case dict():
            return {key: _lighter(inner, key, pictures) for key, inner in value.items()}
        case list():
            return [_lighter(inner, name, pictures) for inner in value]
        case str() if name in _NAMES or value.startswith("data:"):
            if data := _decoded(value):
                pictures.append(data)
                return {"file": len(pictures) - 1}
    return value


def _decoded(text: str) -> bytes:
    """Nothing when it is no base64: whoever reads the answer says what is wrong with it."""
    try:
        return base64.b64decode(text.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return b""

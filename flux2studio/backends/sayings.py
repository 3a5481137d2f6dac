"""What a service says in an answer, in whichever of its shapes: words, kinds, places, ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from flux2studio.backends.http import Answer

_EXCERPT = 300
_IDS = ("x-fal-request-id", "x-inference-id", "x-request-id")


def message_of(answer: Answer) -> str:
    """What it says; short, on one line."""
    return " ".join("; ".join(_messages(_body(answer))).split())[:_EXCERPT]


def details_of(answer: Answer) -> str:
    """What a curious artist may copy, the id that the service's support asks for included."""
    text = f"HTTP {answer.status} {message_of(answer)}".strip()
    request_id = request_id_of(answer)
    return f"{text}\nRequest id: {request_id}" if request_id else text


def request_id_of(answer: Answer) -> str:
    """The service's own number of the request, from a header or the envelope; may be empty."""
    named = next((answer.headers[name] for name in _IDS if answer.headers.get(name)), "")
    match _body(answer):
        case {"requestId": str(inside)} if not named:
            return inside
    return named


def kinds_of(answer: Answer) -> tuple[str, ...]:
    """The kinds of error it names, as fal has them: "image_too_small", "runner_server_error"."""
    found = [answer.headers.get("x-fal-error-type", "")]
    match _body(answer):
        case {"error_type": str(kind)}:
            found.append(kind)
        case {"detail": list(items)}:
            found += [str(item.get("type", "")) for item in items if isinstance(item, dict)]
    return tuple(kind for kind in found if kind)


def places_of(answer: Answer) -> tuple[str, ...]:
    """The names in the request that it complains of, the first first."""
    match _body(answer):
        case {"detail": list(items)}:
            lists = [item.get("loc") for item in items if isinstance(item, dict)]
            return tuple(
                part
                for place in lists
                if isinstance(place, list)
                for part in place
                if isinstance(part, str)
            )
    return ()


def is_page(answer: Answer) -> bool:
    """Whether it is a web page, where a service would answer in JSON."""
    kind = answer.headers.get("content-type", "").lower()
    return "html" in kind or answer.body[:200].lstrip()[:1] == b"<"


def _body(answer: Answer) -> Any:
    try:
        return answer.json()
    except ValueError:
        return re.sub(r"<[^>]*>", " ", answer.body[:4000].decode("utf-8", "replace"))


def _messages(body: Any) -> Iterator[str]:
    match body:
        case str():
            yield body
        case list():
            for item in body:
                yield from _messages(item)
        case {"loc": list(place), "msg": str(message)}:
            yield f"{'.'.join(str(part) for part in place[1:])}: {message}"
        case (
            {"detail": str() | list() as inner}
            | {"message": str() | list() as inner}
            | {"error": str() | dict() as inner}
            | {"title": str() as inner}
        ):
            yield from _messages(inner)

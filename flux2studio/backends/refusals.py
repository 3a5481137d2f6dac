"""What a service's refusal means, in a sentence for the artist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flux2studio.backends.http import Answer
from flux2studio.backends.pace import retry_after
from flux2studio.core.errors import (
    BackendError,
    KeyMissingError,
    OutcomeUnknownError,
    RateLimitError,
)

# Codes that prove a paid request was not accepted. Any other one leaves that open.
_PROVES_REFUSAL = frozenset(
    {*range(300, 400), 400, 401, 402, 403, 404, 405, 406, 410, 411, 413, 414, 415, 422, 429, 431}
)
_NO_CREDIT = re.compile(r"credit|funds|balance|locked|top up|payment|billing", re.IGNORECASE)
_FIELDS = {
    "prompt": "prompt",
    "image_urls": "references",
    "image_size": "size",
    "loras": "loras",
    "seed": "seed",
    "num_inference_steps": "steps",
    "guidance_scale": "guidance",
    "num_images": "count",
    "output_format": "format",
    "acceleration": "acceleration",
}
_EXCERPT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """``billing`` is where an account is topped up, ``variable`` the usual one for its key."""

    name: str
    variable: str
    billing: str

    def clean_key(self, key: str | None) -> str:
        """Return ``key``, fit to stand in a header. Raises KeyMissingError."""
        if not key:
            raise KeyMissingError(
                f"There is no key for {self.name}.",
                hint=f"Add it in the settings, or set {self.variable}.",
            )
        if not key.isascii() or not key.isprintable() or " " in key:
            raise KeyMissingError(
                f"The key for {self.name} holds characters that no key has.",
                hint="Copy it again from your account into the settings.",
            )
        return key


def proves_refusal(answer: Answer) -> bool:
    return answer.status in _PROVES_REFUSAL


def refusal(answer: Answer, service: Service) -> BackendError:
    """The error for an answer to a paid request that brings no job and no picture."""
    said = message_of(answer)
    details = f"HTTP {answer.status} {said}".strip()
    name = service.name
    match answer.status:
        case 401:
            return KeyMissingError(
                f"{name} does not accept the key.",
                hint="Check it in the settings.",
                details=details,
            )
        case 402 | 403:
            return _not_allowed(service, said, details)
        case 429:
            return RateLimitError(
                f"{name} has too much to do just now.",
                retry_after=retry_after(answer, 10.0),
                hint="Nothing was billed. Try again in a moment.",
            )
        case status if 300 <= status < 400:
            return BackendError(
                f"{name} has moved to another address, and the key is not sent there.",
                hint="Look for a newer version of flux2studio.",
                details=details,
            )
        case status if status in _PROVES_REFUSAL:
            return _wrong_request(answer, service, said, details)
    return OutcomeUnknownError(
        f"{name} failed while it held the request.",
        hint="It may have been billed. It is not sent again by itself.",
        details=details,
    )


def model_failure(answer: Answer, service: Service) -> BackendError:
    """The error for a job that the service took, ran, and gave up."""
    said = message_of(answer)
    if "content_policy" in said or "content_policy" in _text(answer):
        message = f"{service.name} filtered this request: its rules do not allow the content."
        return BackendError(message, hint="Change the prompt or the references.", details=said)
    if answer.status == 422:
        return _wrong_request(answer, service, said, f"HTTP 422 {said}")
    return BackendError(
        f"{service.name} could not finish this run.",
        hint="A failed run is not billed. Try again.",
        details=f"HTTP {answer.status} {said}",
    )


def message_of(answer: Answer) -> str:
    """What the service says, in whichever of its shapes; short, on one line."""
    try:
        body = answer.json()
    except ValueError:
        body = re.sub(r"<[^>]*>", " ", _text(answer))
    return " ".join("; ".join(_messages(body)).split())[:_EXCERPT]


def _text(answer: Answer) -> str:
    return answer.body[:4000].decode("utf-8", "replace")


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


def _not_allowed(service: Service, said: str, details: str) -> BackendError:
    if _NO_CREDIT.search(said):
        return BackendError(
            f"Your account at {service.name} has no credit left.",
            hint=f"Top it up at {service.billing}. Nothing was billed.",
            details=details,
        )
    return BackendError(
        f"{service.name} does not allow this to your key.",
        hint="Check the key's rights in your account.",
        details=details,
    )


def _wrong_request(answer: Answer, service: Service, said: str, details: str) -> BackendError:
    field = next((ours for theirs, ours in _FIELDS.items() if theirs in said), "")
    match answer.status:
        case 404:
            message, hint = f"{service.name} does not know this model.", "Choose another one."
        case 413:
            message = f"The references are too large for {service.name}."
            hint, field = "Use fewer or smaller ones.", "references"
        case _:
            message = f"{service.name} does not take this request."
            hint = f"It says: {said}" if said else "The details have its answer."
    return BackendError(message, hint=hint, field=field, details=details)

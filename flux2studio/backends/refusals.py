"""What a service's refusal means, in a sentence for the artist."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.backends.http import Answer
from flux2studio.backends.meanings import field_of, meaning_of
from flux2studio.backends.pace import retry_after
from flux2studio.backends.sayings import details_of, is_page, message_of
from flux2studio.core.errors import (
    BackendError,
    KeyMissingError,
    OutcomeUnknownError,
    RateLimitError,
)
from flux2studio.core.phrase import phrase

# Codes that prove a paid request was not accepted. Any other one leaves that open.
_PROVES_REFUSAL = frozenset(
    {*range(300, 400), 400, 401, 402, 403, 404, 405, 406, 407, 410, 411, 413, 414, 415, 422, 429}
) | {431, 511}
_SAY_IT_IN_HTML = frozenset({*range(300, 400), 413, 429})  # gateways do, on the service's behalf
_PORTAL = frozenset({407, 511})  # only something in between answers with these


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
                phrase("There is no key for {name}.", name=self.name),
                hint=phrase("Add it in the settings, or set {variable}.", variable=self.variable),
            )
        if not key.isascii() or not key.isprintable() or " " in key:
            raise KeyMissingError(
                phrase("The key for {name} holds characters that no key has.", name=self.name),
                hint="Copy it again from your account into the settings.",
            )
        return key


def proves_refusal(answer: Answer) -> bool:
    return answer.status in _PROVES_REFUSAL


def refusal(answer: Answer, service: Service) -> BackendError:
    """The error for an answer to a paid request that brings no job and no picture."""
    name, details = service.name, details_of(answer)
    if _is_portal(answer):
        return page_instead(name, hint="Nothing was billed. Then try again.", details=details)
    match answer.status:
        case 401:
            return KeyMissingError(
                phrase("{name} does not accept the key.", name=name),
                hint="Check it in the settings.",
                details=details,
            )
        case 429:
            return RateLimitError(
                phrase("{name} has too much to do just now.", name=name),
                retry_after=retry_after(answer, 10.0),
                hint="Nothing was billed. Try again in a moment.",
                details=details,
            )
        case status if 300 <= status < 400:
            return BackendError(
                phrase(
                    "{name} has moved to another address, and the key is not sent there.", name=name
                ),
                hint="Look for a newer version of flux2studio.",
                details=details,
            )
        case status if status in _PROVES_REFUSAL:
            return _not_taken(answer, service)
    if "maintenance" in message_of(answer).lower():
        return BackendError(
            phrase("The model is under maintenance at {name}.", name=name),
            hint="Nothing was billed. Try again later, or choose another model.",
            details=details,
        )
    return OutcomeUnknownError(
        phrase("{name} failed while it held the request.", name=name),
        hint="It may have been billed. It is not sent again by itself.",
        details=details,
    )


def model_failure(answer: Answer, service: Service) -> BackendError:
    """The error for a job that the service took, ran, and gave up."""
    if meaning := meaning_of(answer, service.name):
        return BackendError(
            meaning.message, hint=meaning.hint, field=meaning.field, details=details_of(answer)
        )
    if answer.status == 422:
        return _wrong_request(answer, service)
    return BackendError(
        phrase("{service} could not finish this run.", service=service.name),
        hint="A failed run is not billed. Try again.",
        details=details_of(answer),
    )


def page_instead(name: str, *, hint: str, details: str) -> BackendError:
    """The error for a web page where an answer in JSON should be."""
    return BackendError(
        phrase("A web page came instead of {name}'s answer.", name=name),
        hint=phrase(
            "This network may want you to log in: open any page in a browser. {hint}", hint=hint
        ),
        details=details,
    )


def _is_portal(answer: Answer) -> bool:
    if answer.status in _PORTAL:
        return True
    return (
        answer.status in _PROVES_REFUSAL
        and answer.status not in _SAY_IT_IN_HTML
        and is_page(answer)
    )


def _not_taken(answer: Answer, service: Service) -> BackendError:
    if meaning := meaning_of(answer, service.name, billing=service.billing):
        return BackendError(
            meaning.message, hint=meaning.hint, field=meaning.field, details=details_of(answer)
        )
    if answer.status in (402, 403):
        return BackendError(
            phrase("{service} does not allow this to your key.", service=service.name),
            hint="Check the key's rights in your account.",
            details=details_of(answer),
        )
    return _wrong_request(answer, service)


def _wrong_request(answer: Answer, service: Service) -> BackendError:
    field, said = field_of(answer), message_of(answer)
    match answer.status:
        case 404:
            message, hint = (
                phrase("{service} does not know this model.", service=service.name),
                "Choose another one.",
            )
        case 413:
            message = phrase("The references are too large for {service}.", service=service.name)
            hint, field = "Use fewer or smaller ones.", "references"
        case _:
            message = phrase("{service} does not take this request.", service=service.name)
            hint = phrase("It says: {said}", said=said) if said else "The details have its answer."
    return BackendError(message, hint=hint, field=field, details=details_of(answer))

"""Why Hugging Face does not give out a model, with the next step to take."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.backends.http import Answer
from flux2studio.backends.pace import BUSY
from flux2studio.core.errors import BackendError, KeyMissingError, NotAllowedError, UnreachableError
from flux2studio.core.phrase import phrase

FIELD = "huggingface"  # where the token is entered
TOKENS = "https://huggingface.co/settings/tokens"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``name`` is what the artist calls the model, ``page`` the address of the repository.

    ``instead`` is what to choose where nobody lets the artist have this one.
    """

    name: str
    page: str
    has_token: bool
    instead: str = "FLUX.2 klein 4B, which is open to all"


class RevisionGoneError(BackendError):
    """The revision that a download was begun with is not there any more."""


def refused(answer: Answer, asked: Asked) -> BackendError:
    """The error for an answer that brings neither a listing nor a file."""
    code = answer.headers.get("x-error-code", "")
    said = answer.headers.get("x-error-message", "")
    details = " · ".join(filter(None, (f"HTTP {answer.status}", code, said[:300])))
    if answer.status in BUSY:
        return UnreachableError(
            "Hugging Face is busy just now.",
            hint="Try again in a moment; it goes on where it stopped.",
            details=details,
        )
    if code == "RevisionNotFound":
        return RevisionGoneError(
            phrase(
                "The version of “{asked}” that was begun is gone from Hugging Face.",
                asked=asked.name,
            ),
            hint="Start the download again.",
            details=details,
        )
    if answer.status in (404, 410, 451) or "disabled" in said.lower():
        return _gone(asked, details)
    if answer.status in (401, 403):
        return _closed(asked, code, said.lower(), details)
    return BackendError(
        phrase("Hugging Face did not give out “{asked}”.", asked=asked.name),
        hint="Try again later; what is here is kept.",
        details=details,
    )


def _closed(asked: Asked, code: str, said: str, details: str) -> BackendError:
    if "invalid" in said and ("credentials" in said or "token" in said or "password" in said):
        return KeyMissingError(
            "Hugging Face does not know your token any more.",
            hint=phrase(
                "Make a new read token at {tokens} and enter it in the settings.", tokens=TOKENS
            ),
            field=FIELD,
            details=details,
        )
    if code == "GatedRepo":
        return _gated(asked, said, details)
    if code == "RepoNotFound" and asked.has_token:
        return _gone(asked, details)
    return _sign_in(asked, details) if not asked.has_token else _gone(asked, details)


def _gated(asked: Asked, said: str, details: str) -> BackendError:
    if not asked.has_token:
        return _sign_in(asked, details)
    if "awaiting" in said:
        message = phrase(
            "The makers of “{asked}” have not yet answered your request.", asked=asked.name
        )
        hint = phrase(
            "Hugging Face writes to you when they have; then try again. See {page}", page=asked.page
        )
    elif "reject" in said:
        message = phrase("The makers of “{asked}” declined your request.", asked=asked.name)
        hint = phrase(
            "Ask them at {page}, or choose {instead}.", page=asked.page, instead=asked.instead
        )
    elif "fine-grained" in said:
        message = phrase("Your token may not read models that have a licence to accept.")
        hint = phrase(
            "Allow it “read access to public gated repositories” at {tokens}", tokens=TOKENS
        )
    else:
        message = phrase(
            "Your account has not accepted the licence of “{asked}” yet.", asked=asked.name
        )
        hint = phrase("Accept it at {page}, then try again.", page=asked.page)
    return NotAllowedError(message, hint=hint, field=FIELD, details=details)


def _sign_in(asked: Asked, details: str) -> BackendError:
    return KeyMissingError(
        phrase(
            "Hugging Face gives “{asked}” only to those who accepted its licence there.",
            asked=asked.name,
        ),
        hint=phrase(
            "Accept it at {page}, then enter a read token in the settings.", page=asked.page
        ),
        field=FIELD,
        details=details,
    )


def _gone(asked: Asked, details: str) -> BackendError:
    return BackendError(
        phrase("Hugging Face has no “{asked}” at {page}.", asked=asked.name, page=asked.page),
        hint="It may have moved, or your account may not see it. What is on this computer"
        " goes on working.",
        details=details,
    )

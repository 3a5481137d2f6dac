"""Sentences for what can become of the engine process, each with a next step."""

from __future__ import annotations

import re
import signal

from flux2studio.core.engine_messages import PROTOCOL, Failed, FailureKind, Unusable
from flux2studio.core.errors import BackendError
from flux2studio.core.phrase import phrase

_LIGHTER = "Choose a smaller size or a lower memory setting, or run it on a service."
_AGAIN = (
    "Try again; it starts anew. If it stays: choose a smaller size or a lower memory setting,"
    " or run it on a service."
)
_CHECK = "Repair the engine in Settings, This computer, or name another Python there."
_UNREAD = {
    "effects": (
        "The local engine did not say clearly what the LoRAs did.",
        "Switch the LoRAs off one by one to find out which it is, then try again.",
    ),
    "made": (
        "The local engine did not say clearly how it made the picture.",
        "Try again for what is missing; a picture that was made is kept.",
    ),
}
_UNREAD_END = (
    "The local engine did not say clearly what became of the job.",
    "Try again. The details are for a report.",
)
_LACKS = re.compile(r"^ModuleNotFoundError: No module named '([\w.]+)'", re.MULTILINE)


def not_started(details: str) -> BackendError:
    """The system refused to start it."""
    return BackendError("The local engine cannot be started.", hint=_CHECK, details=details)


def ended(code: int | None, *, had_started: bool, details: str) -> BackendError:
    """It went away in the middle of a job; ``code`` is negative for a signal, as in Popen."""
    details = "\n".join(filter(None, (_way(code), details)))
    if not had_started and (lacks := _LACKS.search(details)):
        return BackendError(
            phrase("The Python of the local engine has no “{lacks}”.", lacks=lacks[1]),
            hint="Repair the engine in Settings, This computer, or install “flux2studio[local]” in"
            " the Python that you named there.",
            details=details,
        )
    if not had_started:
        return BackendError(
            "The local engine ended before it had started.", hint=_CHECK, details=details
        )
    if code == -getattr(signal, "SIGKILL", 9):  # which Windows does not know
        return BackendError(
            "The system ended the local engine, probably because memory ran out.",
            hint=_LIGHTER,
            details=details,
        )
    return BackendError(
        "The local engine crashed in the middle of the picture.",
        hint=_AGAIN,
        details=details,
    )


def hung(seconds: float, details: str) -> BackendError:
    """It said nothing for so long, and was ended."""
    return BackendError(
        phrase(
            "The local engine did not answer for {seconds:.0f} seconds and was ended.",
            seconds=seconds,
        ),
        hint=_AGAIN,
        details=details,
    )


def unusable(event: Unusable) -> BackendError:
    return BackendError(event.message, hint=event.hint, details=event.details)


def unread(job: str, kind: str, line: str) -> Failed:
    """It said ``line`` of ``job``, an event of ``kind`` that makes no sense here."""
    message, hint = _UNREAD.get(kind, _UNREAD_END)
    return Failed(job=job, kind=FailureKind.BUG, message=message, hint=hint, details=line)


def incomplete(job: str, missing: int) -> Failed:
    """It called ``job`` done without having told of so many pictures."""
    return Failed(
        job=job,
        kind=FailureKind.BUG,
        message="The local engine ended the job without having told of all pictures.",
        hint="Try again: only what is missing is made.",
        details=f"{missing} missing",
    )


def other_version(protocol: int) -> Unusable:
    return Unusable(
        message="The local engine belongs to another version of flux2studio.",
        hint="Update the engine in Settings, This computer, or “flux2studio[local]” where you"
        " installed it yourself.",
        details=f"It speaks protocol {protocol}, and this app {PROTOCOL}.",
    )


def _way(code: int | None) -> str:
    if code is None:
        return ""
    if code >= 0:
        return f"It ended with code {code:#x}." if code > 255 else f"It ended with code {code}."
    try:
        return f"It ended by {signal.Signals(-code).name}."
    except ValueError:
        return f"It ended by signal {-code}."

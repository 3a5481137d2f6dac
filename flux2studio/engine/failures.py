"""Turns what was raised inside a job into the event that ends it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator

import msgspec

from flux2studio.core.engine_messages import Failed, FailureKind
from flux2studio.core.phrase import Phrase
from flux2studio.engine.errors import EngineError

# After one of these the device gives nothing but errors until the process is a new one.
_FATAL = (
    "device-side assert",
    "illegal memory access",
    "unspecified launch failure",
    "cuda error",
    "hip error",
    "cudnn_status",
    "cublas_status",
)
_LETTERS_MAX = 20_000  # of a message or its details
_NOT_FATAL = ("out of memory", "alloc_failed")


def failed(job: str, error: BaseException) -> Failed:
    """Return the end of ``job``; what nobody foresaw is a bug, with its traceback."""
    said = _failed(job, error)
    return msgspec.structs.replace(
        said,
        message=said.message if isinstance(said.message, Phrase) else _sayable(said.message),
        details=_sayable(said.details),
    )


def _failed(job: str, error: BaseException) -> Failed:
    if is_fatal(error):
        return Failed(
            job=job,
            kind=FailureKind.BUG,
            message="The graphics processor gave up in the middle of the picture.",
            hint="Try again: the engine starts anew. If it stays, update the graphics driver.",
            details=_traced(error),
        )
    if isinstance(error, EngineError):
        return Failed(
            job=job,
            kind=error.kind,
            message=str(error),
            hint=error.hint,
            field=error.field,
            details=error.details,
        )
    if isinstance(error, MemoryError):
        return Failed(
            job=job,
            kind=FailureKind.MEMORY,
            message="This computer has not enough memory for this picture.",
            hint="Choose a smaller size or a lower memory setting, or run it on a service.",
            details=_traced(error),
        )
    return Failed(
        job=job,
        kind=FailureKind.BUG,
        message="Something went wrong inside the local engine.",
        hint="Try again. The details are for a report.",
        details=_traced(error),
    )


def is_fatal(error: BaseException) -> bool:
    """Whether the device is lost to this process."""
    for each in _chain(error):
        said = str(each).lower()
        if any(mark in said for mark in _FATAL) and not any(mark in said for mark in _NOT_FATAL):
            return True
    return False


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _sayable(text: str) -> str:
    """Names of files need not be UTF-8, and a line of the protocol must, and has an end."""
    if len(text) > _LETTERS_MAX:
        half = _LETTERS_MAX // 2
        text = f"{text[:half]} … {text[-half:]}"
    return text.encode("utf-8", "backslashreplace").decode()


def _traced(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))

"""What leaves the machine for a hosted service, and how much of it stays there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flux2studio.core.request import GenerationRequest


class Trace(StrEnum):
    """What fal keeps of a run beside our own copy (reliability-performance.md section B4)."""

    RECOVERABLE = "recoverable"  # kept until the picture is safe here, then deleted there
    MINIMAL = "minimal"  # never stored; a lost answer cannot be looked up later
    KEEP = "keep"  # as long as the service likes


class Priority(StrEnum):
    NORMAL = "normal"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class HostedOptions:
    """How a hosted run is made, as the artist set it.

    ``inline_results``: the picture comes inside the answer and is never put on the service's
    file host. ``preview``: show the picture while it draws, where the model can.
    ``upload_days``: how long an uploaded reference or LoRA stays fetchable by its link.
    """

    trace: Trace = Trace.RECOVERABLE
    priority: Priority = Priority.NORMAL
    inline_results: bool = False
    preview: bool = False
    upload_days: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """One file that left the machine. ``how`` is "inside the request" or "upload" or "link".

    ``until`` is when the service drops it; None when nobody says.
    """

    name: str
    how: str
    sha256: str = ""
    size: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What one hosted run sent away, to whom, until when. Never an address that opens a file."""

    service: str
    host: str
    files: tuple[SentFile, ...] = ()
    trace: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file at a service's file host; ``url`` opens it for whoever has it."""

    service: str
    sha256: str
    url: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SentRequest:
    """A paid request that left at that moment, and for which no number came back."""

    request: GenerationRequest
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """What an account holds, in ``currency`` ("USD")."""

    amount: float
    currency: str = "USD"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPrice:
    """What a service says that one ``unit`` costs; its own word, for most models "megapixels"."""

    amount: float
    unit: str
    currency: str = "USD"

"""A job: one request on its way through one backend."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.hosted import Receipt
from flux2studio.core.request import GenerationRequest


class JobState(StrEnum):
    """Stored in the journal; every job reaches exactly one final state."""

    QUEUED = "queued"  # nothing has left the machine
    SENDING = "sending"  # the request may have left, no answer is known
    SUBMITTED = "submitted"  # the service knows the job, and we know its id
    RENDERING = "rendering"
    DOWNLOADING = "downloading"  # the answer is known, its pictures are being fetched and saved
    DETACHED = "detached"  # still running at the service, no longer waited for
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"  # may have been billed; the artist decides what to do

    @property
    def is_final(self) -> bool:
        return self in _FINAL


_FINAL = frozenset({JobState.FINISHED, JobState.FAILED, JobState.CANCELLED, JobState.UNKNOWN})


class Hold(StrEnum):
    """Why nothing new starts, stored in the database; what runs already goes on all the same."""

    NONE = ""
    ARTIST = "artist"  # paused by hand
    LEFT = "left"  # paid jobs of an earlier start wait: they are sent when the artist says so


class Phase(StrEnum):
    """What a running job is doing, for the words of its row."""

    WAITING = "waiting"
    PREPARING = "preparing"  # references are scaled and encoded
    FETCHING_LORA = "fetching_lora"  # to this computer; ``done`` of ``total`` KiB
    UPLOADING_LORA = "uploading_lora"  # ``done`` of ``total`` KiB
    UPLOADING = "uploading"  # references; ``done`` of ``total`` KiB
    PLEASE_WAIT = "please_wait"  # the service is busy; ``done`` is the seconds left
    LOOKING_UP = "looking_up"  # whether the service knows a request without an answer
    QUEUED_REMOTELY = "queued_remotely"  # ``done`` is the position in the service's queue
    STARTING_ENGINE = "starting_engine"  # the local engine loads its libraries
    LOADING_MODEL = "loading_model"  # ``done`` of ``total`` MiB
    LOADING_LORAS = "loading_loras"  # ``done`` of ``total`` LoRAs
    EXPANDING_PROMPT = "expanding_prompt"
    READING_PROMPT = "reading_prompt"
    COMPILING = "compiling"  # the first picture of a size takes longer, the next ones less
    RENDERING = "rendering"  # ``done`` of ``total`` steps
    DECODING = "decoding"  # the picture is made from what the steps drew
    DOWNLOADING = "downloading"
    SAVING = "saving"
    CANCELLING = "cancelling"
    TOO_LATE_TO_CANCEL = "too_late_to_cancel"  # already billed: the picture is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a job stands. ``total`` 0 means that nobody knows how long it takes."""

    phase: Phase
    done: int = 0
    total: int = 0

    @property
    def fraction(self) -> float | None:
        """0.0-1.0, or None where it is not known."""
        if self.total <= 0 or self.phase is Phase.QUEUED_REMOTELY:
            return None
        return min(1.0, self.done / self.total)


def new_job_id() -> str:
    return uuid4().hex


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """``folder`` is where its pictures go; ``seed`` of the request is already drawn."""

    request: GenerationRequest
    backend: str
    folder: Path
    id: str = field(default_factory=new_job_id)
    created_at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class JobAccount:
    """What is on record of a job beside its updates; None or empty where nothing left.

    ``ids`` are the service's own numbers for the request, by name.
    """

    sent_at: datetime | None = None
    receipt: Receipt | None = None
    ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobUpdate:
    """What a listener needs to redraw a job; always the whole truth, never a delta.

    ``preview`` is a small JPEG made here of what the backend showed last, empty when it did not.
    """

    job: Job
    state: JobState
    progress: Progress = Progress(phase=Phase.WAITING)
    error: StudioError | None = None
    generations: tuple[Generation, ...] = ()
    preview: bytes = b""

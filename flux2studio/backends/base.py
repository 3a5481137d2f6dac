"""What every backend, hosted or local, must offer."""

from __future__ import annotations

from collections.abc import Collection, Generator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from flux2studio.core.control import RunControl
from flux2studio.core.hosted import Receipt, SentRequest, Upload
from flux2studio.core.job import JobState
from flux2studio.core.local import LocalRun
from flux2studio.core.models import Model
from flux2studio.core.request import GenerationRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePayload:
    """A reference ready to be sent: upright, sRGB, 8 bit, within the model's size, no EXIF.

    ``size`` and ``sha256`` are those of the file at ``path``; ``original`` is the sha256 of the
    artist's own, ``name`` its name.
    """

    path: Path
    media_type: str
    width: int
    height: int
    name: str
    size: int = 0
    sha256: str = ""
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraPayload:
    """A LoRA as the service is to get it: ``file`` is uploaded, else ``source`` is sent.

    ``source`` is a repository or a public link that the service fetches itself. ``sha256`` is
    that of ``file``.
    """

    source: str
    scale: float
    name: str = ""
    file: Path | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunTask:
    """One job as a backend sees it.

    ``request.seed`` is drawn. ``remote`` is what earlier checkpoints recorded, and ``resumed``
    the state the job was in when the app stopped; None for a fresh job. ``done`` holds the
    indices of pictures already saved, which need not be made again. ``mask``: a grey PNG of the
    size of the first of ``references``, white where that is painted anew.
    """

    job_id: str
    request: GenerationRequest
    model: Model
    references: tuple[ReferencePayload, ...] = ()
    mask: ReferencePayload | None = None
    loras: tuple[LoraPayload, ...] = ()
    remote: Mapping[str, str] = field(default_factory=dict)
    resumed: JobState | None = None
    done: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class GeneratedImage:
    """One encoded picture as the backend gave it, not yet trusted.

    ``cost_usd`` is what this one picture cost, None when nobody said. ``sent_prompt`` is the
    prompt as the service rewrote it, or empty. ``receipt``: what left the machine for it.
    ``local``: how this computer made it.
    """

    data: bytes
    index: int
    seed: int
    cost_usd: float | None = None
    remote_id: str = ""
    sent_prompt: str = ""
    flagged: bool = False
    receipt: Receipt | None = None
    local: LocalRun | None = None


class UploadRecord(Protocol):
    """What lies at a service's file host already. Thread-safe; raises StorageError."""

    def get(self, service: str, sha256: str, at: datetime) -> Upload | None:
        """Return the upload of this file that is still there at that moment."""
        ...

    def keep(self, upload: Upload) -> None:
        """Remember ``upload`` in place of an earlier one."""
        ...

    def forget(self, service: str, sha256: str) -> None:
        """The service says that the file is not there."""
        ...

    def turn(self, service: str, sha256: str, control: RunControl) -> AbstractContextManager[None]:
        """Let one job at a time upload this file. Raises Cancelled while it waits."""
        ...


class RequestRecord(Protocol):
    """Which request at a service belongs to which job. Thread-safe; raises StorageError."""

    def taken(self, job_id: str) -> Collection[str]:
        """The numbers of the requests that belong to other jobs than this one."""
        ...

    def undecided(self, job_id: str) -> Collection[SentRequest]:
        """What other jobs sent and have no number for."""
        ...

    def claim(self, job_id: str, number: str) -> bool:
        """Make the request this job's own; False, and no change, when it is another's."""
        ...


class Backend(Protocol):
    """Turns one request into pictures. Blocking; called from worker threads only."""

    @property
    def id(self) -> str: ...

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        """Run ``task`` to its end, or take it up again where ``task.remote`` says it is.

        Yields each picture as it is ready. Calls ``control.checkpoint`` before bytes of a paid
        request leave (SENDING) and as soon as the service's ids are known (SUBMITTED). Raises
        BackendError for a failure the user can act on, OutcomeUnknownError when a paid request
        was sent and no answer came, Cancelled once ``control`` was cancelled, and Detached when
        the app closes: then nothing is cancelled at a service. Raise these two through
        ``control.check()``, which knows which it is.
        """
        ...

    def make_ready(self) -> None:
        """A fresh task is being prepared and comes soon: start what takes long to start."""
        ...

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """Ask the service to stop a job that no worker waits for; ``remote`` is the journal's.

        False when it is finished there already, and so paid for: take it up again instead.
        Blocking. Raises UnreachableError when the service could not be asked.
        """
        ...

    def forget(self, job_id: str) -> None:
        """Drop what is kept of a job for its recovery: its pictures are saved."""
        ...

    def close(self) -> None:
        """Free connections, processes and memory."""
        ...

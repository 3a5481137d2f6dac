"""A model's files on this computer: where they lie, how whole they are, and on whose terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.models import Model
from flux2studio.core.phrase import phrase


class ModelError(InvalidRequestError):
    """A model that cannot be used as it lies on the disk, or files that are no such model."""

    def __init__(
        self, message: str, *, hint: str = "", field: str = "model", details: str = ""
    ) -> None:
        super().__init__(message, hint=hint, field=field, details=details)


class LicenceError(ModelError):
    """The licence of the model was not agreed to here."""


class ModelState(StrEnum):
    MISSING = "missing"
    PARTIAL = "partial"  # files are missing: a download that was interrupted, or never asked for
    WHOLE = "whole"
    DAMAGED = "damaged"  # a file is not what it says it is


class ModelOrigin(StrEnum):
    """Whose the files are. Only what was downloaded here is ever written or removed."""

    DOWNLOADED = "downloaded"
    CACHE = "cache"  # of Hugging Face's own tools
    FOLDER = "folder"  # chosen by the artist
    FILE = "file"  # the transformer is a single file that the artist chose


class DownloadState(StrEnum):
    LISTING = "listing"  # the repository is asked what it holds
    FETCHING = "fetching"
    WAITING = "waiting"  # the site is busy, and asked again
    CHECKING = "checking"  # files are compared with what the site says of them
    PAUSED = "paused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPlace:
    """``folder`` has the diffusers layout; ``transformer`` takes the place of its own.

    ``revision`` is that of the repository where it is known, ``size_bytes`` on the disk.
    ``small_bytes`` is the size of a ``transformer`` whose weights stay small in memory (fp8,
    GGUF), 0 for any other.
    """

    origin: ModelOrigin
    folder: Path | None
    transformer: Path | None = None
    revision: str = ""
    size_bytes: int = 0
    small_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """``seconds_left`` is None when nobody knows. ``problem``: why it failed."""

    state: DownloadState
    done_bytes: int = 0
    total_bytes: int = 0
    bytes_per_second: float = 0.0
    seconds_left: float | None = None
    problem: StudioError | None = None

    @property
    def is_running(self) -> bool:
        return self.state not in (DownloadState.PAUSED, DownloadState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """``words`` say in one sentence what it allows; ``url`` leads to its text."""

    name: str
    version: str
    url: str
    words: str
    needs_acceptance: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """What a list of models shows of one.

    ``have_bytes`` of ``total_bytes`` are on the disk. ``problem`` and ``hint`` say what is wrong
    with the files, if anything is. ``checking``: how many of all bytes were compared, while they
    are. ``can_remove``: it was downloaded here.
    """

    model: str
    name: str
    state: ModelState
    licence: Licence
    accepted: bool
    place: ModelPlace | None = None
    have_bytes: int = 0
    total_bytes: int = 0
    problem: str = ""
    hint: str = ""
    download: Download | None = None
    checking: tuple[int, int] | None = None
    can_remove: bool = False

    @property
    def is_ready(self) -> bool:
        return self.state is ModelState.WHOLE and self.accepted


_FREE = "Free to use, also for paid work, and to change and share."
_NOT_FREE = (
    "For non-commercial use of the model. The pictures are yours, also to sell, but not to train"
    " a competing model with; before you publish them they must pass a content filter or a"
    " person’s eyes, and be marked as made by AI where the law asks for it."
)


def licence_of(model: Model) -> Licence:
    """The terms of a model of this computer (local-engine.md section 7)."""
    local = model.local
    if local is None:
        raise InvalidRequestError(
            phrase("“{model}” does not run on this computer.", model=model.name),
            hint="Choose a model of “This computer”.",
            field="model",
        )
    return Licence(
        name=model.licence,
        version=local.licence_version,
        url=local.licence_url,
        words=_NOT_FREE if local.needs_acceptance else _FREE,
        needs_acceptance=local.needs_acceptance,
    )


def gigabytes(size: float) -> str:
    """``size`` in bytes for people, as the sites give it: 16.0 GB, 48 MB."""
    if size >= 1e9:
        return phrase("{amount:.1f} GB", amount=size / 1e9)
    if size >= 1e6:
        return phrase("{amount:.0f} MB", amount=size / 1e6)
    return phrase("{amount:.0f} kB", amount=size / 1e3)

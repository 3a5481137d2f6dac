"""What the list of models says of one of them: state, fit, progress, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import StudioError
from flux2studio.core.model_files import (
    Download,
    DownloadState,
    Licence,
    ModelOrigin,
    ModelState,
    ModelStatus,
)
from flux2studio.ui.viewmodels import sizes
from flux2studio.ui.viewmodels.job_words import duration


class Act(StrEnum):
    """What the artist can do about a model."""

    DOWNLOAD = "download"
    RESUME = "resume"
    PAUSE = "pause"
    STOP = "stop"  # checking the files
    AGREE = "agree"
    USE = "use"
    FOLDER = "folder"
    FILE = "file"
    CHECK = "check"
    SHOW = "show"
    FORGET = "forget"
    DISCARD = "discard"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """``tone`` is "label" where it fits and "warn" where it does not; the words say it too."""

    words: str = ""
    tone: str = "label"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``fraction`` is 0.0-1.0, None while nobody knows; only a ``moving`` row has a bar.

    ``act`` None: there is nothing to press now. ``problem`` has its next step and details.
    """

    id: str
    name: str
    licence: Licence
    state: str
    tone: str
    fit: Fit
    act: Act | None
    others: tuple[Act, ...]
    moving: bool = False
    fraction: float | None = None
    progress: str = ""
    place: str = ""
    problem: StudioError | None = None
    is_ready: bool = False
    is_first: bool = False
    is_gated: bool = False


def row_of(status: ModelStatus, fit: Fit, *, is_first: bool = False, is_gated: bool = False) -> Row:
    moving = is_moving(status)
    words, tone = _state(status)
    return Row(
        id=status.model,
        name=status.name,
        licence=status.licence,
        state=words,
        tone=tone,
        fit=fit,
        act=_primary(status),
        others=tuple(_others(status)),
        moving=moving,
        fraction=_fraction(status),
        progress=_progress(status),
        place=_place(status),
        problem=None if moving else _problem(status),
        is_ready=status.is_ready,
        is_first=is_first,
        is_gated=is_gated,
    )


def is_moving(status: ModelStatus) -> bool:
    """It is downloaded or checked right now."""
    return status.checking is not None or (
        status.download is not None and status.download.is_running
    )


def _state(status: ModelStatus) -> tuple[str, str]:
    """Words, and the role of the style sheet that suits them."""
    here, total = status.have_bytes, status.total_bytes
    if status.checking is not None:
        return _tr("Its files are checked"), "label"
    if is_moving(status):
        return _tr("On its way"), "label"
    match status.state:
        case ModelState.WHOLE if not status.accepted:
            return _tr("On this computer · licence not agreed to yet"), "warn"
        case ModelState.WHOLE:
            return _tr("On this computer · {0}").format(sizes.size(here or total)), "ok"
        case ModelState.PARTIAL:
            return _tr("Partly here · {0}").format(sizes.part(here, total)), "warn"
        case ModelState.DAMAGED:
            return _tr("Damaged"), "bad"
    return _tr("Not here · {0} to download").format(sizes.size(total)), "label"


def _primary(status: ModelStatus) -> Act | None:
    if status.checking is not None:
        return Act.STOP
    if is_moving(status):
        return Act.PAUSE
    match status.state:
        case ModelState.WHOLE:
            return Act.USE if status.accepted else Act.AGREE
        case ModelState.PARTIAL | ModelState.DAMAGED if _origin(status) is ModelOrigin.DOWNLOADED:
            return Act.RESUME
        case ModelState.PARTIAL | ModelState.DAMAGED if _origin(status) is ModelOrigin.FOLDER:
            return Act.FOLDER  # files of the artist's are not written to
    return Act.DOWNLOAD


def _others(status: ModelStatus) -> Iterator[Act]:
    if is_moving(status):
        return
    yield Act.FOLDER
    yield Act.FILE
    if status.state in (ModelState.WHOLE, ModelState.DAMAGED):
        yield Act.CHECK
    if status.place is not None:
        yield Act.SHOW
    if _origin(status) in (ModelOrigin.FOLDER, ModelOrigin.FILE):
        yield Act.FORGET
    if status.state is ModelState.PARTIAL and _origin(status) is ModelOrigin.DOWNLOADED:
        yield Act.DISCARD
    elif status.can_remove:
        yield Act.REMOVE


def _origin(status: ModelStatus) -> ModelOrigin | None:
    return status.place.origin if status.place is not None else None


def _fraction(status: ModelStatus) -> float | None:
    if status.checking is not None:
        done, total = status.checking
        return min(1.0, done / total) if total else None
    download = status.download
    if download is None or download.state in (DownloadState.LISTING, DownloadState.WAITING):
        return None
    return min(1.0, download.done_bytes / download.total_bytes) if download.total_bytes else None


def _progress(status: ModelStatus) -> str:
    if status.checking is not None:
        done, total = status.checking
        return _tr("checking the files · {0}").format(sizes.part(done, total))
    if status.download is None or not status.download.is_running:
        return ""
    return progress_words(status.download)


def progress_words(download: Download) -> str:
    """As "3.2 of 16 GB · 42 MB/s · 5 min left"."""
    match download.state:
        case DownloadState.LISTING:
            return _tr("asking what there is to fetch")
        case DownloadState.WAITING:
            return _tr("the site is busy; it is asked again")
        case DownloadState.CHECKING:
            done = sizes.part(download.done_bytes, download.total_bytes)
            return _tr("checking what came · {0}").format(done)
    parts = [sizes.part(download.done_bytes, download.total_bytes)]
    if download.bytes_per_second > 0:
        parts.append(sizes.speed(download.bytes_per_second))
    if download.seconds_left is not None:
        parts.append(_tr("{0} left").format(duration(download.seconds_left)))
    return " · ".join(parts)


def _problem(status: ModelStatus) -> StudioError | None:
    if status.download is not None and status.download.problem is not None:
        return status.download.problem
    began = status.state is ModelState.PARTIAL and _origin(status) is ModelOrigin.DOWNLOADED
    if status.problem and not began:  # that it is not whole yet is said already
        return StudioError(status.problem, hint=status.hint)
    return None


def _place(status: ModelStatus) -> str:
    place = status.place
    if place is None or status.state is ModelState.MISSING:
        return ""
    where = str(place.transformer or place.folder or "")
    known = {
        ModelOrigin.FOLDER: _tr("Your folder: {0}"),
        ModelOrigin.FILE: _tr("Your file: {0}"),
        ModelOrigin.CACHE: _tr("In Hugging Face’s own cache: {0}"),
    }
    return known[place.origin].format(where) if place.origin in known else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ModelRows", text)

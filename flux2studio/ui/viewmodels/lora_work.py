"""What the dialogs of the LoRAs share: work that may be stopped, and words for sizes and bases."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QLocale

from flux2studio.core.errors import Cancelled, Detached
from flux2studio.core.lora_base import OTHER
from flux2studio.core.model_files import Download, DownloadState, gigabytes
from flux2studio.ui import words
from flux2studio.ui.words import said

T = TypeVar("T")


def unless_stopped(work: Callable[[], T]) -> Callable[[], T | None]:
    """Return ``work`` for a worker thread, with None for an answer when it was cancelled."""

    def run() -> T | None:
        try:
            return work()
        except (Cancelled, Detached):
            return None

    return run


def base_words(base: str) -> str:
    """A base model as one says it; empty when it is unknown."""
    return _tr("Another model") if base == OTHER else base


def size_words(size: int) -> str:
    return said(gigabytes(size)) if size else ""


def download_words(download: Download) -> str:
    """Where a download stands: bytes, pace, time left."""
    parts = [said(gigabytes(download.done_bytes))]
    if download.total_bytes:
        parts = [
            _tr("{0} of {1}").format(
                said(gigabytes(download.done_bytes)), said(gigabytes(download.total_bytes))
            )
        ]
    if download.state is DownloadState.CHECKING:
        return _tr("Checking the file…")
    if download.state is DownloadState.LISTING:
        return _tr("Asking for the file…")
    if download.state is DownloadState.WAITING:
        parts.append(_tr("the site is busy, trying again"))
    elif download.bytes_per_second >= 1:
        parts.append(_tr("{0}/s").format(said(gigabytes(download.bytes_per_second))))
        if download.seconds_left is not None:
            parts.append(_tr("{0} left").format(time_words(download.seconds_left)))
    return " · ".join(parts)


def time_words(seconds: float) -> str:
    """A time to wait, as people say it: whole seconds below a minute and a half."""
    return f"{max(1, round(seconds))} s" if seconds < 90 else words.duration(seconds)


def number_words(number: int) -> str:
    return QLocale().toString(number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("lora_work", text)

"""One line on a terminal that tells how far a download is; nothing where nobody reads along."""

from __future__ import annotations

import sys
import threading

from flux2studio.core.model_files import Download, DownloadState, gigabytes

_STEPS = {
    DownloadState.LISTING: "Asking what there is to download",
    DownloadState.FETCHING: "Downloading",
    DownloadState.WAITING: "Waiting for the site",
    DownloadState.CHECKING: "Checking",
}


class Line:
    """It is written over each time; ``show`` may be called from any thread."""

    def __init__(self) -> None:
        self._is_shown = False
        self._lock = threading.Lock()

    def show(self, text: str) -> None:
        if not text or not sys.stderr.isatty():
            return
        with self._lock:
            self._is_shown = True
            sys.stderr.write(f"\r\033[K{text}")
            sys.stderr.flush()

    def end(self) -> None:
        with self._lock:
            if self._is_shown:
                sys.stderr.write("\n")
            self._is_shown = False


def download_words(download: Download) -> str:
    """Where a download stands: step, bytes, pace, time left; nothing when it does not run."""
    if not download.is_running:
        return ""
    parts = [_STEPS[download.state]]
    if download.total_bytes:
        parts.append(f"{gigabytes(download.done_bytes)} of {gigabytes(download.total_bytes)}")
    if download.bytes_per_second:
        parts.append(f"{gigabytes(download.bytes_per_second)} a second")
    if download.seconds_left is not None:
        parts.append(time_left(download.seconds_left))
    if download.problem:
        parts.append(str(download.problem))
    return " · ".join(parts)


def time_left(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute left"
    return f"about {minutes} min left" if minutes < 90 else f"about {round(minutes / 60)} h left"

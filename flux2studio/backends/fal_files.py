"""Puts a file where fal can fetch it: once, for a time, under a link that only fal is told."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flux2studio.backends.base import UploadRecord
from flux2studio.backends.fal_queue import FAL
from flux2studio.backends.fal_upload import FalUpload, StaleAddressError, UploadLimits
from flux2studio.backends.http import Call, HttpSession
from flux2studio.backends.pace import Pace
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, StorageError, UnreachableError
from flux2studio.core.hosted import Upload
from flux2studio.core.job import Phase
from flux2studio.core.meter import Meter
from flux2studio.core.phrase import phrase

_SERVICE = "fal"
_MARGIN = timedelta(minutes=10)  # a file that is used must outlive the wait in fal's queue
_DAY_S = 86400
_LIMITS = UploadLimits()


class FalFiles:
    """Blocking, for one run. ``rest`` is the host that hands out addresses for uploads.

    ``expires_s``: how long fal keeps a file. Uploads cost nothing, so they are tried again.
    """

    def __init__(
        self,
        rest: str,
        key: str | None,
        uploads: UploadRecord,
        *,
        expires_s: int = _DAY_S,
        pace: Pace | None = None,
        limits: UploadLimits = _LIMITS,
    ) -> None:
        self._rest = rest.rstrip("/")
        self._key = key
        self._uploads = uploads
        self._expires_s = expires_s
        self._pace = pace or Pace()
        self._limits = limits

    def place(
        self,
        path: Path,
        *,
        name: str,
        media_type: str,
        sha256: str,
        phase: Phase,
        control: RunControl,
    ) -> Upload:
        """Return the upload of ``path``, an earlier one that still lives where there is one.

        ``name`` becomes part of a public link. Raises BackendError, StorageError and Cancelled;
        nothing is billed by then.
        """
        with self._uploads.turn(_SERVICE, sha256, control):
            known = self._uploads.get(_SERVICE, sha256, datetime.now(UTC) + _MARGIN)
            if known is not None and _lies_there(known.url, control):
                return known
            expires_at = datetime.now(UTC) + timedelta(seconds=self._expires_s)
            url = self._upload(path, name, media_type, phase, control)
            upload = Upload(service=_SERVICE, sha256=sha256, url=url, expires_at=expires_at)
            with suppress(StorageError):  # it is only uploaded again then
                self._uploads.keep(upload)
            return upload

    def _upload(
        self, path: Path, name: str, media_type: str, phase: Phase, control: RunControl
    ) -> str:
        key = FAL.clean_key(self._key)
        subject = phrase("The LoRA") if phase is Phase.UPLOADING_LORA else phrase("A reference")
        try:
            before = _version(path)
            with HttpSession(control) as session:
                upload = FalUpload(
                    session,
                    path,
                    rest=self._rest,
                    key=key,
                    name=name,
                    media_type=media_type,
                    expires_s=self._expires_s,
                    pace=self._pace,
                    limits=self._limits,
                    meter=Meter(control, phase, before[0]),
                    control=control,
                )
                url = _twice(upload)
            after = _version(path)
        except OSError as error:
            raise StorageError(
                phrase("{subject} cannot be read to its end. Nothing was billed.", subject=subject),
                hint="See that it is there and yours to read, then try again.",
                details=str(error),
            ) from error
        except BackendError as error:
            error.field = "loras" if phase is Phase.UPLOADING_LORA else "references"
            raise
        if after != before:
            raise StorageError(
                phrase(
                    "{subject} changed while it was uploaded. Nothing was billed.", subject=subject
                ),
                hint="Wait until it is saved to its end, then try again.",
            )
        return url


def _lies_there(url: str, control: RunControl) -> bool:
    """Whether the file has not been deleted before its time; asked without the key."""
    try:
        with HttpSession(control) as session:
            answer = session.send(Call(method="HEAD", url=url, read_s=10.0, deadline_s=10.0))
    except UnreachableError:
        return True  # fal is nearer to its own files
    return answer.status not in (404, 410)


def _twice(upload: FalUpload) -> str:
    """An address for an upload may run out before the file is through: then a new one is asked."""
    try:
        return upload.run()
    except StaleAddressError:
        return upload.run()


def _version(path: Path) -> tuple[int, int]:
    """Size in bytes, and when it was changed."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns

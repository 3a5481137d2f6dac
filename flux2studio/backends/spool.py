"""The answer of one paid request on disk, and who may still send that request: never two."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flux2studio.backends.http import Answer
from flux2studio.core.phrase import packed, unpacked

_JOB_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_WITHDRAWN = "withdrawn"
_KINDS = ("forgotten", "json", "json.part", "body", "body.part", "sent", "lock")
_WITHDRAWN_KEPT_S = 3600.0  # longer than any courier takes to start


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """The courier's word that it has no answer. ``sent``: the request may have left."""

    message: str
    details: str
    sent: bool


class Spool:
    """The files of one job: ``.lock``, ``.sent``, ``.picture-0`` and so on, ``.body``, ``.json``.

    They are made in this order. ``.sent`` is made exclusively, by the courier before the first
    byte leaves, or by the app to say that nothing may leave any more: whoever makes it decides.
    The courier holds the lock from before that until it ends. ``.json`` is there once ``.body``
    and the pictures that came inside it are complete on disk.
    """

    def __init__(self, folder: Path, job_id: str) -> None:
        if not _JOB_ID.fullmatch(job_id):
            raise ValueError(f"not a job id: {job_id!r}")
        self._folder = folder
        self._job_id = job_id

    # Who may send

    @property
    def is_marked(self) -> bool:
        """Whether the request may have left, or was withdrawn."""
        return self._file("sent").exists()

    @property
    def is_withdrawn(self) -> bool:
        try:
            return self._file("sent").read_text("utf-8") == _WITHDRAWN
        except OSError:
            return False

    def claim(self) -> bool:
        """For the courier: True, and on disk, when the request may be sent now."""
        return self._mark("sent")

    def withdraw(self) -> bool:
        """For the app: True when the request has not left and never will."""
        return self._mark(_WITHDRAWN) or self.is_withdrawn

    @contextmanager
    def held(self) -> Generator[None, None, None]:
        """For the courier: be seen as alive inside this block."""
        self._make_folder()
        with self._file("lock").open("a+b") as file:
            _lock(file, wait=True)
            yield

    @property
    def courier_lives(self) -> bool:
        """Whether a courier of this job is at work."""
        try:
            with self._file("lock").open("r+b") as file:
                return not _lock(file, wait=False)
        except FileNotFoundError:
            return False

    # The answer

    def write_answer(self, answer: Answer, pictures: Sequence[bytes] = ()) -> None:
        """Put it on disk, all or nothing; ``pictures`` were taken out of it."""
        for number, data in enumerate(pictures):
            self._write(f"picture-{number}", data)
        self._write("body", answer.body)
        head = {"status": answer.status, "headers": dict(answer.headers)}
        self._write("json", json.dumps(head).encode())

    def write_trouble(self, trouble: Trouble) -> None:
        message = packed(trouble.message)
        head = {"message": message, "details": trouble.details, "sent": trouble.sent}
        self._write("json", json.dumps(head).encode())

    def read(self) -> Answer | Trouble | None:
        """What the courier brought; None when there is nothing yet."""
        try:
            head = json.loads(self._head())
            if "status" not in head:
                return Trouble(**head | {"message": unpacked(str(head["message"]))})
            return Answer(**head, body=self._file("body").read_bytes())
        except FileNotFoundError:
            return None
        except (ValueError, TypeError, KeyError) as error:
            return Trouble(message="The kept answer cannot be read.", details=str(error), sent=True)

    def picture(self, number: int) -> bytes:
        """One that was taken out of the answer. Raises OSError."""
        return self._file(f"picture-{number}").read_bytes()

    def _head(self) -> bytes:
        """What tells of the answer; a courier killed before the last rename left it whole."""
        try:
            return self._file("json").read_bytes()
        except FileNotFoundError:
            head = self._file("json.part").read_bytes()
            if not head.endswith(b"}"):  # cut off, or still being written
                raise
            return head

    # The end

    def forget(self) -> None:
        """Remove what is no longer needed; see that nothing leaves later."""
        self._sweep()
        if not self._folder.is_dir():
            return
        if self.courier_lives:
            self._file("forgotten").touch(mode=0o600)
            return
        self.withdraw()
        if not self.is_withdrawn:
            self.clear()

    @property
    def is_forgotten(self) -> bool:
        """For the courier: nobody wants the answer any more."""
        return self._file("forgotten").exists()

    def clear(self) -> None:
        """Remove every file of the job. Only while no courier of it is at work."""
        pictures = [path.name for path in self._folder.glob(f"{self._job_id}.picture-*")]
        named = [f"{self._job_id}.{kind}" for kind in _KINDS]
        for name in [*named[:3], *pictures, *named[3:]]:  # as long as it is marked, it is found
            with suppress(OSError):
                (self._folder / name).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Remove old withdrawals: their couriers never came, and never will."""
        with suppress(OSError, ValueError):
            for path in self._folder.glob("*.sent"):
                other = Spool(self._folder, path.stem)
                if other.is_withdrawn and time.time() - path.stat().st_mtime > _WITHDRAWN_KEPT_S:
                    other.clear()

    def _file(self, kind: str) -> Path:
        return self._folder / f"{self._job_id}.{kind}"

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _mark(self, word: str) -> bool:
        self._make_folder()
        try:
            file = _open_new(self._file("sent"))
        except FileExistsError:
            return False
        try:
            with file:
                _write_through(file, word.encode())
        except OSError:  # the disk is full: the caller does nothing, so nothing is marked
            self._file("sent").unlink(missing_ok=True)
            raise
        _sync_folder(self._folder)
        return True

    def _write(self, kind: str, data: bytes) -> None:
        part = self._file(f"{kind}.part")
        part.unlink(missing_ok=True)
        with _open_new(part) as file:
            _write_through(file, data)
        part.replace(self._file(kind))
        _sync_folder(self._folder)


def _open_new(path: Path) -> IO[bytes]:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _write_through(file: IO[bytes], data: bytes) -> None:
    file.write(data)
    file.flush()
    os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lock(file: IO[bytes], *, wait: bool) -> bool:
    """Take the system's lock on ``file``; closing it, or dying, gives the lock back."""
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        if wait:
            raise
        return False
    return True

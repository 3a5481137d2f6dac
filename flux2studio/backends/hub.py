"""Models at Hugging Face: what a repository holds, and its files, over the plain HTTP API."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flux2studio.backends.addresses import RefusedAddressError, is_loopback
from flux2studio.backends.arrival import SLOWEST, Slowest
from flux2studio.backends.http import Answer, HttpSession
from flux2studio.backends.hub_errors import Asked, refused
from flux2studio.backends.hub_part import HubPart
from flux2studio.backends.lora_sites import ask_on_host, bearer, clean_token, json_object
from flux2studio.backends.pace import BUSY, Pace, Stopwatch, retry_after
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, StudioError, UnreachableError
from flux2studio.core.model_listing import Listing, RemoteFile, diffusers_files

_DEADLINE_S = 14 * 86400.0  # for all of a file; too slow a server is given up long before
_REVISION = re.compile(r"[0-9a-f]{7,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Whom to tell: ``on_bytes`` how many of a file are here, ``on_wait`` why nothing comes."""

    on_bytes: Callable[[int], None]
    on_wait: Callable[[StudioError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hub:
    """``url`` and ``token`` are asked at each use, so that settings count at once. Blocking.

    ``patience_s``: how long nothing may come before a download is given up.
    """

    url: Callable[[], str]
    token: Callable[[], str | None] = field(repr=False)
    pace: Pace = field(default_factory=Pace)
    patience_s: float = 300.0
    slowest: Slowest = SLOWEST

    def page(self, repository: str) -> str:
        """The address of the repository, for people."""
        return f"{self.url().rstrip('/')}/{repository}"

    def listing(self, repository: str, name: str, control: RunControl) -> Listing:
        """Ask what ``repository`` holds now. ``name`` is what the artist calls the model.

        Raises BackendError, ModelError and Cancelled.
        """
        url = f"{self.url().rstrip('/')}/api/models/{repository}/revision/main?blobs=true"
        token = clean_token(self.token)
        watch = Stopwatch(self.patience_s)
        for wait in self.pace.busy():
            answer = ask_on_host(url, token, control)
            if answer.status == 200:
                return _listing(answer, repository)
            if answer.status not in BUSY or watch.is_over:
                raise refused(answer, self._asked(repository, name, token))
            control.sleep(min(retry_after(answer, wait), max(watch.left, 0.0)))
        raise AssertionError("the waits never end")

    def fetch(
        self,
        session: HttpSession,
        listing: Listing,
        file: RemoteFile,
        part: Path,
        name: str,
        control: RunControl,
        tell: Waiting,
    ) -> None:
        """Bring ``part`` to the whole length of ``file``, from the byte where it stops.

        A lost connection and a busy site are waited out for ``patience_s`` after the last byte
        that came. What is there stays whatever happens. Raises BackendError, Cancelled, OSError.
        """
        patience = _Patience(self.pace, self.patience_s)
        while not (sink := HubPart(part, file.size, tell.on_bytes, slowest=self.slowest)).is_whole:
            patience.saw(sink.have)
            problem, asked = self._attempt(session, listing, file, sink, name)
            if problem is None:
                return
            wait = patience.wait(problem, asked)
            tell.on_wait(problem)
            control.sleep(wait)

    def _attempt(
        self, session: HttpSession, listing: Listing, file: RemoteFile, sink: HubPart, name: str
    ) -> tuple[BackendError | None, float | None]:
        """Return why the file is not whole, if it is not, and how long the site asks to wait.

        Raises BackendError for what no waiting mends.
        """
        path = f"{quote(listing.revision, safe='')}/{quote(file.path)}"
        url, token = f"{self.page(listing.repository)}/resolve/{path}", clean_token(self.token)
        short = UnreachableError(
            "Hugging Face did not send a file to its end.",
            hint="Try again; it goes on where it stopped.",
            details=file.path,
        )
        try:
            with sink:
                answer = session.receive(
                    url,
                    sink,
                    headers=bearer(token),
                    deadline_s=_DEADLINE_S,
                    loopback=is_loopback(url),
                ).without(token)
        except RefusedAddressError:
            raise
        except UnreachableError as error:
            return error, None
        if answer.status in (200, 206):
            return None if sink.is_whole else short, None
        problem = refused(answer, self._asked(listing.repository, name, token))
        if answer.status not in BUSY:
            raise problem
        return problem, retry_after(answer, next(self.pace.busy()))

    def _asked(self, repository: str, name: str, token: str) -> Asked:
        return Asked(name=name, page=self.page(repository), has_token=bool(token))


class _Patience:
    """How long a download is tried again without a byte coming; each byte renews it."""

    def __init__(self, pace: Pace, seconds: float) -> None:
        self._pace = pace
        self._seconds = seconds
        self._had = -1
        self._renew()

    def saw(self, have: int) -> None:
        if have > self._had:
            self._had = have
            self._renew()

    def wait(self, problem: BackendError, asked: float | None) -> float:
        """The seconds to wait. Raises ``problem`` when it has lasted too long."""
        if self._watch.is_over:
            raise problem
        wait = next(self._waits)
        return min(wait if asked is None else asked, max(self._watch.left, 0.0))

    def _renew(self) -> None:
        self._watch, self._waits = Stopwatch(self._seconds), self._pace.retries()


def _listing(answer: Answer, repository: str) -> Listing:
    match json_object(answer):
        case {"sha": str(revision), "siblings": list(siblings)} if _REVISION.fullmatch(revision):
            files = tuple(file for entry in siblings if (file := _file(entry)))
            return Listing(
                repository=repository,
                revision=revision,
                files=diffusers_files(files, repository),
            )
    raise BackendError(
        "Hugging Face answered with something else than the list of files.",
        hint="If this network wants you to sign in, do so in the browser; then try again.",
        details=answer.headers.get("content-type", ""),
    )


def _file(entry: Any) -> RemoteFile | None:
    match entry:
        case {"rfilename": str(path), "lfs": {"sha256": str(sha256), "size": int(size)}}:
            return RemoteFile(path=path, size=size, sha256=sha256.lower())
        case {"rfilename": str(path), "size": int(size)}:
            blob = entry.get("blobId")
            return RemoteFile(path=path, size=size, blob=blob if isinstance(blob, str) else "")
    return None

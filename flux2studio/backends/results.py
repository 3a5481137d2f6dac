"""Fetches finished, paid pictures: patiently, without a key, and kept despite a cancel."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from flux2studio.backends.addresses import RefusedAddressError, host_of
from flux2studio.backends.http import PICTURE_BYTES_MAX, Answer, HttpSession
from flux2studio.backends.pace import BUSY, Pace, Stopwatch, retry_after
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Cancelled, PictureError, UnreachableError
from flux2studio.core.job import Phase, Progress
from flux2studio.core.phrase import phrase
from flux2studio.imaging.completeness import check_complete
from flux2studio.imaging.formats import HEAD_BYTES, sniff

PICTURE_DEADLINE = 300.0  # seconds for one file: longer than 64 MB take on a slow line
_KEPT_AFTER_CANCEL = 30.0
_TRIES_FOR_A_WRONG_ANSWER = 3
_EXPIRED = frozenset({403, 404, 410})
_DECODED_AT_ONCE = 2**18  # a multiple of 4: the pieces of base64 join up


def _no_other_address(_: int) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultPicture:
    """``url`` is a link or a data URI."""

    index: int
    url: str


class PictureFetcher:
    """Fetches the pictures of one job. A cancel comes too late: they are already billed."""

    def __init__(
        self,
        control: RunControl,
        pace: Pace,
        *,
        service: str,
        loopback: bool,
        patience: float | None = None,
        renew: Callable[[int], str] = _no_other_address,
    ) -> None:
        """``patience`` is in seconds. ``renew`` is asked for another address of the picture of
        this number when its own has expired; an empty one means that there is none."""
        self._control = control
        self._pace = pace
        self._service = service
        self._loopback = loopback
        self._watch = Stopwatch(pace.patience if patience is None else patience)
        self._renew = renew

    def fetch_all(
        self, pictures: Sequence[ResultPicture], wanted: int, done: frozenset[int]
    ) -> Iterator[tuple[int, bytes]]:
        """Yield each of the first ``wanted`` as it is here; raise what failed once they are."""
        problems: list[BackendError] = []
        for number, picture in enumerate(pictures):
            if picture.index in done or picture.index >= wanted:
                continue
            self._tell(Progress(phase=Phase.DOWNLOADING, done=number, total=len(pictures)))
            try:
                data = self._fetch(picture)
            except BackendError as error:
                problems.append(error)
                continue
            yield picture.index, data
        # One that can be fetched later keeps the job alive.
        for problem in sorted(problems, key=lambda p: not isinstance(p, UnreachableError)):
            raise problem

    def _fetch(self, picture: ResultPicture) -> bytes:
        url, wrong = picture.url, 0
        for wait in self._pace.retries():
            if url.startswith("data:"):
                return _decode(url)
            if (answer := self._attempt_or_none(url)) is None:
                self._pause(wait)
                continue
            if answer.status == 200 and _is_whole(answer.body):
                return answer.body
            wrong += answer.status not in BUSY
            if wrong >= _TRIES_FOR_A_WRONG_ANSWER or self._watch.is_over:
                raise self._problem(answer, url)
            if answer.status in _EXPIRED:
                url = self._renew(picture.index) or url
            self._pause(retry_after(answer, wait))
        raise AssertionError("the waits do not end")

    def _attempt_or_none(self, url: str) -> Answer | None:
        """None: nobody answered, and there is time to ask again."""
        try:
            return self._attempt(url)
        except RefusedAddressError as error:
            raise BackendError(
                phrase(
                    "{service} names an address for the picture that is not called.",
                    service=self._service,
                ),
                hint="It was billed. The details have the address.",
                details=f"{url}\n{error}",
            ) from error
        except UnreachableError:
            if self._watch.is_over:
                raise
            return None

    def _attempt(self, url: str) -> Answer:
        try:
            return self._get(url)
        except Cancelled:
            self._keep_going()
            return self._get(url)

    def _get(self, url: str) -> Answer:
        with HttpSession(self._control) as session:
            return session.fetch(
                url,
                limit_bytes=PICTURE_BYTES_MAX,
                deadline_s=PICTURE_DEADLINE,
                loopback=self._loopback,
            )

    def _pause(self, seconds: float) -> None:
        try:
            self._control.sleep(seconds)
        except Cancelled:
            self._keep_going()

    def _tell(self, progress: Progress) -> None:
        try:
            self._control.progress(progress)
        except Cancelled:
            self._keep_going()

    def _keep_going(self) -> None:
        self._control = self._control.uncancelled()
        self._watch.shorten(_KEPT_AFTER_CANCEL)
        self._control.progress(Progress(phase=Phase.TOO_LATE_TO_CANCEL))

    def _problem(self, answer: Answer, url: str) -> BackendError:
        """A busy host may have the picture later; any other answer is its last word."""
        details = f"HTTP {answer.status} from {url}"
        if answer.status in BUSY:
            return UnreachableError(
                phrase(
                    "{host} does not give out the finished picture just now.", host=host_of(url)
                ),
                hint="It is fetched at the next start.",
                details=details,
            )
        if answer.status != 200:
            return BackendError(
                phrase("{service} no longer has the finished picture.", service=self._service),
                hint="It was billed. The details have its address.",
                details=details,
            )
        head = answer.body[:200]
        text = head.decode() if head.isascii() else f"{len(answer.body)} bytes"
        return BackendError(
            phrase("What {service} sent is not a whole picture.", service=self._service),
            hint="It was billed. The details have its address.",
            details=f"{details}\n{text}",
        )


def _is_whole(data: bytes) -> bool:
    """Whether it is a picture with its end; whether it can be decoded is found out apart."""
    form = sniff(data[:HEAD_BYTES])
    if form is None:
        return False
    try:
        check_complete(data, form, "the result")
    except PictureError:
        return False
    return True


def _decode(url: str) -> bytes:
    """Piece by piece: all of it at once holds the interpreter lock, and so the window."""
    start = url.find(",") + 1
    pieces = bytearray()
    try:
        for place in range(start, len(url), _DECODED_AT_ONCE):
            pieces += base64.b64decode(url[place : place + _DECODED_AT_ONCE], validate=True)
    except (binascii.Error, ValueError) as error:
        raise BackendError(
            "The picture in the answer cannot be read.",
            hint="It was billed. The details have how it began.",
            details=url[: min(start, 80)],
        ) from error
    if not _is_whole(bytes(pieces)):
        raise BackendError(
            "The picture in the answer is not whole.",
            hint="It was billed. The details have how it began.",
            details=url[: min(start, 80)],
        )
    return bytes(pieces)

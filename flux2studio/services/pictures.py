"""Have pictures decoded in processes of their own, which may crash, hang or burst alone."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

import flux2studio
from flux2studio.core.cropping import Crop
from flux2studio.core.environment import without_secrets
from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.phrase import unpacked
from flux2studio.imaging.formats import REFERENCE_PIXELS_MAX, PictureInfo
from flux2studio.imaging.problems import too_slow, unreadable

INSPECT_SECONDS = 20.0
PREPARE_SECONDS = 60.0
PREVIEW_SECONDS = 10.0
AT_ONCE = 2  # pictures; each takes a core and some hundred megabytes
_LAST_SECONDS = 1.0  # between the end of its answers and the end of a process


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """``thumbnail`` is JPEG, at most 320 pixels long, empty when none was asked for.

    ``is_black``: nothing is to be seen on the picture.
    """

    info: PictureInfo
    thumbnail: bytes = b""
    is_black: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPicture:
    """A picture as it may leave the machine: upright, sRGB, 8 bits, no metadata."""

    path: Path
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskInspection:
    """``data`` is an 8-bit grey PNG, white where the picture below is painted anew.

    ``marks``: there is such a place.
    """

    data: bytes
    width: int
    height: int
    marks: bool


class _Failure(msgspec.Struct):
    message: str
    hint: str = ""
    details: str = ""


class _Answer(msgspec.Struct):
    error: _Failure | None = None
    info: PictureInfo | None = None
    thumbnail: str = ""
    black: bool = False
    media_type: str = ""
    width: int = 0
    height: int = 0
    data: str = ""
    marks: bool = False


class PictureService:
    """Blocking, thread-safe; starts at most ``processes`` decoders, when they are needed."""

    def __init__(
        self,
        command: Sequence[str] | None = None,
        *,
        processes: int = AT_ONCE,
        inspect_seconds: float = INSPECT_SECONDS,
        prepare_seconds: float = PREPARE_SECONDS,
    ) -> None:
        self._command = tuple(command or decoder_command())
        self._inspect_seconds = inspect_seconds
        self._prepare_seconds = prepare_seconds
        self._free = threading.BoundedSemaphore(processes)
        self._lock = threading.Lock()
        self._idle: list[_Decoder] = []
        self._busy: set[_Decoder] = set()
        self._closed = False

    def inspect(
        self,
        path: Path,
        *,
        name: str = "",
        thumbnail: bool = True,
        max_pixels: int = REFERENCE_PIXELS_MAX,
        crop: Crop | None = None,
    ) -> Inspection:
        """Decode all of the picture and say what it, or its ``crop``, is. Raises PictureError.

        ``name`` is what messages call it, by default the file's name.
        """
        name = name or path.name
        request = {"op": "inspect", "thumbnail": thumbnail, "max_pixels": max_pixels}
        request |= _part(crop)
        answer = self._ask(_at(path, request), name, self._inspect_seconds)
        if answer.info is None:
            raise unreadable(name, details="the decoder gave no answer")
        return Inspection(
            info=answer.info, thumbnail=base64.b64decode(answer.thumbnail), is_black=answer.black
        )

    def prepare(
        self,
        path: Path,
        target: Path,
        long_edge: int,
        *,
        name: str = "",
        lossless: bool = False,
        crop: Crop | None = None,
    ) -> PreparedPicture:
        """Write ``path``, or its ``crop``, to ``target`` as it may be sent. Raises PictureError."""
        request = {
            "op": "prepare",
            "target": str(target.absolute()),
            "long_edge": long_edge,
            "lossless": lossless,
            **_part(crop),
        }
        answer = self._ask(_at(path, request), name or path.name, self._prepare_seconds)
        return PreparedPicture(
            path=target, media_type=answer.media_type, width=answer.width, height=answer.height
        )

    def preview(self, data: bytes, *, name: str = "preview") -> bytes:
        """Decode foreign ``data`` and return it as JPEG, at most 512 pixels long.

        Raises PictureError.
        """
        line = {"op": "preview", "data": base64.b64encode(data).decode()}
        return base64.b64decode(self._ask(line, name, PREVIEW_SECONDS).thumbnail)

    def mask(
        self,
        source: Path | bytes,
        *,
        name: str,
        size: tuple[int, int] | None = None,
        crop: Crop | None = None,
    ) -> MaskInspection:
        """Decode ``source``, or its ``crop``, as a mask, scaled to ``size`` if that is given.

        Raises PictureError.
        """
        line: dict[str, object] = {"op": "mask", **_part(crop)}
        if isinstance(source, bytes):
            line["data"] = base64.b64encode(source).decode()
        else:
            line["path"] = str(source.absolute())
        if size is not None:
            line |= {"width": size[0], "height": size[1]}
        answer = self._ask(line, name, self._prepare_seconds)
        return MaskInspection(
            data=base64.b64decode(answer.data),
            width=answer.width,
            height=answer.height,
            marks=answer.marks,
        )

    def close(self) -> None:
        """End all decoders; calls that still wait fail."""
        with self._lock:
            self._closed = True
            decoders = [*self._idle, *self._busy]
            self._idle.clear()
        for decoder in decoders:
            decoder.end()

    def _ask(self, request: Mapping[str, object], name: str, seconds: float) -> _Answer:
        line = {**request, "name": name, "seconds": seconds}
        try:
            answer = self._ask_once(line, name, seconds)
        except _DecoderDiedError:  # killed from outside, or by this very picture: then again
            try:
                answer = self._ask_once(line, name, seconds)
            except _DecoderDiedError as error:
                raise unreadable(name, details=str(error)) from None
        if answer.error is not None:
            message, hint = unpacked(answer.error.message), unpacked(answer.error.hint)
            raise PictureError(message, hint=hint, details=answer.error.details)
        return answer

    def _ask_once(self, line: Mapping[str, object], name: str, seconds: float) -> _Answer:
        with self._decoder() as decoder:
            return decoder.ask(line, name, seconds)

    @contextmanager
    def _decoder(self) -> Generator[_Decoder, None, None]:
        with self._free:
            decoder = self._take()
            try:
                yield decoder
            finally:
                self._give_back(decoder)

    def _take(self) -> _Decoder:
        with self._lock:
            if self._closed:
                raise StorageError("The app is closing; no more pictures are read.")
            decoder = self._living() or _Decoder(self._command)
            self._busy.add(decoder)
        return decoder

    def _living(self) -> _Decoder | None:
        while self._idle:
            decoder = self._idle.pop()
            if decoder.is_alive:
                return decoder
            decoder.end()
        return None

    def _give_back(self, decoder: _Decoder) -> None:
        with self._lock:
            self._busy.discard(decoder)
            keep = decoder.is_alive and not self._closed
            if keep:
                self._idle.append(decoder)
        if not keep:
            decoder.end()


class _DecoderDiedError(Exception):
    """The process went away without an answer; ``str`` says how."""


class _Decoder:
    """One child process; used by one thread at a time, ended from any."""

    def __init__(self, command: Sequence[str]) -> None:
        self._ended = threading.Event()
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=without_secrets(os.environ),  # it reads what nobody vouches for
                cwd=Path(flux2studio.__file__).resolve().parent.parent,
                creationflags=_without_console(),
            )
        except OSError as error:
            raise StorageError(
                "The picture decoder could not be started.",
                hint="Close some programs and try again; if it stays, install flux2studio again.",
                details=str(error),
            ) from error

    @property
    def is_alive(self) -> bool:
        return not self._ended.is_set() and self._process.poll() is None

    def ask(self, request: Mapping[str, object], name: str, seconds: float) -> _Answer:
        """Send one request and wait for its answer; a decoder that fails is ended.

        Raises PictureError when time is up and _DecoderDiedError when it went away before.
        """
        overdue = threading.Event()
        timer = threading.Timer(seconds, self._stop, args=(overdue,))
        timer.start()
        try:
            line = self._exchange(json.dumps(request).encode() + b"\n")
        finally:
            timer.cancel()
        try:
            return msgspec.json.decode(line, type=_Answer)
        except msgspec.DecodeError:
            self._ended.set()
            if overdue.is_set():
                raise too_slow(name, seconds) from None
            raise _DecoderDiedError(self._how_it_ended()) from None

    def end(self) -> None:
        """Kill the process and free its pipes. May be called twice."""
        self._ended.set()
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # a request it never read is lost with it
                    pipe.close()

    def _exchange(self, line: bytes) -> bytes:
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            return b""
        try:
            stdin.write(line)
            stdin.flush()
            return stdout.readline()
        except (OSError, ValueError):  # it is gone, or was ended meanwhile
            return b""

    def _how_it_ended(self) -> str:
        try:
            return f"The decoder ended with code {self._process.wait(_LAST_SECONDS)}."
        except subprocess.TimeoutExpired:
            return "The decoder gave no sensible answer."

    def _stop(self, overdue: threading.Event) -> None:
        overdue.set()
        self._ended.set()
        self._process.kill()


def _part(crop: Crop | None) -> dict[str, object]:
    return {} if crop is None else {"crop": [crop.x, crop.y, crop.width, crop.height]}


def _at(path: Path, request: Mapping[str, object]) -> Mapping[str, object]:
    return {**request, "path": str(path.absolute())}


def decoder_command() -> tuple[str, ...]:
    """Return how a decoder is started, from a packaged app or by this interpreter."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--decoder")
    return (sys.executable, "-m", "flux2studio.imaging.worker")


def _without_console() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0

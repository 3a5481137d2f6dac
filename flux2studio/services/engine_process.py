"""One engine process: its pipes and the threads that serve them."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import IO, NamedTuple

import msgspec

from flux2studio.core.engine_messages import (
    PROTOCOL,
    Command,
    Event,
    Ready,
    Started,
    decode_event,
    encode,
    head_of,
)
from flux2studio.core.errors import BackendError
from flux2studio.services.engine_command import engine_environment
from flux2studio.services.engine_log import EngineLog
from flux2studio.services.engine_words import not_started, other_version

LINE_BYTES_MAX = 8 * 2**20  # a preview is the longest thing that is said
_NEEDED = ("effects", "made", "done", "stopped", "failed")  # tags of events
_EXCERPT_BYTES = 2_000  # of what cannot be read
_LAST_SECONDS = 2.0  # between the end of its words and the end of a process

log = logging.getLogger(__name__)


class Ended(NamedTuple):
    """The process is gone; ``code`` as in Popen, None when it closed its pipe and lives on."""

    code: int | None


class Unread(NamedTuple):
    """It said something about ``job`` that cannot be read; ``kind`` is the tag of the event."""

    kind: str
    job: str
    line: str  # the start of it


Heard = Event | Ended | Unread
Ear = Callable[[Heard], None]


class EngineProcess:
    """``hear`` gets everything it says, and its end, on a thread of this process's own.

    Raises BackendError when it cannot be started. Thread-safe.
    """

    def __init__(
        self,
        command: Sequence[str],
        journal: EngineLog,
        hear: Callable[[EngineProcess, Heard], None],
    ) -> None:
        self._hear = hear
        self._journal = journal
        self._lock = threading.Lock()
        self._ear: Ear | None = None
        self._end: Ended | None = None
        self._outgoing: SimpleQueue[bytes | None] = SimpleQueue()
        self.has_started = False
        self.is_ready = False
        self._threads: list[threading.Thread] = []
        self._process: subprocess.Popen[bytes]
        journal.begin()
        started: Future[None] = Future()
        self._begin(self._live, tuple(command), started)
        started.result()

    @property
    def is_alive(self) -> bool:
        return self._end is None and self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def said(self) -> str:
        """The last lines it printed, for the details of an error."""
        return self._journal.tail()

    def send(self, command: Command) -> None:
        """Send ``command`` soon; returns at once, even when the process does not read."""
        self._outgoing.put(encode(command))

    @contextmanager
    def heard_by(self, ear: Ear) -> Generator[None, None, None]:
        """Let ``ear`` hear all of it too; at once of its end, when that has come already."""
        with self._lock:
            self._ear, end = ear, self._end
        if end is not None:
            ear(end)
        try:
            yield
        finally:
            with self._lock:
                self._ear = None

    def kill(self) -> None:
        """End it and what it started, now. Returns at once."""
        if self._process.poll() is None:
            if sys.platform != "win32":
                with suppress(OSError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()

    def close(self, patience_s: float = _LAST_SECONDS) -> None:
        """Kill it and wait until it is gone, and its memory with it."""
        self.kill()
        with suppress(subprocess.TimeoutExpired):  # a driver holds it: it goes when that lets go
            self._process.wait(patience_s)
        self._outgoing.put(None)
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(patience_s)

    def _begin(self, work: Callable[..., None], *arguments: object) -> None:
        name = f"engine-{work.__name__.strip('_')}"
        thread = threading.Thread(target=work, args=arguments, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _live(self, command: tuple[str, ...], started: Future[None]) -> None:
        """Start the process, and stay until its end: on Linux it dies with this very thread."""
        try:
            self._process = _start(command)
        except BackendError as error:
            started.set_exception(error)
            return
        stdin, stdout, stderr = _pipes(self._process)
        self._begin(self._write, stdin)
        self._begin(self._keep, stderr)
        started.set_result(None)
        self._read(stdout)
        self._finish()

    def _write(self, pipe: IO[bytes]) -> None:
        with suppress(OSError, ValueError), pipe:  # it is gone, and nothing can be told to it
            while line := self._outgoing.get():
                pipe.write(line)
                pipe.flush()

    def _read(self, pipe: IO[bytes]) -> None:
        with pipe:
            for line in _lines(pipe):
                try:
                    event = decode_event(line)
                except msgspec.DecodeError:
                    log.info("The engine said something that is no event: %.80r", line)
                    self._miss(line)
                else:
                    self._take(event)

    def _miss(self, line: bytes) -> None:
        """Tell a job of what it cannot do without; a preview or a phase it can."""
        kind, job = head_of(line)
        if kind in _NEEDED:
            self._tell(Unread(kind, job, line[:_EXCERPT_BYTES].decode(errors="replace")))

    def _take(self, event: Event) -> None:
        if isinstance(event, Started):
            self.has_started = True
            if event.protocol != PROTOCOL:
                self._tell(other_version(event.protocol))
                self.kill()
                return
        if isinstance(event, Ready):
            self.is_ready = True
        self._tell(event)

    def _finish(self) -> None:
        try:
            code: int | None = self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:  # without its pipe it is of no use
            self.kill()
            code = None
        self._outgoing.put(None)
        self._threads[-1].join(_LAST_SECONDS)  # its last words explain its end
        with self._lock:
            self._end = end = Ended(code)
        self._tell(end)

    def _tell(self, what: Heard) -> None:
        self._hear(self, what)
        with self._lock:
            ear = self._ear
        if ear is not None:
            ear(what)

    def _keep(self, pipe: IO[bytes]) -> None:
        with pipe:
            while line := pipe.readline(LINE_BYTES_MAX):
                self._journal.write(line)


def _start(command: tuple[str, ...]) -> subprocess.Popen[bytes]:
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        session = False
    else:
        flags, session = 0, True
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=engine_environment(os.environ, command),
            start_new_session=session,
            creationflags=flags,
        )
    except (OSError, ValueError) as error:  # ValueError: words that no command can have
        raise not_started(str(error)) from error


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    assert process.stdin
    assert process.stdout
    assert process.stderr
    return process.stdin, process.stdout, process.stderr


def _lines(pipe: IO[bytes]) -> Generator[bytes, None, None]:
    """Yield the whole lines of ``pipe``; one beyond the limit comes in useless pieces."""
    while line := pipe.readline(LINE_BYTES_MAX):
        if line.strip():
            yield line

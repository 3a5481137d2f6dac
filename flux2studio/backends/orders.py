"""What the app hands to the courier, and how the courier is started."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

import flux2studio
from flux2studio.core.environment import without_secrets
from flux2studio.core.errors import UnreachableError


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPicture:
    path: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One POST. ``pictures`` are put into ``payload`` by the courier, as data URIs.

    ``client_id`` is the name under which the service's log keeps it: each try has its own.
    """

    job_id: str
    client_id: str
    spool: str
    url: str
    key: str
    payload: dict[str, Any]
    pictures: tuple[OrderPicture, ...] = ()
    deadline_s: float = 900.0
    limit_bytes: int = 256 * 2**20  # four large pictures inside the JSON

    def __repr__(self) -> str:
        return f"Order({self.job_id})"  # never the key


def read_order(line: bytes) -> Order:
    """Raises msgspec.DecodeError."""
    return msgspec.json.decode(line, type=Order)


def courier_command() -> tuple[str, ...]:
    """How this app, installed, frozen or in a checkout, starts its courier."""
    if getattr(sys, "frozen", False):
        return (sys.executable, "--courier")
    return (sys.executable, "-m", "flux2studio.courier")


class CourierProcess:
    """A started courier. It goes on without us; nothing waits for its end.

    One that gets no order ends by itself when this process does.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Raises UnreachableError when it cannot be started."""
        try:
            self._process = _start(command)
        except OSError as error:
            raise UnreachableError(
                "The request could not be handed over. Nothing was sent.",
                hint="Try again.",
                details=str(error),
            ) from error

    def hand_over(self, order: Order) -> None:
        """Let it go with ``order``."""
        assert self._process.stdin
        with suppress(OSError), self._process.stdin as pipe:  # it died: its silence says so
            pipe.write(msgspec.json.encode(order) + b"\n")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End one without an order, or whose request was withdrawn; others may be paid for."""
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            with suppress(OSError):
                self._process.stdin.close()

    def leave(self, patience_s: float = 0.0) -> None:
        """Let it come to its end by itself, after ours if need be."""
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.returncode = 0  # or its collection would warn that it still runs


class Couriers:
    """Starts couriers; one may be ready beforehand, for it takes a while. Thread-safe."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = tuple(command)
        self._ready: list[CourierProcess] = []
        self._lock = threading.Lock()

    def make_ready(self) -> None:
        """Start one for the next order. One that cannot be started is no matter yet."""
        with self._lock, suppress(UnreachableError):
            if not self._ready:
                self._ready.append(CourierProcess(self._command))

    def send(self, order: Order) -> CourierProcess:
        """Let a courier go with ``order``. Raises UnreachableError when none can be started."""
        with self._lock:
            ready = self._ready.pop() if self._ready else None
        if ready and not ready.lives:
            ready.stop()
            ready = None
        courier = ready or CourierProcess(self._command)
        courier.hand_over(order)
        return courier

    def close(self) -> None:
        """End the one that is ready; those on their way go on."""
        with self._lock:
            while self._ready:
                self._ready.pop().stop()


def _start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    if sys.platform == "win32":
        flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        session = False
    else:
        flags, session = 0, True
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=Path(flux2studio.__file__).parents[1],  # so that “-m” finds this very package
        env=without_secrets(os.environ),  # the key comes through the pipe
        start_new_session=session,
        creationflags=flags,
    )

"""What the app hands to the courier, and how the courier is started."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

import flux2studio
from flux2studio.core.errors import UnreachableError

_SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)$", re.IGNORECASE)


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
    """A started courier that has its order. It goes on without us; nothing waits for its end."""

    def __init__(self, command: Sequence[str], order: Order) -> None:
        """Raises UnreachableError when it cannot be started."""
        try:
            self._process = _start(command)
        except OSError as error:
            raise UnreachableError(
                "The request could not be handed over. Nothing was sent.",
                hint="Try again.",
                details=str(error),
            ) from error
        assert self._process.stdin
        with suppress(OSError), self._process.stdin as pipe:  # it died: its silence says so
            pipe.write(msgspec.json.encode(order) + b"\n")

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def stop(self) -> None:
        """End one whose request was withdrawn; any other may hold a paid answer."""
        self._process.kill()
        self._process.wait()

    def leave(self, patience_s: float = 0.0) -> None:
        """Let it come to its end by itself, after ours if need be."""
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.returncode = 0  # or its collection would warn that it still runs


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
        env=_without_secrets(os.environ),
        start_new_session=session,
        creationflags=flags,
    )


def _without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """The key comes through the pipe; nobody reads it from the process's environment."""
    return {name: value for name, value in environment.items() if not _SECRET_NAME.search(name)}

"""Runs a tool that must not outlive the app, nor a cancel: at once, with all that it started.

Tried on Linux. Elsewhere the same pipe ends it, and on Windows the tool alone: what it started
ends by itself.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from flux2studio.core.control import RunControl
from flux2studio.services import keeper

_LOOK_S = 0.5  # how often ``look`` is called


def run_kept(
    command: Sequence[str],
    environment: Mapping[str, str],
    control: RunControl,
    hear: Callable[[str], None],
    look: Callable[[], None] = lambda: None,
) -> int:
    """Run it to its end and return its exit code, negative for a signal. Blocking.

    ``hear`` gets each line it prints, on another thread; ``look`` is called twice a second, and
    may raise. Raises that, Cancelled, and OSError where nothing can be started. It is gone then.
    """
    control.check()
    process = _start(command, environment)
    reader = threading.Thread(target=_read, args=(process, hear), name="kept-process", daemon=True)
    reader.start()
    try:
        with control.abort_with(lambda: _end(process)):
            _wait(process, look)
    finally:
        _end(process)
        process.wait()
        reader.join()
    control.check()
    return process.returncode


def _start(command: Sequence[str], environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """A group of its own: Ctrl+C is meant for the app, and all of it can be ended at once."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    return subprocess.Popen(
        [*_keeper_command(), *command],
        env=dict(environment),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        creationflags=flags,
    )


def _keeper_command() -> tuple[str, ...]:
    if getattr(sys, "frozen", False):
        return (sys.executable, "--keeper")
    return (sys.executable, "-I", "-S", keeper.__file__)


def _end(process: subprocess.Popen[str]) -> None:
    """Returns at once."""
    if process.poll() is None and sys.platform != "win32":
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()  # then the keeper kills it


def _read(process: subprocess.Popen[str], hear: Callable[[str], None]) -> None:
    assert process.stdout
    with process.stdout as pipe:
        for line in pipe:
            hear(line)


def _wait(process: subprocess.Popen[str], look: Callable[[], None]) -> None:
    while True:
        try:
            process.wait(_LOOK_S)
        except subprocess.TimeoutExpired:
            look()
        else:
            return

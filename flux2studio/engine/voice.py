"""The engine's ends of the pipes to the app, kept from libraries that print or read as well."""

from __future__ import annotations

import os
import threading
from typing import BinaryIO

from flux2studio.core.engine_messages import Event, encode


class Voice:
    """Writes events to one descriptor. Thread-safe: a line is never torn by another."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()

    def say(self, event: Event) -> None:
        """Write ``event``. Ends the process when nobody listens any more."""
        line = memoryview(encode(event))
        with self._lock:
            try:
                while line:
                    line = line[os.write(self._descriptor, line) :]
            except OSError:  # the app is gone, and whatever is made now would be lost
                os._exit(0)


def take_streams() -> tuple[BinaryIO, Voice]:
    """Return where commands come from and the voice that answers them.

    From here on descriptor 1 is standard error, for C libraries too, and descriptor 0 is empty:
    a library that asks a question gets no answer, and no command is lost to it. What this
    process starts inherits neither pipe.
    """
    commands = os.fdopen(os.dup(0), "rb")
    voice = Voice(os.dup(1))
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return commands, voice

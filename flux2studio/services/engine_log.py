"""What the engine and its libraries print: a bounded file without keys, its end in memory."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from pathlib import Path

from flux2studio.logs import redact

_BYTES_MAX = 1_000_000  # of the file, and of the one before it
_TAIL_LINES = 40
_LETTERS_MAX = 2_000  # of a line


class EngineLog:
    """``path`` is written by one thread; ``tail`` may be asked from any."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tail: deque[str] = deque(maxlen=_TAIL_LINES)

    def write(self, line: bytes) -> None:
        """Add a line as the engine printed it. A disk that refuses is no matter."""
        text = redact(line.decode(errors="replace").rstrip())[:_LETTERS_MAX]
        if not text:
            return
        self._tail.append(text)
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(f"{text}\n")
                is_full = file.tell() > _BYTES_MAX
            if is_full:
                self._path.replace(self._path.with_suffix(".1.log"))

    def tail(self) -> str:
        """Return the last lines, for the details of an error."""
        return "\n".join(tuple(self._tail))

    def begin(self) -> None:
        """A new process: what the last one said explains nothing any more."""
        self._tail.clear()

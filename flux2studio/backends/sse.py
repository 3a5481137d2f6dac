"""Server-sent events out of the bytes of an answer, however they are cut into pieces."""

from __future__ import annotations

import codecs
import re

_LINE_END = re.compile(r"\r\n|\n|\r")


class EventReader:
    """Reads one stream. What has no empty line behind it when the stream ends is no event."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._line: list[str] = []  # pieces of the line that has not ended yet
        self._data: list[str] = []
        self._ended_in_cr = False

    def feed(self, piece: bytes) -> list[str]:
        """Return the data of the events that are whole with this piece; empty ones are left out."""
        text = self._decoder.decode(piece)
        if self._ended_in_cr and text.startswith("\n"):  # the other half of that line's end
            text = text[1:]
            self._ended_in_cr = False
        if text:
            self._ended_in_cr = text.endswith("\r")
        events: list[str] = []
        start = 0
        for end in _LINE_END.finditer(text):
            self._line.append(text[start : end.start()])
            start = end.end()
            line, self._line = "".join(self._line), []
            if line:
                self._keep(line)
            elif self._data:
                events.append("\n".join(self._data))
                self._data = []
        self._line.append(text[start:])
        return events

    def _keep(self, line: str) -> None:
        """Only data counts; a line that begins with a colon is a comment."""
        name, _, value = line.partition(":")
        if name == "data":
            self._data.append(value.removeprefix(" "))

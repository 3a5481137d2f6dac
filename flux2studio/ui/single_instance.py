"""A second start hands its files to the first window and raises it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_TIMEOUT_MS = 2000
_PATIENCE_MS = 15_000  # a first start on a slow disk listens no sooner
_PAUSE_MS = 100
_MESSAGE_MAX = 1_000_000  # bytes; a thousand long paths fit


class Answer(Enum):
    """What a second start learns of the first window."""

    HEARD = auto()  # it has the files, and comes to the front
    SILENT = auto()
    GONE = auto()  # it was just closing: the second start is the first one now


class SingleInstance(QObject):
    """Lives in the first window. ``called`` fires with the files a second start was given."""

    called = Signal(list)

    def __init__(self, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sockets: list[QLocalSocket] = []  # still speaking; the server owns them
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(server_name(data))  # left by a killed one: we hold the lock
        self._server.listen(server_name(data))

    def close(self) -> None:
        self._server.close()

    def _on_connection(self) -> None:
        while socket := self._server.nextPendingConnection():
            self._sockets.append(socket)
            socket.readyRead.connect(self._on_message)
            self._on_message()

    def _on_message(self) -> None:
        for socket in [each for each in self._sockets if each.canReadLine()]:
            self._sockets.remove(socket)
            files = _read_files(bytes(socket.readLine(_MESSAGE_MAX).data()))
            socket.write(b"ok\n")
            socket.flush()
            self.called.emit(files)


def call_first(
    data: Path,
    files: Sequence[str],
    is_gone: Callable[[], bool],
    patience_ms: int = _PATIENCE_MS,
) -> Answer:
    """Hand ``files`` to the window that is already open.

    Blocks until it answers: it may have been started a moment ago, or be ending its jobs.
    """
    deadline = QDeadlineTimer(patience_ms)
    socket = QLocalSocket()
    while not _connects(socket, data):
        if is_gone():
            return Answer.GONE
        if deadline.hasExpired():
            return Answer.SILENT
        QThread.msleep(_PAUSE_MS)
    absolute = [str(Path(file).absolute()) for file in files]
    socket.write(json.dumps(absolute).encode() + b"\n")
    came = socket.waitForReadyRead(max(_TIMEOUT_MS, deadline.remainingTime()))
    return Answer.HEARD if came else Answer.SILENT


def _connects(socket: QLocalSocket, data: Path) -> bool:
    socket.abort()
    socket.connectToServer(server_name(data))
    return socket.waitForConnected(_TIMEOUT_MS)


def server_name(data: Path) -> str:
    """One name for each data folder, so that two libraries may be open side by side."""
    return "flux2studio-" + hashlib.sha256(str(data).encode()).hexdigest()[:16]


def _read_files(line: bytes) -> list[str]:
    try:
        files = json.loads(line)
    except ValueError:
        return []
    return [file for file in files if isinstance(file, str)] if isinstance(files, list) else []

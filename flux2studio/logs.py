"""Log files, keys taken out of every record, and what happens to errors nobody caught."""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

_SECRETS = re.compile(
    r"(?P<scheme>\b(?:Bearer|Key)\s+)[^\s\"',]+"
    r"|\bhf_[A-Za-z0-9]{8,}"
    r"|(?P<query>[?&](?:token|key|signature|x-amz-signature)=)[^&\s\"']+"
    r"|(?P<data>data:[\w/+.-]+;base64,)[A-Za-z0-9+/=]{64,}",
    re.IGNORECASE,
)

log = logging.getLogger(__name__)


def redact(text: str) -> str:
    """Return ``text`` without keys, tokens and embedded pictures."""
    return _SECRETS.sub(
        lambda match: next((kept for kept in match.groups() if kept), "") + "[removed]", text
    )


class RedactingFormatter(logging.Formatter):
    """Redacts the finished line, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class LogFiles:
    """Logs to ``folder`` until it is closed; a disk that refuses leaves warnings on stderr."""

    def __init__(self, folder: Path) -> None:
        root = logging.getLogger()
        root.setLevel(logging.INFO)
        for name in ("httpx", "httpcore"):  # they log whole addresses, queries included
            logging.getLogger(name).setLevel(logging.WARNING)
        self._crash_file: TextIO | None = None
        try:
            self._handler = self._open(folder)
        except OSError:
            self._handler = logging.StreamHandler()
            self._handler.setLevel(logging.WARNING)
        self._handler.setFormatter(
            RedactingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
        )
        root.addHandler(self._handler)

    def close(self) -> None:
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()

    def _open(self, folder: Path) -> logging.Handler:
        folder.mkdir(parents=True, exist_ok=True)
        self._crash_file = (folder / "crash.txt").open("a", encoding="utf-8")
        faulthandler.enable(self._crash_file)  # it must be open already when all else fails
        return RotatingFileHandler(
            folder / "flux2studio.log", maxBytes=2_000_000, backupCount=3, encoding="utf-8"
        )


@contextmanager
def catching_strays(tell: Callable[[BaseException], None]) -> Generator[None, None, None]:
    """Log errors that nobody caught and hand them to ``tell``; the app goes on."""

    def on_error(
        kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, traceback)
            return
        log.critical("Uncaught error", exc_info=(kind, error, traceback))
        tell(error)

    def on_thread_error(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            on_error(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    before = sys.excepthook, threading.excepthook
    sys.excepthook, threading.excepthook = on_error, on_thread_error
    try:
        yield
    finally:
        sys.excepthook, threading.excepthook = before

"""Log files, keys taken out of every record, and what happens to errors nobody caught."""

from __future__ import annotations

import faulthandler
import logging
import re
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

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


def set_up(folder: Path) -> None:
    """Log to ``folder``; a disk that refuses leaves us with warnings on stderr."""
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for name in ("httpx", "httpcore"):  # they log whole addresses, queries included
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            folder / "flux2studio.log", maxBytes=2_000_000, backupCount=3, encoding="utf-8"
        )
        crash_file = (folder / "crash.txt").open("a", encoding="utf-8")
        faulthandler.enable(crash_file)  # keeps the file open: it must work when all else fails
    except OSError:
        handler = logging.StreamHandler()
        handler.setLevel(logging.WARNING)
    handler.setFormatter(
        RedactingFormatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    root.addHandler(handler)


def catch_strays(tell: Callable[[BaseException], None]) -> None:
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

    sys.excepthook = on_error
    threading.excepthook = on_thread_error

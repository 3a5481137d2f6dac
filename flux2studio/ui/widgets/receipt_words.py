"""What left the machine for a picture, to whom and until when, as lines of words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from flux2studio.core.hosted import Receipt, SentFile, Trace
from flux2studio.ui import words


def receipt_lines(receipt: Receipt) -> Iterator[str]:
    """Yield the service and its host, each file with its way and its end, and what is kept."""
    yield f"{receipt.service} ({receipt.host})" if receipt.host else receipt.service
    yield "• " + _tr("the prompt")
    for file in receipt.files:
        yield "• " + _file_words(file)
    if receipt.trace:
        yield _trace_words(receipt)


def _file_words(file: SentFile) -> str:
    ways = {
        "inside the request": _tr("{0}, inside the request"),
        "upload": _tr("{0}, as upload"),
        "link": _tr("{0}, as a link"),
    }
    told = ways.get(file.how, "{0}, " + file.how).format(file.name)
    if file.until is None:
        return told
    return _tr("{0}, until {1}").format(told, words.moment(file.until))


def _trace_words(receipt: Receipt) -> str:
    """What the artist had chosen; a service without a choice says it in its own sentence."""
    texts = {
        Trace.RECOVERABLE: _tr(
            "{0} is told to delete its copy after saving. It obeys a key with admin rights."
        ),
        Trace.MINIMAL: _tr("{0} was told to store nothing."),
        Trace.KEEP: _tr("{0} keeps its copy as long as it likes."),
    }
    text = next((text for trace, text in texts.items() if trace == receipt.trace), receipt.trace)
    return text.format(receipt.service) if "{0}" in text else text


def _tr(text: str) -> str:
    return QCoreApplication.translate("receipt_words", text)

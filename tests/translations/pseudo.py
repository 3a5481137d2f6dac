"""A language that nobody speaks: half as long again, every letter with an accent, in brackets.

What it leaves readable on a screen was never given to be translated.
"""

from __future__ import annotations

import re
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QTranslator

from flux2studio.core.phrase import plural_forms
from tests.translations import ts_file
from tests.translations.messages import GERMAN, Message
from tests.translations.ts_file import Forms

BEGIN, END = "⟦", "⟧"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
# Kept as they are: places of values, tags and entities, and the letter after a mnemonic.
_KEPT = re.compile(r"(\{[^{}]*\}|%L?n|%\d|<[^<>]*>|&\w+;|&\w)")


def install(app: QCoreApplication) -> QTranslator:
    """Let ``app`` speak it; the texts are those of the German translation."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, compiled = Path(folder) / "pseudo.ts", Path(folder) / "pseudo.qm"
        ts_file.write(source, "en_US", {message: told(message) for message in ts_file.read(GERMAN)})
        ts_file.release(source, compiled)
        translator = QTranslator(app)
        assert translator.load(str(compiled))
    app.installTranslator(translator)
    return translator


def told(message: Message) -> Forms:
    """Return ``message`` in this language."""
    if message.is_plural:
        return tuple(_told(form) for form in plural_forms(message.source))
    return (_told(message.source),)


def _told(text: str) -> str:
    """Return it half as long again; words are added as words, so that lines can break."""
    parts = _KEPT.split(text)
    said = "".join(part if _KEPT.fullmatch(part) else part.translate(_LETTERS) for part in parts)
    letters = sum(len(part) for part in parts if not _KEPT.fullmatch(part))
    more = ceil(letters / 2) - len(BEGIN + END)
    padding = "".join(" " if place % 7 == 0 and more > 7 else "·" for place in range(more))
    return f"{BEGIN}{said}{padding}{END}"

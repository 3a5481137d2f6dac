"""Places in a text: Qt counts UTF-16 units, Python counts letters."""

from __future__ import annotations


def to_qt(text: str, at: int) -> int:
    """Return where the letter ``at`` of ``text`` begins for Qt."""
    before = text[:at]
    return at if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2


def from_qt(text: str, at: int) -> int:
    """Return which letter of ``text`` begins where Qt counts ``at``."""
    if text.isascii():
        return at
    raw = text.encode("utf-16-le", "surrogatepass")[: 2 * at]
    return len(raw.decode("utf-16-le", "ignore"))

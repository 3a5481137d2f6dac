"""Rectangles without a part of them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect


def without(rects: Iterable[QRect], hole: QRect) -> list[QRect]:
    """Return what is left of ``rects`` where ``hole`` is not, in rectangles that do not meet."""
    return [left for rect in rects for left in _around(rect, rect.intersected(hole))]


def _around(rect: QRect, hole: QRect) -> list[QRect]:
    if hole.isEmpty():
        return [rect]
    above, below = hole.top() - rect.top(), rect.bottom() - hole.bottom()
    before, behind = hole.left() - rect.left(), rect.right() - hole.right()
    around = (
        QRect(rect.left(), rect.top(), rect.width(), above),
        QRect(rect.left(), hole.bottom() + 1, rect.width(), below),
        QRect(rect.left(), hole.top(), before, hole.height()),
        QRect(hole.right() + 1, hole.top(), behind, hole.height()),
    )
    return [each for each in around if not each.isEmpty()]

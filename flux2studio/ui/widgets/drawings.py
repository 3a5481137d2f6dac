"""Drawings that are made once and kept as long as they are painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QPixmap


class Drawings:
    """At most ``most``; those painted longest ago go first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def get(self, key: Hashable, draw: Callable[[], QPixmap]) -> QPixmap:
        """Return what was drawn for ``key``, which names all that is seen of it."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        drawn = self._kept[key] = draw()
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return drawn


def sheet(size: QSize, ratio: float) -> QPixmap:
    """Return an empty, transparent drawing of ``size`` for a screen of ``ratio``."""
    result = QPixmap(QSizeF(size * ratio).toSize())
    result.setDevicePixelRatio(ratio)
    result.fill(Qt.GlobalColor.transparent)
    return result

"""Where each card of a grid lies: plain arithmetic, no matter how many cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QPoint, QRect, QSize

GAP = 8
NARROWEST = 92  # pixels of a card; columns share what is left over
_COLUMNS_MAX = 12


@dataclass(frozen=True, kw_only=True)
class CardPlan:
    """``width`` is that of the grid, ``height`` of a card; in pixels from the top of the grid.

    ``narrowest``: what a card has at least, more where its words are larger.
    """

    width: int = 0
    narrowest: int = NARROWEST
    card_height: int = 1
    count: int = 0

    @cached_property
    def columns(self) -> int:
        return max(1, min((self.width + GAP) // (self.narrowest + GAP), _COLUMNS_MAX))

    @cached_property
    def card(self) -> QSize:
        room = self.width - GAP * (self.columns - 1)
        return QSize(max(24, room // self.columns), self.card_height)

    @property
    def pitch(self) -> int:
        return self.card_height + GAP

    @property
    def height(self) -> int:
        return max(0, self.lines * self.pitch - GAP)

    @property
    def lines(self) -> int:
        return -(-self.count // self.columns)

    def rect(self, row: int) -> QRect:
        line, column = divmod(row, self.columns)
        return QRect(QPoint(column * (self.card.width() + GAP), line * self.pitch), self.card)

    def at(self, point: QPoint) -> int:
        """Return the row under ``point``, or -1."""
        row = self.nearest(point)
        return row if row >= 0 and self.rect(row).contains(point) else -1

    def nearest(self, point: QPoint) -> int:
        """Return the row at or nearest to ``point``, or -1 for an empty grid."""
        if not self.count:
            return -1
        line = min(max(0, point.y()) // self.pitch, self.lines - 1)
        column = min(max(0, point.x()) // (self.card.width() + GAP), self.columns - 1)
        return min(line * self.columns + column, self.count - 1)

    def rows(self, top: int, bottom: int) -> range:
        """Return the rows that show between two heights."""
        first = max(0, top // self.pitch) * self.columns
        end = (max(-1, bottom // self.pitch) + 1) * self.columns
        return range(min(first, self.count), min(end, self.count))

    def above(self, row: int) -> int:
        """Return the card above, or the same where there is none."""
        return row - self.columns if row >= self.columns else row

    def below(self, row: int) -> int:
        """Return the card below, in the last line the last card."""
        is_last_line = row // self.columns + 1 >= self.lines
        return row if is_last_line else min(row + self.columns, self.count - 1)

"""Where each cell of a grid with headings lies: plain arithmetic, no matter how many cells."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from PySide6.QtCore import QPoint, QRect, QSize

MARGIN = 12
GAP = 8
HEADING = 36
CELL_WIDTH = 140  # at least; columns share what is left over
WIDTHS = (96, 112, 128, 140, 160, 184, 212, 244, 280, 320, 364, 416, 480)  # about 1.15 x each
CAPTION = 26
SHAPE = 0.72  # height of a cell's picture for a width of 1


@dataclass(frozen=True, kw_only=True)
class GridPlan:
    """``starts`` holds the first row of each section; all in pixels from the top of the grid."""

    width: int = 0
    count: int = 0
    starts: Sequence[int] = ()
    cell_width: int = CELL_WIDTH

    @cached_property
    def columns(self) -> int:
        return max(1, (self.width - 2 * MARGIN + GAP) // (self.cell_width + GAP))

    @cached_property
    def cell(self) -> QSize:
        room = self.width - 2 * MARGIN - GAP * (self.columns - 1)
        width = max(48, room // self.columns)
        return QSize(width, round(width * SHAPE) + CAPTION)

    @cached_property
    def tops(self) -> list[int]:
        """Where each section's heading begins, and at the end where all ends."""
        columns, pitch = self.columns, self.cell.height() + GAP
        ends = [*self.starts[1:], self.count]
        heights = (
            HEADING - (start - end) // columns * pitch
            for start, end in zip(self.starts, ends, strict=False)
        )
        return list(accumulate(heights, initial=0))

    @property
    def height(self) -> int:
        return self.tops[-1] + MARGIN if self.count else 0

    def size_of(self, section: int) -> int:
        after = section + 1
        end = self.starts[after] if after < len(self.starts) else self.count
        return end - self.starts[section]

    def rect(self, row: int) -> QRect:
        section = bisect_right(self.starts, row) - 1
        line, column = divmod(row - self.starts[section], self.columns)
        x = MARGIN + column * (self.cell.width() + GAP)
        y = self.tops[section] + HEADING + line * (self.cell.height() + GAP)
        return QRect(QPoint(x, y), self.cell)

    def heading(self, section: int) -> QRect:
        return QRect(MARGIN, self.tops[section], self.width - 2 * MARGIN, HEADING)

    def at(self, point: QPoint) -> int:
        """Return the row under ``point``, or -1."""
        row = self.nearest(point)
        return row if row >= 0 and self.rect(row).contains(point) else -1

    def nearest(self, point: QPoint) -> int:
        """Return the row at or nearest to ``point``, or -1 for an empty grid."""
        if not self.count:
            return -1
        section = min(max(bisect_right(self.tops, point.y()) - 1, 0), len(self.starts) - 1)
        below = point.y() - self.tops[section] - HEADING
        line = max(0, below) // (self.cell.height() + GAP)
        column = (point.x() - MARGIN) // (self.cell.width() + GAP)
        column = min(max(column, 0), self.columns - 1)
        in_section = min(line * self.columns + column, self.size_of(section) - 1)
        return self.starts[section] + in_section

    def sections(self, top: int, bottom: int) -> Iterator[int]:
        """Yield the sections that show between two heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        for section in range(first, len(self.starts)):
            if self.tops[section] > bottom:
                return
            yield section

    def rows(self, top: int, bottom: int) -> list[int]:
        """Return the rows that show between two heights."""
        shown = self.sections(top, bottom)
        return [row for section in shown for row in self._rows_of(section, top, bottom)]

    def _rows_of(self, section: int, top: int, bottom: int) -> range:
        pitch = self.cell.height() + GAP
        begin = self.tops[section] + HEADING
        first_line = max(0, (top - begin) // pitch)
        last_line = max(-1, (bottom - begin) // pitch)
        first = self.starts[section]
        end = first + self.size_of(section)
        return range(
            min(first + first_line * self.columns, end),
            min(first + (last_line + 1) * self.columns, end),
        )

    def above(self, row: int) -> int:
        """Return the cell above, in the same column where there is one."""
        cell = self.rect(row)
        section = bisect_right(self.starts, row) - 1
        if row - self.starts[section] >= self.columns:
            return row - self.columns
        if section == 0:
            return row
        return self.nearest(QPoint(cell.center().x(), self.tops[section] - GAP - 1))

    def below(self, row: int) -> int:
        cell = self.rect(row)
        section = bisect_right(self.starts, row) - 1
        if self._line(row) < self._line(self.starts[section] + self.size_of(section) - 1):
            last = self.starts[section] + self.size_of(section) - 1
            return min(row + self.columns, last)
        if section + 1 == len(self.starts):
            return row
        return self.nearest(QPoint(cell.center().x(), self.tops[section + 1] + HEADING + 1))

    def _line(self, row: int) -> int:
        section = bisect_right(self.starts, row) - 1
        return (row - self.starts[section]) // self.columns


def zoomed(width: int, steps: int) -> int:
    """Return the cell width so many steps on; between the widths, the one below counts."""
    place = bisect_right(WIDTHS, width) - 1 + steps
    if not steps:
        return min(max(width, WIDTHS[0]), WIDTHS[-1])
    return WIDTHS[min(max(place, 0), len(WIDTHS) - 1)]

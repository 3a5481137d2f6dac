"""The way of the Tab key: as the eye goes, which is as things are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget

from flux2studio.ui.widgets.flow import FlowBox


def follow_layout(part: QWidget) -> None:
    """Let Tab go through what is in ``part`` now in the order of its layouts."""
    for before, after in pairwise(_in_layout(part)):
        QWidget.setTabOrder(before, after)


def _in_layout(part: QWidget) -> Iterator[QWidget]:
    if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
        yield part
    if (layout := part.layout()) is not None and not isinstance(part, QSplitter | FlowBox):
        yield from _of(layout)
        return
    for inner in _inside(part):
        yield from _in_layout(inner)


def _inside(part: QWidget) -> list[QWidget]:
    """The parts of what lays its parts out by itself."""
    if isinstance(part, FlowBox):
        return list(part.widgets)
    if isinstance(part, QSplitter):
        sides = [part.widget(at) for at in range(part.count())]
        return [side for side in sides if side is not None]
    page = part.widget() if isinstance(part, QScrollArea) else None
    return [] if page is None else [page]


def _of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _in_layout(widget)
        elif (inner := item.layout()) is not None:
            yield from _of(inner)

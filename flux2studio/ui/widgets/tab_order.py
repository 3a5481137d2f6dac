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
    if isinstance(part, QScrollArea) and (page := part.widget()) is not None:
        yield from _in_layout(page)
    elif isinstance(part, QSplitter):
        for at in range(part.count()):
            if (side := part.widget(at)) is not None:
                yield from _in_layout(side)
    elif isinstance(part, FlowBox):
        for widget in part.widgets:
            yield from _in_layout(widget)
    elif (layout := part.layout()) is not None:
        yield from _of(layout)


def _of(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if item is None:
            continue
        if (widget := item.widget()) is not None:
            yield from _in_layout(widget)
        elif (inner := item.layout()) is not None:
            yield from _of(inner)

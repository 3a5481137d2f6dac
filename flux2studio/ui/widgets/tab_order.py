"""The way of the Tab key: as the eye goes, which is as things are laid out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter

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
    for part in _laid_out(layout):
        yield from _in_layout(part) if isinstance(part, QWidget) else _of(part)


def _laid_out(layout: QLayout) -> list[QWidget | QLayout]:
    """What ``layout`` holds, in its order, without a look at its items.

    Qt deletes an item with its widget and does not tell PySide (6.11), which keeps what it made of
    the item as long as the layout lives, and crashes with what comes to lie in its place.
    """
    owner = layout.parentWidget()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = [] if owner is None else owner.findChildren(QWidget, options=direct)
    places: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(each), each) for each in widgets]
    inner = layout.findChildren(QLayout, options=direct)
    places += [(layout.indexOf(each), each) for each in inner]
    return [part for at, part in sorted(places, key=itemgetter(0)) if at >= 0]

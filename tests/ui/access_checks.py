"""What is looked at in every screen: names, roles, the way of the Tab key, focus, cut words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QWidget,
)

_WHOLES = (QAbstractSpinBox, QComboBox, QLineEdit, QAbstractItemView)  # their parts belong to them
SHADE = 28  # pixels at the ends of what scrolls
_VAGUE = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}
READABLE = 4.5
_SMOOTHED = 0.5  # thin strokes do not reach their colour
_OVERLAP = 0.5  # of the lower height: two are in one line


def controls(root: QWidget) -> list[QWidget]:
    """Return what the Tab key can reach now, in the order it is reached."""
    result: list[QWidget] = []
    first = widget = root
    while (widget := widget.nextInFocusChain()) is not first:
        if _is_reached(widget, root) and widget not in result:
            result.append(widget)
    return result


def nameless(root: QWidget) -> Iterator[str]:
    labels = root.findChildren(QLabel)
    for widget in controls(root):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        buddy = next((label.text() for label in labels if label.buddy() is widget), "")
        if not (widget.accessibleName() or text or buddy).strip():
            yield told(widget)


def unexplained(root: QWidget) -> Iterator[str]:
    """Buttons that are only a sign and say nothing when pointed at."""
    for button in root.findChildren(QAbstractButton):
        inside = isinstance(button.parentWidget(), QLineEdit)
        says = button.text() or button.toolTip() or inside
        if _is_shown(button, root) and not says and button.width() > 1:
            yield told(button)


def without_role(root: QWidget) -> Iterator[str]:
    """A screen reader would call them nothing at all."""
    for widget in controls(root):
        heard = QAccessible.queryAccessibleInterface(widget)
        if heard is None or heard.role() in _VAGUE:
            yield told(widget)


def out_of_order(root: QWidget) -> Iterator[str]:
    """Where the Tab key goes up in a column, or back in a line."""
    reached = controls(root)
    for one, other in pairwise(reached):
        a, b = _place(one, root), _place(other, root)
        is_scrolled_away = one.visibleRegion().isEmpty() or other.visibleRegion().isEmpty()
        if _shared_part(one, other) is root or is_scrolled_away:
            continue  # from one panel to the next, or to what is not in view
        goes_up = b.bottom() < a.top() and b.left() <= a.right() and a.left() <= b.right()
        lower = min(a.height(), b.height())
        in_line = min(a.bottom(), b.bottom()) - max(a.top(), b.top()) > _OVERLAP * lower
        if goes_up or (in_line and b.right() <= a.left()):
            yield f"{told(one)} -> {told(other)}"


def unreachable(root: QWidget) -> Iterator[str]:
    """Go round backwards by the keyboard; forwards, Tab on the stage hides the panels."""
    reached = controls(root)
    if not reached:
        return
    reached[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen = set()
    for _ in range(2 * len(reached)):
        now = QApplication.focusWidget()
        if now is None:
            break
        seen.add(now)
        QTest.keyClick(now, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    groups = {_group(widget) for widget in seen} - {None}
    for widget in reached:
        if widget.isEnabled() and widget not in seen and _group(widget) not in groups:
            yield told(widget)


def without_ring(root: QWidget) -> Iterator[str]:
    """What looks the same with and without the focus."""
    for widget in controls(root):
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if QApplication.focusWidget() is not widget:
            continue
        with_focus = widget.grab().toImage()
        widget.clearFocus()
        if widget.grab().toImage() == with_focus:
            yield told(widget)


def cut(root: QWidget) -> Iterator[str]:
    """Words for which their control is too narrow or too low."""
    for widget in root.findChildren(QWidget):
        if not _is_shown(widget, root) or not isinstance(widget, QAbstractButton | QLabel):
            continue
        if not _needs_all(widget):
            continue
        wanted = widget.minimumSizeHint()
        if isinstance(widget, QLabel) and widget.wordWrap():
            height = widget.heightForWidth(widget.width())
            if widget.height() < height - 1:
                yield f"{told(widget)} is {widget.height()} high, not {height}"
        elif widget.width() < wanted.width() - 1 or widget.height() < _line(widget):
            yield f"{told(widget)} {widget.size().toTuple()} not {wanted.toTuple()}"


def pale(root: QWidget) -> Iterator[str]:
    """Words that do not stand out from their ground, as they are painted."""
    for widget in root.findChildren(QWidget):
        has_words = isinstance(widget, QAbstractButton | QLabel) and widget.text().strip()
        if not has_words or not widget.isEnabled() or not _is_shown(widget, root):
            continue
        in_view = widget.visibleRegion().boundingRect() == widget.rect()
        if not in_view or min(widget.width(), widget.height()) < 8 or _is_shaded(widget):
            continue
        found = _contrast_in(widget)
        if found < READABLE - _SMOOTHED:
            yield f"{told(widget)} {found:.1f}"


def _is_shaded(widget: QWidget) -> bool:
    """Whether it is about to be scrolled in or out, where areas fade."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is None:
        return False
    port = above.viewport()
    top = widget.mapTo(port, QPoint()).y()
    return top < SHADE or top + widget.height() > port.height() - SHADE


def _contrast_in(widget: QWidget) -> float:
    """Between the commonest colour and the one furthest from it."""
    image = widget.window().grab(_place(widget, widget.window())).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(image.constBits()).cast("I"))
    ground = _luminance(counted.most_common(1)[0][0])
    return max(
        (max(light, ground) + 0.05) / (min(light, ground) + 0.05)
        for light in map(_luminance, counted)
    )


def _luminance(pixel: int) -> float:
    colour = QColor(pixel)
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def out_of_sight(root: QWidget) -> Iterator[str]:
    """Controls beyond the edge of an area that does not scroll that far."""
    for area in root.findChildren(QScrollArea):
        page = area.widget()
        never = area.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if page is None or not never or not _is_shown(area, root):
            continue
        room = area.viewport().width()
        for widget in controls(root):
            if page.isAncestorOf(widget):
                right = _place(widget, root).right() - _place(area.viewport(), root).left()
                if right > room:
                    yield f"{told(widget)} ends at {right} of {room}"


def told(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    name = widget.accessibleName() or text or widget.objectName()
    parent = widget.parentWidget()
    inside = type(parent).__name__ if parent is not None else ""
    return f"{type(widget).__name__} “{name[:40]}” in {inside}"


def _line(widget: QWidget) -> int:
    """How high its words are; a style sheet may ask for more room than they need."""
    metrics = widget.fontMetrics()
    lines = widget.text().count("\n") + 1 if isinstance(widget, QAbstractButton | QLabel) else 1
    return (lines - 1) * metrics.lineSpacing() + metrics.ascent() + metrics.descent() // 2


def _needs_all(widget: QAbstractButton | QLabel) -> bool:
    """An elided label says the rest in its tooltip."""
    if not widget.text() or type(widget).__name__ == "ElidedLabel":
        return False
    return not (isinstance(widget, QToolButton) and widget.icon().isNull() is False)


def _is_shown(widget: QWidget, root: QWidget) -> bool:
    return widget.isVisible() and widget.window() is root.window()


def _is_reached(widget: QWidget, root: QWidget) -> bool:
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
    if not takes or not _is_shown(widget, root) or widget.objectName().startswith("qt_"):
        return False
    above = widget.parentWidget()
    while above is not None and above is not root:
        if isinstance(above, _WHOLES) and above.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return False
        above = above.parentWidget()
    return True


def _group(widget: QWidget) -> QObject | None:
    """Tab goes to one of a group, arrow keys lead to the others."""
    if not isinstance(widget, QAbstractButton):
        return None
    group = widget.group()
    if group is not None and group.exclusive():
        return group
    return widget.parentWidget() if isinstance(widget, QRadioButton) else None


def _place(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint()), widget.size())


def _shared_part(one: QWidget, other: QWidget) -> QWidget | None:
    above = one.parentWidget()
    while above is not None and not above.isAncestorOf(other):
        above = above.parentWidget()
    return above

"""What opens and lights up: lists, menus, a tip, and what the pointer or the keyboard is at."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from flux2studio.assembly import App
from flux2studio.ui.widgets.compose_panel import ComposePanel
from tests.screens.waiting import wait

Scene = tuple[str, QWidget]


class ControlTour:
    """Leaves everything closed, with the focus where it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        form = app.window.findChild(ComposePanel)
        assert form is not None
        self._form = form

    def scenes(self) -> Iterator[Scene]:
        form, window = self._form, self._app.window
        for name, box in (
            ("open-backends", form.backend),
            ("open-models", form.model),
            ("open-acceleration", form.parameters.acceleration.box),
        ):
            box.showPopup()
            wait()
            yield name, box.view().window()
            box.hidePopup()
        yield from self._opened("open-sizes", form.parameters.size_field.menu())
        QToolTip.showText(QPoint(200, 200), form.parameters.steps.box.toolTip(), window)
        wait()
        yield (
            "open-tip",
            next(each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel")),
        )
        QToolTip.hideText()
        for widget in (form.backend, form.prompt.text, form.parameters.steps.box, form.generate):
            widget.setFocus()
            wait()
            yield f"focus-{type(widget).__name__.casefold()}", window
        for part in form.findChildren(QWidget):
            _point_at(part)
        yield "hover-form", window
        for part in form.findChildren(QWidget):
            QApplication.sendEvent(part, QEvent(QEvent.Type.Leave))

    def _opened(self, name: str, menu: QMenu) -> Iterator[Scene]:
        menu.popup(menu.pos())
        wait()
        menu.setActiveAction(menu.actions()[0])
        yield name, menu
        menu.close()


def _point_at(widget: QWidget) -> None:
    at = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))

"""The mask of a reference: painted, in use, resting, refused; and the large reference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.ui.viewmodels.mask_layer import MaskLayer, enclosed
from flux2studio.ui.widgets.mask_dialog import SIZE, MaskDialog
from flux2studio.ui.widgets.mask_view import Tool
from tests.screens.waiting import wait, wait_until

# In parts of the picture's width and height.
_RIDGE = ((0.18, 0.62), (0.3, 0.5), (0.42, 0.55), (0.55, 0.47), (0.66, 0.56))
_SUN = ((0.6, 0.18), (0.7, 0.14), (0.78, 0.24), (0.74, 0.36), (0.63, 0.36), (0.57, 0.28))


class MaskTour:
    """Takes the form with two references, and leaves it as it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._compose = app.view_models.compose
        self._references = app.compose_panel.references

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, before = self._app.window, self._compose.draft
        dialog = self._open()
        layer = self._painted(dialog)
        yield "mask-editor", dialog
        small = dialog.size()
        dialog.resize(SIZE)
        yield "mask-editor", dialog
        dialog.resize(small)
        dialog.reject()
        yield "mask-editor-leaving", dialog
        dialog.question.go_on.click()
        layer.clear()
        dialog.use.click()
        wait_until(lambda: not dialog.problem.isHidden())
        yield "mask-editor-nothing", dialog
        layer.undo()
        dialog.use.click()
        wait_until(lambda: self._compose.draft.mask is not None)
        self._compose.edit(strength=0.8)
        yield "mask", window
        self._compose.slots.move(0, 1)
        yield "mask-rests", window
        self._compose.slots.move(1, 0)
        self._compose.choose_backend("local")
        self._compose.choose_model("local/dev")
        yield "mask-refused", window
        self._compose.choose_model("local/klein-4b")
        self._compose.slots.remove(1)
        self._compose.edit(large_reference=True)
        self._app.compose_panel.parameters.more.toggle.click()
        yield "large-reference", window
        self._app.compose_panel.parameters.more.toggle.click()
        self._compose.load(before)

    def _open(self) -> MaskDialog:
        self._references.paint_mask_at(0)
        dialog = self._app.window.findChildren(MaskDialog)[-1]
        wait_until(dialog.use.isEnabled)
        return dialog

    def _painted(self, dialog: MaskDialog) -> MaskLayer:
        """As a hand with a brush and a lasso would."""
        layer = dialog.findChild(MaskLayer)
        assert layer is not None
        ridge, sun = self._points(layer, _RIDGE), self._points(layer, _SUN)
        layer.begin()
        for start, end in pairwise(ridge):
            layer.stroke(start, end, dialog.view.brush_size, erase=False)
        layer.end()
        dialog.tools.tools[Tool.LASSO].click()
        layer.begin()
        layer.fill(enclosed(sun), erase=False)
        layer.end()
        dialog.tools.tools[Tool.BRUSH].click()
        wait()
        return layer

    def _points(self, layer: MaskLayer, parts: Sequence[tuple[float, float]]) -> list[QPointF]:
        width, height = layer.image.width(), layer.image.height()
        return [QPointF(x * width, y * height) for x, y in parts]

"""Paints the mask of a reference: what is marked is painted anew, the rest stays."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.errors import StudioError
from flux2studio.core.request import Mask, ReferenceImage
from flux2studio.ui.keymap import keymap
from flux2studio.ui.viewmodels.mask_layer import MaskLayer
from flux2studio.ui.viewmodels.masks import Masks, Sheet
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.widgets.file_dialogs import AskFiles
from flux2studio.ui.widgets.mask_tools import MaskTools
from flux2studio.ui.widgets.mask_view import MaskView, Tool

SIZE = QSize(1080, 780)
_BRUSH_PART = 0.06  # of the picture's longer side: a size to start with


class MaskDialog(QDialog):
    """Nothing is kept before “Use the mask”; what was painted is not thrown away unasked."""

    def __init__(
        self,
        masks: Masks,
        reference: ReferenceImage,
        ask: AskFiles,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._masks = masks
        self._reference = reference
        self._ask = ask
        self._layer: MaskLayer | None = None
        self._busy = False
        self.setWindowTitle(self.tr("Mask of {0}").format(reference.name))
        resize_on_screen(self, SIZE)
        self.tools = MaskTools()
        self.view = MaskView(masks.draw)
        self.zoom = label("")
        self.hint = ElidedLabel()
        self.hint.setProperty("role", "soft")
        self.problem = Sentence()
        self.question = _Question(self)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.use = QPushButton(self.tr("Use the mask"))
        self._lay_out()
        self._connect()
        self._add_keys()
        self._show_ready()
        masks.open(reference, self._on_opened, self._on_refused)

    def reject(self) -> None:
        """Esc and the window's cross: ask once where something was painted."""
        painted = self._layer is not None and self._layer.can_undo
        if painted and self.question.isHidden() and not self._busy:
            self.question.show()
            self.question.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().reject()

    def _lay_out(self) -> None:
        self.use.setProperty("role", "primary")
        self.use.setToolTip(self.tr("Ctrl+Enter"))
        for button in (self.cancel, self.use, *self.question.findChildren(QPushButton)):
            button.setAutoDefault(False)
        title = QLabel(self.tr("What is marked is painted anew; the rest stays as it is."))
        title.setProperty("role", "title")
        title.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.tools, 1)
        top.addWidget(self.zoom)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addWidget(self.question)
        column.addLayout(foot)

    def _connect(self) -> None:
        tools, view = self.tools, self.view
        tools.tool_chosen.connect(self._choose_tool)
        tools.size_chosen.connect(view.set_brush_size)
        view.size_changed.connect(tools.show_size)
        view.zoom_changed.connect(self._show_zoom)
        tools.undo.clicked.connect(self._undo)
        tools.redo.clicked.connect(self._redo)
        tools.invert.clicked.connect(self._invert)
        tools.clear.clicked.connect(self._clear)
        tools.load.clicked.connect(self._load)
        self.cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)
        self.question.go_on.clicked.connect(self._go_on)
        self.question.discard.clicked.connect(self._discard)
        self._choose_tool(Tool.BRUSH)
        tools.show_size(view.brush_size)

    def _add_keys(self) -> None:
        """Single letters: there is no text field here."""
        view = self.view
        acts: dict[str, Callable[[], object]] = {
            "mask_smaller": view.smaller,
            "mask_larger": view.larger,
            "mask_swap": self._swap,
            "fit_or_full": view.toggle_fit,
            "fit": view.fit,
            "full": view.actual_size,
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "undo": self._undo,
            "redo": self._redo,
            "mask_invert": self._invert,
            "mask_clear": self._clear,
            "generate": self._use,
            **{f"mask_{tool.value}": partial(self._choose_tool, tool) for tool in Tool},
        }
        for action, act in acts.items():
            for key in keymap().keys(action):
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.activated.connect(act)

    # Reading and keeping

    def _on_opened(self, sheet: Sheet) -> None:
        layer = MaskLayer(sheet.picture.size(), None if sheet.layer.isNull() else sheet.layer, self)
        self._layer = layer
        layer.steps_changed.connect(self._show_ready)
        self.view.set_picture(sheet.picture)
        self.view.set_layer(layer)
        self.view.set_brush_size(_BRUSH_PART * max(self._reference.width, self._reference.height))
        self._show_ready()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _use(self) -> None:
        """Keep what was painted, on a worker; nothing new to keep is as good as kept."""
        if self._layer is None or self._busy:
            return
        if not self._layer.can_undo and self._reference.mask is not None:
            self.accept()
            return
        self._set_busy(True)
        self._masks.keep(self._reference, self._layer.grey(), self._on_kept, self._on_refused)

    def _on_kept(self, mask: Mask) -> None:
        if self.isVisible():  # not cancelled meanwhile
            self._masks.put(self._reference, mask)
            self.accept()

    def _load(self) -> None:
        self._ask(self, self._on_file)

    def _on_file(self, files: list[str]) -> None:
        if files and self._layer is not None and not self._busy:
            self._set_busy(True)
            self._masks.load(self._reference, Path(files[0]), self._on_loaded, self._on_refused)

    def _on_loaded(self, mask: QImage) -> None:
        self._set_busy(False)
        if self._layer is not None:
            self._layer.replace(mask)

    def _on_refused(self, error: StudioError) -> None:
        self._set_busy(False)
        self.problem.show_problem(error)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.problem.say("")
        self._show_ready()

    # Tools

    def _choose_tool(self, tool: Tool) -> None:
        self.view.set_tool(tool)
        self.tools.show_tool(tool)

    def _swap(self) -> None:
        erases = self.view.tool is Tool.ERASER
        self._choose_tool(Tool.BRUSH if erases else Tool.ERASER)

    def _undo(self) -> None:
        self._change(MaskLayer.undo)

    def _redo(self) -> None:
        self._change(MaskLayer.redo)

    def _invert(self) -> None:
        self._change(MaskLayer.invert)

    def _clear(self) -> None:
        self._change(MaskLayer.clear)

    def _change(self, act: Callable[[MaskLayer], None]) -> None:
        if self._layer is not None and not self._busy and not self.view.is_painting:
            act(self._layer)

    def _go_on(self) -> None:
        self.question.hide()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _discard(self) -> None:
        super().reject()

    def _show_ready(self) -> None:
        layer, ready = self._layer, self._layer is not None and not self._busy
        self.tools.setEnabled(ready)
        self.view.setEnabled(ready)
        self.use.setEnabled(ready)
        self.tools.show_steps(
            undo=layer is not None and layer.can_undo, redo=layer is not None and layer.can_redo
        )
        self.hint.say(self._hint())

    def _hint(self) -> str:
        if self._busy:
            return self.tr("One moment…")
        if self._layer is None:
            return self.tr("Reading the picture…")
        return self.tr("Right button erases · wheel zooms · Ctrl+wheel: size · Space moves")

    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)}\u00a0%")


class _Question(QWidget):
    """Whether what was painted is to go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.go_on = QPushButton(self.tr("Go on painting"))
        self.discard = QPushButton(self.tr("Discard it"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(self.tr("What you painted is not in use yet."), "text"), 1)
        row.addWidget(self.go_on)
        row.addWidget(self.discard)
        self.hide()

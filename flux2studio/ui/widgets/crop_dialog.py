"""Chooses the part of a reference that is sent; the picture itself stays whole."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.cropping import Box, Crop, box, crop_of
from flux2studio.core.errors import StudioError
from flux2studio.core.request import ReferenceImage, Size
from flux2studio.ui.viewmodels.masks import Masks
from flux2studio.ui.widgets.crop_tools import CropTools
from flux2studio.ui.widgets.crop_view import CropView
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.words import decimal

SIZE = QSize(1000, 760)
_MILLION = 1_000_000


class CropDialog(QDialog):
    """``told`` says what sending a crop costs; ``done`` gets the one that is to be used."""

    def __init__(
        self,
        masks: Masks,
        reference: ReferenceImage,
        result: Size,
        told: Callable[[Crop | None], str],
        done: Callable[[Crop | None], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._reference = reference
        self._told = told
        self._done = done
        self._ready = False
        self._pixels = QSize(reference.width, reference.height)
        self.setWindowTitle(self.tr("Crop {0}").format(reference.name))
        resize_on_screen(self, SIZE)
        self.tools = CropTools(QSize(result.width, result.height))
        self.view = CropView(masks.draw)
        self.facts = label("", "text")
        self.hint = ElidedLabel()
        self.hint.setProperty("role", "soft")
        self.problem = Sentence()
        self.whole = QPushButton(self.tr("Whole picture"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self.use = QPushButton(self.tr("Use the crop"))
        self._lay_out()
        self._connect()
        self._add_keys()
        self._show_ready()
        masks.picture(reference, self._on_opened, self._on_refused)

    @property
    def crop(self) -> Crop | None:
        return crop_of(self.view.frame, self._pixels.width(), self._pixels.height())

    def _lay_out(self) -> None:
        self.use.setProperty("role", "primary")
        self.use.setToolTip(self.tr("Enter"))
        self.whole.setToolTip(self.tr("Take the crop away (Backspace)"))
        for button in (self.whole, self.cancel, self.use):
            button.setAutoDefault(False)
        title = QLabel(self.tr("Only what lies in the frame is sent; the picture stays whole."))
        title.setProperty("role", "title")
        title.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.tools, 1)
        top.addWidget(self.facts)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.whole)
        foot.addWidget(self.cancel)
        foot.addWidget(self.use)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.tools.aspect_chosen.connect(self.view.set_aspect)
        self.tools.size_chosen.connect(self.view.set_size)
        self.view.framed.connect(self._show_frame)
        self.whole.clicked.connect(self._take_whole)
        self.cancel.clicked.connect(self.reject)
        self.use.clicked.connect(self._use)

    def _add_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "X": self.tools.swap,
            "Backspace": self._take_whole,
            "Ctrl+Return": self._use,
            "Ctrl+Enter": self._use,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self).activated.connect(act)
        for key in ("Return", "Enter"):  # in a field they take over what was typed
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(self._use)

    def _on_opened(self, picture: QImage) -> None:
        self._ready, self._pixels = True, picture.size()
        self.view.set_picture(picture, box(self._reference.crop, picture.width(), picture.height()))
        self._show_frame(self.view.frame)
        self._show_ready()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: StudioError) -> None:
        self.problem.show_problem(error)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_whole(self) -> None:
        """All of the picture, whatever its shape."""
        if self._ready:
            self.tools.free.click()
            self.view.reset()

    def _use(self) -> None:
        if self._ready:
            self._done(self.crop)
            self.accept()

    def _show_frame(self, frame: Box) -> None:
        self.tools.show_frame(frame, self._pixels)
        megapixels = self.tr("{0} MP").format(decimal(frame.width * frame.height / _MILLION, 1))
        told = self._told(self.crop)
        self.facts.setText(f"{megapixels} · {told}" if told else megapixels)

    def _show_ready(self) -> None:
        for part in (self.tools, self.view, self.whole, self.use):
            part.setEnabled(self._ready)
        ready = self.tr("Drag the frame or its handles · arrows move it, Ctrl+arrows size it")
        self.hint.say(ready if self._ready else self.tr("Reading the picture…"))

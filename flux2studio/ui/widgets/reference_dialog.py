"""A reference looked at closely, as it is sent."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from flux2studio.core.cropping import box
from flux2studio.core.errors import StudioError
from flux2studio.core.request import ReferenceImage
from flux2studio.ui.viewmodels.masks import Masks
from flux2studio.ui.widgets.dialogs import resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.widgets.picture_view import PictureView

SIZE = QSize(1000, 760)


class ReferenceDialog(QDialog):
    """Zooms and pans as the stage does."""

    def __init__(
        self, masks: Masks, reference: ReferenceImage, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reference = reference
        self.setWindowTitle(reference.name)
        resize_on_screen(self, SIZE)
        self.view = PictureView(masks.draw)
        self.view.setAccessibleName(reference.name)
        self.zoom = label("")
        self.facts = ElidedLabel(self._facts())
        self.problem = Sentence()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        self.view.zoom_changed.connect(self._show_zoom)
        for key, act in (
            ("Z", self.view.toggle_fit),
            ("Ctrl+0", self.view.fit),
            ("Ctrl+1", self.view.actual_size),
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        masks.picture(reference, self._on_opened, self._on_refused)

    def _facts(self) -> str:
        reference = self._reference
        seen = f"{reference.seen.width} × {reference.seen.height}"
        if reference.crop is None:
            return seen
        whole = f"{reference.width} × {reference.height}"
        return self.tr("{0}, cropped from {1}").format(seen, whole)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.facts, 1)
        foot.addWidget(self.zoom)
        foot.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.view, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _on_opened(self, picture: QImage) -> None:
        pixels = box(self._reference.crop, picture.width(), picture.height())
        self.view.set_picture(
            picture
            if self._reference.crop is None
            else picture.copy(pixels.left, pixels.top, pixels.width, pixels.height)
        )
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: StudioError) -> None:
        self.problem.show_problem(error)

    def _show_zoom(self, zoom: float) -> None:
        self.zoom.setText(f"{round(zoom * 100)}\u00a0%")

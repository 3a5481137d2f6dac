"""What floats above the picture: the job on its way, and what came while one looked elsewhere."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.generation import Generation
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.viewmodels.stage import JobNote


class JobPill(QFrame):
    """Says how far the running job is, above the picture.

    ``watch`` brings back the preview the artist has turned away from.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self.words = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.words.setProperty("role", "overlay")
        self.bar = QProgressBar(self, textVisible=False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setFixedWidth(220)
        self.watch = QPushButton(self.tr(" Show live"), self)
        self.watch.setProperty("role", "overlay")
        self.watch.setToolTip(self.tr("Show the picture that is being drawn, in place of this one"))
        icons.set_icon(self.watch, "eye", Tone.OVERLAY)
        told = QVBoxLayout()
        told.setSpacing(6)
        told.addWidget(self.words, alignment=Qt.AlignmentFlag.AlignHCenter)
        told.addWidget(self.bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 10)
        layout.setSpacing(8)
        layout.addLayout(told)
        layout.addWidget(self.watch)
        self.watch.hide()
        self.hide()

    def show_note(self, note: JobNote | None) -> None:
        self.setVisible(note is not None)
        if note is not None:
            self.words.setText(note.text)
            self.bar.setRange(0, 0 if note.fraction is None else 1000)
            self.bar.setValue(round((note.fraction or 0) * 1000))


class ArrivedChip(QFrame):
    """A picture came while the artist looked at another one: it waits behind this button."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "overlay")
        self.show_it = QPushButton(self.tr(" A new picture is ready"), self)
        self.show_it.setProperty("role", "overlay")
        self.show_it.setToolTip(self.tr("Show it on the stage"))
        icons.set_icon(self.show_it, "image", Tone.OVERLAY)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.show_it)
        self.hide()

    def show_arrived(self, generation: Generation | None) -> None:
        self.setVisible(generation is not None)

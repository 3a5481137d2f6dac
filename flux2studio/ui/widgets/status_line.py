"""The bottom of the window: is the backend ready, is there a GPU, where do pictures go."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from flux2studio.ui import theme
from flux2studio.ui.widgets import lines

HEIGHT = 26
SAID_MS = 6000


class Readiness(StrEnum):
    """The values name roles of the style sheet; the words beside the dot say the same."""

    READY = "state-ok"
    NEEDS_KEY = "state-warn"


class StatusLine(QWidget):
    folder_wanted = Signal()
    backend_wanted = Signal()  # its key and settings
    privacy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.widths(HEIGHT))
        self.backend = QPushButton(self)
        self.backend.setAccessibleName(self.tr("Service"))
        self.backend.setToolTip(self.tr("Services and keys"))
        self.backend.clicked.connect(self.backend_wanted)
        self.privacy = QPushButton(self)
        self.privacy.setProperty("role", "link-soft")
        self.privacy.setAccessibleName(self.tr("Privacy"))
        self.privacy.clicked.connect(self.privacy_wanted)
        self.privacy.hide()
        self.gpu = QLabel(self)
        self.gpu.setProperty("role", "label")
        self.said = QLabel(self, textFormat=Qt.TextFormat.PlainText)
        self.said.setProperty("role", "label")
        self._tells_work = False
        self._fading = QTimer(self, singleShot=True, interval=SAID_MS)
        self._fading.timeout.connect(self.said.clear)
        self.folder = QPushButton(self)
        self.folder.setProperty("role", "link-soft")
        self.folder.setAccessibleName(self.tr("Pictures folder"))
        self.folder.setToolTip(self.tr("Open the folder your pictures are saved to"))
        self.folder.clicked.connect(self.folder_wanted)
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(12)
        row.addStrut(HEIGHT - 1)
        row.addWidget(self.backend)
        row.addWidget(self.privacy)
        row.addWidget(self.gpu)
        row.addStretch(1)
        row.addWidget(self.said)
        row.addWidget(self.folder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(lines.horizontal(self))
        layout.addLayout(row, 1)

    def show_backend(
        self, words: str, readiness: Readiness = Readiness.READY, tip: str = ""
    ) -> None:
        """``tip`` says where a click leads."""
        self.backend.setText(f"●  {words}")
        self.backend.setAccessibleName(words)
        self.backend.setToolTip(tip)
        self.backend.setProperty("role", str(readiness))
        self.backend.style().polish(self.backend)

    def show_privacy(self, words: str, explanation: str) -> None:
        """What the service keeps, where that is out of the ordinary; empty says nothing."""
        self.privacy.setText(words)
        self.privacy.setToolTip(explanation)
        self.privacy.setAccessibleDescription(words)
        self.privacy.setVisible(bool(words))

    def say(self, words: str) -> None:
        """Tell what was just done, for a moment and to a screen reader."""
        self._tells_work = False
        self.said.setText(words)
        self._fading.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def show_work(self, words: str) -> None:
        """Tell how far something is for as long as it takes; no words take only that away."""
        if words or self._tells_work:
            self._fading.stop()
            self.said.setText(words)
        self._tells_work = bool(words)

    def show_gpu(self, words: str) -> None:
        self.gpu.setText(words)

    def show_folder(self, folder: str) -> None:
        """Name the last two folders; the tool tip has the whole path."""
        short = "/".join(Path(folder).parts[-2:])
        self.folder.setText(self.tr("Saved to %1").replace("%1", short))
        self.folder.setToolTip(self.tr("Open %1").replace("%1", folder))

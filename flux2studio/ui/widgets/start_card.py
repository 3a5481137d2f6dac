"""The first start: three ways on, of which one needs nothing at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from flux2studio.ui import theme
from flux2studio.ui.widgets.drop_sources import LORA_SUFFIX, accept_copy
from flux2studio.ui.widgets.icon_label import IconLabel
from flux2studio.ui.widgets.yielding import YieldingButton

WIDTH = 860
_MARGIN = 28


class Way(QFrame):
    """One way on, with what it means and its button."""

    def __init__(self, icon: str, title: str, text: str, button: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumHeight(222)
        self.sign = IconLabel(icon, 22, "accent", self)
        heading = QLabel(title, self)
        heading.setProperty("role", "section")
        self.words = QLabel(text, self)
        self.words.setProperty("role", "soft")
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.button = YieldingButton(button, self)
        self.button.setAutoDefault(True)  # Enter presses it, as in a dialog
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 20)
        layout.setSpacing(8)
        layout.addWidget(self.sign)
        layout.addWidget(heading)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.button)


class StartCard(QFrame):
    """``sample_chosen``: look around first, with the sample where it is there."""

    sample_chosen = Signal()
    sample_unwanted = Signal()
    key_wanted = Signal()
    computer_wanted = Signal()
    loras_dropped = Signal(list)  # of Paths

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "dialog")
        self.setFixedWidth(theme.widths(WIDTH))
        self.setAcceptDrops(True)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(48)
        shadow.setOffset(0, 10)
        shadow.setColor(QColor(0, 0, 0, 110))
        self.setGraphicsEffect(shadow)
        self.title = QLabel(self)
        self.words = QLabel(self)
        self.remove = QPushButton(self.tr("Remove the sample"), self)
        self.look_around, self.hosted, self.computer = self._ways()
        self._pages = QStackedWidget(self)
        self._lay_out()
        self.look_around.button.clicked.connect(self.sample_chosen)
        self.hosted.button.clicked.connect(self.key_wanted)
        self.computer.button.clicked.connect(self.computer_wanted)
        self.remove.clicked.connect(self.sample_unwanted)
        self._has_sample = False
        self.show_price("")
        self.show_ways()

    def show_sample(self, here: bool) -> None:
        """Whether there is a sample project behind the card."""
        self._has_sample = here
        self.remove.setVisible(here)
        if self._pages.currentIndex() == 0:
            self.show_ways()

    def show_price(self, price: str) -> None:
        """The least that a picture costs at a service, in words; empty while nobody knows."""
        own = self.tr("AIML API or fal, with your own key.")
        if price:
            told = self.tr("From about {0} a picture; you see the price before each click.")
            self.hosted.words.setText(f"{own} {told.format(price)}")
        else:
            self.hosted.words.setText(f"{own} " + self.tr("You see the price before each click."))

    def show_computer(self, words: str, button: str = "") -> None:
        """What was found here, as soon as it is known, and what its one button does."""
        self.computer.words.setText(words)
        self.computer.button.say(button or self.tr("Set up the engine"))

    def show_ways(self) -> None:
        """Offer the three ways on."""
        self._pages.setCurrentIndex(0)
        self.title.setText(self.tr("Make pictures with your own LoRAs"))
        choose = self.tr("Choose how you want to generate, now or later.")
        here = self.tr("A sample project is open behind this card, so everything works right away.")
        anyway = self.tr("Everything works right away.")
        self.words.setText(f"{here if self._has_sample else anyway} {choose}")
        self.words.setMinimumHeight(self.words.heightForWidth(theme.widths(WIDTH) - 2 * _MARGIN))

    def show_hosted(self, page: QWidget) -> None:
        """Go on with one of the ways, on a page of its own."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        self.title.setText(self.tr("A hosted service"))
        self.words.setText(
            self.tr(
                "Pictures are made with your own key and billed to your own account. The key goes"
                " to its service alone."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            accept_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        accept_copy(event)
        self.loras_dropped.emit(_dropped(event))

    def _ways(self) -> tuple[Way, Way, Way]:
        look_around = Way(
            "eye",
            self.tr("Look around first"),
            self.tr(
                "The practice backend draws stand-ins, marked as such."
                " No key, no graphics card, no network."
            ),
            self.tr("Start with practice"),
            self,
        )
        look_around.setProperty("role", "card-chosen")
        look_around.button.setProperty("role", "primary")
        hosted = Way(
            "key",
            self.tr("A hosted service"),
            "",
            self.tr("Enter a key"),
            self,
        )
        computer = Way(
            "chip",
            self.tr("This computer"),
            self.tr("FLUX.2 on your own graphics card: no key, no price, works offline."),
            self.tr("Set up the engine"),
            self,
        )
        return look_around, hosted, computer

    def _lay_out(self) -> None:
        self.title.setProperty("role", "page-title")
        self.words.setProperty("role", "soft")
        self.words.setWordWrap(True)
        offered = QWidget(self)
        ways = QHBoxLayout(offered)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(12)
        for way in (self.look_around, self.hosted, self.computer):
            ways.addWidget(way, 1)
        self._pages.addWidget(offered)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_MARGIN, 26, _MARGIN, 24)
        layout.setSpacing(6)
        layout.addWidget(self.title)
        layout.addWidget(self.words)
        layout.addSpacing(12)
        layout.addWidget(self._pages)
        layout.addSpacing(10)
        layout.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        text = QLabel(
            self.tr(
                "Already have LoRAs? Drop the files or their folder here; they stay where they are."
            ),
            self,
        )
        text.setProperty("role", "soft")
        text.setWordWrap(True)
        self.remove.setProperty("role", "link-soft")
        self.remove.setAutoDefault(True)
        self.remove.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("folder", parent=self))
        row.addWidget(text, 1)
        row.addWidget(self.remove)
        return row


def _dropped(event: QDropEvent) -> list[Path]:
    """LoRA files and folders, which are looked into elsewhere; pictures are for the window."""
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() in ("", LORA_SUFFIX) for path in paths) else []

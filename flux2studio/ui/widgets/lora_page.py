"""The page of one LoRA: its pictures, what it is and where it lies, and all one may write on it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.lora import Lora
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
from flux2studio.ui.viewmodels.lora_work import base_words, size_words
from flux2studio.ui.widgets import lines
from flux2studio.ui.widgets.dialogs import ScrollingPage, resize_on_screen
from flux2studio.ui.widgets.fields import ElidedLabel, Sentence, label
from flux2studio.ui.widgets.lora_editor import LoraEditor
from flux2studio.ui.widgets.lora_facts import LoraIdentity, LoraSeenPart
from flux2studio.ui.widgets.lora_missing import LoraMissing
from flux2studio.ui.widgets.lora_pair import LoraPair
from flux2studio.ui.widgets.lora_places import LoraPlaces
from flux2studio.ui.widgets.page import Page
from flux2studio.ui.widgets.star_row import StarRow
from flux2studio.ui.widgets.tab_order import follow_layout

SIZE = QSize(960, 760)
SIDE = 348
COVER = QSize(300, 225)


class LoraPage(QDialog):
    """Everything is kept as it is written; there is nothing to confirm, and undo for all."""

    use_wanted = Signal(str)  # id of the LoRA
    picture_wanted = Signal(object)  # Generation, to be shown in the history

    def __init__(
        self,
        page: LoraPageViewModel,
        history: HistoryViewModel,
        missing: LoraMissing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        resize_on_screen(self, SIZE)
        self.title = ElidedLabel()
        self.title.setProperty("role", "section")
        self.facts = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.facts.setProperty("role", "soft")
        self.facts.setWordWrap(True)
        self.cover = LoraPair(COVER)
        self.stars = StarRow()
        self.favourite = self._favourite_button()
        self.missing = missing
        self.identity = LoraIdentity()
        self.places = LoraPlaces(page)
        self.seen = LoraSeenPart(page, history)
        self.editor = LoraEditor(page)
        self.problem = Sentence()
        self.areas: list[ScrollingPage] = []
        self.undo = QPushButton(self.tr("Undo"))
        self.close_button = QPushButton(self.tr("Close"))
        self.use = QPushButton(self.tr("Use it"))
        self.use.setProperty("role", "primary")
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self._lay_out()
        self._connect()
        self._show()
        self._show_pictures()
        self.editor.lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)
        page.load()

    def say_in_use(self) -> None:
        """It is in the request already."""
        self.use.setText(self.tr("In use"))
        self.use.setEnabled(False)

    def _favourite_button(self) -> QPushButton:
        button = QPushButton(self.tr("Favourite"))
        button.setCheckable(True)
        button.setProperty("role", "flat")
        return button

    def done(self, result: int) -> None:
        """What stands half typed in a field is kept, too."""
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        super().done(result)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self.undo)
        foot.addWidget(self.problem, 1)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.use)
        right = QVBoxLayout()
        right.setSpacing(0)
        area = ScrollingPage(self.editor)
        self.areas.append(area)
        area.scroll_down_only()
        right.addWidget(area, 1)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self._side())
        both.addWidget(lines.vertical(self))
        both.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(both, 1)
        outer.addWidget(lines.horizontal(self))
        outer.addLayout(foot)
        follow_layout(self)

    def _side(self) -> QWidget:
        side = Page()
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.cover)
        row = QHBoxLayout()
        row.addWidget(self.stars, 1)
        row.addWidget(self.favourite)
        column.addLayout(row)
        column.addWidget(self.missing)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Places"), "title"))
        column.addWidget(self.places)
        column.addSpacing(8)
        column.addWidget(label(self.tr("Seen"), "title"))
        column.addWidget(self.seen)
        column.addSpacing(8)
        column.addWidget(self.identity)
        column.addStretch(1)
        area = ScrollingPage(side)
        self.areas.append(area)
        area.setFixedWidth(SIDE)
        area.scroll_down_only()
        return area

    def _connect(self) -> None:
        page = self._page
        page.changed.connect(self._show)
        page.pictures_changed.connect(self._show_pictures)
        page.seen_changed.connect(self.seen.show_seen)
        page.failed.connect(self.problem.show_problem)
        page.gone.connect(self.accept)
        self.stars.chosen.connect(self._on_rated)
        self.favourite.clicked.connect(self._on_favourite)
        self.seen.wanted.connect(self._on_picture)
        self.undo.clicked.connect(page.undo)
        self.close_button.clicked.connect(self.accept)
        self.use.clicked.connect(self._on_use)
        undo = QAction(self)
        undo.setShortcut(QKeySequence.StandardKey.Undo)
        undo.triggered.connect(page.undo)
        self.addAction(undo)

    def _show(self) -> None:
        lora = self._page.lora
        self.setWindowTitle(lora.name)
        self.title.say(lora.name)
        self.facts.setText(_facts(lora) or self.tr("Base not known yet"))
        self.stars.show_rating(lora.rating)
        self.favourite.setChecked(lora.favourite)
        self.missing.show_lora(lora)
        self.identity.show_lora(lora)
        self.places.show_places()
        self.seen.show_proof(lora)
        self.editor.show_lora()
        self.problem.say("")
        self._show_undo()

    def _show_undo(self) -> None:
        """It takes back the last step of the whole collection, so it says which."""
        what = self._page.undo_words
        self.undo.setEnabled(bool(what))
        self.undo.setToolTip(quoted(self.tr("Undo: {0}").format(what)) if what else "")

    def _show_pictures(self) -> None:
        self.cover.show_picture(self._page.preview, self._page.lora.source)
        self.cover.show_pair(*self._page.pair)

    def _on_rated(self, rating: int) -> None:
        self._page.edit(rating=rating)

    def _on_favourite(self, on: bool) -> None:
        self._page.edit(favourite=on)

    def _on_picture(self, generation: object) -> None:
        self.picture_wanted.emit(generation)
        self.accept()

    def _on_use(self) -> None:
        self.use_wanted.emit(self._page.lora.id)
        self.accept()


def _facts(lora: Lora) -> str:
    parts = (base_words(lora.base), size_words(lora.size), lora.licence)
    return " · ".join(part for part in parts if part)

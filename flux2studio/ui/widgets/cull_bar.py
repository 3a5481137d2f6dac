"""What is thought of the pictures chosen: stars, pick, colour and tags, to be seen and set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from flux2studio.core.history import Entry, Label, MarkChange, Marks, Pick
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.culling import Culling
from flux2studio.ui.widgets.mark_paint import LABEL_COLOURS
from flux2studio.ui.widgets.star_row import StarRow
from flux2studio.ui.widgets.tag_editor import TagPopover

COMPARED_MAX = 4


class CullBar(QWidget):
    """Shows the marks of the picture under the keyboard, and marks all that are chosen."""

    def __init__(self, history: HistoryViewModel, culling: Culling) -> None:
        super().__init__()
        self._history = history
        self._culling = culling
        self.stars = StarRow()
        self.pick = self._button("check", self.tr("Pick (P)"), partial(self._pick, Pick.PICKED))
        self.reject = self._button(
            "close", self.tr("Reject (X)"), partial(self._pick, Pick.REJECTED)
        )
        self.label = self._label_button()
        self.tags = self._button("tag", self.tr("Tags (T)"), self.open_tags)
        self.compare = self._button("columns", self.tr("Compare 2 to 4 (C)"), self._compare)
        self.advance = self._button(
            "advance",
            self.tr("Go on to the next picture after each mark; P, X and U with Shift do so once"),
            culling.set_auto_advance,
        )
        for button in (self.pick, self.reject, self.advance):
            button.setCheckable(True)
        self.advance.setChecked(culling.auto_advance)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self.stars, self.pick, self.reject, self.label, self.tags, self.compare):
            row.addWidget(part)
        row.addSpacing(6)
        row.addWidget(self.advance)
        self.stars.chosen.connect(self._on_stars)
        culling.advance_changed.connect(self.advance.setChecked)
        culling.tags_wanted.connect(self.open_tags)
        history.entry_changed.connect(self.show_entry)
        self.show_entry(history.entry)

    def show_entry(self, entry: Entry | None) -> None:
        marks = entry.marks if entry is not None else Marks()
        for part in (self.stars, self.pick, self.reject, self.label, self.tags):
            part.setEnabled(entry is not None)
        self.stars.show_rating(marks.rating)
        self.pick.setChecked(marks.pick is Pick.PICKED)
        self.reject.setChecked(marks.pick is Pick.REJECTED)
        self._show_label(marks.label)

    def show_chosen(self, count: int) -> None:
        self.compare.setEnabled(2 <= count <= COMPARED_MAX)

    def open_tags(self, _checked: bool = False) -> TagPopover | None:
        """Edit the tags of all that are chosen: those are shown that each of them has."""
        entries = self._culling.entries()
        if not entries:
            return None
        count = len(self._culling.chosen())
        words = self.tr("Tags of {0} pictures").format(count) if count > 1 else self.tr("Tags")
        popover = TagPopover(words, self)
        popover.editor.show_tags(common_tags(entries))
        popover.editor.offer(facet.name for facet in self._history.finding.facets.get("tag", ()))
        popover.editor.changed.connect(self._on_tags)
        popover.open_above(self.tags.mapToGlobal(QPoint(0, -6)))
        return popover

    def _on_tags(self, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
        numbers = self._culling.chosen()
        change = MarkChange(add_tags=added, remove_tags=removed)
        self._history.marks.change(numbers, change)

    def _on_stars(self, rating: int) -> None:
        self._culling.mark(MarkChange(rating=rating))

    def _pick(self, pick: Pick) -> None:
        """A second click takes it back."""
        button = self.pick if pick is Pick.PICKED else self.reject
        self._culling.mark(MarkChange(pick=pick if button.isChecked() else Pick.NONE))

    def _compare(self, _checked: bool = False) -> None:
        self._history.compare(self._culling.entries())

    def _button(self, icon: str, name: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setToolTip(name)
        button.setAccessibleName(name)
        icons.set_icon(button, icon, Tone.SOFT)
        button.clicked.connect(act)
        return button

    def _label_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Colour label (6 to 9)"))
        button.setMenu(label_menu(self._culling, button))
        return button

    def _show_label(self, label: Label) -> None:
        if label is Label.NONE:
            icons.set_icon(self.label, "label", Tone.SOFT)
        else:
            self.label.setProperty("iconName", None)
            self.label.setIcon(label_icon(label))
        self.label.setAccessibleName(self.tr("Colour label: {0}").format(label_words()[label]))


def label_menu(culling: Culling, parent: QWidget) -> QMenu:
    """Return the colours with the keys that give them."""
    menu = QMenu(parent)
    keys = dict(zip((Label.RED, Label.YELLOW, Label.GREEN, Label.BLUE), "6789", strict=True))
    for label, words in label_words().items():
        text = f"{words}\t{keys[label]}" if label in keys else words
        change = MarkChange(label=label)
        action = menu.addAction(text, partial(culling.mark, change))
        if label is not Label.NONE:
            action.setIcon(label_icon(label))
    return menu


def label_icon(label: Label) -> QIcon:
    """Return a dot of this colour."""
    drawing = QPixmap(32, 32)
    drawing.setDevicePixelRatio(2)
    drawing.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawing)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LABEL_COLOURS[label]))
    painter.drawEllipse(QRectF(3, 3, 10, 10))
    painter.end()
    return QIcon(drawing)


def label_words() -> dict[Label, str]:
    from PySide6.QtCore import QCoreApplication

    def tr(text: str) -> str:
        return QCoreApplication.translate("CullBar", text)

    return {
        Label.RED: tr("Red"),
        Label.YELLOW: tr("Yellow"),
        Label.GREEN: tr("Green"),
        Label.BLUE: tr("Blue"),
        Label.PURPLE: tr("Purple"),
        Label.NONE: tr("None"),
    }


def common_tags(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return the tags that all of these have."""
    shared = set(entries[0].marks.tags).intersection(*(entry.marks.tags for entry in entries))
    return tuple(tag for tag in entries[0].marks.tags if tag in shared)

"""What is thought of the pictures chosen: stars, pick, colour and tags, to be seen and set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from flux2studio.core.history import Entry, Label, MarkChange, Marks, Pick
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import with_key
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.culling import Culling
from flux2studio.ui.widgets.label_signs import label_icon, label_words
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.widgets.star_row import StarRow
from flux2studio.ui.widgets.tag_editor import TagPopover

COMPARED_MAX, SURVEYED_MAX = 4, 12
_COMMON_MAX = 500  # of more, nothing is said to be common to them


class CullBar(QWidget):
    """Shows what several pictures that are chosen have in common, and marks all of them.

    One alone is judged beside its recipe, or with the keys.
    """

    survey_wanted = Signal()

    def __init__(self, history: HistoryViewModel, culling: Culling) -> None:
        super().__init__()
        self._history = history
        self._culling = culling
        self._count = 0
        self.stars = StarRow()
        self.pick = self._button(
            "check", with_key(self.tr("Pick"), "pick"), partial(self._pick, Pick.PICKED)
        )
        self.reject = self._button(
            "close", with_key(self.tr("Reject"), "reject"), partial(self._pick, Pick.REJECTED)
        )
        self.label = self._label_button()
        self.tags = self._button("tag", with_key(self.tr("Tags"), "tags"), self.open_tags)
        self.compare = self._button(
            "columns", with_key(self.tr("Compare 2 to 4"), "compare"), self._compare
        )
        self.survey = self._button(
            "grid", with_key(self.tr("Survey 2 to 12"), "survey"), self.survey_wanted
        )
        self.advance = self._button(
            "advance",
            self.tr("Go on to the next picture after each mark; P, X and U with Shift do so once"),
            culling.set_auto_advance,
        )
        for button in (self.pick, self.reject, self.advance):
            button.setCheckable(True)
        self.advance.setChecked(culling.auto_advance)
        self._for_several = (
            self.stars,
            self.pick,
            self.reject,
            self.label,
            self.tags,
            self.compare,
            self.survey,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in self._for_several:
            row.addWidget(part)
        self.stars.chosen.connect(self._on_stars)
        culling.advance_changed.connect(self.advance.setChecked)
        culling.tags_wanted.connect(self.open_tags)
        history.marks_changed.connect(self._show_common)
        self._show_label(Label.NONE)
        self.show_chosen(0)

    def show_chosen(self, count: int) -> None:
        """So many pictures are chosen."""
        self._count = count
        for part in self._for_several:
            part.setVisible(count > 1)
        self.compare.setVisible(2 <= count <= COMPARED_MAX)
        self.survey.setVisible(2 <= count <= SURVEYED_MAX)
        self._show_common()

    def _show_common(self, _changed: object = None) -> None:
        if self._count < 2:
            return
        entries = self._culling.entries() if self._count <= _COMMON_MAX else []
        marks = common_marks(entries)
        self.stars.show_rating(marks.rating)
        self.pick.setChecked(marks.pick is Pick.PICKED)
        self.reject.setChecked(marks.pick is Pick.REJECTED)
        self._show_label(marks.label)

    def open_tags(self, _checked: bool = False) -> TagPopover | None:
        """Edit the tags of all that are chosen: those are shown that each of them has."""
        entries = self._culling.entries()
        if not entries:
            return None
        count = len(self._culling.chosen())
        words = self.tr("Tags of %Ln picture(s)", "", count) if count > 1 else self.tr("Tags")
        popover = TagPopover(words, self)
        popover.editor.show_tags(common_marks(entries).tags)
        popover.editor.offer(facet.name for facet in self._history.finding.facets.get("tag", ()))
        popover.editor.changed.connect(self._on_tags)
        popover.open_above(self.mapToGlobal(QPoint(0, -6)))
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
    menu = rounded(QMenu(parent))
    keys = dict(zip((Label.RED, Label.YELLOW, Label.GREEN, Label.BLUE), "6789", strict=True))
    for label, words in label_words().items():
        text = f"{words}\t{keys[label]}" if label in keys else words
        change = MarkChange(label=label)
        action = menu.addAction(text, partial(culling.mark, change))
        if label is not Label.NONE:
            action.setIcon(label_icon(label))
    return menu


def common_marks(entries: Sequence[Entry]) -> Marks:
    """Return the marks that all of these have."""
    marks = [entry.marks for entry in entries] or [Marks()]
    first = marks[0]
    return Marks(
        rating=first.rating if all(one.rating == first.rating for one in marks) else 0,
        pick=first.pick if all(one.pick is first.pick for one in marks) else Pick.NONE,
        label=first.label if all(one.label is first.label for one in marks) else Label.NONE,
        tags=tuple(tag for tag in first.tags if all(tag in one.tags for one in marks)),
    )

"""What the artist thinks of the current picture: stars, pick, colour label, tags and albums."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from flux2studio.core.history import NO_MARKS, Album, Entry, Label, MarkChange, Pick
from flux2studio.ui import icons
from flux2studio.ui.icons import Tone
from flux2studio.ui.keymap import with_key
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.widgets.flow import FlowBox
from flux2studio.ui.widgets.mark_paint import LABEL_COLOURS
from flux2studio.ui.widgets.rounded import rounded
from flux2studio.ui.widgets.star_row import StarRow
from flux2studio.ui.widgets.tag_editor import TagEditor

_DOT = 16  # pixels of a label's sign


class MarksRow(QWidget):
    """Holds no state of its own: what is clicked goes to the view model and comes back."""

    def __init__(self, history: HistoryViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._marks = NO_MARKS
        self.stars = StarRow(self)
        self.pick = self._toggle("check", with_key(self.tr("Pick"), "pick"))
        self.reject = self._toggle("close", with_key(self.tr("Reject"), "reject"))
        self.label = self._menu_button()
        self.tags = TagEditor(self)
        self.albums = FlowBox(6, self)
        self.album_buttons: list[QToolButton] = []  # those it is in, then one for the others
        self._lay_out()
        self.stars.chosen.connect(self._on_stars)
        self.pick.clicked.connect(partial(self._on_pick, Pick.PICKED))
        self.reject.clicked.connect(partial(self._on_pick, Pick.REJECTED))
        self.tags.changed.connect(self._on_tags)
        history.entry_changed.connect(self._show)
        history.albums.changed.connect(self._show_albums)
        history.finding.facets_changed.connect(self._offer_tags)
        self._show_label(Label.NONE)
        self._show(history.entry)

    def _show(self, entry: Entry | None) -> None:
        """Until the marks of another picture are known, those before it stand still."""
        self.setEnabled(entry is not None)
        if entry is None:
            return
        marks = self._marks = entry.marks
        self.stars.show_rating(marks.rating)
        self._show_pick(marks.pick)
        self._show_label(marks.label)
        self.tags.show_tags(marks.tags)
        self._show_albums()

    def _offer_tags(self) -> None:
        self.tags.offer(facet.name for facet in self._history.finding.facets.get("tag", ()))

    def _show_pick(self, pick: Pick) -> None:
        for button, mine, tone in (
            (self.pick, Pick.PICKED, Tone.ACCENT),
            (self.reject, Pick.REJECTED, Tone.TEXT),
        ):
            button.setChecked(pick is mine)
            name = str(button.property("iconName"))
            icons.set_icon(button, name, tone if pick is mine else Tone.SOFT)

    def _show_label(self, label: Label) -> None:
        self.label.setIcon(_dot(label, self.devicePixelRatioF()))
        words = self.tr("Colour label: {0}").format(self._names()[label])
        self.label.setAccessibleName(words)
        self.label.setToolTip(words)

    def _show_albums(self) -> None:
        known = self._history.albums
        inside = [found for one in self._marks.albums if (found := known.album(one))]
        chips = [self._album_chip(album) for album in inside]
        others = [one for one in known.all if not one.query and one not in inside]
        if others:
            chips.append(self._more_albums(others))
        self.album_buttons = chips
        self.albums.fill([*chips])
        self.albums.setVisible(bool(chips))

    def _album_chip(self, album: Album) -> QToolButton:
        """Opens what can be done: show all of it, or take this picture out."""
        chip = QToolButton(self.albums)
        chip.setProperty("role", "chip")
        chip.setText(album.name.replace("&", "&&"))
        path = self._history.albums.path(album)
        chip.setToolTip(quoted(path))
        chip.setAccessibleName(self.tr("Album: {0}").format(path))
        chip.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = rounded(QMenu(chip))
        show = menu.addAction(self.tr("Show this album"))
        icons.set_icon(show, "grid")
        show.triggered.connect(partial(self._on_show_album, album))
        out = menu.addAction(self.tr("Take the picture out of it"))
        icons.set_icon(out, "close")
        out.triggered.connect(partial(self._on_album, MarkChange(remove_albums=(album.id,))))
        chip.setMenu(menu)
        return chip

    def _more_albums(self, albums: list[Album]) -> QToolButton:
        button = QToolButton(self.albums)
        button.setProperty("role", "link-soft")
        button.setStyleSheet("padding: 0 6px 0 0;")
        button.setText(self.tr("+ Album"))
        button.setAccessibleName(self.tr("Put into an album"))
        button.setToolTip(self.tr("Put into an album"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = rounded(QMenu(button))
        paths = {self._history.albums.path(album): album for album in albums}
        for path in sorted(paths, key=str.casefold):
            action = menu.addAction(path.replace("&", "&&"))
            change = MarkChange(add_albums=(paths[path].id,))
            action.triggered.connect(partial(self._on_album, change))
        button.setMenu(menu)
        return button

    def _menu_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setIconSize(QSize(_DOT, _DOT))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = rounded(QMenu(button))
        for label, name in self._names().items():
            action = menu.addAction(_dot(label, self.devicePixelRatioF()), name)
            action.triggered.connect(partial(self._on_label, label))
        button.setMenu(menu)
        return button

    def _toggle(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "icon")
        button.setCheckable(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        icons.set_icon(button, icon, Tone.SOFT)
        return button

    def _names(self) -> dict[Label, str]:
        return {
            Label.NONE: self.tr("none"),
            Label.RED: self.tr("red"),
            Label.YELLOW: self.tr("yellow"),
            Label.GREEN: self.tr("green"),
            Label.BLUE: self.tr("blue"),
            Label.PURPLE: self.tr("purple"),
        }

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.stars, 1)
        for button in (self.pick, self.reject, self.label):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.tags)
        column.addWidget(self.albums)

    def _on_stars(self, rating: int) -> None:
        self._mark(MarkChange(rating=rating))

    def _on_pick(self, pick: Pick) -> None:
        """The one chosen once more is taken away."""
        self._mark(MarkChange(pick=Pick.NONE if self._marks.pick is pick else pick))

    def _on_label(self, label: Label, _checked: bool = False) -> None:
        self._mark(MarkChange(label=label))

    def _on_tags(self, added: tuple[str, ...], removed: tuple[str, ...]) -> None:
        self._mark(MarkChange(add_tags=added, remove_tags=removed))

    def _on_album(self, change: MarkChange, _checked: bool = False) -> None:
        self._mark(change)

    def _on_show_album(self, album: Album, _checked: bool = False) -> None:
        self._history.search(self._history.albums.query(album))

    def _mark(self, change: MarkChange) -> None:
        if (entry := self._history.entry) is not None:
            self._history.marks.change([entry.number], change)


def _dot(label: Label, ratio: float) -> QIcon:
    """A dot in the colour of the label; a ring without one."""
    pixmap = QPixmap(QSize(_DOT, _DOT) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = LABEL_COLOURS.get(label)
    if colour:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
    else:
        painter.setPen(QColor("#8a8a8a"))
    painter.drawEllipse(QPointF(_DOT / 2, _DOT / 2), _DOT / 2 - 2, _DOT / 2 - 2)
    painter.end()
    return QIcon(pixmap)

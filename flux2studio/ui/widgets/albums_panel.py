"""The albums beside the grid: a tree to choose from, to sort, and to drop pictures on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from flux2studio.core.history import Album
from flux2studio.ui import icons, theme, words
from flux2studio.ui.icons import Tone
from flux2studio.ui.picture_mime import PICTURES
from flux2studio.ui.tips import quoted
from flux2studio.ui.viewmodels.albums import AlbumsViewModel
from flux2studio.ui.widgets.album_delegate import COUNT, AlbumDelegate
from flux2studio.ui.widgets.fields import header, label
from flux2studio.ui.widgets.name_question import ask_name
from flux2studio.ui.widgets.rounded import rounded

WIDTH = 196  # pixels
ALBUM_MIME = "application/x-flux2studio-album"
_ID = Qt.ItemDataRole.UserRole + 1
_BARE = """
    QTreeView { selection-background-color: transparent; }
    QTreeView::item:selected, QTreeView::item:hover { background: none; }
"""  # the delegate draws what is chosen, and only there

Item = QTreeWidgetItem


class AlbumsPanel(QWidget):
    """``wanted`` is the search line that shows what was chosen.

    ``chosen`` says which pictures are dragged, or would be put into an album by the menu.
    """

    wanted = Signal(str)

    def __init__(
        self,
        albums: AlbumsViewModel,
        chosen: Callable[[], Sequence[int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._albums = albums
        self._query = ""
        self._shown: Album | None = None
        self.setMaximumWidth(theme.widths(WIDTH))
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tree = AlbumTree(albums, chosen)
        self.add = QToolButton()
        self.add.setProperty("role", "icon")
        self.add.setToolTip(self.tr("New album"))
        self.add.setAccessibleName(self.add.toolTip())
        icons.set_icon(self.add, "plus", Tone.SOFT)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        top = header(label(self.tr("Albums"), "title"), self.add)
        top.setContentsMargins(8, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.tree, 1)
        self.add.clicked.connect(self.tree.ask_new)
        self.tree.itemActivated.connect(self._on_chosen)
        self.tree.itemClicked.connect(self._on_chosen)
        self.tree.show_wanted.connect(self._show_album)
        albums.changed.connect(self._show)
        albums.counted.connect(self.tree.show_counts)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The window may become as narrow as it was without albums."""
        return QSize(0, super().minimumSizeHint().height())

    def show_line(self, line: str) -> None:
        """Mark the album that the search line shows."""
        self._query = line
        shown = self._shown = self._albums.shown(line)
        if shown is not None:
            self.tree.mark(shown.id)
        else:
            self.tree.mark("" if not line.strip() else None)

    def _show(self) -> None:
        self.tree.fill()
        was = self._shown
        self.show_line(self._query)
        if was is not None and self._shown is None:
            self._take_along(was)

    def _take_along(self, was: Album) -> None:
        """The line would go on asking for an album that is called otherwise now, or is gone."""
        now = self._albums.album(was.id)
        if now is not None:
            self.wanted.emit(self._albums.query(now))
        elif not was.query:
            self.wanted.emit("")

    def _on_chosen(self, item: Item, _column: int = 0) -> None:
        album = self._albums.album(item.data(0, _ID))
        self.wanted.emit(self._albums.query(album) if album is not None else "")

    def _show_album(self, album: Album) -> None:
        self.wanted.emit(self._albums.query(album))


class AlbumTree(QTreeWidget):
    """F2 renames, Del removes, an album dropped on another one moves into it."""

    show_wanted = Signal(object)  # Album

    def __init__(self, albums: AlbumsViewModel, chosen: Callable[[], Sequence[int]]) -> None:
        super().__init__()
        self._albums = albums
        self._chosen = chosen
        self._items: dict[str, Item] = {}
        self._closed: set[str] = set()
        self.line = ""  # of the search, which a new smart album keeps
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setExpandsOnDoubleClick(False)
        self.setAccessibleName(self.tr("Albums"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setItemDelegate(AlbumDelegate(self))
        self.setProperty("mirrored", self.isRightToLeft())
        self.setStyleSheet(_BARE)
        self.itemChanged.connect(self._on_renamed)
        self.itemCollapsed.connect(lambda item: self._closed.add(item.data(0, _ID)))
        self.itemExpanded.connect(lambda item: self._closed.discard(item.data(0, _ID)))

    def fill(self) -> None:
        """Build the tree anew; what was folded up stays so."""
        self.blockSignals(True)
        self.clear()
        every = _item("", self.tr("All pictures"), "grid")
        self._items = {"": every}
        self.addTopLevelItem(every)
        waiting = list(self._albums.all)
        while waiting:
            placed = [album for album in waiting if self._place(album)]
            waiting = [album for album in waiting if album not in placed]
            if not placed:  # their parents are gone: they stand at the top
                for album in waiting:
                    self._place(album, "")
                break
        for album_id, item in self._items.items():
            item.setExpanded(album_id not in self._closed)
        self.setRootIsDecorated(any(item.childCount() for item in self._items.values()))
        self.blockSignals(False)
        self.show_counts()

    def show_counts(self) -> None:
        self.blockSignals(True)
        for album_id, count in self._albums.counts.items():
            if (item := self._items.get(album_id)) is not None:
                item.setData(0, COUNT, words.count(count))
                said = self.tr("{0}, %Ln picture(s)", "", count).format(item.text(0))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)
        self.blockSignals(False)

    def mark(self, album_id: str | None) -> None:
        """Show which one is looked at, if one is."""
        item = self._items.get(album_id) if album_id is not None else None
        if item is None:
            self.clearSelection()
        elif not item.isSelected():
            self.setCurrentItem(item)

    def ask_new(self, _checked: bool = False, parent: str = "") -> None:
        """Ask for the name of a new album."""
        add = partial(self._albums.add, parent=parent)
        ask_name(self, self.tr("New album"), "", add)

    def menu_of(self, album: Album) -> QMenu:
        menu = rounded(QMenu(self))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def add(icon: str, text: str, act: Callable[[], object]) -> None:
            icons.set_icon(menu.addAction(text, act), icon)

        numbers = self._chosen()
        if not album.query:
            add("plus", self.tr("New album in it…"), partial(self.ask_new, False, album.id))
        if not album.query and numbers:
            put_in = partial(self._albums.put_in, album.id, numbers)
            take_out = partial(self._albums.take_out, album.id, numbers)
            add("album", self.tr("Put the chosen pictures in"), put_in)
            add("minus", self.tr("Take the chosen pictures out"), take_out)
        if album.query and self.line.strip():
            keep = partial(self._albums.keep_query, album, self.line.strip())
            add("search", self.tr("Let it find what is searched now"), keep)
        add("pencil", self.tr("Rename"), partial(self.rename, album.id))
        if album.parent:
            add("chevron-up", self.tr("Move to the top"), partial(self._albums.move, album.id, ""))
        menu.addSeparator()
        add("trash", self.tr("Remove; its pictures stay"), partial(self._albums.remove, album))
        return menu

    def rename(self, album_id: str) -> None:
        if album_id in self._items:
            self.editItem(self._items[album_id], 0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        album = self._album_at(event.pos())
        if album is not None:
            self.menu_of(album).popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        album = self._albums.album(item.data(0, _ID)) if item is not None else None
        if album is not None and event.key() == Qt.Key.Key_F2:
            self.rename(album.id)
        elif album is not None and event.key() == Qt.Key.Key_Delete:
            self._albums.remove(album)
        else:
            super().keyPressEvent(event)

    def mimeTypes(self) -> list[str]:
        return [ALBUM_MIME, PICTURES]

    def mimeData(self, items: Sequence[Item]) -> QMimeData:
        data = QMimeData()
        data.setData(ALBUM_MIME, "".join(item.data(0, _ID) for item in items[:1]).encode())
        return data

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(event.mimeData().hasFormat(kind) for kind in self.mimeTypes()):
            event.accept()
            self.setState(QAbstractItemView.State.DraggingState)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        place = event.position().toPoint()
        target = self._album_at(place)
        if event.mimeData().hasFormat(PICTURES):
            is_welcome = target is not None and not target.query
        else:
            is_welcome = target is None or not target.query
        if is_welcome:
            self.setCurrentIndex(self.indexAt(place) if target else QModelIndex())
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(event.mimeData(), self._album_at(event.position().toPoint()))
        event.accept()
        self.setState(QAbstractItemView.State.NoState)

    def take(self, mime: QMimeData, target: Album | None) -> None:
        """Put pictures that were dropped into ``target``, or an album into it or to the top."""
        if mime.hasFormat(ALBUM_MIME):
            moved = bytes(mime.data(ALBUM_MIME).data()).decode()
            if moved and (target is None or target.id != moved):
                self._albums.move(moved, target.id if target is not None else "")
        elif target is not None and not target.query:
            self._albums.put_in(target.id, self._chosen())

    def _place(self, album: Album, parent: str | None = None) -> bool:
        above = self._items.get(album.parent if parent is None else parent)
        if above is None:
            return False
        item = _item(album.id, album.name, "search" if album.query else "album")
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if above is self._items[""]:
            self.addTopLevelItem(item)
        else:
            above.addChild(item)
        self._items[album.id] = item
        return True

    def _album_at(self, place: QPoint) -> Album | None:
        item = self.itemAt(place)
        return self._albums.album(item.data(0, _ID)) if item is not None else None

    def _on_renamed(self, item: Item) -> None:
        album = self._albums.album(item.data(0, _ID))
        if album is not None:
            self._albums.rename(album, item.text(0))


def _item(album_id: str, name: str, icon: str) -> Item:
    item = Item([name])
    item.setData(0, _ID, album_id)
    item.setData(0, Qt.ItemDataRole.StatusTipRole, icon)
    item.setToolTip(0, quoted(name))
    return item

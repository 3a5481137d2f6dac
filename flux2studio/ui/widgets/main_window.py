"""The one window: header, the studio and the history, messages, status."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from flux2studio.ui import tokens
from flux2studio.ui.widgets.curtain import Curtain
from flux2studio.ui.widgets.pages import Page, Pages, Panels

# The first paint waits for as little as can be: the parts are imported when they are put in, and
# ``Qt``, whose first mention makes a hundred enums, where it is used.
if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from flux2studio.ui.first_page import FirstPage, FirstPages
    from flux2studio.ui.widgets.header import Header
    from flux2studio.ui.widgets.history_grid import HistoryGrid
    from flux2studio.ui.widgets.message_bar import MessageBar
    from flux2studio.ui.widgets.start_card import StartCard
    from flux2studio.ui.widgets.status_line import StatusLine
    from flux2studio.ui.widgets.studio_page import StudioPage

__all__ = ["MainWindow", "Page", "Panels"]

SIZE = QSize(1440, 900)
FRAME = QSize(16, 40)  # what a window manager puts around, at the most


class MainWindow(QMainWindow):
    """Shows its outline at once; ``furnish`` puts everything in it."""

    page_changed = Signal(int)
    settings_wanted = Signal()
    keys_change_wanted = Signal()
    closed = Signal()

    header: Header
    studio: StudioPage
    messages: MessageBar
    status: StatusLine
    shortcuts: dict[str, QAction]

    def __init__(
        self,
        settings: QSettings,
        parent: QWidget | None = None,
        first_pages: FirstPages | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._first_pages = first_pages
        self._panels: Panels | None = None
        self._held_code = 0  # where on the keyboard
        self.setWindowTitle("flux2studio")
        self.curtain = Curtain(_last_theme(settings), self._first_page, self)
        self.setCentralWidget(self.curtain)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - FRAME))
        self.restoreGeometry(_bytes(self._settings.value("geometry")))

    def furnish(self, panels: Panels, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Take the outline away and put the panels in its place.

        ``handlers`` does what the window itself cannot, by the ids of ``ui.actions``.
        """
        from PySide6.QtCore import Qt

        from flux2studio.ui import actions, icons, keymap
        from flux2studio.ui.widgets.header import Header
        from flux2studio.ui.widgets.message_bar import MessageBar
        from flux2studio.ui.widgets.status_line import StatusLine
        from flux2studio.ui.widgets.studio_page import StudioPage

        self._panels = panels
        if (first := self.curtain.first_page) is not None:
            panels.history.grid.stand_in(first.image)
        self.setWindowIcon(icons.app_icon())
        self.header = Header(self)
        self.studio = StudioPage(
            panels.stage, panels.filmstrip, panels.loras, panels.compose, panels.jobs, self
        )
        self.messages = MessageBar(self)
        self.status = StatusLine(self)
        self._pages = Pages(self.studio, panels, self)
        self._lay_out()
        self.shortcuts = actions.build(self, {**self._own(panels), **handlers})
        keymap.keymap().changed.connect(self._take_keys)
        self._take_keys()
        self.addActions(list(self.shortcuts.values()))
        self._connect()
        docks = _bytes(self._settings.value("docks"))
        if not docks.isEmpty():
            by_hand = self._settings.value("docks_by_hand") == "true"
            self.studio.restore(docks, sized_by_hand=by_hand)
        panels.stage.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember_theme(self, theme: tokens.Theme) -> None:
        """Paint the outline in these colours at the next start."""
        self._settings.setValue("theme", theme.name)

    @property
    def page(self) -> Page:
        return self._pages.page

    def show_page(self, page: int) -> None:
        if self._panels is not None and self._pages.show_page(Page(page)):
            self.header.show_page(page)
            self.page_changed.emit(page)

    def dismiss(self) -> bool:
        """Close what is open around the keyboard, else the newest message, else the full screen.

        False: nothing is.
        """
        from flux2studio.ui.widgets.dismiss import dismiss_around

        if dismiss_around(self) or self.messages.dismiss():
            return True
        is_full = self.isFullScreen()
        if is_full:
            self._on_full_screen()
        return is_full

    def restore_page(self) -> None:
        """Go to the page of last time."""
        if self._was_on_history():
            self.show_page(Page.HISTORY)

    def show_start(self, card: StartCard) -> None:
        """Offer the ways on of the first start; the ones that need no more take the card away."""
        self.studio.show_start(card)
        card.sample_chosen.connect(self.studio.end_start)
        card.computer_wanted.connect(self.studio.end_start)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._held(event, pressed=True):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._held(event, pressed=False):
            super().keyReleaseEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._settings.setValue("geometry", self.saveGeometry())
        if self._panels is not None:
            self._settings.setValue("docks", self.studio.saveState())
            by_hand = "true" if self.studio.is_sized_by_hand else "false"
            self._settings.setValue("docks_by_hand", by_hand)
            self._settings.setValue("page", "history" if self.page is Page.HISTORY else "studio")
            self._keep_first_page(self._panels.history.grid)
        self._settings.sync()
        super().closeEvent(event)
        self.closed.emit()

    def _keep_first_page(self, grid: HistoryGrid) -> None:
        from flux2studio.ui.widgets.grid_first_page import first_page

        if self._first_pages is not None:
            page = first_page(grid, self) if self.page is Page.HISTORY else None
            self._first_pages.keep(page, self.size(), _last_theme(self._settings))

    def _first_page(self) -> FirstPage | None:
        """What the history showed last time, where the window was closed on it."""
        if self._first_pages is None or not self._was_on_history():
            return None
        theme = _last_theme(self._settings)
        return self._first_pages.take(self.size(), theme, self.devicePixelRatioF())

    def _was_on_history(self) -> bool:
        return bool(self._settings.value("page") == "history")

    def _take_keys(self) -> None:
        from flux2studio.ui import keymap

        keymap.bind(self.shortcuts.values())

    def _held(self, event: QKeyEvent, *, pressed: bool) -> bool:
        """The one key that works for as long as it is held down."""
        from flux2studio.ui.keymap import keymap

        if self._panels is None or event.isAutoRepeat():
            return False
        # What it takes to type the sign, AltGr for one, may be let go before the key itself.
        code = event.nativeScanCode()
        is_same = not pressed and code != 0 and code == self._held_code
        if not is_same and not keymap().pressed(event, ("before",)):
            return False
        self._held_code = code if pressed else 0
        self._pages.hold_before(pressed)
        return True

    def _own(self, panels: Panels) -> dict[str, Callable[[], object]]:
        return {
            "studio": self._on_studio,
            "history": self._on_history,
            "search": self._on_search,
            "fit": self._on_fit,
            "full": self._on_full,
            "fit_or_full": self._on_fit_or_full,
            "zoom_in": self._on_zoom_in,
            "zoom_out": self._on_zoom_out,
            "compare": panels.stage.toggle_compare,
            "panels": self.studio.toggle_panels,
            "full_screen": self._on_full_screen,
            "settings": self.settings_wanted.emit,
            "keys": self._on_keys,
            "quit": self.close,
        }

    def _connect(self) -> None:
        self.header.page_chosen.connect(self.show_page)
        self._pages.left.connect(self._on_left)
        self.header.settings_wanted.connect(self.settings_wanted)
        self.header.left_toggled.connect(self.studio.show_left)
        self.header.right_toggled.connect(self.studio.show_right)
        self.studio.panels_changed.connect(self._show_panels)
        self._show_panels()

    def _lay_out(self) -> None:
        whole = QWidget(self)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.messages)
        layout.addWidget(self.status)
        self.setCentralWidget(whole)

    def _show_panels(self) -> None:
        self.header.show_panels(left=self.studio.left_shown, right=self.studio.right_shown)

    def _on_studio(self) -> None:
        self.show_page(Page.STUDIO)

    def _on_history(self) -> None:
        self.show_page(Page.HISTORY)

    def _on_search(self) -> None:
        if self._panels is not None:
            self.show_page(Page.HISTORY)
            self._panels.history.focus_search()

    def _on_left(self) -> None:
        """Back to where the comparison was asked for."""
        self.show_page(self._pages.before)

    def _on_fit(self) -> None:
        if (zoomed := self._pages.zoomed) is not None:
            zoomed.fit()

    def _on_full(self) -> None:
        if (zoomed := self._pages.zoomed) is not None:
            zoomed.actual_size()

    def _on_fit_or_full(self) -> None:
        if (zoomed := self._pages.zoomed) is not None:
            zoomed.toggle_fit()

    def _on_zoom_in(self) -> None:
        if (zoomed := self._pages.zoomed) is not None:
            zoomed.zoom_in()
        else:
            self._zoom_cells(1)

    def _on_zoom_out(self) -> None:
        if (zoomed := self._pages.zoomed) is not None:
            zoomed.zoom_out()
        else:
            self._zoom_cells(-1)

    def _zoom_cells(self, steps: int) -> None:
        if self._panels is not None:
            self._panels.history.grid.zoom_by(steps)

    def _on_full_screen(self) -> None:
        from PySide6.QtCore import Qt

        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_keys(self) -> None:
        from PySide6.QtCore import Qt

        from flux2studio.ui.widgets.keys_dialog import KeysDialog

        dialog = KeysDialog(self)
        dialog.change_wanted.connect(self.keys_change_wanted)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _last_theme(settings: QSettings) -> tokens.Theme:
    """The colours of last time; the settings themselves are read after the first paint."""
    return tokens.LIGHT if settings.value("theme") == tokens.LIGHT.name else tokens.DARK


def _bytes(value: object) -> QByteArray:
    """What the settings file holds, or nothing when it holds something else."""
    return value if isinstance(value, QByteArray) else QByteArray()

"""What all dialogs share: a size that fits the screen, and scrolling where it does not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from flux2studio.ui import theme
from flux2studio.ui.widgets.scroll_shade import ScrollShade

_FRAME = QSize(16, 56)  # what the system draws around a window


class ScrollingPage(QScrollArea):
    """Wants as much room as ``page``; Tab goes to the controls in it, not to the area."""

    def __init__(self, page: QWidget | None = None) -> None:
        super().__init__()
        if page is not None:
            self.show_page(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.shade = ScrollShade(self)

    def show_page(self, page: QWidget) -> None:
        """Scroll another page; the one before is gone."""
        page.setProperty("role", "page")
        self.setWidget(page)

    def scroll_down_only(self) -> None:
        """Across as well where words are larger than designed: then there may be no other way."""
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setHorizontalScrollBarPolicy(off if theme.text_scale() == 1.0 else needed)

    def sizeHint(self) -> QSize:
        page = self.widget()
        return page.sizeHint() if page is not None else super().sizeHint()


def resize_on_screen(dialog: QDialog, size: QSize) -> None:
    """Give ``dialog`` this size, or what the screen has: its buttons must be in reach.

    Larger words need more.
    """
    size = QSize(theme.widths(size.width()), theme.widths(size.height()))
    dialog.resize(size.boundedTo(dialog.screen().availableSize() - _FRAME))

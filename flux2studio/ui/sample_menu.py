"""What the menu of the history offers of the first start: the sample, and the card of its ways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from flux2studio.ui.sample_desk import SampleDesk
from flux2studio.ui.widgets.history_page import HistoryPage


class SampleMenu(QObject):
    """Comes behind what is in the menu by then; ``offer`` shows the card."""

    def __init__(self, sample: SampleDesk, offer: Callable[[], None], page: HistoryPage) -> None:
        super().__init__(page)
        self._sample = sample
        self._offer = offer
        self._page = page
        self._before = page.more
        sample.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        here = (
            ("trash", self.tr("Remove the sample"), self._sample.remove)
            if self._sample.is_here
            else ("image", self.tr("Bring the sample"), self._sample.bring)
        )
        ways = ("eye", self.tr("Ways to begin…"), self._offer)
        self._page.more = (*self._before, here, ways)

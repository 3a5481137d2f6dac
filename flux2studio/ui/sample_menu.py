"""What the menus offer of the first start: the sample, and the card with the ways to begin."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from flux2studio.ui.help_desk import HelpDesk
from flux2studio.ui.sample_desk import SampleDesk
from flux2studio.ui.widgets.history_page import HistoryPage


class SampleMenu(QObject):
    """Comes behind what is in the menus by then; ``offer`` shows the card."""

    def __init__(
        self,
        sample: SampleDesk,
        offer: Callable[[], None],
        page: HistoryPage,
        help_desk: HelpDesk,
    ) -> None:
        super().__init__(page)
        self._sample = sample
        self._offer = offer
        self._page, self._help = page, help_desk
        self._before = page.more, help_desk.more
        sample.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        sample = (
            ("trash", self.tr("Remove the sample"), self._sample.remove)
            if self._sample.is_here
            else ("image", self.tr("Bring the sample"), self._sample.bring)
        )
        ways = ("eye", self.tr("Ways to begin…"), self._offer)
        on_page, in_help = self._before
        self._page.more = (*on_page, sample)
        self._help.more = (*in_help, ways, sample)

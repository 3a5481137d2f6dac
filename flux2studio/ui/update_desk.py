"""Says quietly, once, that there is a newer version of the app, if the artist wants to hear it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from flux2studio.core.update import Release
from flux2studio.ui.viewmodels.updates import UpdatesViewModel
from flux2studio.ui.widgets.message_bar import MessageBar

_AGAIN_MS = 3_600_000  # an app that stays open for days asks on the next day too


class UpdateDesk(QObject):
    def __init__(
        self, updates: UpdatesViewModel, messages: MessageBar, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.updates = updates
        self._messages = messages
        updates.found.connect(self._on_found)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(updates.start)

    def start(self) -> None:
        self.updates.start()
        self._again.start()

    def _on_found(self, release: Release) -> None:
        self._messages.notice(
            self.tr("Version {0} of flux2studio is there.").format(release.version),
            "",
            (
                (self.tr("What is new"), partial(self._on_news, release)),
                (self.tr("Not again for this version"), partial(self._on_enough, release)),
            ),
        )

    def _on_news(self, release: Release, _checked: bool = False) -> None:
        self.updates.open_page(release)

    def _on_enough(self, release: Release, _checked: bool = False) -> None:
        self.updates.ignore(release)

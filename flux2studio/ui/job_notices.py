"""Tells of a job that ended while nobody looked: a notice of the desktop, a message, a sound."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from flux2studio.core.generation import Generation
from flux2studio.core.job import JobState
from flux2studio.storage.settings import Settings
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.notifications import SystemNotices
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.widgets.message_bar import Message


class JobNotices(QObject):
    """Counts what ended since the artist last looked: one notice for all of it."""

    def __init__(
        self,
        jobs: JobsViewModel,
        window: MainWindow,
        settings: Callable[[], Settings],
        system: SystemNotices,
        is_away: Callable[[], bool] | None = None,
        beep: Callable[[], None] = QApplication.beep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._window = window
        self._settings = settings
        self._system = system
        self._is_away = is_away or self._is_not_active
        self._beep = beep
        self._made: list[Generation] = []
        self._failed = 0
        self._message: Message | None = None
        jobs.ended.connect(self._on_ended)
        window.page_changed.connect(self._on_page)
        system.clicked.connect(self.show_it)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    def show_it(self) -> None:
        """Bring the window to the front, with the newest picture of those told of."""
        newest = self._made[-1] if self._made else None
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        self._seen()
        if newest is not None:
            self._jobs.opened.emit(newest)
        else:
            window.show_page(Page.STUDIO)

    def _on_ended(self, row: JobRow) -> None:
        if row.update.state is JobState.CANCELLED:
            return  # the artist did that
        settings = self._settings()
        if settings.finished_sound:
            self._beep()
        away, elsewhere = self._is_away(), self._window.page is not Page.STUDIO
        if not (away or elsewhere):
            return
        self._made += row.generations[-1:]
        self._failed += row.update.state is not JobState.FINISHED
        if elsewhere:
            self._tell_in_window()
        if away and settings.finished_notice:
            QApplication.alert(self._window)
            self._system.show(self._words(), row.title)

    def _tell_in_window(self) -> None:
        messages = self._window.messages
        messages.take_back(self._message)
        self._message = messages.notice(self._words(), "", ((self.tr("Show"), self.show_it),))
        self._message.closed.connect(self._on_closed)

    def _words(self) -> str:
        ready, failed = len(self._made), self._failed
        parts = [
            self.tr("%n picture(s) (is|are) ready.", "", ready) if ready else "",
            self.tr("%n job(s) (needs|need) you.", "", failed) if failed else "",
        ]
        return " ".join(part for part in parts if part) or self.tr("A job has ended.")

    def _on_closed(self, _: Message) -> None:
        self._message = None
        self._forget()

    def _on_page(self, page: int) -> None:
        if page == Page.STUDIO and not self._is_away():
            self._seen()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._system.take_back()
            if self._message is None:
                self._forget()

    def _seen(self) -> None:
        self._window.messages.take_back(self._message)
        self._message = None
        self._system.take_back()
        self._forget()

    def _forget(self) -> None:
        self._made.clear()
        self._failed = 0

    def _is_not_active(self) -> bool:
        return QApplication.activeWindow() is None or self._window.isMinimized()

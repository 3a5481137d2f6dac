"""Where the jobs meet the rest of the window: keys, the title, notices, and what mends an error."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from flux2studio.core.job import Hold, Job
from flux2studio.core.request import GenerationRequest
from flux2studio.ui import icons, job_remedies
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.job_notices import JobNotices
from flux2studio.ui.job_remedies import Remedy
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.notifications import SystemNotices
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.main_window import MainWindow, Page

OpenSettings = Callable[[Part, str], None]


class JobDesk(QObject):
    """``handlers`` is for the keys; ``attach`` connects the furnished window."""

    def __init__(
        self,
        models: ViewModels,
        tasks: Tasks,
        window: MainWindow,
        send: Callable[[], object],
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        """``send`` is what the button Generate does."""
        super().__init__(window)
        self._models = models
        self._tasks = tasks
        self._window = window
        self._send = send
        self._open_url = open_url
        self._open_settings: OpenSettings
        self.holds = Letterbox(self)  # of the services: the queue was paused, or goes on
        self.holds.came.connect(models.jobs.show_hold)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the keys do here, by the ids of ``ui.actions``."""
        return {
            "generate_front": self._generate_first,
            "cancel_all": self._models.jobs.cancel_all,
            "pause_jobs": self._pause,
        }

    def attach(self, open_settings: OpenSettings) -> None:
        self._open_settings = open_settings
        jobs, settings = self._models.jobs, self._models.settings
        jobs.remedy_wanted.connect(self._mend)
        jobs.progress_changed.connect(self._show_progress)
        settings.key_accepted.connect(jobs.take_up)
        system = SystemNotices(icons.app_icon, self._tasks, self)
        JobNotices(jobs, self._window, lambda: settings.settings, system, parent=self)

    def _generate_first(self) -> None:
        """Start what is in the form, and let it run before all that wait."""
        started: list[Job] = []
        self._models.compose.started.connect(started.append)
        self._send()
        self._models.compose.started.disconnect(started.append)
        for job in reversed(started):
            self._models.jobs.put_first(job.id)

    def _pause(self) -> None:
        self._models.jobs.pause(self._models.jobs.hold is Hold.NONE)

    def _show_progress(self, fraction: float | None) -> None:
        """In the title, so that it is seen in the task bar, too."""
        name = "flux2studio"
        percent = None if fraction is None else round(fraction * 100)
        title = name if percent is None else self.tr("{0} % – {1}").format(percent, name)
        self._window.setWindowTitle(title)

    def _mend(self, row: JobRow) -> None:
        request = row.update.job.request
        match row.remedy:
            case Remedy.KEY:
                self._open_settings(Part.SERVICES, row.update.job.backend)
            case Remedy.CREDIT:
                self._open_url(QUrl(job_remedies.credit_page(row.update.job.backend)))
            case Remedy.SMALLER:
                self._into_form(job_remedies.smaller(request))
            case Remedy.FORM:
                self._into_form(request)

    def _into_form(self, request: GenerationRequest) -> None:
        """One step of undo; the references of a job are kept, so that they are still there."""
        self._models.compose.load(request)
        self._window.show_page(Page.STUDIO)

"""Keys, money, privacy and previews: what belongs to the artist's account at a service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.hosted import Trace
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.screens.waiting import wait, wait_until


class AccountTour:
    """Takes the window as it is, with a fal stand-in behind it, and leaves it on the studio."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._models = app.view_models

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, compose = self._app.window, self._models.compose
        before = compose.draft
        yield from self._preview(window)
        compose.choose_backend("fal")
        yield "first-send", window
        self._models.settings.introduce("fal")
        self._models.settings.change(fal_trace=Trace.MINIMAL)
        self._run()
        yield "hosted-result", window
        self._models.history.choose(self._models.stage.shown)
        window.show_page(Page.HISTORY)
        self._models.history.load()
        yield "receipt", window
        window.show_page(Page.STUDIO)
        yield from self._settings()
        self._models.settings.change(fal_trace=Trace.RECOVERABLE)
        compose.load(before)

    def _preview(self, window: QWidget) -> Iterator[tuple[str, QWidget]]:
        job = self._job()
        progress = Progress(phase=Phase.RENDERING, done=9, total=28)
        update = JobUpdate(
            job=job, state=JobState.RENDERING, progress=progress, preview=self._blurred()
        )
        self._models.bridge.post(update)
        wait_until(lambda: not self._models.stage.live.image.isNull())
        yield "preview", window
        self._models.stage.live.look_away()
        yield "preview-away", window
        self._models.bridge.post(JobUpdate(job=job, state=JobState.CANCELLED))
        self._models.jobs.dismiss(job.id)

    def _settings(self) -> Iterator[tuple[str, QWidget]]:
        for part in Part:
            dialog = self._open(part)
            yield f"settings-{part}", dialog
            if part is Part.PRIVACY:
                bar = dialog.area(part).verticalScrollBar()
                bar.setValue(bar.maximum())
                yield "settings-privacy-more", dialog
            dialog.close()
        dialog = self._open(Part.MONEY)
        dialog.money.limit.setText("twenty")
        dialog.money.limit.editingFinished.emit()
        yield "settings-refused", dialog
        dialog.close()

    def _open(self, part: Part) -> SettingsDialog:
        self._app.surroundings.open_settings(part)
        wait()
        return next(
            dialog for dialog in self._app.window.findChildren(SettingsDialog) if dialog.isVisible()
        )

    def _run(self) -> None:
        """Make one picture at the stand-in."""
        made: list[object] = []
        self._models.jobs.finished.connect(made.extend)
        wait(600)
        self._models.compose.edit(count=1, seed=7)
        self._models.compose.generate()
        wait_until(lambda: bool(made))
        self._models.jobs.finished.disconnect(made.extend)

    def _job(self) -> Job:
        request = replace(self._models.compose.draft, seed=71042)
        return Job(request=request, backend="fal", folder=Path(self._app.studio.pictures_root))

    def _blurred(self) -> bytes:
        """The picture on the stage, as if it were drawn a third."""
        modes = (Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        small = self._models.stage.picture.image.scaled(24, 24, *modes)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image: QImage = small.scaled(512, 512, *modes)
        image.save(buffer, "JPEG")
        return data.data()

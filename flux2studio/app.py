"""The window, built and wired in one place on top of the studio's services."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox

from flux2studio import logs
from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Generation
from flux2studio.paths import Paths, find_paths
from flux2studio.services.background import Background
from flux2studio.storage.instance import WindowLock
from flux2studio.studio import Studio, open_studio
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.conductor import Conductor, ViewModels
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.single_instance import SingleInstance, call_first
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.theme import Appearance, Scheme
from flux2studio.ui.thumbnails import ThumbnailLoader
from flux2studio.ui.viewmodels import job_words
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.widgets.compose_panel import ComposePanel
from flux2studio.ui.widgets.filmstrip import Filmstrip
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.job_panel import JobPanel
from flux2studio.ui.widgets.lora_panel import LoraPanel
from flux2studio.ui.widgets.main_window import MainWindow, Panels
from flux2studio.ui.widgets.stage import Stage
from flux2studio.version import version

FAILED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The open window and what must be closed with it."""

    qt: QApplication
    studio: Studio
    window: MainWindow
    conductor: Conductor
    view_models: ViewModels
    compose_panel: ComposePanel
    decoding: Background

    def close(self) -> None:
        """Keep the draft, leave running jobs to the next start, end every thread."""
        self.conductor.close()
        self.decoding.close()
        self.studio.close()


@dataclass(frozen=True, slots=True)
class JobThumbnails:
    """Where the job rows get their small pictures from."""

    studio: Studio

    def of_reference(self, sha256: str) -> bytes:
        return self.studio.references.thumbnail(sha256)

    def of_generation(self, generation: Generation) -> bytes:
        return self.studio.history.thumbnail(generation)


def run(arguments: Sequence[str]) -> int:
    """Open the window, or hand ``arguments`` (files) to the one that is open."""
    paths = find_paths()
    logs.set_up(paths.logs)
    qt = make_application()
    lock = WindowLock(paths.locks / "window.lock")
    try:
        if not lock.acquire():
            return 0 if call_first(paths.data, arguments) else _already_open()
        app = build(paths, qt)
    except StudioError as error:
        return _cannot_start(error)
    single = SingleInstance(paths.data)
    single.called.connect(app.conductor.on_called)
    logs.catch_strays(app.conductor.on_stray)
    app.window.show()
    app.conductor.start(arguments)
    qt.exec()
    single.close()
    app.close()
    lock.release()
    return 0


def make_application() -> QApplication:
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("flux2studio")
    qt.setApplicationDisplayName("flux2studio")
    qt.setApplicationVersion(version())
    qt.setDesktopFileName("flux2studio")
    return qt


def build(paths: Paths, qt: QApplication, *, step_seconds: float = 0.03) -> App:
    """Build everything without showing it. Raises StorageError when the data cannot be used."""
    studio = open_studio(paths, step_seconds=step_seconds)
    appearance = Appearance(qt, Scheme(studio.settings.theme.value))
    tasks = Tasks(studio.background.submit)
    decoding = Background("thumbnails", workers=1)
    thumbnails = ThumbnailLoader(decoding.submit)
    models = _view_models(studio, tasks, thumbnails)
    session = GenerationList()
    compose_panel = ComposePanel(models.compose, models.loras)
    lora_panel = LoraPanel(models.loras)
    panels = Panels(
        stage=Stage(models.stage),
        filmstrip=Filmstrip(session, models.history),
        loras=lora_panel,
        compose=compose_panel,
        jobs=JobPanel(models.jobs),
        history=HistoryPage(models.history),
    )
    conductor = Conductor(studio, models, tasks, appearance, session)
    settings = QSettings(str(paths.window), QSettings.Format.IniFormat)
    handlers = {**compose_panel.handlers(), **conductor.handlers(lora_panel.focus_search)}
    window = MainWindow(panels, settings, handlers)
    conductor.attach(window, panels, compose_panel)
    return App(
        qt=qt,
        studio=studio,
        window=window,
        conductor=conductor,
        view_models=models,
        compose_panel=compose_panel,
        decoding=decoding,
    )


def _view_models(studio: Studio, tasks: Tasks, thumbnails: ThumbnailLoader) -> ViewModels:
    bridge = JobBridge()
    studio.generation.subscribe(bridge.post)
    compose = ComposeViewModel(
        studio.catalogue,
        studio.draft.load(),
        studio.generation.start,
        studio.references,
        tasks,
        studio.draft.save,
    )
    return ViewModels(
        bridge=bridge,
        compose=compose,
        jobs=JobsViewModel(bridge, studio.generation, JobThumbnails(studio), tasks),
        loras=LorasViewModel(studio.loras, tasks, compose.add_lora),
        settings=SettingsViewModel(
            studio.settings,
            studio.settings_store,
            studio.secrets,
            [entry for entry in studio.catalogue.backends if entry.key],
            tasks,
            usual_folder=str(studio.paths.pictures),
        ),
        history=HistoryViewModel(studio.history, tasks, thumbnails, studio.catalogue),
        stage=StageViewModel(tasks, studio.references.path, job_words.words),
    )


def _already_open() -> int:
    return _tell(
        "flux2studio is already open.", "Look for its window; it does not answer just now."
    )


def _cannot_start(error: StudioError) -> int:
    return _tell(str(error), error.hint, error.details)


def _tell(sentence: str, hint: str, details: str = "") -> int:
    """The only dialog that stops: there is no window yet to say it in."""
    box = QMessageBox(QMessageBox.Icon.Warning, "flux2studio", sentence)
    box.setInformativeText(hint)
    box.setDetailedText(logs.redact(details))
    box.exec()
    return FAILED

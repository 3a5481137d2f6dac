"""Builds every part of the window on top of the studio's services, piece by piece."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from flux2studio.assembly_models import lora_services, view_models
from flux2studio.paths import Paths
from flux2studio.services.background import Background
from flux2studio.services.clean_copies import CleanCopies
from flux2studio.studio import Studio, open_studio
from flux2studio.ui.compare_desk import CompareDesk
from flux2studio.ui.conductor import Conductor, ViewModels
from flux2studio.ui.drop_desk import DropDesk
from flux2studio.ui.empty_places import EmptyPlaces
from flux2studio.ui.first_start import FirstStart
from flux2studio.ui.form_desk import FormDesk
from flux2studio.ui.guide import Place
from flux2studio.ui.history_desk import HistoryDesk
from flux2studio.ui.history_watch import HistoryWatch
from flux2studio.ui.job_desk import JobDesk
from flux2studio.ui.lora_desk import LoraDesk
from flux2studio.ui.lora_sheets import LoraSheets
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.recall_desk import RecallDesk
from flux2studio.ui.sample_desk import SampleDesk
from flux2studio.ui.sample_menu import SampleMenu
from flux2studio.ui.stage_desk import StageDesk
from flux2studio.ui.surroundings import Surroundings
from flux2studio.ui.survey_desk import SurveyDesk
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.theme import Appearance, Scheme
from flux2studio.ui.thumbnails import ThumbnailLoader
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.compose_panel import ComposePanel
from flux2studio.ui.widgets.filmstrip import Filmstrip
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.job_panel import JobPanel
from flux2studio.ui.widgets.lora_panel import LoraPanel
from flux2studio.ui.widgets.main_window import MainWindow, Panels
from flux2studio.ui.widgets.stage import Stage
from flux2studio.ui.widgets.tab_order import follow_layout


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The open window and what must be closed with it."""

    studio: Studio
    window: MainWindow
    conductor: Conductor
    surroundings: Surroundings
    sample: SampleDesk
    first_start: FirstStart
    desk: LoraDesk
    view_models: ViewModels
    compose_panel: ComposePanel
    decoding: Background

    def start(self, files: Sequence[str] = (), *, sample: bool = False) -> None:
        """Begin the work that follows the first paint; ``files`` are pictures and LoRAs.

        ``sample``: a home that is used for the first time gets the sample project.
        """
        wants_sample = sample and not files
        self.conductor.mended.connect(self.sample.begin if wants_sample else self.sample.look)
        self.surroundings.start()
        if not files:
            self.window.restore_page()
        self.conductor.start(files)

    def close(self) -> None:
        """Keep the draft, leave running jobs to the next start, end every thread."""
        self.conductor.close()
        self.decoding.close(finish=False)
        self.studio.close()


def build(paths: Paths, qt: QApplication, *, step_seconds: float = 0.03) -> App:
    """Build everything at once, without showing it. Raises StorageError as ``open_studio``."""
    studio = open_studio(paths, step_seconds=step_seconds)
    window = MainWindow(QSettings(str(paths.window), QSettings.Format.IniFormat))
    steps = assemble(studio, window, appearance_of(studio, qt))
    while True:
        try:
            next(steps)
        except StopIteration as end:
            app: App = end.value
            return app


def appearance_of(studio: Studio, qt: QApplication) -> Appearance:
    """The look as the artist has it."""
    settings = studio.settings
    return Appearance(qt, Scheme(settings.theme.value), settings.text_percent / 100)


def assemble(
    studio: Studio, window: MainWindow, appearance: Appearance
) -> Generator[None, None, App]:
    """Build the parts and furnish ``window``; the event loop may turn at each yield."""
    tasks = Tasks(studio.background.submit)
    decoding = Background("thumbnails", workers=1)
    thumbnails = ThumbnailLoader(decoding.submit)
    covers = LoraCovers(studio.loras.preview_path, decoding.submit)
    models = view_models(studio, tasks, thumbnails, covers)
    session = GenerationList()
    yield
    views = yield from _views(studio, models, tasks, session)
    yield
    conductor = Conductor(studio, models, tasks, session)
    on_jobs = _furnish(studio, models, tasks, window, views, conductor)
    surroundings = Surroundings(studio, models, tasks, appearance, window)
    on_jobs.attach(surroundings.open_settings)
    sample, first = _first_steps(studio, models, tasks, session, window, views, surroundings)
    conductor.order.add(sample)
    desk = _lora_desk(studio, models, tasks, window, views, surroundings)
    _lead(studio, models, tasks, window, views, thumbnails)
    SampleMenu(sample, first.offer, views.panels.history, surroundings.help)
    return App(
        studio=studio,
        window=window,
        conductor=conductor,
        surroundings=surroundings,
        sample=sample,
        first_start=first,
        desk=desk,
        view_models=models,
        compose_panel=views.compose,
        decoding=decoding,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Views:
    """The panels, and the desks that some of them come from."""

    panels: Panels
    compose: ComposePanel
    loras: LoraPanel
    stage: Stage
    on_stage: StageDesk
    comparing: CompareDesk
    surveying: SurveyDesk


def _views(
    studio: Studio, models: ViewModels, tasks: Tasks, session: GenerationList
) -> Generator[None, None, _Views]:
    """Build all that the window shows, the larger panels one by one."""
    compose = ComposePanel(models.compose, models.loras, here=models.here)
    yield
    loras, stage = LoraPanel(models.loras), Stage(models.stage)
    yield
    copies = CleanCopies(studio.paths.clean_copies)
    on_stage = StageDesk(studio.history, copies, models.stage, models.history, session, tasks)
    comparing = CompareDesk(
        studio.history,
        studio.references.path,
        models.compare,
        models.history,
        models.stage,
        tasks,
    )
    surveying = SurveyDesk(studio.history, models.history, tasks)
    comparing.left_wanted.connect(surveying.compare)
    panels = Panels(
        stage=stage,
        filmstrip=Filmstrip(session, models.history),
        loras=loras,
        compose=compose,
        jobs=JobPanel(models.jobs),
        history=HistoryPage(models.history),
        compare=comparing.page,
        survey=surveying.page,
    )
    return _Views(
        panels=panels,
        compose=compose,
        loras=loras,
        stage=stage,
        on_stage=on_stage,
        comparing=comparing,
        surveying=surveying,
    )


def _furnish(
    studio: Studio,
    models: ViewModels,
    tasks: Tasks,
    window: MainWindow,
    views: _Views,
    conductor: Conductor,
) -> JobDesk:
    """Put the panels into the window, and let its actions reach those who carry them out."""
    panels, compose = views.panels, views.compose
    form = FormDesk(studio, models, tasks, window, compose)
    conductor.order.add(form.presets)
    conductor.mended.connect(form.start)
    on_jobs = JobDesk(models, tasks, window, compose.send)
    studio.generation.subscribe_holds(on_jobs.holds.post)
    models.jobs.show_hold(studio.generation.hold)
    handlers = {**compose.handlers(), **conductor.handlers(views.loras.focus_search)}
    handlers.update({**form.handlers(), **views.surveying.handlers()})
    handlers.update(on_jobs.handlers())
    handlers.update({**views.comparing.handlers(), **views.on_stage.handlers()})
    window.furnish(panels, handlers)
    for desk in (views.comparing, views.surveying, views.on_stage):
        desk.attach(window, panels)
    conductor.attach(window, panels, compose)
    DropDesk(models.compose, compose, views.loras, window, panels)
    return on_jobs


def _first_steps(
    studio: Studio,
    models: ViewModels,
    tasks: Tasks,
    session: GenerationList,
    window: MainWindow,
    views: _Views,
    surroundings: Surroundings,
) -> tuple[SampleDesk, FirstStart]:
    """The sample, what empty places say, and the card of the first start."""
    compare, focus_prompt = views.stage.toggle_compare, views.compose.prompt.text.setFocus
    sample = SampleDesk(studio, models, tasks, session, window.messages, compare, window)
    EmptyPlaces(window, views.panels, focus_prompt)
    open_settings = surroundings.open_settings
    first = FirstStart(studio, models, window, sample, open_settings, focus_prompt)
    views.compose.computer_wanted.connect(partial(open_settings, Part.COMPUTER))
    return sample, first


def _lora_desk(
    studio: Studio,
    models: ViewModels,
    tasks: Tasks,
    window: MainWindow,
    views: _Views,
    surroundings: Surroundings,
) -> LoraDesk:
    """What is done to LoRAs in dialogs, and where the guide leads to."""
    desk = LoraDesk(lora_services(studio), models, tasks, window, surroundings.open_settings)
    surroundings.help.lead(Place.FORM, views.compose.prompt.text.setFocus)
    surroundings.help.lead(Place.ADD_LORA, desk.add)
    LoraSheets(studio, models, tasks, window)
    return desk


def _lead(
    studio: Studio,
    models: ViewModels,
    tasks: Tasks,
    window: MainWindow,
    views: _Views,
    thumbnails: ThumbnailLoader,
) -> None:
    """The ways between history, stage and form."""
    history = views.panels.history
    HistoryDesk(studio, models.history, tasks, history)
    HistoryWatch(history.grid, lambda: studio.file_watch, tasks, models.history, thumbnails)
    RecallDesk(models.recall, models.loras.mark_missing, window)
    views.compose.prompt.offer_recall(models.recall)
    history.inspector.show_families(models.family)
    follow_layout(views.compose)

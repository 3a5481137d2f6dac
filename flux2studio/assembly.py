"""Builds every part of the window on top of the studio's services, piece by piece."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.late import Late
from flux2studio.core.local import Hardware
from flux2studio.paths import Paths
from flux2studio.services.background import Background
from flux2studio.services.clean_copies import CleanCopies
from flux2studio.services.family import FamilyLook
from flux2studio.services.hardware import find_hardware
from flux2studio.services.opened_engine import engine_python
from flux2studio.services.picture_finding import PictureFinding
from flux2studio.services.recalling import RecallLook
from flux2studio.studio import Studio, open_studio
from flux2studio.ui.bridge import Bell, JobBridge
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
from flux2studio.ui.job_landscape import open_jobs
from flux2studio.ui.lora_desk import LoraDesk, LoraServices
from flux2studio.ui.lora_news import LoraNews
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
from flux2studio.ui.viewmodels import job_words
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.compare import CompareViewModel
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.family import FamilyViewModel
from flux2studio.ui.viewmodels.fits import Fits
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.lora_covers import LoraCovers
from flux2studio.ui.viewmodels.lora_settings import LoraSettings
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.viewmodels.models_on_disk import ModelsOnDisk
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.recall import RecallServices, RecallViewModel
from flux2studio.ui.viewmodels.settings import Part, SettingsViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.viewmodels.stage_files import StageFiles
from flux2studio.ui.viewmodels.this_computer import ThisComputer
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
    models = _view_models(studio, tasks, thumbnails, covers)
    session = GenerationList()
    yield
    compose_panel = ComposePanel(models.compose, models.loras, here=models.here)
    yield
    lora_panel, stage = LoraPanel(models.loras), Stage(models.stage)
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
        loras=lora_panel,
        compose=compose_panel,
        jobs=JobPanel(models.jobs),
        history=HistoryPage(models.history),
        compare=comparing.page,
        survey=surveying.page,
    )
    yield
    conductor = Conductor(studio, models, tasks, session)
    form = FormDesk(studio, models, tasks, window, compose_panel)
    conductor.order.add(form.presets)
    conductor.mended.connect(form.start)
    on_jobs = JobDesk(models, tasks, window, compose_panel.send)
    studio.generation.subscribe_holds(on_jobs.holds.post)
    models.jobs.show_hold(studio.generation.hold)
    handlers = {**compose_panel.handlers(), **conductor.handlers(lora_panel.focus_search)}
    handlers.update({**form.handlers(), **surveying.handlers()})
    handlers.update(on_jobs.handlers())
    window.furnish(panels, {**handlers, **comparing.handlers(), **on_stage.handlers()})
    comparing.attach(window, panels)
    surveying.attach(window, panels)
    on_stage.attach(window, panels)
    conductor.attach(window, panels, compose_panel)
    DropDesk(models.compose, compose_panel, lora_panel, window, panels)
    focus_prompt = compose_panel.prompt.text.setFocus
    surroundings = Surroundings(studio, models, tasks, appearance, window)
    on_jobs.attach(surroundings.open_settings)
    sample = SampleDesk(
        studio, models, tasks, session, window.messages, stage.toggle_compare, window
    )
    conductor.order.add(sample)
    EmptyPlaces(window, panels, focus_prompt)
    first = FirstStart(studio, models, window, sample, surroundings.open_settings, focus_prompt)
    compose_panel.computer_wanted.connect(partial(surroundings.open_settings, Part.COMPUTER))
    desk = LoraDesk(_lora_services(studio), models, tasks, window, surroundings.open_settings)
    surroundings.help.lead(Place.FORM, focus_prompt)
    surroundings.help.lead(Place.ADD_LORA, desk.add)
    LoraSheets(studio, models, tasks, window)
    HistoryDesk(studio, models.history, tasks, panels.history)
    SampleMenu(sample, first.offer, panels.history, surroundings.help)
    grid = panels.history.grid
    HistoryWatch(grid, lambda: studio.file_watch, tasks, models.history, thumbnails)
    RecallDesk(models.recall, models.loras.mark_missing, window)
    compose_panel.prompt.offer_recall(models.recall)
    panels.history.inspector.show_families(models.family)
    follow_layout(compose_panel)
    return App(
        studio=studio,
        window=window,
        conductor=conductor,
        surroundings=surroundings,
        sample=sample,
        first_start=first,
        desk=desk,
        view_models=models,
        compose_panel=compose_panel,
        decoding=decoding,
    )


def _view_models(
    studio: Studio, tasks: Tasks, thumbnails: ThumbnailLoader, covers: LoraCovers
) -> ViewModels:
    bridge = JobBridge()
    studio.generation.subscribe(bridge.post)
    settings = SettingsViewModel(
        studio.settings,
        studio.settings_store,
        studio.secrets,
        [entry for entry in studio.catalogue.backends if entry.key],
        tasks,
        usual_folder=str(studio.paths.pictures),
        sources=studio.catalogue.sources,
    )
    here = _this_computer(studio, settings, tasks)
    compose = ComposeViewModel(
        studio.catalogue,
        studio.draft.load(),
        studio.generation.start,
        studio.references,
        tasks,
        studio.draft.save,
        priced=studio.prices.priced,
        local=here,
    )
    here.models.readiness_changed.connect(compose.show_models)
    here.engine.need_changed.connect(compose.show_models)
    here.models.used.connect(compose.choose_model)
    priced_anew = Bell(compose)
    priced_anew.rung.connect(compose.show_prices)
    studio.prices.subscribe(priced_anew.ring)
    loras = _loras(studio, tasks, compose, covers)
    return ViewModels(
        bridge=bridge,
        compose=compose,
        jobs=open_jobs(studio, bridge, tasks),
        loras=loras,
        lora_settings=Late(partial(_lora_settings, studio, loras, tasks)),
        settings=settings,
        balances=Balances(studio.balance, tasks),
        money=MoneyViewModel(
            studio.spending, {entry.id: entry.name for entry in studio.catalogue.backends}
        ),
        history=HistoryViewModel(
            studio.history,
            tasks,
            thumbnails,
            studio.catalogue,
            memory=QSettings(str(studio.paths.window), QSettings.Format.IniFormat),
            marking=lambda: studio.marking,
        ),
        recall=RecallViewModel(compose, _recall_services(studio), tasks),
        family=_family(studio, thumbnails, tasks),
        compare=CompareViewModel(tasks),
        stage=_stage(studio, tasks),
        here=here,
    )


def _stage(studio: Studio, tasks: Tasks) -> StageViewModel:
    finding = PictureFinding(history=studio.history.repository)
    return StageViewModel(
        tasks,
        studio.references.path,
        job_words.words,
        files=StageFiles(thumbnail=studio.history.thumbnail, find=finding.take),
        memory=QSettings(str(studio.paths.window), QSettings.Format.IniFormat),
    )


def _recall_services(studio: Studio) -> RecallServices:
    def look(recipe: Recipe, backend_id: str) -> RecallLook:
        return studio.recalling.look(recipe, backend_id)

    def of_file(path: Path) -> Recipe | None:
        return studio.history_import.of_file(path)

    return RecallServices(look=look, of_file=of_file)


def _family(studio: Studio, thumbnails: ThumbnailLoader, tasks: Tasks) -> FamilyViewModel:
    def look(generation: Generation) -> FamilyLook:
        return studio.families.look(generation)

    return FamilyViewModel(look, studio.references.thumbnail, thumbnails, tasks)


def _loras(
    studio: Studio, tasks: Tasks, compose: ComposeViewModel, covers: LoraCovers
) -> LorasViewModel:
    memory = QSettings(str(studio.paths.window), QSettings.Format.IniFormat)
    loras = LorasViewModel(
        studio.loras, tasks, compose.add_lora, form=compose, covers=covers, memory=memory
    )
    LoraNews(loras, studio.lora_folders, lambda: studio.lora_updates, tasks, studio.closing, loras)
    return loras


def _lora_settings(studio: Studio, loras: LorasViewModel, tasks: Tasks) -> LoraSettings:
    usual = str(studio.paths.lora_files)
    result = LoraSettings(studio.lora_folders, studio.lora_backup, tasks, usual, loras)
    result.taken.connect(loras.load)
    return result


def _lora_services(studio: Studio) -> LoraServices:
    return LoraServices(
        loras=studio.loras,
        adding=lambda: studio.lora_adding,
        folders=studio.lora_folders,
        picture=studio.history.repository.get,
    )


def _this_computer(studio: Studio, settings: SettingsViewModel, tasks: Tasks) -> ThisComputer:
    def look() -> Hardware:
        python = engine_python(studio.settings_store, studio.paths.engines)
        return find_hardware(python=python)

    def named() -> str:
        return settings.settings.engine_python

    def wish() -> MemoryWish:
        now = settings.settings
        return MemoryWish(tier=now.engine_memory, quantisation=now.engine_quantisation)

    computer = ComputerViewModel(studio.engine, look, studio.catalogue, tasks)
    engine = EngineInstallViewModel(studio.parts.engine_keeping, computer, named, tasks)
    fits = Fits(computer, wish, computer)
    settings.changed.connect(fits.look_again)
    models = ModelsOnDisk(studio.models, studio.catalogue, fits, tasks)
    usual = str(studio.paths.models)
    return ThisComputer(
        computer=computer, engine=engine, fits=fits, models=models, usual_folder=usual
    )

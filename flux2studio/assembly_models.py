"""Builds the view models of the window on top of the studio's services."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.late import Late
from flux2studio.core.local import Hardware
from flux2studio.services.family import FamilyLook
from flux2studio.services.hardware import find_hardware
from flux2studio.services.opened_engine import engine_python
from flux2studio.services.picture_finding import PictureFinding
from flux2studio.services.recalling import RecallLook
from flux2studio.studio import Studio
from flux2studio.ui.bridge import Bell, JobBridge
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.job_landscape import open_jobs
from flux2studio.ui.lora_desk import LoraServices
from flux2studio.ui.lora_news import LoraNews
from flux2studio.ui.tasks import Tasks
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
from flux2studio.ui.viewmodels.making_again import MakingAgain
from flux2studio.ui.viewmodels.models_on_disk import ModelsOnDisk
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.recall import RecallServices, RecallViewModel
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.viewmodels.stage_files import StageFiles
from flux2studio.ui.viewmodels.this_computer import ThisComputer


def view_models(
    studio: Studio, tasks: Tasks, thumbnails: ThumbnailLoader, covers: LoraCovers
) -> ViewModels:
    """Build them all, those that know each other connected."""
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
    recall = RecallViewModel(compose, _recall_services(studio), tasks)
    history = HistoryViewModel(
        studio.history,
        tasks,
        thumbnails,
        studio.catalogue,
        memory=QSettings(str(studio.paths.window), QSettings.Format.IniFormat),
        marking=lambda: studio.marking,
    )
    history.again = MakingAgain(
        compose,
        recall,
        _recall_services(studio),
        studio.generation.start,
        tasks,
        priced=studio.prices.priced,
        local=here,
    )
    priced_anew.rung.connect(history.again.prices_changed)
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
        history=history,
        recall=recall,
        again=history.again,
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


def lora_services(studio: Studio) -> LoraServices:
    """What the LoRA dialogs ask."""
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

    def file_bytes(model: str) -> int:
        place = studio.models.status(model).place
        return place.small_bytes if place else 0

    computer = ComputerViewModel(studio.engine, look, studio.catalogue, tasks)
    engine = EngineInstallViewModel(studio.parts.engine_keeping, computer, named, tasks)
    fits = Fits(computer, wish, file_bytes, computer)
    settings.changed.connect(fits.look_again)
    models = ModelsOnDisk(studio.models, studio.catalogue, fits, tasks)
    usual = str(studio.paths.models)
    return ThisComputer(
        computer=computer, engine=engine, fits=fits, models=models, usual_folder=usual
    )

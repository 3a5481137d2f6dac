"""Everything but the window, wired in one place; the command line stops here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from flux2studio.core.control import RunControl
from flux2studio.core.hosted import Balance
from flux2studio.core.models import Catalogue, read_catalogue
from flux2studio.core.rebuild_report import RebuildReport
from flux2studio.paths import Paths, resource
from flux2studio.services.background import Background
from flux2studio.services.daily_backups import Daily, DailyBackups
from flux2studio.services.history import HistoryService
from flux2studio.services.opened_shelves import Shelves
from flux2studio.services.parts import Ground, Parts
from flux2studio.services.references import ReferenceService
from flux2studio.storage import history_days, lora_days
from flux2studio.storage.database import Database, open_database, rebuilt
from flux2studio.storage.draft import DraftStore
from flux2studio.storage.instance import Instance, any_alive
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import Settings, SettingsStore

if TYPE_CHECKING:  # what is built when it is first used is imported then
    from flux2studio.services.earlier_prompts import EarlierPrompts
    from flux2studio.services.engine import EngineService
    from flux2studio.services.engine_keeping import EngineKeeping
    from flux2studio.services.erasing import Eraser
    from flux2studio.services.family import Families
    from flux2studio.services.file_watch import FileWatch
    from flux2studio.services.generation import GenerationService
    from flux2studio.services.history_backup import HistoryBackup
    from flux2studio.services.history_check import HistoryCheck
    from flux2studio.services.history_import import HistoryImport
    from flux2studio.services.history_rebuilding import HistoryRebuilding
    from flux2studio.services.lora_adding import LoraAdding
    from flux2studio.services.lora_backup import LoraBackup
    from flux2studio.services.lora_folders import LoraFolders
    from flux2studio.services.lora_library import LoraLibrary
    from flux2studio.services.lora_updates import LoraUpdates
    from flux2studio.services.marking import Marking
    from flux2studio.services.models import Models
    from flux2studio.services.opened_engine import EngineCommand
    from flux2studio.services.presets import Presets
    from flux2studio.services.prices import PriceBook, PriceSource
    from flux2studio.services.recalling import Recalling
    from flux2studio.services.sample import SampleProject
    from flux2studio.services.sidecar_writing import SidecarWriting
    from flux2studio.services.spending import Spending
    from flux2studio.services.update_check import UpdateCheck

KEY_VARIABLES = {
    "aimlapi": "AIML_API_KEY",
    "fal": "FAL_KEY",
    "huggingface": "HF_TOKEN",
    "civitai": "CIVITAI_API_TOKEN",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Studio:
    """The services of one running instance. ``moved_aside`` is a damaged database, if one was."""

    paths: Paths
    catalogue: Catalogue
    settings_store: SettingsStore
    settings: Settings
    secrets: Secrets
    draft: DraftStore
    shelves: Shelves
    references: ReferenceService
    background: Background
    instance: Instance
    parts: Parts
    closing: RunControl
    daily: DailyBackups
    moved_aside: Path | None
    is_new: bool

    @property
    def history(self) -> HistoryService:
        return self.shelves.history

    @property
    def generation(self) -> GenerationService:
        return self.parts.work().generation

    @property
    def prices(self) -> PriceBook:
        return self.parts.work().prices

    @property
    def spending(self) -> Spending:
        return self.parts.work().spending

    @property
    def accounts(self) -> Mapping[str, PriceSource]:
        return self.parts.work().accounts

    @property
    def eraser(self) -> Eraser:
        return self.parts.work().eraser

    @property
    def engine(self) -> EngineService:
        return self.parts.engine()

    @property
    def engine_keeping(self) -> EngineKeeping:
        return self.parts.engine_keeping()

    @property
    def models(self) -> Models:
        return self.parts.models()

    @property
    def loras(self) -> LoraLibrary:
        return self.parts.loras()

    @property
    def lora_backup(self) -> LoraBackup:
        return self.parts.lora_backup()

    @property
    def lora_folders(self) -> LoraFolders:
        return self.parts.lora_folders()

    @property
    def lora_adding(self) -> LoraAdding:
        return self.parts.lora_sites().adding

    @property
    def lora_updates(self) -> LoraUpdates:
        return self.parts.lora_sites().updates

    @property
    def history_backup(self) -> HistoryBackup:
        return self.parts.history_backup()

    @property
    def recalling(self) -> Recalling:
        return self.parts.recalling()

    @property
    def families(self) -> Families:
        return self.parts.families()

    @property
    def history_import(self) -> HistoryImport:
        return self.parts.history_import()

    @property
    def history_check(self) -> HistoryCheck:
        return self.parts.history_check()

    @property
    def file_watch(self) -> FileWatch:
        return self.parts.file_watch()

    @property
    def history_rebuilding(self) -> HistoryRebuilding:
        return self.parts.history_rebuilding()

    @property
    def marking(self) -> Marking:
        return self.parts.marking()

    @property
    def sample(self) -> SampleProject:
        return self.parts.sample()

    @property
    def presets(self) -> Presets:
        return self.parts.presets()

    @property
    def earlier_prompts(self) -> EarlierPrompts:
        return self.parts.earlier_prompts()

    @property
    def sidecars(self) -> SidecarWriting:
        return self.parts.sidecars()

    @property
    def update_check(self) -> UpdateCheck:
        return self.parts.update_check()

    @property
    def pictures_root(self) -> Path:
        return self.history.repository.root

    def use_pictures_folder(self, folder: Path) -> None:
        """Save new pictures below ``folder``; those made before stay found where they lie."""
        self.history.repository.use_root(folder)
        self.shelves.outputs.use_root(folder)

    def mend(self) -> RebuildReport | None:
        """Index the pictures on disk when the database is new or was damaged. Blocking.

        The cards of LoRAs come back from their newest backup. Keeps a backup of each day. What
        is broken off is done anew at the next start.
        """
        report = None
        if self.is_new:
            report = self.history_rebuilding.run(is_lost=True)
            if self.paths.lora_backups.exists():
                report = replace(report, loras=self.lora_backup.bring_back_quietly())
            rebuilt(self.paths.database)
        self.background.submit(self.daily.keep)
        self.background.submit(self._refresh_search)
        return report

    def look_up_money(self) -> None:
        """Read what was spent, and what runs cost today. Returns at once."""
        self.background.submit(self.spending.load)
        self.background.submit(lambda: self.prices.refresh(self.closing))

    def balance(self, backend_id: str) -> Balance:
        """Ask a service what the account holds. Blocking; StudioError when it does not say."""
        return self.accounts[backend_id].account.balance(self.closing)

    def build_for_window(self) -> None:
        """Build what the window shows at once. Blocking: the UI thread shall not wait for it."""
        parts = self.parts
        for part in (parts.work, parts.engine, parts.models, parts.loras, parts.lora_folders):
            part()
        self.generation.take_up_hold()
        parts.marking()
        parts.sidecars()

    def build_the_rest(self) -> None:
        """Build what the window may ask for next. Returns at once."""
        for part in (self.parts.lora_sites, self.parts.lora_backup):
            self.background.submit(part)

    def recover(self) -> None:
        """Pick up the jobs of an instance that was killed. Returns at once."""
        self.eraser.catch_up()
        self.background.submit(lambda: self.instance.clear_left(self.paths.engine))
        self.background.submit(self.history.held.empty_left)
        self.generation.recover(self.instance.is_alive)
        self.lora_folders.start()
        self.sidecars.start()
        self.daily.start()

    def recover_now(self) -> list[str]:
        """Pick up such jobs and return their ids, for a caller that waits for their end."""
        self.instance.clear_left(self.paths.engine)
        return self.generation.recover_now(self.instance.is_alive)

    def close(self) -> None:
        """Stop the threads and processes; jobs on their way are picked up at the next start."""
        self.closing.detach()
        self.daily.close()
        self.parts.close()
        self.background.close()
        self.shelves.close()
        self.instance.release()

    def _refresh_search(self) -> None:
        """Teach the search what it does not know yet: after an update, or a large rebuild."""
        if self.history.repository.stale_count():
            self.history.repository.refresh(self.closing.check)


def open_studio(
    paths: Paths,
    *,
    environment: Mapping[str, str] | None = None,
    step_seconds: float = 0.03,
    engine_command: EngineCommand | None = None,
) -> Studio:
    """Build what every command needs on ``paths``; the rest follows when it is used.

    ``step_seconds`` is the pace of the practice backend; ``engine_command`` says how the engine
    is started, by default as the settings say.

    Raises StorageError when the data folder cannot be used, or was written by a newer version.
    """
    environment = os.environ if environment is None else environment
    settings_store = SettingsStore(paths.settings, environment)
    settings = settings_store.load()
    secrets = Secrets(environment, KEY_VARIABLES)
    opened = open_database(paths.database, paths.backups, partial(any_alive, paths.locks))
    with ExitStack() as undo:  # what is open already is closed when the rest cannot be opened
        undo.callback(opened.database.close)
        shelves = Shelves(paths, settings, opened.database)
        instance = Instance(paths.locks)
        undo.pop_all()
    closing = RunControl()  # for fetches that no job waits for: they end with the app
    ground = Ground(
        paths=paths,
        catalogue=read_catalogue(resource("models.json").read_bytes()),
        settings=settings_store,
        secrets=secrets,
        shelves=shelves,
        closing=closing,
        owner=instance.owner,
        environment=environment,
        step_seconds=step_seconds,
        engine_command=engine_command,
    )
    parts = Parts(ground)
    return Studio(
        paths=paths,
        catalogue=ground.catalogue,
        settings_store=settings_store,
        settings=settings,
        secrets=secrets,
        draft=DraftStore(paths.draft),
        shelves=shelves,
        references=shelves.references(closing),
        background=Background("background", workers=4),
        instance=instance,
        parts=parts,
        closing=closing,
        daily=_daily_backups(paths, opened.database, parts),
        moved_aside=opened.moved_aside,
        is_new=opened.is_new,
    )


def _daily_backups(paths: Paths, database: Database, parts: Parts) -> DailyBackups:
    return DailyBackups(
        Daily(
            is_due=partial(lora_days.is_due, database, paths.lora_backups),
            make=lambda: parts.lora_backup().daily_quietly(),
        ),
        Daily(
            is_due=partial(history_days.is_due, database, paths.backups),
            make=lambda: parts.history_backup().daily_quietly(),
        ),
    )

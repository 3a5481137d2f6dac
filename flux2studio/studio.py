"""Everything but the window, built and wired in one place; the command line stops here."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from flux2studio.backends.aimlapi import AimlapiBackend
from flux2studio.backends.base import Backend
from flux2studio.backends.fal import FalBackend, FalUrls
from flux2studio.backends.links import fetch_public
from flux2studio.backends.local import LocalBackend
from flux2studio.backends.practice import PracticeBackend
from flux2studio.core.control import RunControl
from flux2studio.core.hosted import Balance
from flux2studio.core.models import Catalogue, read_catalogue
from flux2studio.imaging.metadata import read_recipe
from flux2studio.paths import Paths, resource
from flux2studio.services.background import Background
from flux2studio.services.engine import EngineService
from flux2studio.services.erasing import Eraser
from flux2studio.services.generation import GenerationService
from flux2studio.services.history import HistoryService
from flux2studio.services.job_runner import Workshop
from flux2studio.services.lora_adding import LoraAdding
from flux2studio.services.lora_backup import LoraBackup
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.lora_updates import LoraUpdates
from flux2studio.services.models import Models
from flux2studio.services.opened_accounts import fal_account, open_accounts
from flux2studio.services.opened_engine import EngineCommand, open_engine, open_local
from flux2studio.services.opened_lora_sites import open_sites
from flux2studio.services.opened_loras import open_folders
from flux2studio.services.opened_models import open_models
from flux2studio.services.payloads import ReferencePayloads
from flux2studio.services.pictures import PictureService
from flux2studio.services.prices import PriceBook, PriceSource
from flux2studio.services.references import ReferenceService
from flux2studio.services.saving import PictureSaver
from flux2studio.services.spending import Spending
from flux2studio.storage.claims import Claims
from flux2studio.storage.database import Database, open_database
from flux2studio.storage.draft import DraftStore
from flux2studio.storage.erasures import Erasures
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.instance import Instance, any_alive
from flux2studio.storage.journal import Journal
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.rebuild import RebuildReport, rebuild
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import Settings, SettingsStore
from flux2studio.storage.spending import SpendingRepository
from flux2studio.storage.thumbnails import ThumbnailStore
from flux2studio.storage.uploads import UploadRepository

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
    generation: GenerationService
    references: ReferenceService
    loras: LoraLibrary
    lora_adding: LoraAdding
    lora_updates: LoraUpdates
    lora_backup: LoraBackup
    lora_folders: LoraFolders
    history: HistoryService
    outputs: Outputs
    background: Background
    instance: Instance
    database: Database
    thumbnails: ThumbnailStore
    pictures: PictureService
    backends: Mapping[str, Backend]
    prices: PriceBook
    spending: Spending
    models: Models
    engine: EngineService
    local: LocalBackend
    accounts: Mapping[str, PriceSource]
    eraser: Eraser
    closing: RunControl
    moved_aside: Path | None
    is_new: bool

    @property
    def pictures_root(self) -> Path:
        return self.history.repository.root

    def use_pictures_folder(self, folder: Path) -> None:
        """Save new pictures below ``folder``; those made before stay found where they lie."""
        self.history.repository.use_root(folder)
        self.outputs.use_root(folder)

    def mend(self) -> RebuildReport | None:
        """Index the pictures on disk when the database is new or was damaged. Blocking.

        The cards of LoRAs come back from their newest backup. Keeps a backup of each day.
        """
        report = None
        if self.is_new:
            report = rebuild(self.history.repository, [self.pictures_root], read_recipe)
            report = replace(report, loras=self.lora_backup.bring_back_quietly())
        self.background.submit(self.lora_backup.daily_quietly)
        return report

    def look_up_money(self) -> None:
        """Read what was spent, and what runs cost today. Returns at once."""
        self.background.submit(self.spending.load)
        self.background.submit(lambda: self.prices.refresh(self.closing))

    def balance(self, backend_id: str) -> Balance:
        """Ask a service what the account holds. Blocking; StudioError when it does not say."""
        return self.accounts[backend_id].account.balance(self.closing)

    def recover(self) -> None:
        """Pick up the jobs of an instance that was killed. Returns at once."""
        self.eraser.catch_up()
        self.background.submit(lambda: self.local.clean(self.instance.is_alive))
        self.generation.recover(self.instance.is_alive)
        self.lora_folders.start()

    def recover_now(self) -> list[str]:
        """Pick up such jobs and return their ids, for a caller that waits for their end."""
        self.local.clean(self.instance.is_alive)
        return self.generation.recover_now(self.instance.is_alive)

    def close(self) -> None:
        """Stop the threads and processes; jobs on their way are picked up at the next start."""
        self.closing.detach()
        self.lora_folders.close()
        self.generation.close()
        self.models.close()
        self.eraser.close()
        self.background.close()
        for backend in self.backends.values():
            backend.close()
        self.pictures.close()
        self.history.empty_held()
        self.thumbnails.close()
        self.database.close()
        self.instance.release()


def open_studio(
    paths: Paths,
    *,
    environment: Mapping[str, str] | None = None,
    step_seconds: float = 0.03,
    engine_command: EngineCommand | None = None,
) -> Studio:
    """Build every service on ``paths``. ``step_seconds`` is the pace of the practice backend.

    ``engine_command`` says how the engine is started, by default as the settings say.

    Raises StorageError when the data folder cannot be used, or was written by a newer version.
    """
    environment = os.environ if environment is None else environment
    settings_store = SettingsStore(paths.settings, environment)
    settings = settings_store.load()
    secrets = Secrets(environment, KEY_VARIABLES)
    opened = open_database(paths.database, paths.backups, partial(any_alive, paths.locks))
    with ExitStack() as undo:  # what is open already is closed when the rest cannot be opened
        undo.callback(opened.database.close)
        shelves = _Shelves(paths, settings, opened.database)
        instance = Instance(paths.locks)
        undo.pop_all()
    closing = RunControl()  # for fetches that no job waits for: they end with the app
    catalogue = read_catalogue(resource("models.json").read_bytes())
    engine = open_engine(settings_store, paths.logs / "engine.log", engine_command)
    models = open_models(
        catalogue, settings_store, lambda: secrets.get("huggingface"), paths.data, environment
    )
    local = open_local(engine, models, settings_store, paths.engine / instance.owner)
    accounts = open_accounts(settings_store, secrets)
    sites = open_sites(settings_store, secrets.get, paths, shelves.loras, shelves.pictures)
    workshop = Workshop(
        catalogue=catalogue,
        backends={
            local.id: local,
            **_backends(settings_store, secrets, paths, step_seconds, opened.database),
        },
        journal=Journal(opened.database, instance.owner),
        outputs=shelves.outputs,
        saver=shelves.saver(),
        payloads=shelves.payloads(),
        loras=sites.places,
        prices=PriceBook(catalogue, accounts, paths.prices),
        spending=Spending(
            SpendingRepository(opened.database),
            paid={entry.id for entry in catalogue.backends if entry.paid},
            limit_usd=settings.monthly_limit_usd,
        ),
    )
    generation = GenerationService(workshop)
    eraser = Eraser(Erasures(opened.database), fal_account(settings_store, secrets).erase, closing)
    generation.subscribe(eraser)
    return Studio(
        paths=paths,
        catalogue=workshop.catalogue,
        settings_store=settings_store,
        settings=settings,
        secrets=secrets,
        draft=DraftStore(paths.draft),
        generation=generation,
        references=shelves.reference_service(closing),
        loras=shelves.loras,
        lora_adding=sites.adding,
        lora_updates=sites.updates,
        lora_backup=shelves.lora_backup(),
        lora_folders=open_folders(opened.database, paths.lora_previews, shelves.pictures, engine),
        history=shelves.history_service(),
        outputs=shelves.outputs,
        background=Background("background", workers=4),
        instance=instance,
        database=opened.database,
        thumbnails=shelves.thumbnails,
        pictures=shelves.pictures,
        backends=workshop.backends,
        prices=workshop.prices,
        spending=workshop.spending,
        models=models,
        engine=engine,
        local=local,
        accounts=accounts,
        eraser=eraser,
        closing=closing,
        moved_aside=opened.moved_aside,
        is_new=opened.is_new,
    )


class _Shelves:
    """Where pictures are kept and looked at: what several services share."""

    def __init__(self, paths: Paths, settings: Settings, database: Database) -> None:
        root = Path(settings.pictures_folder or paths.pictures)
        self._paths = paths
        self._scratch = paths.cache / "scratch"
        self._history = HistoryRepository(database, root)
        self._references = ReferenceStore(paths.references)
        self._database = database
        self.outputs = Outputs(root, expected=bool(self._history.page(limit=1)))
        self.pictures = PictureService()
        self.thumbnails = ThumbnailStore(paths.thumbnails)
        self._previews = LoraPreviews(paths.lora_previews)
        self.loras = LoraLibrary(database, self._previews, self.pictures)

    def saver(self) -> PictureSaver:
        return PictureSaver(
            outputs=self.outputs,
            history=self._history,
            pictures=self.pictures,
            thumbnails=self.thumbnails,
            scratch=self._scratch,
        )

    def payloads(self) -> ReferencePayloads:
        return ReferencePayloads(
            references=self._references, pictures=self.pictures, scratch=self._scratch
        )

    def reference_service(self, closing: RunControl) -> ReferenceService:
        return ReferenceService(
            store=self._references,
            pictures=self.pictures,
            thumbnails=self.thumbnails,
            fetch=partial(fetch_public, control=closing),
        )

    def lora_backup(self) -> LoraBackup:
        return LoraBackup(
            self.loras, self._database, self._previews, self.pictures, self._paths.lora_backups
        )

    def history_service(self) -> HistoryService:
        return HistoryService(
            repository=self._history,
            pictures=self.pictures,
            thumbnails=self.thumbnails,
            held=self._paths.data / "deleted",
        )


def _backends(
    store: SettingsStore,
    secrets: Secrets,
    paths: Paths,
    step_seconds: float,
    database: Database,
) -> dict[str, Backend]:
    """Build the backends. They read hosts and keys anew at each run, so that a change counts."""
    backends: list[Backend] = [
        PracticeBackend(step_seconds),
        AimlapiBackend(
            lambda: store.load().aimlapi_url, lambda: secrets.get("aimlapi"), paths.spool
        ),
        FalBackend(
            lambda: _fal_urls(store.load()),
            lambda: secrets.get("fal"),
            options=lambda: store.load().hosted,
            uploads=UploadRepository(database),
            requests=Claims(database),
        ),
    ]
    return {backend.id: backend for backend in backends}


def _fal_urls(settings: Settings) -> FalUrls:
    return FalUrls(
        queue=settings.fal_queue_url,
        run=settings.fal_run_url,
        rest=settings.fal_rest_url,
        api=settings.fal_api_url,
    )

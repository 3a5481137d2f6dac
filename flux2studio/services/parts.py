"""The services that are built, and their modules imported, when they are first used.

Every start of the app waits for what it imports, and most commands need little of all this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flux2studio.core.control import RunControl
from flux2studio.core.late import Late
from flux2studio.core.models import Catalogue
from flux2studio.paths import Paths
from flux2studio.services.opened_shelves import Shelves
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore

if TYPE_CHECKING:
    from flux2studio.backends.base import Backend
    from flux2studio.services.album_keeping import AlbumKeeping
    from flux2studio.services.earlier_prompts import EarlierPrompts
    from flux2studio.services.engine import EngineService
    from flux2studio.services.engine_keeping import EngineKeeping
    from flux2studio.services.family import Families
    from flux2studio.services.file_check import FileCheck
    from flux2studio.services.file_watch import FileWatch
    from flux2studio.services.history_backup import HistoryBackup
    from flux2studio.services.history_check import HistoryCheck
    from flux2studio.services.history_import import HistoryImport
    from flux2studio.services.history_rebuilding import HistoryRebuilding
    from flux2studio.services.lora_backup import LoraBackup
    from flux2studio.services.lora_folders import LoraFolders
    from flux2studio.services.lora_library import LoraLibrary
    from flux2studio.services.lora_places import LoraPlaces
    from flux2studio.services.marking import Marking
    from flux2studio.services.models import Models
    from flux2studio.services.opened_engine import EngineCommand
    from flux2studio.services.opened_lora_places import LoraHosts
    from flux2studio.services.opened_lora_sites import LoraSites
    from flux2studio.services.opened_work import Work
    from flux2studio.services.presets import Presets
    from flux2studio.services.recalling import Recalling
    from flux2studio.services.sample import SampleProject
    from flux2studio.services.sidecar_writing import SidecarWriting
    from flux2studio.services.update_check import UpdateCheck


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What all parts stand on. ``owner`` is the running instance; fetches end with ``closing``.

    ``step_seconds`` is the pace of practice; ``engine_command`` says how the engine is started.
    """

    paths: Paths
    catalogue: Catalogue
    settings: SettingsStore
    secrets: Secrets
    shelves: Shelves
    closing: RunControl
    owner: str
    environment: Mapping[str, str]
    step_seconds: float
    engine_command: EngineCommand | None


class Parts:
    """Thread-safe. ``close`` ends those that there are."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.work = Late(self._work)
        self.engine = Late(self._engine)
        self.engine_keeping = Late(self._engine_keeping)
        self.models = Late(self._models)
        self.loras = Late(self._loras)
        self.lora_backup = Late(self._lora_backup)
        self.lora_folders = Late(self._lora_folders)
        self.lora_sites = Late(self._lora_sites)
        self.album_keeping = Late(self._album_keeping)
        self.history_backup = Late(self._history_backup)
        self.history_import = Late(self._history_import)
        self.history_check = Late(self._history_check)
        self.history_rebuilding = Late(self._history_rebuilding)
        self.file_watch = Late(self._file_watch)
        self.marking = Late(self._marking)
        self.sidecars = Late(self._sidecars)
        self.recalling = Late(self._recalling)
        self.families = Late(self._families)
        self.presets = Late(self._presets)
        self.earlier_prompts = Late(self._earlier_prompts)
        self.sample = Late(self._sample)
        self.update_check = Late(self._update_check)

    def close(self) -> None:
        """End threads and processes; jobs on their way are picked up at the next start."""
        for sidecars in self.sidecars.built:
            sidecars.close()
        for folders in self.lora_folders.built:
            folders.close()
        for work in self.work.built:
            work.close()
        for models in self.models.built:
            models.close()
        for keeping in self.engine_keeping.built:
            keeping.close()
        for engine in self.engine.built:
            engine.close()

    def _work(self) -> Work:
        from flux2studio.services.opened_backends import open_backends
        from flux2studio.services.opened_work import open_work

        ground = self._ground
        backends = open_backends(
            ground.settings,
            ground.secrets,
            ground.shelves.database,
            local=self._local,
            spool=ground.paths.spool,
            step_seconds=ground.step_seconds,
        )
        return open_work(
            ground.catalogue,
            ground.settings,
            ground.secrets,
            ground.shelves,
            ground.closing,
            backends=backends,
            loras=Late(self._lora_places),
            owner=ground.owner,
            prices=ground.paths.prices,
        )

    def _local(self) -> Backend:
        from flux2studio.services.opened_engine import open_local

        ground = self._ground
        folder = ground.paths.engine / ground.owner
        return open_local(self.engine(), self.models(), ground.settings, folder)

    def _engine(self) -> EngineService:
        from flux2studio.services.opened_engine import open_engine

        ground = self._ground
        log_file = ground.paths.logs / "engine.log"
        engines = ground.paths.engines
        return open_engine(ground.settings, log_file, engines, ground.engine_command)

    def _engine_keeping(self) -> EngineKeeping:
        from flux2studio.services.engine_keeping import EngineKeeping
        from flux2studio.services.opened_engine_install import open_engine_install

        ground = self._ground
        return EngineKeeping(open_engine_install(ground.paths, ground.environment), self.engine)

    def _models(self) -> Models:
        from flux2studio.services.opened_models import open_models

        ground = self._ground
        return open_models(
            ground.catalogue,
            ground.settings,
            lambda: ground.secrets.get("huggingface"),
            ground.paths.data,
            ground.environment,
            self._is_in_use,
        )

    def _is_in_use(self, folder: Path) -> bool:
        return any(engine.uses(folder) for engine in self.engine.built)

    def _is_painting(self) -> bool:
        from flux2studio.services.engine_state import EngineStatus

        return any(engine.state.status is EngineStatus.BUSY for engine in self.engine.built)

    def _loras(self) -> LoraLibrary:
        from flux2studio.services.lora_library import LoraLibrary

        shelves = self._ground.shelves
        return LoraLibrary(shelves.database, shelves.previews, shelves.pictures)

    def _lora_backup(self) -> LoraBackup:
        from flux2studio.services.lora_backup import LoraBackup

        shelves, folder = self._ground.shelves, self._ground.paths.lora_backups
        return LoraBackup(
            self.loras(), shelves.database, shelves.previews, shelves.pictures, folder
        )

    def _lora_folders(self) -> LoraFolders:
        from flux2studio.services.lora_folders import LoraFolders
        from flux2studio.services.lora_pictures import LoraPictures

        shelves = self._ground.shelves
        pictures = LoraPictures(shelves.previews, shelves.pictures)
        return LoraFolders(shelves.database, pictures, is_busy=self._is_painting)

    def _lora_sites(self) -> LoraSites:
        from flux2studio.services.opened_lora_sites import open_sites

        ground = self._ground
        pictures = ground.shelves.pictures
        return open_sites(ground.settings, self._hosts(), ground.paths, self.loras(), pictures)

    def _lora_places(self) -> LoraPlaces:
        from flux2studio.services.opened_lora_places import open_places

        return open_places(self._hosts(), self._ground.paths, self.loras().by_source)

    def _hosts(self) -> LoraHosts:
        from flux2studio.services.opened_lora_places import LoraHosts

        return LoraHosts(self._ground.settings, self._ground.secrets.get)

    def _album_keeping(self) -> AlbumKeeping:
        from flux2studio.services.album_keeping import AlbumKeeping
        from flux2studio.storage.roots import Roots

        shelves = self._ground.shelves
        repository = shelves.history.repository
        albums = AlbumRepository(shelves.database)
        return AlbumKeeping(albums, Roots(shelves.database), lambda: repository.root)

    def _history_rebuilding(self) -> HistoryRebuilding:
        from flux2studio.services.history_rebuilding import HistoryRebuilding

        shelves, references = self._ground.shelves, self._ground.paths.references
        return HistoryRebuilding(
            shelves.database,
            shelves.history.repository,
            self.album_keeping(),
            references,
            self.history_backup(),
            imports=lambda folder, control: self.history_import().take(folder, control).added,
        )

    def _history_check(self) -> HistoryCheck:
        from flux2studio.services.history_check import HistoryCheck

        shelves = self._ground.shelves
        return HistoryCheck(
            shelves.database, shelves.history.repository, self._file_check(), self.sidecars()
        )

    def _file_watch(self) -> FileWatch:
        from flux2studio.services.file_watch import FileWatch
        from flux2studio.storage.history_reader import HistoryReader

        shelves = self._ground.shelves
        repository = shelves.history.repository
        reader = HistoryReader(shelves.database, lambda: repository.root)
        return FileWatch(reader, self._file_check(), AlbumRepository(shelves.database))

    def _file_check(self) -> FileCheck:
        from flux2studio.services.file_check import FileCheck
        from flux2studio.storage.sidecar_sync import SidecarSync

        shelves = self._ground.shelves
        repository = shelves.history.repository
        return FileCheck(repository, SidecarSync(shelves.database, repository), shelves.thumbnails)

    def _history_backup(self) -> HistoryBackup:
        from flux2studio.services.history_backup import HistoryBackup

        shelves, ground = self._ground.shelves, self._ground
        return HistoryBackup(
            shelves.database, shelves.history.repository, ground.paths.backups, ground.closing
        )

    def _history_import(self) -> HistoryImport:
        from flux2studio.services.history_import import HistoryImport
        from flux2studio.storage.roots import Roots

        shelves = self._ground.shelves
        return HistoryImport(
            repository=shelves.history.repository,
            roots=Roots(shelves.database),
            albums=AlbumRepository(shelves.database),
        )

    def _marking(self) -> Marking:
        from flux2studio.services.marking import Marking
        from flux2studio.storage.history_marks import HistoryMarks

        shelves = self._ground.shelves
        repository = shelves.history.repository
        marks = HistoryMarks(shelves.database, lambda: repository.root)
        albums = AlbumRepository(shelves.database)
        return Marking(shelves.history, marks, albums, self.sidecars().wake)

    def _sidecars(self) -> SidecarWriting:
        from flux2studio.services.sidecar_writing import SidecarWriting
        from flux2studio.storage.history_marks import HistoryMarks

        shelves = self._ground.shelves
        repository = shelves.history.repository
        marks = HistoryMarks(shelves.database, lambda: repository.root)
        return SidecarWriting(marks, AlbumRepository(shelves.database), self.album_keeping())

    def _recalling(self) -> Recalling:
        from flux2studio.services.recalling import Recalling

        shelves = self._ground.shelves
        return Recalling(
            references=shelves.kept_references,
            loras=self.loras,
            catalogue=self._ground.catalogue,
            picture=shelves.history.repository.get,
        )

    def _presets(self) -> Presets:
        from flux2studio.services.presets import Presets
        from flux2studio.storage.presets import PresetStore

        return Presets(PresetStore(self._ground.paths.presets))

    def _earlier_prompts(self) -> EarlierPrompts:
        from flux2studio.services.earlier_prompts import EarlierPrompts

        return EarlierPrompts(reader=self._ground.shelves.history.search.reader)

    def _families(self) -> Families:
        from flux2studio.services.family import Families
        from flux2studio.storage.family import FamilyRepository
        from flux2studio.storage.history_reader import HistoryReader

        shelves = self._ground.shelves
        reader = HistoryReader(shelves.database, lambda: shelves.history.repository.root)
        repository = FamilyRepository(shelves.database, reader)
        return Families(repository=repository, references=shelves.kept_references)

    def _sample(self) -> SampleProject:
        from flux2studio.services.opened_sample import open_sample

        ground = self._ground
        return open_sample(ground.paths, ground.shelves, ground.catalogue, self.sidecars().wake)

    def _update_check(self) -> UpdateCheck:
        from flux2studio.services.update_check import FEED_VARIABLE, open_update_check

        ground = self._ground
        feed = ground.environment.get(FEED_VARIABLE, "")
        return open_update_check(ground.settings, ground.paths.updates, feed)

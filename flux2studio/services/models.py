"""The models of this computer as the window, the command line and the engine see them."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import send2trash

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import ModelFiles
from flux2studio.core.errors import Cancelled, Detached, StorageError, StudioError
from flux2studio.core.model_files import (
    Download,
    DownloadState,
    LicenceError,
    ModelError,
    ModelOrigin,
    ModelState,
    ModelStatus,
    licence_of,
)
from flux2studio.core.models import Model
from flux2studio.core.phrase import phrase
from flux2studio.services.background import Background
from flux2studio.services.model_board import ModelBoard
from flux2studio.services.model_checks import Checked, ModelChecks
from flux2studio.services.model_downloads import ModelDownloads
from flux2studio.services.model_places import Found, ModelPlaces
from flux2studio.services.model_problems import absent, local_of
from flux2studio.storage.disk import free_bytes

log = logging.getLogger(__name__)

_EVERY_S = 0.1  # how often a check is told of at the most
_AT_ONCE = 3  # downloads and checks


def _never(_: Path) -> bool:
    return False


class Models:
    """Thread-safe. Everything blocks, but for what says “at once”: call it from a worker.

    ``in_use`` tells whether the engine has loaded what lies in a folder; ``trash`` gives a folder
    to the system’s trash. ``folder`` is where downloads go, ``free_bytes`` the room there, both as
    of the last ``refresh``.
    """

    def __init__(
        self,
        places: ModelPlaces,
        downloads: ModelDownloads,
        *,
        in_use: Callable[[Path], bool] = _never,
        trash: Callable[[Path], None] = send2trash.send2trash,
    ) -> None:
        self.in_use = in_use
        self.folder = places.store.folder
        self.free_bytes: int | None = None
        self._models = {each.id: each for each in places.catalogue.models if each.local}
        self._places = places
        self._records = places.records
        self._store = places.store
        self._downloads = downloads
        self._checks = ModelChecks(records=places.records, store=places.store)
        self._trash = trash
        self._board = ModelBoard(_unknown(model) for model in self._models.values())
        self._pool = Background("models", workers=_AT_ONCE)

    def snapshot(self) -> tuple[ModelStatus, ...]:
        """All models, as of the last look at the disk, in the catalogue’s order. At once."""
        return self._board.snapshot()

    def status(self, model_id: str) -> ModelStatus:
        """At once. Raises ModelError for an id that is none of a model of this computer."""
        return self._board.status(self._model(model_id).id)

    def subscribe(self, listener: Callable[[], None]) -> None:
        """``listener`` is called, from any thread, after ``snapshot`` has changed."""
        self._board.subscribe(listener)

    def start_download(self, model_id: str) -> None:
        """Download, or go on with it; how it goes is in the snapshot. At once."""
        self._pool.submit(lambda: self._quietly(self.download, model_id))

    def start_verify(self, model_id: str) -> None:
        """Compare every byte; how it goes is in the snapshot. At once."""
        self._pool.submit(lambda: self._quietly(self.verify, model_id))

    def pause(self, model_id: str) -> None:
        """Stop the download or the check of a model; what is there stays. At once."""
        self._board.cancel(model_id)

    def refresh(self) -> None:
        """Look at the disk."""
        for model in self._models.values():
            self._look(model)
        self._look_for_room()

    def find(self, model: Model) -> ModelFiles:
        """The files that the engine loads. Raises ModelError, with the next step."""
        local, found = local_of(model), self._look(model)
        self._check_accepted(model)
        if found.state is not ModelState.WHOLE or not found.place or not found.place.folder:
            raise found.problem or absent(model)
        place = found.place
        return ModelFiles(
            pipeline=local.pipeline,
            folder=str(place.folder),
            transformer=str(place.transformer) if place.transformer else "",
            label=_label(found, local.repository),
            hidden=found.hidden,
            base=local.base if found.hidden == local.hidden else "",
            name=model.name,
        )

    def download(self, model_id: str, control: RunControl | None = None) -> None:
        """Fetch what is missing. Raises ModelError, BackendError, StorageError and Cancelled."""
        model, control = self._model(model_id), control or RunControl()
        with self._board.turn(model_id, control):
            try:
                self._check_accepted(model)
                self._refuse_in_use(model)
                self._downloads.fetch(model, control, partial(self._tell, model))
            except Detached:
                raise
            except StudioError as error:
                self._end(model, DownloadState.FAILED, error)
                raise
            except BaseException:  # cancelled, Ctrl+C, a bug of ours: it does not run any more
                self._end(model, DownloadState.PAUSED)
                raise
            self._prefer_download(model)
            self._board.change(model_id, download=None)
            self._look(model)
            self._look_for_room()

    def verify(self, model_id: str, control: RunControl | None = None) -> Checked:
        """Read every byte, and compare it with what is known of it.

        Raises ModelError for a damaged file, StorageError and Cancelled.
        """
        model, control = self._model(model_id), control or RunControl()
        found, told = self._look(model), 0.0

        def tell(done: int, total: int) -> None:
            nonlocal told
            if (now := time.monotonic()) - told >= _EVERY_S:
                told = now
                self._board.change(model_id, checking=(done, total))

        if found.place is None:
            raise found.problem or absent(model)
        with self._board.turn(model_id, control):
            try:
                return self._checks.check(found.place, control, tell)
            finally:
                self._board.change(model_id, checking=None)
                self._look(model)

    def accept_licence(self, model_id: str) -> None:
        """Note that the licence was agreed to, now. Raises StorageError."""
        licence = licence_of(self._model(model_id))
        self._records.accept(licence.name, licence.version)
        self.refresh()  # other models may have the same licence

    def use(self, model_id: str, path: Path) -> None:
        """Use a folder or a single file where it lies. Raises ModelError, StorageError."""
        model = self._model(model_id)
        chosen = self._places.choose(model, path.expanduser().absolute())
        if chosen is None:
            self._records.forget(model_id)
        else:
            self._records.choose(model_id, chosen)
        self._look(model)

    def forget(self, model_id: str) -> None:
        """Use the chosen place no more; nothing of it is touched. Raises StorageError."""
        model = self._model(model_id)
        self._records.forget(model_id)
        self._look(model)

    def undo_forget(self, model_id: str) -> None:
        """Raises StorageError."""
        model = self._model(model_id)
        self._records.undo_forget(model_id)
        self._look(model)

    def remove(self, model_id: str) -> None:
        """Give what was downloaded here to the trash. Raises ModelError, StorageError."""
        model = self._model(model_id)
        repository = local_of(model).repository
        folder = self._store.whole(repository)
        if self._store.listing(folder) is None:
            raise ModelError(
                phrase(
                    "“{model}” was not downloaded by flux2studio, so it is not removed.",
                    model=model.name,
                ),
                hint="Forget it here, and delete the files yourself if you want to.",
                details=str(folder),
            )
        self._refuse_in_use(model)
        with self._store.turn(repository, model.name):
            self._give_to_trash(model, folder)
        self._look(model)
        self._look_for_room()

    def discard(self, model_id: str) -> None:
        """Delete the part of a download. Raises ModelError while it runs, StorageError."""
        model = self._model(model_id)
        repository = local_of(model).repository
        with self._store.turn(repository, model.name):
            self._store.discard(repository)
        self._board.change(model_id, download=None)
        self._look(model)
        self._look_for_room()

    def close(self) -> None:
        """Stop the downloads, which go on from there when they are asked for again."""
        self._board.detach()
        self._pool.close(finish=False)

    def _model(self, model_id: str) -> Model:
        try:
            return self._models[model_id]
        except KeyError:
            raise ModelError(
                phrase("There is no model “{model_id}” for this computer.", model_id=model_id),
                hint=phrase("Choose one of: {ids}.", ids=", ".join(self._models)),
            ) from None

    def _look(self, model: Model) -> Found:
        """Look at the disk, and show what is there."""
        found = self._places.look(model)
        place, problem = found.place, found.problem
        self._board.change(
            model.id,
            state=found.state,
            place=place,
            accepted=self._is_accepted(model),
            have_bytes=found.have_bytes,
            total_bytes=found.total_bytes,
            problem=str(problem) if problem else "",
            hint=problem.hint if problem else "",
            can_remove=self._store.listing(self._ours(model)) is not None,
        )
        return found

    def _look_for_room(self) -> None:
        self.folder = self._store.folder
        rooms = map(free_bytes, (self.folder, *self.folder.parents))
        self.free_bytes = next((room for room in rooms if room is not None), None)
        self._board.ring()

    def _ours(self, model: Model) -> Path:
        return self._store.whole(local_of(model).repository)

    def _prefer_download(self, model: Model) -> None:
        """Use a chosen folder no more that is gone or not whole; what was fetched is."""
        chosen = self._records.place(model.id)
        if not chosen or not chosen.folder or self._look(model).state is ModelState.WHOLE:
            return
        if chosen.transformer:
            self._records.choose(model.id, replace(chosen, folder=""))
        else:
            self._records.forget(model.id)

    def _is_accepted(self, model: Model) -> bool:
        licence = licence_of(model)
        if not licence.needs_acceptance:
            return True
        return self._records.accepted(licence.name, licence.version) is not None

    def _check_accepted(self, model: Model) -> None:
        if not self._is_accepted(model):
            licence = licence_of(model)
            raise LicenceError(
                phrase("The licence of “{model}” has not been agreed to here.", model=model.name),
                hint=phrase("Read it at {url} and agree to it in the settings.", url=licence.url),
            )

    def _refuse_in_use(self, model: Model) -> None:
        if self.in_use(self._ours(model)):
            raise ModelError(
                phrase("“{model}” is loaded just now.", model=model.name),
                hint="Free its memory first, or wait for the job to end.",
            )

    def _give_to_trash(self, model: Model, folder: Path) -> None:
        try:
            self._trash(folder)
        except OSError as error:  # send2trash’s own errors are ones, too
            raise StorageError(
                phrase("“{model}” could not be moved to the trash.", model=model.name),
                hint=phrase("Delete the folder yourself: {folder}", folder=str(folder)),
                details=str(error),
            ) from error

    def _tell(self, model: Model, download: Download) -> None:
        self._board.change(model.id, download=download)

    def _end(self, model: Model, state: DownloadState, problem: StudioError | None = None) -> None:
        found = self._look(model)
        done, total = found.have_bytes, found.total_bytes
        download = Download(state=state, done_bytes=done, total_bytes=total, problem=problem)
        self._board.change(model.id, download=download)

    def _quietly(self, work: Callable[[str], object], model_id: str) -> None:
        """Run ``work``; what becomes of it is in the snapshot."""
        try:
            work(model_id)
        except Cancelled:
            log.info("Work on %s was stopped", model_id)
        except StudioError as error:
            log.info("Work on %s failed: %s", model_id, error)
            if not self._board.status(model_id).download:
                self._board.change(model_id, problem=str(error), hint=error.hint)


def _unknown(model: Model) -> ModelStatus:
    """Before the first look at the disk."""
    licence = licence_of(model)
    return ModelStatus(
        model=model.id,
        name=model.name,
        state=ModelState.MISSING,
        licence=licence,
        accepted=not licence.needs_acceptance,
        total_bytes=local_of(model).download_bytes,
    )


def _label(found: Found, repository: str) -> str:
    """What a picture’s recipe says of where the weights came from."""
    place = found.place
    if place is None or place.folder is None:
        return ""
    if place.transformer:
        return place.transformer.name
    if place.origin is ModelOrigin.FOLDER:
        return place.folder.name
    return f"{repository}@{place.revision[:12]}"

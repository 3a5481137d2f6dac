"""State of the models on this computer: the list, downloads, licences, and what fits the GPU."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from flux2studio.core.errors import InvalidRequestError, StudioError
from flux2studio.core.model_files import ModelState, ModelStatus
from flux2studio.core.models import Catalogue, Model
from flux2studio.ui.bridge import Bell
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels import sizes
from flux2studio.ui.viewmodels.fits import Fits
from flux2studio.ui.viewmodels.model_rows import Act, Row, row_of
from flux2studio.ui.viewmodels.readiness import problem_of, tag_of


class ModelShelf(Protocol):
    """The models on the disk. What is above ``refresh`` returns at once; the rest blocks."""

    @property
    def free_bytes(self) -> int | None: ...
    def snapshot(self) -> tuple[ModelStatus, ...]: ...
    def subscribe(self, listener: Callable[[], None]) -> None: ...
    def start_download(self, model_id: str) -> None: ...
    def pause(self, model_id: str) -> None: ...
    def start_verify(self, model_id: str) -> None: ...
    def refresh(self) -> None: ...
    def accept_licence(self, model_id: str) -> None: ...
    def use(self, model_id: str, path: Path) -> None: ...
    def forget(self, model_id: str) -> None: ...
    def undo_forget(self, model_id: str) -> None: ...
    def remove(self, model_id: str) -> None: ...
    def discard(self, model_id: str) -> None: ...


class Ask(StrEnum):
    """What the artist is asked at a row before it is done."""

    LICENCE = "licence"
    REMOVE = "remove"
    DISCARD = "discard"


class Question(NamedTuple):
    model_id: str
    ask: Ask


class ModelsOnDisk(QObject):
    """``rows`` are in the order of the catalogue. ``question``: what stands at which row."""

    changed = Signal()
    readiness_changed = Signal()  # a model can be used now, or no more
    used = Signal(str)  # id of the model that the artist wants in the form

    def __init__(
        self,
        shelf: ModelShelf,
        catalogue: Catalogue,
        fits: Fits,
        tasks: Tasks,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._catalogue = catalogue
        self._fits = fits
        self._tasks = tasks
        self._open_url = open_url
        self._has_looked = False
        self._told: list[tuple[str, str]] = []
        self._refused: dict[str, StudioError] = {}
        self.question: Question | None = None
        self.forgotten = ""  # id of the model whose place can be taken back
        self._known = {status.model: status for status in shelf.snapshot()}
        self._ways: Mapping[Act, Callable[[str], None]] = {
            Act.DOWNLOAD: self._fetch,
            Act.RESUME: self._fetch,
            Act.AGREE: self._fetch,
            Act.PAUSE: shelf.pause,
            Act.STOP: shelf.pause,
            Act.CHECK: shelf.start_verify,
            Act.USE: self.used.emit,
            Act.SHOW: self._show_place,
            Act.FORGET: self._forget,
            Act.REMOVE: partial(self._ask, Ask.REMOVE),
            Act.DISCARD: partial(self._ask, Ask.DISCARD),
        }
        self._bell = Bell(self)
        self._bell.rung.connect(self._on_rung)
        shelf.subscribe(self._bell.ring)
        fits.changed.connect(self.changed)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._row(status) for status in self._known.values())

    def row(self, model_id: str) -> Row | None:
        status = self._known.get(model_id)
        return self._row(status) if status is not None else None

    def _row(self, status: ModelStatus) -> Row:
        model = self._catalogue.model(status.model)
        row = row_of(
            status,
            self._fits.fit(model),
            is_first=status.model == next(iter(self._known)),
            is_gated=model.local is not None and model.local.gated,
        )
        refused = self._refused.get(status.model)
        return replace(row, problem=refused) if refused is not None else row

    @property
    def room(self) -> str:
        """How much room is left for downloads."""
        free = self._shelf.free_bytes
        if free is None:
            return ""
        return self.tr("{0} free on its drive").format(sizes.size(free))

    # What the form asks

    def problem(self, model: Model) -> InvalidRequestError | None:
        """Why ``model`` cannot be used yet, or None; nothing is said of hosted ones."""
        status = self._status_of(model)
        return problem_of(status) if status is not None else None

    def tag(self, model: Model) -> str:
        """What stands beside the name in the list of models; empty for what can be used."""
        status = self._status_of(model)
        return tag_of(status) if status is not None else ""

    # What the artist does

    def look(self) -> None:
        """Look at the disk again, on a worker."""
        self._tasks.run(self._shelf.refresh, self._on_looked, self._on_not_looked)

    def act(self, model_id: str, what: Act) -> None:
        """Do what a button or an entry of the menu says; some of it is asked about first."""
        self._refused.pop(model_id, None)
        self.question = None
        self._ways[what](model_id)
        self.changed.emit()

    def answer(self) -> None:
        """Yes to the question."""
        question, self.question = self.question, None
        if question is not None:
            match question.ask:
                case Ask.LICENCE:
                    agreed = partial(self._on_agreed, question.model_id)
                    self._run(question.model_id, self._shelf.accept_licence, agreed)
                case Ask.REMOVE:
                    self._run(question.model_id, self._shelf.remove)
                case Ask.DISCARD:
                    self._run(question.model_id, self._shelf.discard)
        self.changed.emit()

    def not_now(self) -> None:
        """No to the question."""
        self.question = None
        self.changed.emit()

    def take(self, model_id: str, path: str) -> None:
        """Use a folder or a single file of the artist's, where it lies."""
        self._refused.pop(model_id, None)
        work = partial(self._shelf.use, model_id, Path(path))
        self._tasks.run(work, None, partial(self._on_refused, model_id))

    def undo_forget(self) -> None:
        model_id, self.forgotten = self.forgotten, ""
        if model_id:
            self._run(model_id, self._shelf.undo_forget)
            self.changed.emit()

    def open_licence(self, model_id: str) -> None:
        if (status := self._known.get(model_id)) is not None:
            self._open_url(QUrl(status.licence.url))

    def open_page(self, model_id: str) -> None:
        """The page of the model, on which a gated one is asked for."""
        local = self._catalogue.model(model_id).local
        if local is not None:
            self._open_url(QUrl(f"https://huggingface.co/{local.repository}"))

    def _status_of(self, model: Model) -> ModelStatus | None:
        """None also until the disk was looked at: before that nothing is known to be missing."""
        return self._known.get(model.id) if self._has_looked else None

    def _ask(self, ask: Ask, model_id: str) -> None:
        self.question = Question(model_id, ask)

    def _forget(self, model_id: str) -> None:
        self._run(model_id, self._shelf.forget, partial(self._on_forgotten, model_id))

    def _fetch(self, model_id: str) -> None:
        status = self._known.get(model_id)
        if status is not None and not status.accepted:
            self.question = Question(model_id, Ask.LICENCE)
        else:
            self._shelf.start_download(model_id)

    def _show_place(self, model_id: str) -> None:
        place = self._known[model_id].place
        folder = place and (place.folder or (place.transformer and place.transformer.parent))
        if folder:
            self._open_url(QUrl.fromLocalFile(str(folder)))

    def _run(
        self,
        model_id: str,
        work: Callable[[str], None],
        done: Callable[[object], None] | None = None,
    ) -> None:
        self._tasks.run(partial(work, model_id), done, partial(self._on_refused, model_id))

    def _on_rung(self) -> None:
        self._known = {status.model: status for status in self._shelf.snapshot()}
        self._tell_readiness()
        self.changed.emit()

    def _tell_readiness(self) -> None:
        """Progress alone changes nothing of what the form says."""
        told = [(str(problem_of(each) or ""), tag_of(each)) for each in self._known.values()]
        if self._has_looked and told != self._told:
            self._told = told
            self.readiness_changed.emit()

    def _on_agreed(self, model_id: str, _: object) -> None:
        status = self._known.get(model_id)
        if status is not None and status.state is not ModelState.WHOLE:
            self._shelf.start_download(model_id)

    def _on_forgotten(self, model_id: str, _: object) -> None:
        self.forgotten = model_id
        self.changed.emit()

    def _on_refused(self, model_id: str, error: StudioError) -> None:
        self._refused[model_id] = error
        self.changed.emit()

    def _on_looked(self, _: object) -> None:
        self._has_looked = True
        self._on_rung()

    def _on_not_looked(self, _: StudioError) -> None:
        """What was known stays; the rows say what is wrong with each."""

"""What happens between the parts of the window: one part's event is another part's change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from flux2studio import logs
from flux2studio.core.errors import StorageError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.job import Job
from flux2studio.core.late import Late
from flux2studio.core.rebuild_report import RebuildReport
from flux2studio.core.recall import ALL, ALL_BUT_SEED
from flux2studio.services.gathering import lora_folders
from flux2studio.studio import Studio
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.models.generation_list import GenerationList
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.undo_desk import UndoDesk
from flux2studio.ui.viewmodels.balances import Balances
from flux2studio.ui.viewmodels.compare import CompareViewModel
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.family import FamilyViewModel
from flux2studio.ui.viewmodels.history import HistoryViewModel, Recall
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.viewmodels.lora_settings import LoraSettings
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.viewmodels.making_again import MakingAgain
from flux2studio.ui.viewmodels.money import MoneyViewModel
from flux2studio.ui.viewmodels.recall import RecallViewModel
from flux2studio.ui.viewmodels.settings import SettingsViewModel
from flux2studio.ui.viewmodels.stage import StageViewModel
from flux2studio.ui.viewmodels.this_computer import ThisComputer
from flux2studio.ui.viewmodels.undo import UndoOrder
from flux2studio.ui.widgets.compose_panel import ComposePanel
from flux2studio.ui.widgets.lora_picker import LoraPicker
from flux2studio.ui.widgets.main_window import MainWindow, Page, Panels
from flux2studio.ui.widgets.message_bar import Message

SESSION_START = 24  # pictures of earlier days on the filmstrip, so that it is never a blank
LORA_SUFFIX = ".safetensors"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewModels:
    bridge: JobBridge
    compose: ComposeViewModel
    jobs: JobsViewModel
    loras: LorasViewModel
    lora_settings: Late[LoraSettings]
    settings: SettingsViewModel
    balances: Balances
    money: MoneyViewModel
    history: HistoryViewModel
    recall: RecallViewModel
    again: MakingAgain
    family: FamilyViewModel
    compare: CompareViewModel
    stage: StageViewModel
    here: ThisComputer


class Conductor(QObject):
    """``attach`` connects the window, ``start`` begins the work that follows the first paint."""

    mended = Signal()  # what lay on the disk is in the history again
    _strayed = Signal(str)  # a bug on any thread, told in the UI thread

    def __init__(
        self,
        studio: Studio,
        models: ViewModels,
        tasks: Tasks,
        session: GenerationList,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._studio = studio
        self._models = models
        self._tasks = tasks
        self._session = session
        keepers = (models.compose.steps, models.history.marks, models.loras.edits)
        self.order = UndoOrder(keepers, self)
        self._undo = UndoDesk(self.order, self)
        self._offer: Message | None = None
        self._taken_out: set[str] = set()  # ids of pictures that were deleted from the session
        self._is_closed = False
        self._window: MainWindow
        self._panels: Panels

    def handlers(self, focus_loras: Callable[[], None]) -> dict[str, Callable[[], object]]:
        """What the keys do that concern more than one part, by the ids of ``ui.actions``."""
        return {
            "cancel": self._cancel,
            "loras": focus_loras,
            "lora_picker": self._pick_lora,
            "recall": partial(self._recall_shown, Recall.ALL_BUT_SEED),
            "recall_all": partial(self._recall_shown, Recall.ALL),
            "info": self._show_recipe,
            **self._undo.handlers(),
        }

    def attach(self, window: MainWindow, panels: Panels, compose: ComposePanel) -> None:
        self._window, self._panels = window, panels
        self._connect_jobs()
        self._connect_pictures(compose)
        self._connect_messages()
        self._undo.attach(window)
        window.page_changed.connect(self._on_page_changed)

    def start(self, files: Sequence[str]) -> None:
        """Mend, load and recover, off the UI thread, once the window is there."""
        if self._studio.moved_aside is not None:
            self._window.messages.warn(
                self.tr("The history was damaged and is made again from your pictures."),
                self.tr("The damaged file is kept."),
                str(self._studio.moved_aside),
            )
        for problem in self._studio.settings_store.problems:
            self._window.messages.warn(problem)
        self._tasks.run(self._studio.mend, self._on_mended)
        self._models.loras.load()
        self.take_files(files)
        self._studio.build_the_rest()

    def close(self) -> None:
        """Keep what was typed last. The window is on its way out."""
        self._is_closed = True
        try:
            self._models.compose.saver.flush()
        except StorageError as error:
            logs.log.warning("The draft was not saved: %s", error)

    def take_files(self, files: Sequence[str]) -> None:
        """Pictures become references, LoRAs go into the library; folders are looked into."""
        paths = [Path(file).absolute() for file in files]
        for path in paths:
            if path.suffix.lower() == LORA_SUFFIX:
                self._models.loras.add(str(path))
        others = [path for path in paths if path.suffix.lower() != LORA_SUFFIX]
        if others:
            self._tasks.run(partial(lora_folders, others), partial(self._take_others, others))

    def _take_others(self, paths: Sequence[Path], loras: Sequence[Path]) -> None:
        if loras:
            self._models.loras.import_asked.emit(list(loras))
        if pictures := [path for path in paths if path not in loras]:
            self._models.compose.add_reference_files(pictures)

    def on_called(self, files: list[str]) -> None:
        """A second start: come to the front with what it was given."""
        self._window.setWindowState(
            self._window.windowState() & ~self._window.windowState().WindowMinimized
        )
        self._window.raise_()
        self._window.activateWindow()
        self.take_files(files)

    def on_stray(self, error: BaseException) -> None:
        """An error nobody expected, from any thread."""
        self._strayed.emit(logs.redact(f"{type(error).__name__}: {error}"))

    # Connections

    def _connect_jobs(self) -> None:
        models = self._models
        models.jobs.finished.connect(self._on_finished)
        models.jobs.opened.connect(self._show_picture)
        models.bridge.updated.connect(models.stage.on_update)

    def _connect_pictures(self, compose: ComposePanel) -> None:
        models, panels = self._models, self._panels
        panels.stage.dropped.connect(compose.references.take)
        panels.filmstrip.chosen.connect(models.stage.show)
        models.stage.shown_changed.connect(panels.filmstrip.show_chosen)
        models.stage.reference_chosen.connect(self._use_as_reference)
        models.stage.reveal_wanted.connect(models.history.reveal)
        models.history.opened.connect(self._show_picture)
        models.history.reference_chosen.connect(self._use_as_reference)
        models.history.recalled.connect(self._recall)
        models.again.started.connect(self._on_made_again)
        models.history.trashed.connect(self._on_trashed)
        models.history.restored.connect(self._on_restored)
        models.history.marks.progressed.connect(self._on_progress)

    def _connect_messages(self) -> None:
        show = self._window.messages.show_error
        for signal in (
            self._tasks.unhandled,
            self._models.history.failed,
            self._models.stage.failed,
            self._models.again.failed,
        ):
            signal.connect(show)
        self._strayed.connect(self._on_strayed)

    # Jobs and pictures

    def _on_finished(self, generations: Sequence[Generation]) -> None:
        for generation in generations:
            self._session.add(generation)
        self._models.history.add(generations)
        self._models.loras.note(generations)

    def _show_picture(self, generation: Generation) -> None:
        self._window.show_page(Page.STUDIO)
        self._models.stage.show(generation)

    def _use_as_reference(self, generation: Generation) -> None:
        self._window.show_page(Page.STUDIO)
        self._models.compose.add_reference_files([generation.path])

    def _recall(self, generation: Generation, what: Recall) -> None:
        """Bring the recipe back into the form, its reference pixels included."""
        if what is Recall.PARTS:
            self._models.recall.choose(generation.recipe)
        else:
            parts = ALL if what is Recall.ALL else ALL_BUT_SEED
            self._models.recall.recall(generation.recipe, parts)

    def _on_made_again(self, job: Job) -> None:
        self._models.compose.started.emit(job)
        self._window.status.say(self.tr("One more is being made. The studio shows how far it is."))

    def _recall_shown(self, what: Recall) -> None:
        if (shown := self._looked_at) is not None:
            self._recall(shown, what)

    @property
    def _looked_at(self) -> Generation | None:
        """The picture that the keys are for, on the page of now."""
        match self._window.page:
            case Page.STUDIO:
                return self._models.stage.shown
            case Page.HISTORY | Page.SURVEY:
                return self._models.history.current
            case Page.COMPARE:
                return self._models.compare.generation

    def _show_recipe(self) -> None:
        """The history's inspector, on the picture that is on the stage or compared."""
        if (shown := self._looked_at) is not None:
            self._models.history.choose(shown)
            self._window.show_page(Page.HISTORY)

    def _cancel(self) -> None:
        """What is open goes first, then the job that was started last."""
        if not self._window.dismiss():
            self._models.jobs.cancel_newest()

    def _pick_lora(self) -> None:
        picker = LoraPicker(self._models.loras, self._window)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.open()

    def _on_trashed(self, generations: Sequence[Generation]) -> None:
        for generation in generations:
            if self._session.row_of(generation.id) >= 0:
                self._taken_out.add(generation.id)
                self._session.remove(generation.id)
            self._models.stage.forget(generation)
        count = len(generations)
        self._offer = self._window.messages.say(
            self.tr("%Ln picture(s) (was|were) moved to the trash.", "", count),
            self.tr("Undo"),
            self._models.history.undo,
        )

    def _on_restored(self, generations: Sequence[Generation]) -> None:
        self._window.messages.take_back(self._offer)
        for generation in generations:
            if generation.id in self._taken_out:
                self._session.add(generation)

    def _on_progress(self, done: int, total: int) -> None:
        """The history's page has a line of its own for it."""
        if self._window.page is not Page.HISTORY:
            self._window.status.show_work(self._models.history.marks.told(done, total))

    # Start

    def _on_mended(self, report: RebuildReport | None) -> None:
        if self._is_closed:  # it ended before this was answered: there is nothing to begin
            return
        if report is not None and report.added:
            self._window.messages.say(
                self.tr(
                    "%Ln picture(s) found on disk (is|are) in the history again.", "", report.added
                )
            )
        if report is not None and report.loras:
            self._window.messages.say(
                self.tr("What you know of your LoRAs came back from the newest backup.")
            )
            self._models.loras.load()
        self._tasks.run(partial(self._studio.history.page, limit=SESSION_START), self._on_newest)
        self._studio.recover()
        self._studio.look_up_money()
        if self._window.page is Page.HISTORY:
            self._models.history.load()
        self.mended.emit()

    def _on_newest(self, generations: Sequence[Generation]) -> None:
        for generation in generations:
            self._session.add(generation)
        if generations and self._models.stage.shown is None:
            self._models.stage.show(generations[0])

    def _on_page_changed(self, page: int) -> None:
        if page == Page.HISTORY:
            self._models.history.open_page()

    def _on_strayed(self, details: str) -> None:
        self._window.messages.show_error(
            StudioError(
                self.tr("Something went wrong inside flux2studio; it goes on."),
                hint=self.tr("If it happens again, the log has the details."),
                details=details,
            )
        )

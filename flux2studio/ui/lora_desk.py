"""Opens the dialogs of the LoRAs when a part of the window asks, and tells what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError, StudioError
from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora
from flux2studio.core.lora_moves import MovesDone
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.ui.conductor import ViewModels
from flux2studio.ui.lora_pictures import LoraPictures
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.file_dialogs import ask_folder
from flux2studio.ui.widgets.main_window import MainWindow, Page
from flux2studio.ui.widgets.message_bar import Message

# The dialogs are imported when they are opened: the first paint does not wait for them.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from flux2studio.services.lora_adding import LoraAdding
    from flux2studio.ui.viewmodels.lora_adding import LoraAddingViewModel
    from flux2studio.ui.viewmodels.lora_finding import LoraFinding
    from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
    from flux2studio.ui.widgets.add_lora_dialog import AddLoraDialog
    from flux2studio.ui.widgets.import_dialog import ImportDialog
    from flux2studio.ui.widgets.lora_page import LoraPage
    from flux2studio.ui.widgets.organise_dialog import OrganiseDialog

OpenSettings = Callable[[Part, str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraServices:
    """What the dialogs work on. ``picture`` reads one picture of the history by its id."""

    loras: LoraLibrary
    adding: Callable[[], LoraAdding]  # built when it is first asked for
    folders: LoraFolders
    picture: Callable[[str], Generation]


class LoraDesk(QObject):
    """Follows the signals of the LoRAs' view model; every dialog belongs to the window."""

    def __init__(
        self,
        services: LoraServices,
        models: ViewModels,
        tasks: Tasks,
        window: MainWindow,
        open_settings: OpenSettings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or window)
        self._services = services
        self._models = models
        self._tasks = tasks
        self._window = window
        self._open_settings = open_settings
        self._moves_said: Message | None = None
        loras = models.loras
        loras.add_asked.connect(self.add)
        loras.import_asked.connect(self.take_in)
        loras.organise_asked.connect(self.organise)
        loras.details_asked.connect(self.show_page)
        loras.locate_asked.connect(self.locate)
        loras.download_asked.connect(self.download)
        loras.preview_asked.connect(self._on_preview_asked)
        pictures = LoraPictures(loras, services.loras.set_pair, tasks, self)
        pictures.said.connect(window.messages.say)
        pictures.failed.connect(window.messages.show_error)
        models.history.more_actions = pictures.actions

    def add(self, text: str = "") -> AddLoraDialog:
        """Ask for a LoRA, beginning with what was dropped or typed."""
        from flux2studio.ui.viewmodels.lora_adding import LoraAddingViewModel
        from flux2studio.ui.widgets.add_lora_dialog import AddLoraDialog

        adding = LoraAddingViewModel(self._services.adding(), self._tasks, self)
        dialog = AddLoraDialog(adding, parent=self._window)
        adding.added.connect(partial(self._on_added, adding))
        adding.failed.connect(self._window.messages.show_error)
        dialog.files_chosen.connect(self.take_in)
        dialog.card_wanted.connect(self.show_page)
        dialog.token_wanted.connect(self._on_token_wanted)
        dialog.finished.connect(partial(self._leave, adding))
        self._open(dialog)
        dialog.begin(text)
        return dialog

    def take_in(self, paths: Sequence[Path]) -> None:
        """Show what lies in folders and files; with none, ask for a folder first."""
        if paths:
            self.import_table(paths)
        else:
            ask_folder(self._window, "", self._on_folder)

    def import_table(self, paths: Sequence[Path]) -> ImportDialog:
        """Show what lies there."""
        from flux2studio.ui.viewmodels.lora_importing import LoraImportingViewModel
        from flux2studio.ui.widgets.import_dialog import ImportDialog

        importing = LoraImportingViewModel(self._services.folders, self._tasks)
        dialog = ImportDialog(importing, self._window)
        importing.setParent(dialog)
        importing.taken.connect(self._on_taken)
        self._open(dialog)
        importing.look(paths)
        return dialog

    def organise(self, lora_ids: Sequence[str] = ()) -> OrganiseDialog:
        """Show where the files of these cards would go, or of all."""
        from flux2studio.ui.viewmodels.lora_organising import LoraOrganisingViewModel
        from flux2studio.ui.widgets.organise_dialog import OrganiseDialog

        organising = LoraOrganisingViewModel(self._services.folders.organiser, self._tasks)
        dialog = OrganiseDialog(organising, self._window)
        organising.setParent(dialog)
        organising.moved.connect(self._on_organised)
        organising.undone.connect(self._on_moves_undone)
        self._open(dialog)
        organising.begin(lora_ids)
        return dialog

    def show_page(self, lora_id: str) -> LoraPage | None:
        """Open the page of a card."""
        from flux2studio.ui.viewmodels.lora_finding import LoraFinding
        from flux2studio.ui.viewmodels.lora_page import LoraPageViewModel
        from flux2studio.ui.widgets.lora_missing import LoraMissing
        from flux2studio.ui.widgets.lora_page import LoraPage

        models, library = self._models, self._services.loras
        if (lora := models.loras.find(lora_id)) is None:
            return None
        take_in = models.loras.take_in
        page = LoraPageViewModel(lora, library, self._best, self._tasks, take_in)
        finding = LoraFinding(library, self._services.adding(), self._tasks, take_in, self)
        dialog = LoraPage(page, models.history, LoraMissing(finding), self._window)
        page.setParent(dialog)
        finding.found.connect(page.show)
        follow = partial(self._follow, page)
        models.loras.changed.connect(follow)
        dialog.finished.connect(partial(models.loras.changed.disconnect, follow))
        dialog.finished.connect(partial(self._leave, finding))
        if lora_id in models.loras.in_use():
            dialog.say_in_use()
        dialog.use_wanted.connect(models.loras.use)
        dialog.picture_wanted.connect(self._on_picture_wanted)
        dialog.missing.forget_wanted.connect(models.loras.remove)
        dialog.missing.forget_wanted.connect(dialog.accept)
        self._open(dialog)
        return dialog

    def locate(self, lora_id: str) -> None:
        """Ask where the file of a LoRA is now."""
        if (page := self.show_page(lora_id)) is not None:
            page.missing.begin_locating()

    def download(self, lora_id: str) -> None:
        """Fetch the file of a LoRA again, in sight."""
        if (page := self.show_page(lora_id)) is not None:
            page.missing.begin_download()

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _leave(self, model: LoraAddingViewModel | LoraFinding, _result: int = 0) -> None:
        """Its dialog is closed; what still downloads goes on, and is told when it is here."""
        if not model.is_busy:
            model.deleteLater()

    def _best(self, ids: Sequence[str]) -> list[Generation]:
        """On a worker thread. A picture that is in the trash is left out."""
        found = []
        for generation_id in ids:
            try:
                found.append(self._services.picture(generation_id))
            except StorageError:
                continue
        return found

    def _follow(self, page: LoraPageViewModel) -> None:
        if (lora := self._models.loras.find(page.lora.id)) is not None:
            page.show(lora)

    def _on_folder(self, folder: str) -> None:
        self.import_table([Path(folder)])

    def _on_added(self, adding: LoraAddingViewModel, lora: Lora) -> None:
        self._models.loras.take_in([lora])
        if not adding.is_watched:
            adding.deleteLater()
        self._window.messages.say(
            self.tr("“{0}” is in your collection.").format(lora.name),
            self.tr("Show it"),
            partial(self.show_page, lora.id),
        )

    def _on_taken(self, loras: list[Lora]) -> None:
        self._models.loras.take_in(loras)
        words = (
            self.tr("“{0}” is in your collection.").format(loras[0].name)
            if len(loras) == 1
            else self.tr("%Ln LoRA(s) (is|are) in your collection.", "", len(loras))
        )
        self._window.messages.say(words, self.tr("Undo"), partial(self._undo_import, loras))

    def _undo_import(self, loras: Sequence[Lora]) -> None:
        work = partial(self._services.folders.undo_import, loras)
        self._tasks.run(work, partial(self._on_import_undone, len(loras)))

    def _on_import_undone(self, asked: int, removed: Sequence[Lora]) -> None:
        self._models.loras.take_in((), [lora.id for lora in removed])
        if len(removed) < asked:
            left = asked - len(removed)
            words = self.tr(
                "%Ln LoRA(s) (stays|stay), because you have written on (it|them) since.", "", left
            )
            self._window.messages.say(words)

    def _on_organised(self, done: MovesDone) -> None:
        self._models.loras.take_in(done.moved)
        words = self.tr("%Ln LoRA(s) (was|were) moved.", "", len(done.moved))
        if len(done.moved) == 1:
            words = self.tr("“{0}” was moved.").format(done.moved[0].name)
        if done.moved:
            messages = self._window.messages
            messages.take_back(self._moves_said)  # only the last step can be undone
            self._moves_said = messages.say(words, self.tr("Undo"), self._undo_moves)

    def _undo_moves(self) -> None:
        work = partial(self._services.folders.organiser.undo, RunControl())
        self._tasks.run(work, self._on_moves_undone, self._window.messages.show_error)

    def _on_moves_undone(self, done: MovesDone) -> None:
        self._window.messages.take_back(self._moves_said)
        self._models.loras.take_in(done.moved)
        words = self.tr("%Ln LoRA(s) (is|are) where (it was|they were).", "", len(done.moved))
        if left := len(done.left):
            stay = self.tr(
                "%Ln LoRA(s) (stays|stay): something is in (its|their) old place.", "", left
            )
            words = f"{words} {stay}"
        self._window.messages.say(words)

    def _on_token_wanted(self, site: str) -> None:
        self._open_settings(Part.SERVICES, site)

    def _on_picture_wanted(self, generation: Generation) -> None:
        self._models.history.choose(generation)
        self._window.show_page(Page.HISTORY)

    def _on_preview_asked(self, lora_id: str) -> None:
        shown = self._models.stage.shown
        if shown is None:
            self._window.messages.show_error(
                StudioError(
                    self.tr("There is no picture on the stage."),
                    hint=self.tr("Put the one there that the card is to show."),
                )
            )
        else:
            self._models.loras.edits.set_preview(lora_id, shown.path)

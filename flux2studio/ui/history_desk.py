"""What the history opens: the import of pictures, its check, and making its index again."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtWidgets import QDialog

from flux2studio.studio import Studio
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.history_import import HistoryImportViewModel
from flux2studio.ui.viewmodels.history_work import LibraryWork, Work, check_lines, rebuild_lines
from flux2studio.ui.widgets.drop_sources import find_pictures, holds_loras
from flux2studio.ui.widgets.drop_target import DropTarget
from flux2studio.ui.widgets.history_import_dialog import HistoryImportDialog
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.history_work_dialog import LibraryDialog


class HistoryDesk(QObject):
    """Puts them into the menu of the history page, where files may be dropped, too."""

    def __init__(
        self, studio: Studio, history: HistoryViewModel, tasks: Tasks, page: HistoryPage
    ) -> None:
        super().__init__(page)
        self._studio = studio
        self._history = history
        self._tasks = tasks
        self._page = page
        page.more = (
            ("download", self.tr("Import pictures…"), self.open_import),
            ("check", self.tr("Check library…"), self.open_check),
            ("refresh", self.tr("Make the index again…"), self.open_rebuild),
        )
        self.drops = DropTarget(page, self.words, self.take, foreign=True)

    def open_import(self) -> HistoryImportDialog:
        """Ask which folder of pictures comes into the history."""
        return self._open_import(self._importing())

    def words(self, mime: QMimeData) -> str:
        """What a drop of files would do; anything else is for the window."""
        is_ours = bool(find_pictures(mime).files) and not holds_loras(mime)
        return self.tr("Import into the history") if is_ours else ""

    def take(self, mime: QMimeData) -> None:
        """Look into what was dropped; it comes in at the artist's word."""
        files = find_pictures(mime).files
        importing = self._importing()
        importing.take_plain(on=True)  # what was chosen by hand is wanted as it is
        importing.look(*files)
        self._open_import(importing)

    def _importing(self) -> HistoryImportViewModel:
        importing = HistoryImportViewModel(lambda: self._studio.history_import, self._tasks)
        importing.taken.connect(self._history.load)
        return importing

    def _open_import(self, importing: HistoryImportViewModel) -> HistoryImportDialog:
        dialog = HistoryImportDialog(importing, self._page)
        importing.setParent(dialog)
        self._open(dialog)
        return dialog

    def open_check(self) -> LibraryDialog:
        """Look through the database and the files, and put right what is wrong."""
        return self._open_work(
            self.tr("Check library"),
            self.tr("Looks through the index and the files, and puts right what it can."),
            lambda control, tell: check_lines(self._studio.history_check, control, tell),
        )

    def open_rebuild(self) -> LibraryDialog:
        """Read all pictures again, with their marks."""
        return self._open_work(
            self.tr("Make the index again"),
            self.tr(
                "Reads every picture in your folders with the marks beside it. No file is"
                " changed, and what the index knows already stays."
            ),
            lambda control, tell: rebuild_lines(self._studio.history_rebuilding, control, tell),
        )

    def _open_work(self, title: str, meaning: str, act: Work) -> LibraryDialog:
        work = LibraryWork(act, self._tasks)
        work.ended.connect(self._history.load)
        dialog = LibraryDialog(title, meaning, work, self._page)
        self._open(dialog)
        return dialog

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

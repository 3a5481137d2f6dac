"""What the history opens: the import of pictures, its check, and making its index again."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog

from flux2studio.studio import Studio
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.history import HistoryViewModel
from flux2studio.ui.viewmodels.history_import import HistoryImportViewModel
from flux2studio.ui.viewmodels.history_work import LibraryWork, Work, check_lines, rebuild_lines
from flux2studio.ui.widgets.history_import_dialog import HistoryImportDialog
from flux2studio.ui.widgets.history_page import HistoryPage
from flux2studio.ui.widgets.history_work_dialog import LibraryDialog


class HistoryDesk(QObject):
    """Puts them into the menu of the history page."""

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

    def open_import(self) -> HistoryImportDialog:
        """Ask which folder of pictures comes into the history."""
        importing = HistoryImportViewModel(lambda: self._studio.history_import, self._tasks)
        importing.taken.connect(self._history.load)
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

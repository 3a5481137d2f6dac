"""What can be done with one job, as a menu."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.ui.keymap import keymap
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.rounded import rounded


def job_menu(
    row: JobRow, jobs: JobsViewModel, unfold: Callable[[], None], parent: QWidget
) -> QMenu:
    """``unfold`` shows or hides the details."""
    menu = rounded(QMenu(parent))

    def entry(text: str, act: Callable[[], object], key: str = "") -> None:
        shown = keymap().shown(key) if key else ""
        menu.addAction(f"{text}\t{shown}" if shown else text).triggered.connect(act)

    if row.waits:
        entry(_tr("Run next"), partial(jobs.put_first, row.id), "job_first")
        entry(_tr("Move up"), partial(jobs.move, row.id, -1), "job_up")
        entry(_tr("Move down"), partial(jobs.move, row.id, 1), "job_down")
        menu.addSeparator()
    if row.generations:
        entry(_tr("Show the picture"), partial(jobs.open, row.id), "job_open")
    entry(_tr("Details"), unfold, "job_details")
    if row.running:
        menu.addSeparator()
        if row.can_cancel:
            words = _tr("Remove") if row.waits else _tr("Cancel")
            entry(words, partial(jobs.cancel, row.id), "job_stop")
        entry(_tr("Cancel all but this one"), partial(jobs.cancel_others, row.id))
    elif row.ended:
        entry(_tr("Take the row away"), partial(jobs.dismiss, row.id), "job_stop")
    return menu


def _tr(text: str) -> str:
    return QCoreApplication.translate("job_menu", text)

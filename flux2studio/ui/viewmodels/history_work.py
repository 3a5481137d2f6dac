"""State of long work on the whole history: its check, and making its index again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from flux2studio.core.check_report import CheckReport
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.rebuild_report import RebuildReport
from flux2studio.ui import words
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.lora_work import unless_stopped

_PATHS_MAX = 5  # files that one line names
_PROBLEMS_MAX = 20
_EVERY = 50  # of so many pictures one is told to the window

OnProgress = Callable[[int, int], None]
Lines = tuple[tuple[str, str], ...]  # what was found, and which files or what is left
Work = Callable[[RunControl, OnProgress], Lines]


class Checking(Protocol):
    def run(self, control: RunControl, on_progress: OnProgress) -> CheckReport: ...


class Rebuilding(Protocol):
    def run(self, control: RunControl, on_progress: OnProgress) -> RebuildReport: ...


class LibraryWork(QObject):
    """Begins when it is made. ``lines`` say at the end what was found; ``progress`` is done, all.

    ``ended`` fires also when it was stopped or failed: some may be changed all the same.
    """

    changed = Signal()
    ended = Signal()

    def __init__(self, work: Work, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.progress = (0, 0)
        self.is_running = True
        self.was_stopped = False
        self.lines: Lines = ()
        self.problem: StudioError | None = None
        self._control = RunControl()
        told = self._told = Letterbox(self)
        told.came.connect(self._on_told)
        run = partial(work, self._control, self._tell)
        tasks.run(unless_stopped(run), self._on_done, self._on_failed)

    def stop(self) -> None:
        self._control.cancel()

    def _tell(self, done: int, total: int) -> None:
        """On a worker thread."""
        if done == total or done % _EVERY == 0:
            self._told.post((done, total))

    def _on_told(self, progress: tuple[int, int]) -> None:
        if self.is_running:
            self.progress = progress
            self.changed.emit()

    def _on_done(self, lines: Lines | None) -> None:
        self.was_stopped = lines is None
        self.lines = lines or ()
        self._end()

    def _on_failed(self, error: StudioError) -> None:
        self.problem = error
        self._end()

    def _end(self) -> None:
        self.is_running = False
        self.changed.emit()
        self.ended.emit()


def check_lines(checking: Checking, control: RunControl, on_progress: OnProgress) -> Lines:
    """Check the history on a worker; return what was found as one reads it."""
    report = checking.run(control, on_progress)
    if not report.findings:
        return ((_tr("All is in order."), _pictures(report.pictures)),)
    lines = []
    for finding in report.findings:
        left = finding.count - finding.mended
        note = _tr("put right") if not left else _tr("{0} left").format(words.count(left))
        names = ", ".join(path.name for path in finding.paths[:_PATHS_MAX])
        more = "…" if len(finding.paths) > _PATHS_MAX else ""
        lines.append(
            (
                f"{finding.what}: {words.count(finding.count)}",
                f"{note} ({names}{more})" if names else note,
            )
        )
    return (*lines, (_tr("Looked at"), _pictures(report.pictures)))


def rebuild_lines(rebuilding: Rebuilding, control: RunControl, on_progress: OnProgress) -> Lines:
    """Make the index again on a worker; return what came of it as one reads it."""
    report = rebuilding.run(control, on_progress)
    counts = (
        (_tr("New in the history"), report.added),
        (_tr("There already"), report.already),
        (_tr("With marks beside them"), report.sidecars),
        (_tr("Albums that came back"), report.albums),
        (_tr("Without a recipe, or not to be read"), len(report.unreadable)),
    )
    lines = [(what, words.count(count)) for what, count in counts if count]
    problems = [
        (each.path.name, words.said(each.sentence)) for each in report.problems[:_PROBLEMS_MAX]
    ]
    return (*(lines or [(_tr("There are no pictures."), "")]), *problems)


def _pictures(count: int) -> str:
    return _tr("%Ln picture(s)", count)


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("history_work", text, None, number)

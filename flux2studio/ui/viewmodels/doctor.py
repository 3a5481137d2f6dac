"""State of the doctor's window: what was found, what is wrong first, and the report of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from flux2studio.core.errors import StudioError
from flux2studio.services.doctor_engine import Finding
from flux2studio.services.doctor_report import Names, ordered, report
from flux2studio.ui.tasks import Tasks

__all__ = ["DoctorViewModel", "Finding"]


class DoctorViewModel(QObject):
    """``examine`` blocks for some seconds and runs on a worker."""

    found = Signal()
    failed = Signal(object)  # StudioError

    def __init__(
        self,
        examine: Callable[[], tuple[Sequence[Finding], Names]],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._examine = examine
        self._tasks = tasks
        self._names = Names()
        self.findings: list[Finding] = []

    @property
    def wrong(self) -> int:
        """How many things there are to mend."""
        return sum(finding.ok is False for finding in self.findings)

    @property
    def report(self) -> str:
        """All of it, without what tells who or where one is."""
        return report(self.findings, self._names)

    def look(self) -> None:
        self._tasks.run(self._examine, self._on_found, self._on_failed)

    def _on_found(self, found: tuple[Sequence[Finding], Names]) -> None:
        findings, self._names = found
        self.findings = ordered(findings)
        self.found.emit()

    def _on_failed(self, error: StudioError) -> None:
        self.failed.emit(error)

"""State of the local engine's installation, and what the artist does about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from flux2studio.core.engine_install import EngineStanding, InstallAct, InstallState
from flux2studio.services.engine_state import EngineStatus
from flux2studio.ui.bridge import Bell
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.engine_install_face import Act, Elsewhere, Face, face_of

_FOLLOW_MS = 2000  # how often another window's work is looked at
_ACTS = {
    Act.INSTALL: InstallAct.INSTALL,
    Act.GO_ON: InstallAct.INSTALL,
    Act.REPAIR: InstallAct.REPAIR,
    Act.UPDATE: InstallAct.UPDATE,
}
_ASKED = {Act.REMOVE: InstallAct.REMOVE, Act.DISCARD: InstallAct.DISCARD}


class Keeping(Protocol):
    """What installs the engine. ``look`` blocks; the rest returns at once.

    A listener that is known already is no second one.
    """

    def snapshot(self) -> EngineStanding: ...
    def subscribe(self, listener: Callable[[], None]) -> None: ...
    def look(self) -> None: ...
    def start(self, act: InstallAct) -> None: ...
    def cancel(self) -> None: ...


class EngineInstallViewModel(QObject):
    """``keeping`` is built when somebody looks for the first time. ``named`` is the Python that
    the artist set for the engine, empty for none.

    ``question`` is what the artist is asked before it is done.
    """

    changed = Signal()
    need_changed = Signal()  # there is an engine now, or none any more
    done = Signal(object)  # InstallAct that came to its end
    failed = Signal(object)  # StudioError that an act ended with

    def __init__(
        self,
        keeping: Callable[[], Keeping],
        computer: ComputerViewModel,
        named: Callable[[], str],
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        follow_ms: int = _FOLLOW_MS,
    ) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._computer = computer
        self._named = named
        self._tasks = tasks
        self._standing = EngineStanding()
        self._was_needed = False
        self.question: Act | None = None
        self._follow = QTimer(self, singleShot=True, interval=follow_ms)
        self._follow.timeout.connect(self.look)
        self._bell = Bell(self)
        self._bell.rung.connect(self._on_rung)
        computer.changed.connect(self._on_computer)

    @property
    def face(self) -> Face:
        return face_of(self._standing, self._elsewhere, is_unusable=self._is_unusable)

    @property
    def is_needed(self) -> bool:
        """There is no engine at all, and one can be installed, or is being."""
        return self._elsewhere is Elsewhere.NOWHERE and self._computer.lacks_engine

    def look(self) -> None:
        """Look at the disk and the graphics card again, on a worker."""
        self._tasks.run(partial(_look, self._keeping, self._bell.ring), self._on_looked)

    def act(self, what: Act) -> None:
        """Do what a button says; some of it is asked about first."""
        self.question = what if what in _ASKED else None
        if what in _ACTS:
            self._keeping().start(_ACTS[what])
        elif what is Act.CANCEL:
            self._keeping().cancel()
        elif what is Act.LOOK:
            self.look()
        self.changed.emit()

    def answer(self) -> None:
        """Yes to the question."""
        question, self.question = self.question, None
        if question is not None:
            self._keeping().start(_ASKED[question])
        self.changed.emit()

    def not_now(self) -> None:
        """No to the question."""
        self.question = None
        self.changed.emit()

    @property
    def _elsewhere(self) -> Elsewhere:
        if self._named():
            return Elsewhere.NAMED
        status = self._standing.status
        is_ours = status is not None and status.python is not None
        has_looked = self._computer.hardware is not None
        if has_looked and not is_ours and not self._computer.lacks_engine:
            return Elsewhere.OWN
        return Elsewhere.NOWHERE

    @property
    def _is_unusable(self) -> bool:
        """The one that is installed here was started, and found that it cannot work."""
        is_ours = self._elsewhere is Elsewhere.NOWHERE
        return is_ours and self._computer.state.status is EngineStatus.UNUSABLE

    def _on_looked(self, standing: EngineStanding) -> None:
        """What another window does tells nobody here, least of all when nothing has changed."""
        if _is_elsewhere(standing):
            self._follow.start()

    def _on_rung(self) -> None:
        before, self._standing = self._standing, self._keeping().snapshot()
        ended = before.act if self._standing.act is None else None
        if ended or (_is_elsewhere(before) and not _is_elsewhere(self._standing)):
            self._computer.look()  # there may be an engine now, or none any more
        if ended:
            self._tell_end(ended)
        if _is_elsewhere(self._standing):
            self._follow.start()
        self._tell()

    def _tell_end(self, act: InstallAct) -> None:
        """What was cancelled has no end yet."""
        status, failure = self._standing.status, self._standing.failure
        if failure is not None:
            self.failed.emit(failure)
        elif status is not None and not status.unfinished:
            self.done.emit(act)

    def _on_computer(self) -> None:
        """Where there is no engine, or no more, it is said at once what one would take."""
        if self.is_needed and not self._was_needed:
            self.look()
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
        if self.is_needed != self._was_needed:
            self._was_needed = self.is_needed
            self.need_changed.emit()


def _look(keeping: Callable[[], Keeping], listener: Callable[[], None]) -> EngineStanding:
    """On a worker."""
    keeping().subscribe(listener)
    keeping().look()
    return keeping().snapshot()


def _is_elsewhere(standing: EngineStanding) -> bool:
    """Another window is at work on the engine."""
    status = standing.status
    return status is not None and status.state is InstallState.INSTALLING

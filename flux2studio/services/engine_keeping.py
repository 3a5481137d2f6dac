"""The engine's installation as the window sees it: how it stands, and what is done about it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, Protocol

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import (
    EngineInstallError,
    EnginePlan,
    EngineStanding,
    InstallAct,
    InstallPhase,
    InstallProgress,
    InstallState,
    InstallStatus,
)
from flux2studio.core.errors import Cancelled, Detached, StudioError
from flux2studio.services.background import Background
from flux2studio.services.engine_install import EngineInstaller

log = logging.getLogger(__name__)

_BEGUN = InstallProgress(phase=InstallPhase.PLANNING)


class RunningEngine(Protocol):
    """The engine that makes pictures, which has to give way to another one."""

    def renew(self) -> None: ...
    def at_rest(self) -> AbstractContextManager[bool]: ...


class EngineKeeping:
    """Thread-safe. All but ``look`` and ``close`` return at once.

    ``engine`` is asked for when another one takes its place, or none.
    """

    def __init__(self, installer: EngineInstaller, engine: Callable[[], RunningEngine]) -> None:
        self._installer = installer
        self._engine = engine
        self._lock = threading.Lock()
        self._standing = EngineStanding()
        self._control: RunControl | None = None  # of what is being done
        self._listeners: list[Callable[[], None]] = []
        self._pool = Background("engine-install", workers=1)

    def snapshot(self) -> EngineStanding:
        with self._lock:
            return self._standing

    def subscribe(self, listener: Callable[[], None]) -> None:
        """``listener`` is called, from any thread, after ``snapshot`` has changed; once, however
        often it is given.
        """
        with self._lock:
            if listener not in self._listeners:
                self._listeners.append(listener)

    def look(self) -> None:
        """Look at the disk, the graphics card and its driver. Blocking."""
        with self._lock:
            if self._control is not None:
                return
        self._look()

    def start(self, act: InstallAct) -> None:
        """Do it; how it goes is in the snapshot. Ignored while something else is done."""
        with self._lock:
            if self._control is not None:
                return
            control = self._control = RunControl()
        self._change(act=act, progress=_BEGUN, failure=None)
        self._pool.submit(lambda: self._do(act, control))

    def cancel(self) -> None:
        """Stop what is being done; what was downloaded stays."""
        with self._lock:
            control = self._control
        if control is not None:
            control.cancel()

    def close(self) -> None:
        """Stop: the next start can go on with it."""
        with self._lock:
            control = self._control
        if control is not None:
            control.detach()
        self._pool.close(finish=False)

    def _do(self, act: InstallAct, control: RunControl) -> None:
        failure: StudioError | None = None
        try:
            self._carry_out(act, control)
        except (Cancelled, Detached):
            log.info("The act %r on the engine was stopped", act.value)
        except StudioError as error:
            log.info("The act %r on the engine failed: %s", act.value, error)
            failure = error
        finally:
            with self._lock:
                self._control = None
            self._look(failure)

    def _carry_out(self, act: InstallAct, control: RunControl) -> None:
        installer = self._installer
        match act:
            case InstallAct.REMOVE:
                self._remove()
            case InstallAct.DISCARD:
                installer.discard()
            case InstallAct.REPAIR:
                installer.repair(control, self._tell)
                self._engine().renew()
            case _:
                installer.install(control, self._tell)
                self._engine().renew()

    def _remove(self) -> None:
        with self._engine().at_rest() as is_free:
            if not is_free:
                raise EngineInstallError(
                    "The engine is making a picture.",
                    hint="Wait for it to end, or cancel it, then remove the engine.",
                )
            self._installer.remove()

    def _look(self, failure: StudioError | None = None) -> None:
        """An earlier failure is told while it still holds, with details that no file keeps."""
        plan: EnginePlan | None = None
        no_plan: StudioError | None = None
        try:
            status = self._installer.status()
        except StudioError as error:
            self._end(failure=failure or error)
            return
        if _wants_plan(status):
            try:
                plan = self._installer.plan()
            except StudioError as error:
                no_plan = error
        before = self.snapshot().failure
        if failure is None and before is not None and str(before) == status.problem:
            failure = before
        self._end(status=status, plan=plan, no_plan=no_plan, failure=failure)

    def _end(self, **changes: Any) -> None:
        """Show what was found; nothing is done any more, unless that has just begun."""
        is_done = self._control is None
        self._change(**changes, **({"act": None, "progress": None} if is_done else {}))

    def _tell(self, progress: InstallProgress) -> None:
        self._change(progress=progress)

    def _change(self, **changes: Any) -> None:
        with self._lock:
            before = self._standing
            self._standing = replace(before, **changes)
            listeners = tuple(self._listeners) if self._standing != before else ()
        for listener in listeners:
            listener()


def _wants_plan(status: InstallStatus) -> bool:
    """What works and is new needs none."""
    if status.state is InstallState.INSTALLING:
        return False
    return status.unfinished or status.state is not InstallState.READY

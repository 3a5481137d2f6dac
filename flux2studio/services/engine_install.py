"""Installs, repairs, updates and removes the local engine, each in one step or not at all."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import (
    EnginePlan,
    InstallPhase,
    InstallProgress,
    InstallState,
    InstallStatus,
)
from flux2studio.core.errors import StorageError, StudioError
from flux2studio.core.local import Hardware
from flux2studio.services.engine_install_choice import choose, this_computer
from flux2studio.services.engine_install_damage import damaged
from flux2studio.services.engine_install_folder import (
    Active,
    EngineFolder,
    packages_of,
    python_of,
    size_of,
)
from flux2studio.services.engine_install_making import (
    MARGIN_BYTES,
    PYTHON_DISK,
    PYTHON_DOWNLOAD,
    Base,
    Making,
    Tell,
)
from flux2studio.services.engine_install_sources import Sources
from flux2studio.services.engine_install_uv import Uv, find_uv
from flux2studio.services.engine_install_words import incomplete, interrupted, no_room
from flux2studio.services.engine_libraries import NEEDED
from flux2studio.services.engine_log import EngineLog
from flux2studio.services.hardware import find_hardware, gpu_name
from flux2studio.storage.disk import free_bytes, nearest_folder


class EngineInstaller:
    """Blocking: for a worker. Another window may be at work on the same ``folder``.

    ``margin_bytes`` stay free on its disk.
    """

    def __init__(
        self,
        sources: Sources,
        folder: Path,
        log_file: Path,
        *,
        look: Callable[[], Hardware] = find_hardware,
        tool: Callable[[], Path] = find_uv,
        margin_bytes: int = MARGIN_BYTES,
    ) -> None:
        self._sources = sources
        self._folder = EngineFolder(folder)
        self._log_file = log_file
        self._look = look
        self._tool = tool
        self._margin_bytes = margin_bytes

    @property
    def place(self) -> Path:
        return self._folder.root

    def plan(self, build: str = "") -> EnginePlan:
        """Say what an installation takes; ``build`` names one instead of what fits best.

        Raises EngineInstallError when there is none for this computer.
        """
        hardware = self._look()
        choice = choose(self._sources.builds, hardware, this_computer(), build)
        chosen, root = choice.build, self._folder.root
        download, disk = (0, 0) if self._sources.python else (PYTHON_DOWNLOAD, PYTHON_DISK)
        download, disk = download + chosen.download_bytes, disk + chosen.disk_bytes
        here = size_of(self._folder.cache) + size_of(self._folder.pythons)
        return EnginePlan(
            build=chosen,
            gpu=gpu_name(hardware),
            why=choice.why,
            is_slow=choice.is_slow,
            download_bytes=download,
            disk_bytes=disk,
            needed_bytes=max(disk - here, 0) + self._margin_bytes,
            free_bytes=free_bytes(nearest_folder(root)),
            place=root,
        )

    def status(self) -> InstallStatus:
        """Say how the engine stands, without starting it. Raises StorageError."""
        if self._folder.is_busy():
            return self._standing(InstallState.INSTALLING)
        active = self._folder.active()
        left = self._folder.unfinished()
        if left is not None:
            error = interrupted()
            message, hint = (left.message, left.hint) if left.message else (str(error), error.hint)
            state = self._state_of(active) if active else InstallState.BROKEN
            return self._standing(state, unfinished=True, problem=message, hint=hint)
        if active is None:
            return self._standing(InstallState.ABSENT)
        state = self._state_of(active)
        if state is InstallState.BROKEN:
            error = incomplete("")
            return self._standing(state, problem=str(error), hint=error.hint)
        return self._standing(state)

    def install(self, control: RunControl, tell: Tell, build: str = "") -> InstallStatus:
        """Make the engine, or go on with that; an engine that is whole and new stays as it is.

        Raises EngineInstallError, BackendError, StorageError and Cancelled: an older engine works
        on then, and what was downloaded is kept.
        """
        return self._work(
            control, tell, build, lambda plan, active: self._base(plan, active, set())
        )

    def update(self, control: RunControl, tell: Tell, build: str = "") -> InstallStatus:
        """As ``install``; only what changed is downloaded."""
        return self.install(control, tell, build)

    def repair(self, control: RunControl, tell: Tell, build: str = "") -> InstallStatus:
        """Compare every file with what was installed, and make the engine anew from what is
        right; only the rest is downloaded. Raises as ``install``.
        """

        def base(plan: EnginePlan, active: Active | None) -> Base | None:
            place = self._place_of(active)
            packages = packages_of(place) if place else None
            wrong = damaged(packages, control.check) if packages else set()
            return self._base(plan, active, wrong)

        return self._work(control, tell, build, base, anew=True)

    def remove(self) -> InstallStatus:
        """Remove the engine and its Python; models, pictures and LoRAs stay. Raises StorageError,
        and EngineInstallError while another window is at work.
        """
        with self._folder.turn():
            self._folder.remove()
        return self.status()

    def discard(self) -> InstallStatus:
        """Give up what was begun, and remove what was downloaded for it. Raises as ``remove``."""
        with self._folder.turn():
            self._folder.discard()
        return self.status()

    def _work(
        self,
        control: RunControl,
        tell: Tell,
        build: str,
        base: Callable[[EnginePlan, Active | None], Base | None],
        *,
        anew: bool = False,
    ) -> InstallStatus:
        with self._folder.turn():
            tell(InstallProgress(phase=InstallPhase.PLANNING))
            plan = self.plan(build)
            active = self._folder.active()
            identity = self._sources.identity(plan.build)
            is_there = self._is_current(active, identity)
            if anew or not is_there or self._folder.unfinished():
                self._make(plan, identity, base(plan, active), control, tell)
        return self.status()

    def _make(
        self,
        plan: EnginePlan,
        identity: str,
        base: Base | None,
        control: RunControl,
        tell: Tell,
    ) -> None:
        name = plan.build.name
        place = self._folder.begin(identity)
        try:
            if base is None:
                _check_room(plan)
            self._folder.note(name)
            self._making(plan, control, tell).make(place, base)
            tell(InstallProgress(phase=InstallPhase.SWITCHING))
            active = Active(engine="", build=name, identity=identity, python=self._python(plan))
            self._folder.switch(place, active)
        except StudioError as error:
            with suppress(StorageError):  # a full disk may have no room for that either
                self._folder.note(name, str(error), error.hint)
            raise

    def _making(self, plan: EnginePlan, control: RunControl, tell: Tell) -> Making:
        journal = EngineLog(self._log_file)
        folder = self._folder
        uv = Uv(self._tool(), cache=folder.cache, pythons=folder.pythons, journal=journal)
        return Making(
            sources=self._sources,
            folder=folder,
            uv=uv,
            journal=journal,
            plan=plan,
            control=control,
            tell=tell,
            margin_bytes=self._margin_bytes,
        )

    def _base(
        self, plan: EnginePlan, active: Active | None, wrong: AbstractSet[str] = frozenset()
    ) -> Base | None:
        """The engine to start from, where its Python is there and the one that is wanted."""
        place = self._place_of(active)
        if place is None or packages_of(place) is None:
            return None
        if active is None or active.python != self._python(plan):
            return None
        return Base(place=place, damaged=wrong)

    def _place_of(self, active: Active | None) -> Path | None:
        place = self._folder.root / active.engine if active else None
        return place if place and python_of(place).is_file() else None

    def _python(self, plan: EnginePlan) -> str:
        return self._sources.python or plan.build.python

    def _is_current(self, active: Active | None, identity: str) -> bool:
        is_whole = active is not None and self._state_of(active) is not InstallState.BROKEN
        return is_whole and active is not None and active.identity == identity

    def _state_of(self, active: Active) -> InstallState:
        place = self._place_of(active)
        packages = packages_of(place) if place else None
        if len(_versions(packages)) < len(NEEDED):
            return InstallState.BROKEN
        builds = {build.name: build for build in self._sources.builds}
        build = builds.get(active.build)
        is_current = build is not None and self._sources.identity(build) == active.identity
        return InstallState.READY if is_current else InstallState.OUTDATED

    def _standing(
        self, state: InstallState, *, unfinished: bool = False, problem: str = "", hint: str = ""
    ) -> InstallStatus:
        active = self._folder.active()
        left = self._folder.unfinished()
        place = self._place_of(active)
        return InstallStatus(
            state=state,
            build=active.build if active else left.build if left else "",
            python=self._folder.active_python(),
            versions=_versions(packages_of(place) if place else None),
            unfinished=unfinished,
            problem=problem,
            hint=hint,
        )


def _check_room(plan: EnginePlan) -> None:
    if not plan.fits and plan.free_bytes is not None:
        raise no_room(plan.needed_bytes, plan.free_bytes, str(plan.place))


def _versions(packages: Path | None) -> tuple[tuple[str, str], ...]:
    """Read them off the names of the folders, as installers write them."""
    if packages is None:
        return ()
    found = dict(
        info.name.removesuffix(".dist-info").rpartition("-")[::2]
        for info in packages.glob("*.dist-info")
    )
    return tuple((name, found[name]) for name in NEEDED if name in found)

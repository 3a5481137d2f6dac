"""Makes one environment for the engine beside those that are there, and tries it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import (
    EnginePlan,
    InstallPhase,
    InstallProgress,
)
from flux2studio.services.engine_install_check import check_engine
from flux2studio.services.engine_install_damage import copy_environment
from flux2studio.services.engine_install_folder import EngineFolder, packages_of, python_of, size_of
from flux2studio.services.engine_install_package import put_package
from flux2studio.services.engine_install_sources import Sources
from flux2studio.services.engine_install_uv import Uv
from flux2studio.services.engine_install_words import incomplete, other_device, room_ran_out
from flux2studio.services.engine_log import EngineLog
from flux2studio.storage.disk import free_bytes

Tell = Callable[[InstallProgress], None]

MARGIN_BYTES = 512 * 2**20  # stay free: the app itself needs some
PYTHON_DOWNLOAD, PYTHON_DISK = 35_000_000, 130_000_000  # bytes of the one that uv brings, at most
_SURE_S = 3.0  # before that nobody knows how long it takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """An engine that the new one is made after; ``damaged`` are folders of it to leave out."""

    place: Path
    damaged: AbstractSet[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Blocking. ``make`` may be called again: what was downloaded stays until it succeeds."""

    sources: Sources
    folder: EngineFolder
    uv: Uv
    journal: EngineLog
    plan: EnginePlan
    control: RunControl
    tell: Tell
    margin_bytes: int = MARGIN_BYTES

    def make(self, place: Path, base: Base | None) -> None:
        """Fill ``place``, which is not there yet; nothing of it is left when that fails.

        Raises EngineInstallError, BackendError in the engine's words, StorageError, Cancelled.
        """
        try:
            self._say(InstallPhase.PYTHON)
            if base:
                copy_environment(base.place, place, base.damaged)
            else:
                self._environment(place)
            self._libraries(place)
            put_package(self.sources.package, _packages(place))
            self._say(InstallPhase.TESTING)
            self._try(python_of(place))
        except BaseException:  # Ctrl+C too
            shutil.rmtree(place, ignore_errors=True)
            raise

    def _environment(self, place: Path) -> None:
        build, own = self.plan.build, self.sources.python
        which = ["--python", own] if own else ["--python", build.python, "--managed-python"]
        words = ["venv", str(place), *which, "--relocatable", "--no-project"]
        self.uv.run(words, self.control, self._check_room)

    def _libraries(self, place: Path) -> None:
        words = ["pip", "sync", str(self.sources.lock(self.plan.build)), "--require-hashes"]
        words += ["--python", str(python_of(place)), "--only-binary", ":all:"]
        if self.sources.index:
            words += ["--default-index", self.sources.index]
        elif self.plan.build.backend:
            words += ["--torch-backend", self.plan.build.backend]
        fetching = _Fetching(self.folder.cache, self.plan, self.tell)

        def look() -> None:
            self._check_room()
            fetching.look()

        fetching.look()
        self.uv.run(words, self.control, look, fetching.hear)

    def _try(self, python: Path) -> None:
        hardware = check_engine(python, self.journal, self.control)
        expected = self.plan.build.kind
        if hardware.device.kind != expected and not self.plan.is_slow:
            raise other_device(self.plan.gpu, hardware.device.kind)

    def _check_room(self) -> None:
        free = free_bytes(self.folder.root)
        if free is not None and free < self.margin_bytes:
            raise room_ran_out(free, str(self.folder.root))

    def _say(self, phase: InstallPhase) -> None:
        self.control.check()
        self.tell(InstallProgress(phase=phase))


def _packages(place: Path) -> Path:
    if packages := packages_of(place):
        return packages
    raise incomplete(str(place))


class _Fetching:
    """How far the libraries are, by what they left on the disk: uv unpacks while it fetches."""

    def __init__(
        self,
        cache: Path,
        plan: EnginePlan,
        tell: Tell,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._cache = cache
        self._plan = plan
        self._tell = tell
        self._clock = clock
        self._began = clock()
        self._had = self._share()
        self._is_placing = False

    def hear(self, line: str) -> None:
        """What uv says once everything is there."""
        if line.startswith("Prepared "):
            self._is_placing = True

    def look(self) -> None:
        if self._is_placing:
            self._tell(InstallProgress(phase=InstallPhase.PLACING))
            return
        share, seconds = self._share(), self._clock() - self._began
        came = share - self._had
        is_sure = seconds >= _SURE_S and came > 0
        total = self._plan.build.download_bytes
        self._tell(
            InstallProgress(
                phase=InstallPhase.FETCHING,
                done=int(share * total),
                total=total,
                seconds_left=(1 - share) * seconds / came if is_sure else None,
            )
        )

    def _share(self) -> float:
        whole = self._plan.build.disk_bytes
        return min(size_of(self._cache) / whole, 1.0) if whole else 0.0

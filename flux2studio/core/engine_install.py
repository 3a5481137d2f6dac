"""The local engine's own environment: what would be installed, how far it is, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from flux2studio.core.errors import StudioError


class EngineInstallError(StudioError):
    """The engine cannot be installed, or what was installed does not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineBuild:
    """One set of libraries that was locked, for one kind of computer.

    ``name`` is that of its lock file without the ending. ``system`` and ``machine`` are of
    Python's ``platform``, in small letters. ``kind`` is that of ``Device``. ``backend`` is the
    torch index that uv shall ask, as uv calls it; empty: the usual index. ``driver`` is the lowest
    version of the GPU's driver, ``capability`` the lowest and the highest that torch was built
    for; empty: any.
    """

    name: str
    system: str
    machine: str
    kind: str
    torch: str
    python: str
    download_bytes: int
    disk_bytes: int
    backend: str = ""
    driver: str = ""
    capability: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnginePlan:
    """What an installation would take. Nothing is downloaded for it.

    ``why`` says in a sentence why this build, ``is_slow`` that pictures would take minutes.
    ``download_bytes`` are those of everything, also where a part is here already.
    ``needed_bytes`` is what the disk must have free, ``free_bytes`` None where it does not tell.
    """

    build: EngineBuild
    gpu: str
    why: str
    is_slow: bool
    download_bytes: int
    disk_bytes: int
    needed_bytes: int
    free_bytes: int | None
    place: Path

    @property
    def fits(self) -> bool:
        return self.free_bytes is None or self.free_bytes >= self.needed_bytes


class InstallPhase(StrEnum):
    PLANNING = "planning"  # GPU, driver and disk are asked
    PYTHON = "python"  # the environment is made, with a Python of its own
    FETCHING = "fetching"  # ``done`` of ``total`` bytes of the download
    PLACING = "placing"  # the libraries are put into the environment
    TESTING = "testing"  # the new engine starts, and computes on the device
    SWITCHING = "switching"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallProgress:
    """``seconds_left`` None: nobody knows yet."""

    phase: InstallPhase
    done: int = 0
    total: int = 0
    seconds_left: float | None = None


class InstallAct(StrEnum):
    """What can be done about it."""

    INSTALL = "install"  # also goes on with one that was begun
    UPDATE = "update"
    REPAIR = "repair"
    REMOVE = "remove"
    DISCARD = "discard"  # what was begun


class InstallState(StrEnum):
    ABSENT = "absent"
    INSTALLING = "installing"  # here, or in another window
    BROKEN = "broken"  # ``problem`` and ``hint`` say why and what next
    READY = "ready"
    OUTDATED = "outdated"  # works; the app has newer libraries for it


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallStatus:
    """``python`` is the interpreter of the engine that works, None when none does.

    ``versions`` are of its libraries, by name. ``unfinished``: an installation was begun and not
    ended; going on fetches what is missing only. ``problem`` and ``hint`` tell of it, also while
    an older engine works.
    """

    state: InstallState
    build: str = ""
    python: Path | None = None
    versions: tuple[tuple[str, str], ...] = ()
    unfinished: bool = False
    problem: str = ""
    hint: str = ""
    progress: InstallProgress | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineStanding:
    """What one running app knows of the installation. ``status`` None: nobody has looked yet.

    ``act`` is what this app is about to do, ``progress`` how far it is with it. ``plan`` is what
    an installation would take, ``no_plan`` why there is none; both only where one makes sense.
    ``failure`` says why the last act came to nothing.
    """

    status: InstallStatus | None = None
    plan: EnginePlan | None = None
    no_plan: StudioError | None = None
    act: InstallAct | None = None
    progress: InstallProgress | None = None
    failure: StudioError | None = None

"""The folder of the installed engines: which one is active, and what a broken run left.

``<name>/`` is an environment that passed its test, ``<name>.new/`` one on its way,
``<name>.old/`` one that is being removed; ``active.json``
names the one in use and the one before it, ``unfinished.json`` what was begun, ``python/`` holds
the interpreters and ``cache/`` what was downloaded for an engine that is not whole yet.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

import msgspec

from flux2studio.core.engine_install import EngineInstallError
from flux2studio.core.phrase import packed, unpacked
from flux2studio.storage.disk import disk_errors, fsync_folder, make_folder, replace_file
from flux2studio.storage.locks import is_held, open_lock, try_lock

_NEW = ".new"
_OLD = ".old"
_TRIES, _PAUSE_S = 5, 0.05
_NAME = re.compile(r"[0-9a-f]{12}-[0-9a-f]{4}(\.new|\.old)?")  # of an environment that is ours


class Active(msgspec.Struct, frozen=True, kw_only=True):
    """``engine`` and ``former`` are names of folders; ``python`` as in ``EngineBuild``."""

    engine: str
    build: str
    identity: str
    python: str
    former: str = ""


class Unfinished(msgspec.Struct, frozen=True, kw_only=True):
    """``message`` is empty while nobody knows why it ended: it was killed, or runs."""

    build: str
    message: str = ""
    hint: str = ""


_Kept = TypeVar("_Kept", Active, Unfinished)


class EngineFolder:
    """Blocking. Raises StorageError where it writes; nothing outside ``root`` is touched."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.cache = root / "cache"
        self.pythons = root / "python"
        self._active = root / "active.json"
        self._unfinished = root / "unfinished.json"
        self._lock = root / "lock"

    @contextmanager
    def turn(self) -> Generator[None, None, None]:
        """Let one window at a time change anything. Raises EngineInstallError."""
        descriptor = open_lock(self._lock)
        try:
            _take(descriptor)
            yield
        finally:
            os.close(descriptor)

    def is_busy(self) -> bool:
        """Whether any window is at work here."""
        if not self._lock.exists():
            return False
        descriptor = open_lock(self._lock)
        try:
            return is_held(descriptor)
        finally:
            os.close(descriptor)

    def active(self) -> Active | None:
        """The engine in use; None where there is none, or its file cannot be read."""
        return _read(self._active, Active)

    def active_python(self) -> Path | None:
        """The interpreter of the engine in use, of the one before it if that is gone."""
        active = self.active()
        for name in (active.engine, active.former) if active else ():
            if name and (python := python_of(self.root / name)).is_file():
                return python
        return None

    def former(self) -> str:
        """The name of the engine that is kept until the one in use made a picture."""
        active = self.active()
        return active.former if active else ""

    def unfinished(self) -> Unfinished | None:
        left = _read(self._unfinished, Unfinished)
        if left is None:
            return None
        return msgspec.structs.replace(
            left, message=unpacked(left.message), hint=unpacked(left.hint)
        )

    def note(self, build: str, message: str = "", hint: str = "") -> None:
        """Remember that an engine is being made, and why it was not."""
        left = Unfinished(build=build, message=packed(message), hint=packed(hint))
        replace_file(self._unfinished, msgspec.json.encode(left))

    def begin(self, identity: str) -> Path:
        """Return the place of a new environment, after what earlier ones left is gone."""
        with disk_errors("The local engine could not be installed", self.root):
            make_folder(self.root)
        self._sweep()
        return self.root / f"{identity}-{uuid4().hex[:4]}{_NEW}"

    def switch(self, new: Path, active: Active) -> Path:
        """Make the tested environment ``new`` the one in use; the one before it is kept.

        ``active`` but for its names. Return its place.
        """
        former = self._proven()
        place = new.with_name(new.name.removesuffix(_NEW))
        with disk_errors("The new engine could not take its place", new):
            _rename(new, place)
            fsync_folder(self.root)
        now = msgspec.structs.replace(active, engine=place.name, former=former)
        replace_file(self._active, msgspec.json.encode(now))
        with disk_errors("The new engine could not take its place", new):
            self._unfinished.unlink(missing_ok=True)
        shutil.rmtree(self.cache, ignore_errors=True)  # what it held lives on in the environment
        self._sweep()
        return place

    def forget_former(self) -> None:
        """Remove the engine before the active one: that made a picture.

        What cannot go now, as another window works with it, goes after the next picture.
        """
        active = self.active()
        if active is None or not active.former:
            return
        former = self.root / active.former
        if _is_used(former):
            return
        with suppress(OSError):
            _clear(former)
        if not former.exists():
            now = msgspec.structs.replace(active, former="")
            replace_file(self._active, msgspec.json.encode(now))

    def remove(self) -> None:
        """Remove the engines, their Python and what was downloaded for them.

        What names them goes last: whatever ends this in the middle, it can be done again. Raises
        EngineInstallError while an engine runs, for it would lose what it has not loaded yet.
        """
        engines = self._engines()
        if any(map(_is_used, engines)):
            raise EngineInstallError(
                "Another window of the app uses the local engine.",
                hint="Close that window, then remove the engine.",
            )
        with disk_errors("The local engine could not be removed", self.root):
            for place in engines:
                _clear(place)
            for place in (self.cache, self.pythons):
                if place.is_dir():
                    shutil.rmtree(place)
            self._unfinished.unlink(missing_ok=True)
            self._active.unlink(missing_ok=True)

    def discard(self) -> None:
        """Remove what was begun and not ended; an engine that works stays."""
        with disk_errors("What was downloaded could not be removed", self.root):
            is_alone = self.active_python() is None
            for place in (self.cache, *((self.pythons,) if is_alone else ())):
                if place.is_dir():
                    shutil.rmtree(place)
            self._unfinished.unlink(missing_ok=True)
        self._sweep()

    def _proven(self) -> str:
        """The newest engine that has made a picture, or the only one there is."""
        before = self.active()
        names = (before.former, before.engine) if before else ()
        return next((n for n in names if n and python_of(self.root / n).is_file()), "")

    def _engines(self) -> list[Path]:
        """The environments, and nothing else that somebody may have put here."""
        found = self.root.iterdir() if self.root.is_dir() else ()
        return [path for path in found if _NAME.fullmatch(path.name) and path.is_dir()]

    def _sweep(self) -> None:
        """Remove environments that nobody uses; what cannot go now goes the next time."""
        active = self.active()
        kept = {active.engine, active.former} if active else set()
        for place in self._engines():
            if place.name not in kept and not _is_used(place):
                with suppress(OSError):
                    _clear(place)


def size_of(folder: Path) -> int:
    """Return the bytes below ``folder``, also while another process adds to it."""
    total = 0
    with suppress(OSError):
        for entry in folder.iterdir():
            with suppress(OSError):
                if entry.is_dir() and not entry.is_symlink():
                    total += size_of(entry)
                else:
                    total += entry.lstat().st_size
    return total


def python_of(environment: Path) -> Path:
    """Return the interpreter of an environment."""
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def packages_of(environment: Path) -> Path | None:
    """Return where the libraries of an environment lie, None where it has no such place."""
    pattern = "Lib/site-packages" if sys.platform == "win32" else "lib/python3*/site-packages"
    return next(iter(environment.glob(pattern)), None)


def _rename(old: Path, new: Path) -> None:
    """On Windows a virus scanner may hold what is new for a while (which was not tried there)."""
    for _ in range(_TRIES):
        with suppress(PermissionError):
            old.rename(new)
            return
        time.sleep(_PAUSE_S)
    old.rename(new)


def _is_used(environment: Path) -> bool:
    """Whether an engine runs in it, of any window: that holds a lock on the file."""
    try:
        descriptor = os.open(environment / "pyvenv.cfg", os.O_RDWR)
    except OSError:
        return False
    try:
        return not try_lock(descriptor)
    finally:
        os.close(descriptor)


def _clear(environment: Path) -> None:
    """Remove it, first under a name that nobody starts an engine by. Raises OSError.

    Windows refuses the new name while a library is loaded: then nothing of it is lost.
    """
    old = environment
    if environment.suffix != _OLD:
        old = environment.rename(environment.with_name(environment.name.removesuffix(_NEW) + _OLD))
    shutil.rmtree(old)


def _take(descriptor: int) -> None:
    """One that only looks whether it is held holds it for a moment too: then it is asked again."""
    for _ in range(_TRIES):
        if try_lock(descriptor):
            return
        time.sleep(_PAUSE_S)
    raise EngineInstallError(
        "Another window of the app is at work on the local engine.",
        hint="Wait for it to end, then look again.",
    )


def _read(path: Path, kind: type[_Kept]) -> _Kept | None:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=kind)
    return None

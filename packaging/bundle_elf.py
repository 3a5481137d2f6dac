"""The shared libraries of a bundle: which need which, and which nobody needs."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_MAGIC = b"\x7fELF"
_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_LIBRARY = re.compile(r"lib.*\.so(\.|$)")  # anything else is a program or a module of Python
# These the program finds by their names, and Qt its plugins by their folder.
_BY_NAME = re.compile(r"(^|/)(libpython[^/]*$|plugins/)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary:
    """What one file asks of the others."""

    path: Path
    needed: tuple[str, ...]
    glibc: tuple[int, int]  # the oldest version that has all it calls


def binaries(bundle: Path) -> list[Binary]:
    """Return all programs and libraries in ``bundle``; links stand for what they lead to."""
    files = (path for path in sorted(bundle.rglob("*")) if path.is_file())
    return [read_binary(path) for path in files if not path.is_symlink() and _is_elf(path)]


def read_binary(path: Path) -> Binary:
    told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=True)
    versions = [(int(major), int(minor)) for major, minor in _GLIBC.findall(told.stdout)]
    return Binary(
        path=path,
        needed=tuple(_NEEDED.findall(told.stdout)),
        glibc=max(versions, default=(2, 0)),
    )


def unneeded(bundle: Path, found: Iterable[Binary]) -> list[Path]:
    """Return the libraries that no module, plugin or program leads to."""
    by_name: dict[str, list[Binary]] = {}
    waiting: list[Binary] = []
    for binary in found:
        by_name.setdefault(binary.path.name, []).append(binary)
        if _is_loaded(binary.path.relative_to(bundle)):
            waiting.append(binary)
    reached = {binary.path for binary in waiting}
    while waiting:
        for name in waiting.pop().needed:
            for other in by_name.get(name, ()):
                if other.path not in reached:
                    reached.add(other.path)
                    waiting.append(other)
    everything = (binary.path for group in by_name.values() for binary in group)
    return sorted(path for path in everything if path not in reached)


def missing(found: Iterable[Binary], system: Mapping[str, str]) -> dict[str, Path]:
    """Return what is needed and neither in the bundle nor of ``system``, with one who needs it."""
    found = list(found)
    here = {binary.path.name for binary in found}
    return {
        name: binary.path
        for binary in found
        for name in binary.needed
        if name not in here and name not in system
    }


def _is_loaded(place: Path) -> bool:
    return not _LIBRARY.match(place.name) or bool(_BY_NAME.search(place.as_posix()))


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC

"""The licences of everything in a bundle: who made a part is looked up by where it came from."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

_TEXTS = Path(__file__).parent / "licences"
_IS_LICENCE = re.compile(r"(^|/)(licen[cs]e|copying|notice|authors)[^/]*$", re.IGNORECASE)
_DEBIAN_DOC = Path("/usr/share/doc")
# Their wheels have no text of a licence: the terms named in their metadata, and a note.
_WITHOUT_TEXT = {
    "pyside6-essentials": ("Qt.txt", "LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
    "shiboken6": ("Qt.txt", "LGPL-3.0-only.txt", "GPL-3.0-only.txt"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """Someone's work in the bundle; ``texts`` are the files that its licence is in.

    ``purl`` is its name everywhere (github.com/package-url), for who looks for known faults.
    """

    name: str
    version: str
    texts: tuple[Path, ...]
    purl: str = ""


class UnknownOriginError(Exception):
    """A part that nobody is known for: it must not be given away."""


def components(
    sources: Iterable[Path],
    built: Path,
    installed: Iterable[metadata.Distribution] | None = None,
) -> list[Component]:
    """Return who made what is in ``sources``, the paths that the parts of a bundle came from.

    What lies in the folder ``built`` was put together here, of parts that are looked up as well.
    ``installed`` is who is asked for: all there are, unless given. Raises UnknownOriginError.
    """
    owners = _owners_of_files(metadata.distributions() if installed is None else installed)
    names: set[str] = set()
    others: set[Path] = set()
    for source in sources:
        if (owner := owners.get(str(source.resolve()))) is not None:
            names.add(owner)
        else:
            others.add(source.resolve())
    result = [_distribution(name) for name in names]
    result.append(_python())  # its own modules come from where none of these looks
    known = (Path(__file__).resolve().parent, Path(sys.base_prefix).resolve(), built.resolve())
    packages = {_debian_package(path) for path in others if not _below(path, *known)}
    result += map(_debian, packages)
    return sorted(result, key=lambda component: component.name.lower())


def write_licences(found: Iterable[Component], folder: Path) -> None:
    """Put all texts below ``folder``, and a list of them.

    Raises UnknownOriginError when there is no text for one.
    """
    lines = []
    for component in found:
        if not component.texts:
            raise UnknownOriginError(f"There is no licence of {component.name}.")
        place = folder / f"{component.name}-{component.version}".replace("/", "-")
        place.mkdir(parents=True)
        for number, text in enumerate(component.texts):
            name = text.name if not (place / text.name).exists() else f"{number}-{text.name}"
            shutil.copyfile(text, place / name)
        lines.append(f"{component.name} {component.version}")
    head = "flux2studio contains the work of others. Their licences are in the folders beside this:"
    (folder / "README.txt").write_text("\n".join([head, "", *lines, ""]), encoding="utf-8")


def _owners_of_files(installed: Iterable[metadata.Distribution]) -> dict[str, str]:
    """Read the records themselves: their files by the ten thousand would be slow as objects."""
    owners = {}
    for distribution in installed:
        name, folder = distribution.name, Path(str(distribution.locate_file(""))).resolve()
        for row in csv.reader((distribution.read_text("RECORD") or "").splitlines()):
            place = f"{folder}/{row[0]}"
            plain = ".." not in place and os.sep == "/"
            owners[place if plain else os.path.normpath(place)] = name
    return owners


def _distribution(name: str) -> Component:
    found = metadata.distribution(name)
    texts = tuple(_licence_files(found))
    if not texts:
        texts = tuple(
            _TEXTS / text for text in _WITHOUT_TEXT.get(name.lower().replace("_", "-"), ())
        )
    plain = re.sub(r"[-_.]+", "-", found.name).lower()
    purl = f"pkg:pypi/{plain}@{found.version}"
    return Component(name=found.name, version=found.version, texts=texts, purl=purl)


def _licence_files(distribution: metadata.Distribution) -> Iterator[Path]:
    for file in distribution.files or ():
        if ".dist-info/" in str(file) and _IS_LICENCE.search(str(file)):
            yield Path(str(distribution.locate_file(file)))


def _python() -> Component:
    version = ".".join(map(str, sys.version_info[:3]))
    library = f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/LICENSE.txt"
    places = [Path(sys.base_prefix) / name for name in (library, "LICENSE.txt")]  # of Windows
    text = next((place for place in places if place.is_file()), None)
    if text is None:  # the Python of Debian keeps it with its packages
        return _debian(_debian_package(Path(sys.executable).resolve()))
    purl = f"pkg:generic/python@{version}"
    return Component(name="Python", version=version, texts=(text,), purl=purl)


def _debian_package(path: Path) -> str:
    """Raises UnknownOriginError."""
    if shutil.which("dpkg") is None:
        raise UnknownOriginError(f"Nobody is known to have made {path}.")
    places = [path]
    if path.is_relative_to("/usr"):  # named as before /lib became a part of it
        places.append(Path("/", *path.parts[2:]))
    for place in places:
        told = subprocess.run(["dpkg", "-S", place], capture_output=True, text=True, check=False)
        if told.returncode == 0:
            return told.stdout.split(": ")[0].split(",")[0].split(":")[0]
    raise UnknownOriginError(f"Nobody is known to have made {path}.")


def _debian(package: str) -> Component:
    told = subprocess.run(
        ["dpkg-query", "-W", "-f=${Version}\\n", package],
        capture_output=True,
        text=True,
        check=True,
    )
    version = told.stdout.splitlines()[0]
    text = _DEBIAN_DOC / package / "copyright"
    return Component(
        name=package,
        version=version,
        texts=(text,) if text.is_file() else (),
        purl=f"pkg:deb/debian/{package}@{quote(version, safe='')}",
    )


def _below(path: Path, *folders: Path) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)

"""Finds a model that Hugging Face's own tools have downloaded; their cache is only ever read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_COMMIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    folder: Path
    revision: str


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where the cache is, by the variables that Hugging Face's tools go by, in their order."""
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if place := environment.get(variable):
            return Path(place).expanduser()
    if home := environment.get("HF_HOME"):
        return Path(home).expanduser() / "hub"
    base = environment.get("XDG_CACHE_HOME")
    return (Path(base).expanduser() if base else _home() / ".cache") / "huggingface" / "hub"


def snapshots(cache: Path, repository: str) -> Iterator[Snapshot]:
    """The versions of ``repository`` that are there, that of “main” first, then the newest."""
    yield from snapshots_below(cache / f"models--{repository.replace('/', '--')}")


def snapshots_below(folder: Path) -> Iterator[Snapshot]:
    """As ``snapshots``, of the folder that the cache has for one repository."""
    found: list[tuple[bool, float, Path]] = []
    with suppress(OSError):
        main = _main(folder)
        for place in (folder / "snapshots").iterdir():
            with suppress(OSError):
                found.append((place.name == main, place.stat().st_mtime, place))
    for _, _, place in sorted(found, reverse=True):
        yield Snapshot(folder=place, revision=place.name)


def _main(folder: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        name = (folder / "refs" / "main").read_text("ascii").strip()
        return name if _COMMIT.fullmatch(name) else ""
    return ""


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # nobody's home: a service account
        return Path("/nonexistent")

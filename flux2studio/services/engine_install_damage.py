"""Finds the libraries of an environment that are not as they were installed."""

from __future__ import annotations

import base64
import csv
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from flux2studio.storage.disk import disk_errors

_INFO = ".dist-info"
_PIECE = 2**20


def damaged(packages: Path, check: Callable[[], None]) -> set[str]:
    """Return the names of the folders ``*.dist-info`` whose libraries lack or changed a file.

    ``check`` is called again and again, and may raise. Every byte is read: some GB.
    """
    return {info.name for info in packages.glob(f"*{_INFO}") if not _is_whole(info, check)}


def copy_environment(source: Path, target: Path, without: AbstractSet[str]) -> None:
    """Make ``target`` of the same files, without a second copy of their bytes where that can be.

    ``without``: folders that are left out, so that their libraries are installed anew. Nobody
    writes into a library's file: it is replaced by another one, here and nowhere else.
    """
    with disk_errors("The local engine could not be copied", target):
        shutil.copytree(
            source,
            target,
            symlinks=True,
            copy_function=_link,
            ignore=lambda _folder, names: without & set(names),
        )


def _link(source: str, target: str) -> None:
    if Path(source).name != "pyvenv.cfg":
        with suppress(OSError):
            os.link(source, target, follow_symlinks=False)
            return
    shutil.copy2(source, target, follow_symlinks=False)


def _is_whole(info: Path, check: Callable[[], None]) -> bool:
    try:
        return all(_is_right(info.parent / path, said, check) for path, said in _record(info))
    except (OSError, ValueError, csv.Error):
        return False


def _record(info: Path) -> Iterator[tuple[str, str]]:
    """Yield path and hash of each file that has one, as the record of a wheel says them."""
    with (info / "RECORD").open(encoding="utf-8", newline="") as file:
        for path, said, *_ in csv.reader(file):
            if said.startswith("sha256="):
                yield path, said.removeprefix("sha256=")


def _is_right(path: Path, said: str, check: Callable[[], None]) -> bool:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            check()
            digest.update(piece)
    return base64.urlsafe_b64encode(digest.digest()).rstrip(b"=").decode() == said

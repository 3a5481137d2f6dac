"""Which files may hold the same weights under another header, so that few are hashed for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from flux2studio.core.errors import LoraError
from flux2studio.storage.lora_identity import Identity, read_identity, weights_sample
from flux2studio.storage.lora_index import IndexedFile

_LOOKS = 100  # into so many files cost about what it costs to hash one

Check = Callable[[], None]
Key = TypeVar("Key")


def told_apart(
    fresh: Iterable[IndexedFile], others: Iterable[IndexedFile], check: Check
) -> list[tuple[IndexedFile, Identity]]:
    """Hash those of ``fresh`` whose weights may be those of another one, or of ``others``.

    Those that are as long, and alike in a sample where that is less work than to hash them.
    Blocking; raises what ``check`` raises.
    """
    fresh = list(fresh)
    lengths = _grouped(fresh, lambda file: file.weights)
    rivals = _grouped((each for each in others if each.weights in lengths), lambda f: f.weights)
    found = []
    for length, files in lengths.items():
        near = rivals.get(length, [])
        if len(files) + len(near) > 1:
            is_cheaper = len(near) > _LOOKS * len(files)
            alike = files if is_cheaper else _alike(files, near, check)
            found += [(file, one) for file in alike for one in _hashed(file, check)]
    return found


def _alike(
    files: Sequence[IndexedFile], near: Sequence[IndexedFile], check: Check
) -> list[IndexedFile]:
    def sample(file: IndexedFile) -> bytes:
        check()
        with suppress(OSError, ValueError):
            return weights_sample(Path(file.path), file.weights)
        return file.path.encode()  # gone: like no other

    others = {sample(file) for file in near}
    groups = _grouped(files, sample).items()
    return [file for key, some in groups if len(some) > 1 or key in others for file in some]


def _hashed(file: IndexedFile, check: Check) -> list[Identity]:
    if file.autov3:
        return []
    try:
        return [read_identity(Path(file.path), check)]
    except LoraError:  # gone, or written to right now
        return []


def _grouped(
    files: Iterable[IndexedFile], key: Callable[[IndexedFile], Key]
) -> dict[Key, list[IndexedFile]]:
    groups: dict[Key, list[IndexedFile]] = {}
    for file in files:
        groups.setdefault(key(file), []).append(file)
    return groups

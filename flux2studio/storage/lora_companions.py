"""Which files beside a LoRA belong to it, and go where it goes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from flux2studio.storage.lora_tree import SUFFIXES


def companions(folder: Path) -> Mapping[str, Sequence[str]]:
    """Return the names that belong to each LoRA file of ``folder``, by the name of that file.

    They begin with its name without the ending, and with that of no longer-named LoRA. Raises
    OSError.
    """
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if entry.is_file(follow_symlinks=False))
    loras = [name for name in names if Path(name).suffix.lower() in SUFFIXES]
    found: dict[str, list[str]] = {name: [] for name in loras}
    # Of two with one name, .safetensors has what belongs to it.
    owners = {Path(name).stem: name for name in sorted(loras, key=_is_safe)}
    for name in names:
        if name not in found and (owner := _owner(name, owners)):
            found[owner].append(name)
    return found


def _is_safe(name: str) -> bool:
    return name.lower().endswith(".safetensors")


def _owner(name: str, owners: Mapping[str, str]) -> str:
    stem = name
    while "." in stem:
        stem = stem.rpartition(".")[0]
        if stem in owners:
            return owners[stem]
    return ""

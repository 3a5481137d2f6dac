"""What lies in files and folders that were dropped or named: pictures, or LoRAs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import PictureError
from flux2studio.core.natural import natural
from flux2studio.core.phrase import phrase
from flux2studio.imaging.files import open_regular
from flux2studio.imaging.formats import HEAD_BYTES, TAKEN, sniff

SUFFIXES = frozenset(
    {".png", ".jpg", ".jpeg", ".jpe", ".webp", ".avif", ".tif", ".tiff", ".gif", ".bmp"}
)

_LORAS = "*.safetensors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """``pictures`` are those there is room for, ``more`` how many there is none for.

    ``others``: how many are called pictures, or were named themselves, and cannot be opened.
    """

    pictures: tuple[Path, ...] = ()
    more: int = 0
    others: int = 0

    @property
    def count(self) -> int:
        return len(self.pictures) + self.more


def gathered(paths: Sequence[Path], room: int) -> Gathered:
    """Return the first ``room`` pictures of ``paths``; a folder stands for those right in it.

    Those of a folder come in the order people count in. Blocking. Raises PictureError when there
    is none, or the folder cannot be looked into.
    """
    pictures: list[Path] = []
    more = others = 0
    for path in _files(paths):
        if len(pictures) == room:
            more += 1
        elif _is_picture(path):
            pictures.append(path)
        else:
            others += 1
    if not pictures and not more:
        raise _nothing(paths)
    return Gathered(pictures=tuple(pictures), more=more, others=others)


def lora_folders(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the folders among ``paths`` that are for LoRAs. Blocking.

    LoRA files lie right in them, with or without previews; or lower, and no picture beside.
    """
    return tuple(path for path in paths if is_folder(path) and _is_for_loras(path))


def is_named_picture(path: Path) -> bool:
    """Whether it is called a picture, which no folder is."""
    return path.suffix.lower() in SUFFIXES


def is_folder(path: Path) -> bool:
    """Look whether it is one; what may not be looked at is none."""
    with suppress(OSError):
        return path.is_dir()
    return False


def _is_for_loras(folder: Path) -> bool:
    with suppress(OSError):
        if any(folder.glob(_LORAS)):
            return True
        if not any(map(is_named_picture, folder.iterdir())):
            return any(any(folder.glob(depth + _LORAS)) for depth in ("*/", "*/*/"))
    return False


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if is_folder(path):
            yield from sorted(_listed(path), key=lambda each: natural(each.name))
        else:
            yield path


def _listed(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                path = folder / entry.name
                if not entry.name.startswith(".") and is_named_picture(path) and entry.is_file():
                    yield path
    except OSError as error:
        raise PictureError(
            phrase("“{folder}” cannot be looked into.", folder=folder.name or str(folder)),
            hint="Choose a folder that is there and yours to read.",
            details=str(error),
        ) from error


def _is_picture(path: Path) -> bool:
    """By its first bytes; the decoder has the last word."""
    with suppress(PictureError, OSError), open_regular(path, buffering=HEAD_BYTES) as file:
        return sniff(file.read(HEAD_BYTES)) is not None
    return False


def _nothing(paths: Sequence[Path]) -> PictureError:
    if len(paths) > 1:
        return PictureError("There is no picture among these.", hint=TAKEN)
    name = paths[0].name or str(paths[0])
    return PictureError(phrase("No picture lies in “{folder}”.", folder=name), hint=TAKEN)

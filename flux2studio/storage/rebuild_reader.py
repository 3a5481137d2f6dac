"""Reads the recipes and marks of pictures, as a process of its own: a large folder has many.

``python -m flux2studio.storage.rebuild_reader`` takes batches from standard input and answers
each on standard output, both as MessagePack behind four bytes of length, until its input ends.
"""

from __future__ import annotations

import io
import os
import signal
import stat
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO

import msgspec

from flux2studio.core.errors import StudioError
from flux2studio.core.generation import Recipe, decode_recipe
from flux2studio.core.history import NO_MARKS, Marks
from flux2studio.imaging.containers import MalformedError, RecipeMissingError
from flux2studio.imaging.metadata import read_recipe, recipe_in
from flux2studio.storage import sidecars
from flux2studio.storage.moments import microseconds
from flux2studio.storage.references import ReferenceStore

_LENGTH_BYTES = 4
_HEAD_BYTES = 8192  # where the recipe is, but for WebP and what other programs made long
_READING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe must not hold us up
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_NUMBER_MAX = 2**31 - 1  # of what is counted in a recipe; a hostile one may hold any


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pictures of one folder. What lies below ``root`` is kept relative to it.

    ``marked`` are those with an XMP file beside them. ``references`` is where reference pictures
    are kept: a recipe in one says from what a picture of an old version was made.
    """

    root: str
    folder: str
    names: tuple[str, ...]
    marked: frozenset[str] = frozenset()
    references: str = ""


class FoundPicture(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What the database keeps of a picture; ``path`` is as it is kept there.

    ``albums`` are paths of names. ``sidecar_ns`` is 0 when nothing stands beside it.
    """

    id: str
    job_id: str
    idx: int
    created_us: int
    path: str
    recipe: str
    cost_usd: float | None
    width: int
    height: int
    tool: str
    size: int
    mtime_ns: int
    parents: tuple[str, ...] = ()
    marks: Marks = NO_MARKS
    albums: tuple[str, ...] = ()
    sidecar_ns: int = 0


class ReadBatch(msgspec.Struct, array_like=True, frozen=True):
    """``problems`` are names with a sentence; those in ``without`` are no pictures of ours."""

    found: list[FoundPicture]
    problems: list[tuple[str, str]]
    without: list[str]


def read_batch(batch: Batch) -> ReadBatch:
    """Read what the pictures of ``batch`` say of themselves. Never raises for a picture."""
    read = ReadBatch([], [], [])
    stored = _stored_folder(batch)
    for name in batch.names:
        place = f"{batch.folder}{os.sep}{name}"  # a Path for each would cost a tenth
        try:
            picture = _picture(place, stored + name, batch.references)
        except RecipeMissingError:
            read.without.append(name)
            continue
        except (StudioError, OSError, ValueError, RecursionError, OverflowError) as error:
            read.problems.append((name, _sentence(error)))
            continue
        if name in batch.marked:
            picture, problem = _with_marks(Path(place), picture)
            if problem:
                read.problems.append((name, problem))
        read.found.append(picture)
    return read


def main() -> int:
    """Answer until the input ends: then the app has what it wants, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the app decides when this is over
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while (frame := read_frame(source)) is not None:
        batches = msgspec.msgpack.decode(frame, type=list[Batch])
        write_frame(target, msgspec.msgpack.encode([read_batch(batch) for batch in batches]))
    return 0


def read_frame(file: IO[bytes]) -> bytes | None:
    """Return the next frame, None at the end of the file, whole or not."""
    head = file.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        return None
    length = int.from_bytes(head, "big")
    data = file.read(length)
    return data if len(data) == length else None


def write_frame(file: IO[bytes], data: bytes) -> None:
    """Write one frame and send it off."""
    file.write(len(data).to_bytes(_LENGTH_BYTES, "big"))
    file.write(data)
    file.flush()


def _picture(place: str, stored: str, references: str) -> FoundPicture:
    """Raises RecipeMissingError for a picture that is none of ours, else what is wrong with it."""
    found, data = _recipe_json(place)
    recipe = decode_recipe(data)
    if not recipe.id or not recipe.job_id:
        raise ValueError("the recipe names no picture")
    least = min(recipe.index, recipe.width, recipe.height)
    if least < 0 or max(recipe.index, recipe.width, recipe.height) > _NUMBER_MAX:
        raise ValueError("a number in the recipe is none that a picture can have")
    return FoundPicture(
        id=recipe.id,
        job_id=recipe.job_id,
        idx=recipe.index,
        created_us=microseconds(recipe.created_at),
        path=stored,
        recipe=data.decode(),
        cost_usd=recipe.cost_usd,
        width=recipe.width,
        height=recipe.height,
        tool=recipe.tool,
        size=found.st_size,
        mtime_ns=found.st_mtime_ns,
        parents=recipe.parents or _parents(recipe, references),
    )


def _parents(recipe: Recipe, references: str) -> tuple[str, ...]:
    """The pictures that the references are, as far as these say so themselves."""
    if not references or not recipe.request.active_references:
        return ()
    found = (_id_in(references, each.sha256) for each in recipe.request.active_references)
    return tuple(dict.fromkeys(each for each in found if each))


@lru_cache(maxsize=4096)
def _id_in(references: str, sha256: str) -> str:
    with suppress(StudioError, OSError, ValueError, RecursionError):
        return read_recipe(ReferenceStore(Path(references)).path(sha256)).id
    return ""


def _recipe_json(place: str) -> tuple[os.stat_result, bytes]:
    """The file as it is now, and its recipe, for which one read is mostly enough."""
    descriptor = os.open(place, _READING)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise ValueError("it is no file")
        head = os.read(descriptor, _HEAD_BYTES)
    finally:
        os.close(descriptor)
    try:
        return found, recipe_in(io.BytesIO(head), head)
    except MalformedError:
        if len(head) == found.st_size:
            raise
    with Path(place).open("rb") as file:
        return found, recipe_in(file, head)


def _with_marks(path: Path, picture: FoundPicture) -> tuple[FoundPicture, str]:
    """The picture with what stands beside it, and what is wrong with that."""
    try:
        sidecar, at = sidecars.read(path)
    except OSError as error:
        return picture, f"What is written beside it cannot be read: {error.strerror or error}."
    if sidecar is None:
        return picture, "What is written beside it is no XMP." if at else ""
    if sidecar.id not in ("", picture.id):
        return picture, "What is written beside it is about another picture."
    marked = msgspec.structs.replace(
        picture, marks=sidecar.marks, albums=sidecar.albums, sidecar_ns=at
    )
    return marked, ""


def _stored_folder(batch: Batch) -> str:
    """What stands in front of the names in the database."""
    folder = Path(batch.folder)
    if not folder.is_relative_to(batch.root):
        return f"{batch.folder.rstrip(os.sep)}{os.sep}"
    below = folder.relative_to(batch.root).as_posix()
    return "" if below == "." else f"{below}/"


def _sentence(error: Exception) -> str:
    if isinstance(error, StudioError):
        return str(error)
    return f"It cannot be read: {getattr(error, 'strerror', '') or error}."


if __name__ == "__main__":
    sys.exit(main())

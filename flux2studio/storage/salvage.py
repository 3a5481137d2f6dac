"""Saving from a damaged database what can still be read: jobs, LoRAs, what was spent, pictures."""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from flux2studio.core.errors import PictureError
from flux2studio.core.generation import decode_recipe
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.core.request import GenerationRequest
from flux2studio.storage.disk import temporary
from flux2studio.storage.history_numbers import MOMENT_MAX, free_number
from flux2studio.storage.schema import RUNS_FROM_RECIPES

log = logging.getLogger(__name__)

_PAGES = slice(28, 32)  # where the head of a database says how many pages there are


def salvage(damaged: Path, target: sqlite3.Connection) -> int:
    """Copy every row that is whole from ``damaged`` and return how many; never raises for damage.

    ``target``, a new database, is in a transaction of the caller. The pictures themselves are
    found by a rebuild.
    """
    saved = _copy_rows(damaged, "mode=ro", target)
    if not saved:
        with suppress(OSError), _with_new_head(damaged, target) as mended:
            saved = _copy_rows(mended, "mode=ro&immutable=1", target)
    target.execute(RUNS_FROM_RECIPES)
    log.info("Saved %d rows from %s", saved, damaged.name)
    return saved


@contextmanager
def _with_new_head(damaged: Path, target: sqlite3.Connection) -> Generator[Path, None, None]:
    """Give a copy of ``damaged`` the first page of a new database: it says where the tables are.

    They are in the same places as long as both were made by the same version.
    """
    new = Path(target.execute("PRAGMA database_list").fetchone()[2])
    size = int(target.execute("PRAGMA page_size").fetchone()[0])
    copy = temporary(damaged)
    try:
        shutil.copyfile(damaged, copy)
        with new.open("rb") as source, copy.open("r+b") as file:
            head = bytearray(source.read(size))
            head[_PAGES] = (copy.stat().st_size // size).to_bytes(4, "big")
            file.write(head)
        yield copy
    finally:
        copy.unlink(missing_ok=True)


def _copy_rows(damaged: Path, how: str, target: sqlite3.Connection) -> int:
    saved = 0
    try:
        connection = sqlite3.connect(f"{damaged.absolute().as_uri()}?{how}", uri=True)
    except sqlite3.Error as error:
        log.info("Nothing can be saved from %s: %s", damaged.name, error)
        return 0
    with closing(connection) as source:
        source.row_factory = sqlite3.Row
        for table, is_whole in _TABLES.items():
            info = target.execute(f"PRAGMA table_info({table})")
            known = {column["name"] for column in info}
            for row in _rows(source, table):
                saved += _copy(row, table, known, target) if _holds(row, is_whole) else 0
    return saved


def _rows(source: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """Read from both ends: a damaged page in the middle stops either way."""
    order = "1" if table in _WITHOUT_ROWID else "rowid"
    for direction in ("ASC", "DESC"):
        with suppress(sqlite3.DatabaseError, UnicodeDecodeError):
            yield from source.execute(f"SELECT * FROM {table} ORDER BY {order} {direction}")


def _holds(row: sqlite3.Row, is_whole: Callable[[sqlite3.Row], object]) -> bool:
    try:
        is_whole(row)
    except (ValueError, TypeError, IndexError, PictureError):  # msgspec's errors are ValueErrors
        return False
    return True


def _copy(row: sqlite3.Row, table: str, known: set[str], target: sqlite3.Connection) -> int:
    values = {name: value for name, value in dict(row).items() if name in known}
    if table == "generation":
        values |= _at_its_place(values, target)
    marks = ", ".join("?" * len(values))
    with suppress(sqlite3.IntegrityError):
        return target.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(values)}) VALUES ({marks})",
            list(values.values()),
        ).rowcount
    return 0


def _at_its_place(values: Mapping[str, Any], target: sqlite3.Connection) -> dict[str, Any]:
    """What the tags and albums of a picture name it by; what search needs is made anew."""
    if "rating" in values:
        return {"stale": 1}
    moment = values.get("created_us")  # in a file of an old version
    wanted = min(max(moment, -MOMENT_MAX), MOMENT_MAX) if isinstance(moment, int) else 0
    return {"stale": 1, "number": free_number(target, wanted)}


def _whole_job(row: sqlite3.Row) -> object:
    msgspec.json.decode(row["remote"], type=dict[str, str])
    return msgspec.json.decode(row["request"], type=GenerationRequest)


def _whole_lora(row: sqlite3.Row) -> object:
    return msgspec.json.decode(row["record"], type=Lora)


def _whole_set(row: sqlite3.Row) -> object:
    return msgspec.json.decode(row["record"], type=LoraSet)


def _whole_search(row: sqlite3.Row) -> object:
    return msgspec.json.decode(row["record"], type=LoraSearch)


def _whole_generation(row: sqlite3.Row) -> object:
    if decode_recipe(row["recipe"]).id != row["id"]:
        raise ValueError("a row of two pictures")
    return row


_WITHOUT_ROWID = {"picture_tag", "picture_album", "family"}
_TABLES: dict[str, Callable[[sqlite3.Row], object]] = {
    "job": _whole_job,
    "lora": _whole_lora,
    "lora_removed": _whole_lora,
    "lora_set": _whole_set,
    "lora_search": _whole_search,
    "lora_root": dict,
    "generation": _whole_generation,
    "picture_tag": dict,
    "album": dict,
    "picture_album": dict,
    "family": dict,
    "history_root": dict,
    "spending": dict,  # the types of its columns are check enough
}

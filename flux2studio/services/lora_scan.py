"""Reads the headers and sidecars of LoRA files that are new or have changed, and no other."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from flux2studio.core.errors import LoraError
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.storage.lora_facts import read_facts
from flux2studio.storage.lora_identity import weights_length
from flux2studio.storage.lora_index import IndexedFile, LoraIndex
from flux2studio.storage.lora_tree import FoundFile

REST_S = 5.0  # a file that has not changed for so long is not being written any more

_BATCH = 250  # files in one transaction
_HANDFUL = 10  # files that a thread takes at once
_THREADS = 3  # while one waits for the disk, another one makes sense of what it read

Check = Callable[[], None]
OnProgress = Callable[[int, int], None]  # how many of how many
Names = Callable[[str], Collection[str] | None]  # what lies beside a file


@dataclass(slots=True, kw_only=True)
class Scan:
    """What became of the files that were looked for.

    ``files`` is known of each, by path, and ``known`` of others too. Of those that had to be
    read, ``fresh`` were not known before, ``resaid`` have other sidecars, ``rewritten`` are other
    files now. ``writing`` seem to be written to by another program; they and what could not be
    read are not remembered.
    """

    files: dict[str, IndexedFile] = field(default_factory=dict)
    known: dict[str, IndexedFile] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    resaid: set[str] = field(default_factory=set)
    rewritten: set[str] = field(default_factory=set)
    writing: set[str] = field(default_factory=set)

    @property
    def has_news(self) -> bool:
        """Whether a file had to be read."""
        return bool(self.fresh or self.resaid or self.rewritten)


Entry = tuple[IndexedFile, tuple[LoraFacts, ...]]
Look = tuple[Entry, bool]  # the last True when another look would find the same
OnBatch = Callable[[Scan, Sequence[str]], None]


def nothing(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraScanner:
    """Blocking. Raises StorageError, and whatever ``check`` raises; finished batches stay."""

    index: LoraIndex

    def scan(
        self,
        found: Mapping[str, FoundFile],
        names: Names,
        check: Check,
        on_progress: OnProgress = nothing,
        on_batch: OnBatch | None = None,
    ) -> Scan:
        """Read what is not known yet, the newest files first. What is known comes in no batch."""
        known = self.index.files()
        scan = Scan(files={path: known[path] for path in found if path in known}, known=known)
        todo = [file for path, file in found.items() if not _is_same(file, known.get(path))]
        todo.sort(key=lambda file: file.mtime_ns, reverse=True)
        done = len(found) - len(todo)
        on_progress(done, len(found))
        with closing(_looked_at_all(todo, names, check)) as looks:
            for start in range(0, len(todo), _BATCH):
                files = todo[start : start + _BATCH]
                batch = [_entered(file, next(looks), scan) for file in files]
                self.index.keep(entry for entry in batch if entry is not None)
                done += len(batch)
                on_progress(done, len(found))
                if on_batch is not None:
                    on_batch(scan, [file.path for file in files])
        scan.known |= scan.files
        return scan


def _entered(file: FoundFile, look: Look, scan: Scan) -> Entry | None:
    """Enter one file into ``scan``; return what is to be remembered of it."""
    before = scan.files.get(file.path)
    (after, facts), is_certain = look
    if after.problem and may_be_mended(file.path) and is_young(file.mtime_ns):
        scan.writing.add(file.path)
        is_certain = False
    if before is not None:
        after = replace(after, shown=before.shown)
    if before is None:
        scan.fresh.add(file.path)
    elif (before.size, before.mtime_ns) != (after.size, after.mtime_ns):
        scan.rewritten.add(file.path)
    else:
        scan.resaid.add(file.path)
        after = replace(after, sha256=before.sha256, autov3=before.autov3)
    scan.files[file.path] = after
    return (after, facts) if is_certain else None


def is_young(mtime_ns: int) -> bool:
    """Whether the file changed so lately that somebody may still be writing it."""
    return abs(time.time_ns() - mtime_ns) < REST_S * 1e9


def may_be_mended(path: str) -> bool:
    """Whether a file that is no LoRA yet may become one by being written to its end."""
    return is_text(path) and path.lower().endswith(".safetensors")


def is_text(path: str) -> bool:
    """Whether the database can hold this name; a disk takes any bytes for one."""
    return path.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in path)


def _is_same(file: FoundFile, known: IndexedFile | None) -> bool:
    return known is not None and known.mark == (file.size, file.mtime_ns, file.beside)


def _looked_at_all(
    files: Sequence[FoundFile], names: Names, check: Check
) -> Generator[Look, None, None]:
    """Look at files, some at a time, in their order."""

    def look(some: Sequence[FoundFile]) -> list[Look]:
        return [_looked_at(file, names) for file in some]

    if len(files) <= _HANDFUL:
        for file in files:
            check()
            yield _looked_at(file, names)
        return
    pool = ThreadPoolExecutor(_THREADS, "lora-headers")
    try:
        hands = [files[start : start + _HANDFUL] for start in range(0, len(files), _HANDFUL)]
        for looks in pool.map(look, hands):
            check()
            yield from looks
    finally:
        pool.shutdown(cancel_futures=True)


def _looked_at(file: FoundFile, names: Names) -> Look:
    entry = IndexedFile(path=file.path, size=file.size, mtime_ns=file.mtime_ns, beside=file.beside)
    if not is_text(file.path):
        problem = "The name of this file or its folder is no text."
        return (replace(entry, problem=problem, hint="Rename it, then look again."), ()), False
    path = Path(file.path)
    try:
        facts = read_facts(path, beside=names(file.path), pictures=False)
    except LoraError as error:
        entry = replace(entry, problem=str(error), hint=error.hint)
        return (entry, ()), not isinstance(error.__cause__, OSError)
    base = next((each.base for each in facts if each.base), "")
    return (replace(entry, base=base, weights=weights_length(path)), facts), True

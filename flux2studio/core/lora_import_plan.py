"""How the records of a backup come into a library: which are new, and what they add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import by_source
from flux2studio.core.lora_union import added, refused, united


class RowState(StrEnum):
    NEW = "new"
    ADDS = "adds"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One card of a backup. ``adds`` are the fields of yours that change; in ``kept`` yours stay,
    though the backup says something else.
    """

    name: str
    state: RowState
    base: str = ""
    size: int = 0
    adds: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What an import does, or did. ``sets`` and ``searches``: how many are new."""

    rows: tuple[ReportRow, ...]
    sets: int = 0
    searches: int = 0
    made_at: datetime | None = None

    def count(self, state: RowState) -> int:
        return sum(row.state is state for row in self.rows)

    @property
    def changes(self) -> bool:
        return bool(self.sets or self.searches) or any(
            row.state is not RowState.SAME for row in self.rows
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One card on its way in. ``before`` None: the library has none for it."""

    before: Lora | None
    other: Lora
    after: Lora

    def row(self) -> ReportRow:
        before = self.before or self.after
        changed = RowState.NEW if self.before is None else RowState.ADDS
        return ReportRow(
            name=self.after.name,
            state=RowState.SAME if self.before == self.after else changed,
            base=self.after.base,
            size=self.after.size,
            adds=added(before, self.after),
            kept=refused(self.after, self.other),
        )


def arrivals(
    mine: Iterable[Lora], removed: Iterable[Lora], theirs: Iterable[Lora]
) -> list[Arrival]:
    """Plan the import of ``theirs``, one after the other, into ``mine``.

    A card is known again by its id, by a source, or by its weights; the last for one card each,
    so that two cards of one file stay two. A removed card comes back with the words of both.
    """
    coming = list(theirs)
    library = _Library(list(mine), coming)
    gone = {lora.id: lora for lora in removed}
    return [library.take(other, gone.get(other.id)) for other in coming]


class _Library:
    """The cards as they stand while others come in."""

    def __init__(self, mine: Sequence[Lora], theirs: Sequence[Lora]) -> None:
        self._now = {lora.id: lora for lora in mine}
        self._in_use = {lora.source: lora.id for lora in mine}
        self._known_as = {source: lora.id for source, lora in by_source(mine).items()}
        ids, sources = {other.id for other in theirs}, {other.source for other in theirs}
        free = [lora for lora in mine if lora.id not in ids and lora.source not in sources]
        self._by_weights = _by_weights(free)
        self._taken: set[str] = set()

    def take(self, other: Lora, removed: Lora | None) -> Arrival:
        before = self._known(other)
        if before is not None:
            after = united(before, _without_needless_pictures(before, other))
        else:
            after = united(removed, other) if removed is not None else other
            if after.source in self._in_use:
                after = replace(after, source=other.source)
        self._now[after.id] = after
        self._in_use[after.source] = after.id
        self._known_as.setdefault(other.source, after.id)
        return Arrival(before=before, other=other, after=after)

    def _known(self, other: Lora) -> Lora | None:
        if other.id in self._now:
            return self._now[other.id]
        if (user := self._in_use.get(other.source)) is not None:
            return self._now[user]
        former = self._known_as.get(other.source)
        if former is not None and not _differ(self._now[former], other):
            return self._now[former]
        return self._twin(other)

    def _twin(self, other: Lora) -> Lora | None:
        for key in (other.autov3, other.sha256):
            for twin in self._by_weights.get(key, ()) if key else ():
                if twin not in self._taken:
                    self._taken.add(twin)
                    return self._now[twin]
        return None


def _by_weights(loras: Iterable[Lora]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for lora in loras:
        for key in (lora.autov3, lora.sha256):
            if key:
                found.setdefault(key, []).append(lora.id)
    return found


def _differ(one: Lora, two: Lora) -> bool:
    """Whether they are known to hold other weights."""
    if one.autov3 and two.autov3:
        return one.autov3 != two.autov3
    return bool(one.sha256 and two.sha256 and one.sha256 != two.sha256)


def _without_needless_pictures(mine: Lora, other: Lora) -> Lora:
    """A picture that is there is no conflict: it may be a copy of the same one, made anew."""
    needless = {name for name in ("preview", "pair") if getattr(mine, name)}
    if not needless:
        return other
    return replace(
        other,
        preview="" if "preview" in needless else other.preview,
        pair=None if "pair" in needless else other.pair,
        own=tuple(name for name in other.own if name not in needless),
    )


def with_pictures(lora: Lora, names: Mapping[str, str]) -> Lora:
    """Return ``lora`` with the pictures under their new ``names``, without those that have none."""
    preview = names.get(lora.preview, "")
    pair = lora.pair and (names.get(lora.pair[0], ""), names.get(lora.pair[1], ""))
    shown = replace(lora, preview=preview, pair=(pair[0], pair[1]) if pair and all(pair) else None)
    lost = {
        name for name in ("preview", "pair") if getattr(lora, name) and not getattr(shown, name)
    }
    return replace(shown, own=tuple(name for name in shown.own if name not in lost))


def pictures(lora: Lora) -> tuple[str, ...]:
    """Return the names of the pictures on a card."""
    return tuple(name for name in (lora.preview, *(lora.pair or ())) if name)

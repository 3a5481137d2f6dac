"""What the history knows of each LoRA of the library, wherever its file lay at the time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from flux2studio.core.lora import Lora, LoraSeen
from flux2studio.core.lora_aliases import by_source
from flux2studio.storage.database import Database
from flux2studio.storage.lora_runs import BEST_MAX, seen_by_source

_NEVER = datetime.min.replace(tzinfo=UTC)


def seen_now(database: Database, loras: Iterable[Lora]) -> Mapping[str, LoraSeen]:
    """Return how each card was used, by the source that it has now. Blocking."""
    cards = by_source(loras)
    parts: dict[str, list[LoraSeen]] = {}
    for source, seen in seen_by_source(database).items():
        if lora := cards.get(source):
            parts.setdefault(lora.source, []).append(seen)
    return {source: _together(found) for source, found in parts.items()}


def _together(found: Sequence[LoraSeen]) -> LoraSeen:
    """Of several sources of one card."""
    if len(found) == 1:
        return found[0]
    newest = sorted(found, key=lambda seen: seen.last_used or _NEVER, reverse=True)
    best = tuple(dict.fromkeys(name for seen in newest for name in seen.best))
    return LoraSeen(
        runs=sum(seen.runs for seen in found), last_used=newest[0].last_used, best=best[:BEST_MAX]
    )

"""A picture as a row of the history, with a search token for each facet it has."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b

from flux2studio.core.generation import Recipe
from flux2studio.core.history import NO_FACTS, NO_MARKS, FileFacts, FileState, Marks, Pick
from flux2studio.storage.history_words import grams, whole_words, words_of
from flux2studio.storage.moments import microseconds

EVERY = "x"  # the token of every picture

_PICKS = {Pick.REJECTED: "pr", Pick.NONE: "pn", Pick.PICKED: "pp"}
_BUCKET_MAX = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """All that the database keeps of a picture; made without asking it.

    ``tokens`` is what its column ``marks`` holds. ``uses`` are its LoRAs: source, name, scale.
    ``terms`` are the values (kind, value) that a search can name. ``stale``: what search needs
    is not made yet.
    """

    id: str
    job_id: str
    idx: int
    created_us: int
    path: str
    recipe: str
    marks: Marks = NO_MARKS
    words: str = ""
    grams: str = ""
    tokens: str = ""
    cost_usd: float | None = None
    width: int = 0
    height: int = 0
    tool: str = ""
    file: FileFacts = NO_FACTS
    file_state: FileState = FileState.HERE
    sidecar_ns: int = 0
    stale: bool = True
    terms: tuple[tuple[str, str], ...] = ()
    parents: tuple[str, ...] = ()
    uses: tuple[tuple[str, str, float], ...] = ()
    new_words: tuple[str, ...] = ()

    def unindexed(self) -> HistoryRow:
        """Return the row without what search needs, which a refresh makes later."""
        return replace(self, words="", grams="", tokens="", terms=(), new_words=(), stale=True)


def make_row(
    recipe: Recipe,
    recipe_json: str,
    stored_path: str,
    marks: Marks = NO_MARKS,
    file: FileFacts = NO_FACTS,
    sidecar_ns: int = 0,
    *,
    index: bool = True,
) -> HistoryRow:
    """Return the row of a picture; without ``index`` search does not find it until a refresh."""
    row = HistoryRow(
        id=recipe.id,
        job_id=recipe.job_id,
        idx=recipe.index,
        created_us=microseconds(recipe.created_at),
        path=stored_path,
        recipe=recipe_json,
        marks=marks,
        cost_usd=_finite(recipe.cost_usd),
        width=recipe.width,
        height=recipe.height,
        tool=recipe.tool,
        file=file,
        sidecar_ns=sidecar_ns,
        parents=recipe.parents,
        uses=tuple((use.source, use.name, use.scale) for use in recipe.request.active_loras),
    )
    return indexed(row, recipe) if index else row


def indexed(row: HistoryRow, recipe: Recipe) -> HistoryRow:
    """Return ``row`` with what search needs."""
    words = words_of(recipe, row.marks.tags)
    return replace(
        row,
        words=words,
        grams=grams(words),
        tokens=tokens(recipe, row.marks, row.file_state),
        terms=tuple(_terms(recipe, row.marks)),
        new_words=tuple(sorted(whole_words(words))),
        stale=False,
    )


def tokens(recipe: Recipe, marks: Marks, state: FileState = FileState.HERE) -> str:
    """Return a token for each facet of a picture, with spaces between them."""
    found = [EVERY, *_mark_tokens(marks), f"f{state.value}", *_recipe_tokens(recipe)]
    return " ".join(dict.fromkeys(found))


def token(kind: str, value: str) -> str:
    """Return the token of a value.

    ``kind`` is b backend, m model, t tag, a album (its id), o tool, e reference (name, hash)
    or l LoRA (source, name).
    """
    return kind + _digest(value)


def scale_token(name: str, scale: float) -> str:
    """Return the token of a LoRA (its source or name) at a scale, to the nearest 0.05."""
    step = round(max(-_BUCKET_MAX, min(_BUCKET_MAX, scale * 20))) if math.isfinite(scale) else 0
    return token("l", name) + (f"s{step}" if step >= 0 else f"sm{-step}")


def bucket(value: float) -> int:
    """Return in which of the logarithmic buckets, eight for each doubling, ``value`` is.

    Only what is nothing or less is in bucket 0.
    """
    if not value > 0:
        return 0
    return max(1, min(_BUCKET_MAX, math.floor(8 * math.log2(min(value, 1e30))) + 400))


def _mark_tokens(marks: Marks) -> Iterator[str]:
    yield f"r{marks.rating}"
    yield _PICKS[marks.pick]
    yield f"c{marks.label.value}"
    yield from (token("t", tag) for tag in marks.tags)
    yield from (token("a", album) for album in marks.albums)
    if marks.tags:
        yield "qt"
    if marks.albums:
        yield "qa"


def _recipe_tokens(recipe: Recipe) -> Iterator[str]:
    request = recipe.request
    if request.seed is not None and request.seed >= 0:
        yield f"0seed{request.seed}"  # no start of a word that anybody types
    yield f"z{max(0, recipe.width)}x{max(0, recipe.height)}"
    yield _shape(recipe)
    yield f"y{bucket(recipe.width * recipe.height / 1e6)}"
    if (cost := _finite(recipe.cost_usd)) is not None:
        yield f"k{bucket(cost)}"
    yield token("b", recipe.backend)
    yield token("m", request.model)
    for use in request.active_loras:
        for name in filter(None, (use.source, use.name)):
            yield token("l", name)
            yield scale_token(name, use.scale)
    for reference in request.active_references:
        yield token("e", reference.name)
        yield token("e", reference.sha256)
    if recipe.tool:
        yield token("o", recipe.tool)
    yield from _flags(recipe)


def _shape(recipe: Recipe) -> str:
    if recipe.width == recipe.height:
        return "vs"
    return "vp" if recipe.width < recipe.height else "vl"


def _flags(recipe: Recipe) -> Iterator[str]:
    request = recipe.request
    holds = {
        "qm": request.mask,
        "qe": request.active_references,
        "ql": request.active_loras,
        "qf": recipe.flagged,
        "qh": recipe.receipt,
        "qi": recipe.tool,
    }
    return (flag for flag, value in holds.items() if value)


def _terms(recipe: Recipe, marks: Marks) -> Iterator[tuple[str, str]]:
    request = recipe.request
    yield "backend", recipe.backend
    yield "model", request.model
    for use in request.active_loras:
        yield from (("lora", name) for name in (use.source, use.name) if name)
    for reference in request.active_references:
        yield "ref", reference.name
        yield "sha", reference.sha256
    if recipe.tool:
        yield "tool", recipe.tool
    yield from (("tag", tag) for tag in marks.tags)


def _finite(cost: float | None) -> float | None:
    return cost if cost is not None and math.isfinite(cost) else None


@lru_cache(maxsize=8192)
def _digest(value: str) -> str:
    folded = value.casefold().encode("utf-8", "surrogatepass")
    return blake2b(folded, digest_size=6).hexdigest()

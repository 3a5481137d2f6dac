"""What differs between the recipes of a few pictures, in the order of the form."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flux2studio.core.cropping import box
from flux2studio.core.generation import Recipe
from flux2studio.core.request import LoraUse, ReferenceImage

WORDS_LETTERS_MAX = 4000  # of a prompt whose words are compared: no service takes longer ones

_WORD = re.compile(r"\w+|[^\w\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """``field`` names a part of the form; ``values`` has one for each picture, empty for none."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChange:
    """The letters from ``start`` to before ``end`` of a prompt that the other one has not."""

    start: int
    end: int


def differences(recipes: Sequence[Recipe]) -> tuple[Difference, ...]:
    """Return what is not the same in all of ``recipes``; nothing for fewer than two."""
    found = []
    for field, value_of in _FIELDS:
        values = tuple(value_of(recipe) for recipe in recipes)
        if len(set(values)) > 1:
            if value_of is _references:
                values = _named_references(recipes)
            found.append(Difference(field=field, values=values))
    return tuple(found)


def word_changes(first: str, second: str) -> tuple[tuple[WordChange, ...], tuple[WordChange, ...]]:
    """Return which words of each prompt the other one has not, neighbours as one.

    Beyond ``WORDS_LETTERS_MAX`` letters nothing is compared.
    """
    ours, theirs = (list(_WORD.finditer(text[:WORDS_LETTERS_MAX])) for text in (first, second))
    matcher = difflib.SequenceMatcher(
        a=[word.group().casefold() for word in ours],
        b=[word.group().casefold() for word in theirs],
        autojunk=False,
    )
    gone, come = [], []
    for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes():
        if tag != "equal":
            gone += _spans(ours[a_start:a_end])
            come += _spans(theirs[b_start:b_end])
    return tuple(gone), tuple(come)


def _spans(words: Sequence[re.Match[str]]) -> list[WordChange]:
    return [WordChange(start=words[0].start(), end=words[-1].end())] if words else []


def _references(recipe: Recipe) -> str:
    return ", ".join(_reference(each, each.sha256) for each in recipe.request.active_references)


def _named_references(recipes: Sequence[Recipe]) -> tuple[str, ...]:
    """The same to be read: only two pictures of one name are told apart by what is in them."""
    pictures = {(x.name, x.sha256) for each in recipes for x in each.request.active_references}
    count = Counter(name for name, _ in pictures)
    return tuple(
        ", ".join(
            _reference(each, each.sha256[:6] if count[each.name] > 1 else "")
            for each in recipe.request.active_references
        )
        for recipe in recipes
    )


def _reference(reference: ReferenceImage, mark: str) -> str:
    crop = box(reference.crop, reference.width, reference.height)
    where = f"{crop.width} × {crop.height} at {crop.left}, {crop.top}" if reference.crop else ""
    more = ", ".join(part for part in (mark, where) if part)
    return f"{reference.name} ({more})" if more else reference.name


def _loras(recipe: Recipe) -> str:
    return ", ".join(_lora(use) for use in recipe.request.active_loras)


def _lora(use: LoraUse) -> str:
    return f"{use.name or use.source} {use.scale:.2f}"


def _cost(recipe: Recipe) -> str:
    return f"${recipe.cost_usd:.4f}" if recipe.cost_usd is not None else ""


def _mask(recipe: Recipe) -> str:
    mask = recipe.request.mask
    return f"{mask.name or 'mask'} ({mask.sha256[:6]}), {recipe.request.strength:g}" if mask else ""


def _seed(recipe: Recipe) -> str:
    return str(recipe.request.seed) if recipe.request.seed is not None else ""


_FIELDS: Sequence[tuple[str, Callable[[Recipe], str]]] = (
    ("model", lambda recipe: recipe.request.model),
    ("backend", lambda recipe: recipe.backend),
    ("references", _references),
    ("mask", _mask),
    ("prompt", lambda recipe: recipe.request.prompt),
    ("sent_prompt", lambda recipe: recipe.sent_prompt),
    ("negative_prompt", lambda recipe: recipe.request.negative_prompt),
    ("loras", _loras),
    ("size", lambda recipe: f"{recipe.width} × {recipe.height}"),
    ("seed", _seed),
    ("steps", lambda recipe: str(recipe.request.steps)),
    ("guidance", lambda recipe: f"{recipe.request.guidance:g}"),
    ("acceleration", lambda recipe: recipe.request.acceleration),
    ("format", lambda recipe: recipe.request.format.upper()),
    ("cost", _cost),
)

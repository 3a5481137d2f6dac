"""A sheet of one LoRA: the same request at several scales, each with the same seeds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flux2studio.core.cost import CostEstimate
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.lora import Lora
from flux2studio.core.lora_aliases import sources
from flux2studio.core.lora_fields import SCALE_MAX
from flux2studio.core.phrase import phrase
from flux2studio.core.request import SEED_MAX, GenerationRequest, draw_seed

CELLS_MAX = 64
USUAL_SCALES = (0.0, 0.5, 0.75, 1.0, 1.25)

_BREAK = re.compile(r"[,;\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One picture to be made: a column has its scale, a row its seed."""

    row: int
    column: int
    scale: float
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    scales: tuple[float, ...]
    seeds: tuple[int, ...]

    def cells(self) -> Iterator[Cell]:
        """Yield the cells in the order they are made: row for row."""
        for row, seed in enumerate(self.seeds):
            for column, scale in enumerate(self.scales):
                yield Cell(row=row, column=column, scale=scale, seed=seed)

    @classmethod
    def parse(cls, scales: str, seeds: str) -> Sheet:
        """Raises InvalidRequestError, with the field "scales" or "seeds"."""
        sheet = cls(scales=_scales(scales), seeds=_seeds(seeds))
        count = len(sheet.scales) * len(sheet.seeds)
        if count > CELLS_MAX:
            raise _refused(
                "scales",
                phrase(
                    "These are {count} pictures; a sheet has {most}.", count=count, most=CELLS_MAX
                ),
            )
        return sheet


def usual_scales(lora: Lora) -> tuple[float, ...]:
    """Return the scales to begin with: over the good range, the default among them."""
    low, high = lora.scale_low, lora.scale_high
    if low is None or high is None or low == high:
        return tuple(sorted({*USUAL_SCALES, lora.default_scale}))
    steps = (low + (high - low) * part / 4 for part in range(5))
    return tuple(sorted({0.0, *(round(step, 2) for step in steps), lora.default_scale}))


def cell_request(draft: GenerationRequest, lora: Lora, cell: Cell) -> GenerationRequest:
    """Return ``draft`` for one picture with ``lora`` at the scale of the cell; all else stays."""
    use = replace(lora.use(), scale=cell.scale)
    known = sources(lora)
    others = tuple(each for each in draft.loras if each.source not in known)
    return replace(draft, loras=(*others, use), seed=cell.seed, count=1)


def fewer_or_more(seeds: Sequence[int], count: int) -> tuple[int, ...]:
    """Return ``count`` seeds: the first of ``seeds``, and new ones."""
    found = list(dict.fromkeys(seeds))[:count]
    while len(found) < count:
        if (seed := draw_seed()) not in found:
            found.append(seed)
    return tuple(found)


def total(costs: Sequence[CostEstimate | None]) -> CostEstimate | None:
    """Return what all together cost, None when nothing does."""
    known = [cost for cost in costs if cost is not None]
    if not known:
        return None
    return replace(
        known[0],
        usd=sum(cost.usd for cost in known),
        output_units=sum(cost.output_units for cost in known),
        reference_units=sum(cost.reference_units for cost in known),
        at_least=any(cost.at_least for cost in known),
    )


def _scales(text: str) -> tuple[float, ...]:
    scales = []
    for word in _words(text, "scales", "Type scales, for example 0.6 0.8 1."):
        try:
            scale = float(word)
        except ValueError:
            raise _refused("scales", phrase("“{word}” is no scale.", word=word)) from None
        if not 0 <= scale <= SCALE_MAX:
            raise _refused(
                "scales", phrase("A scale must be between 0 and {most:g}.", most=SCALE_MAX)
            )
        scales.append(scale)
    return tuple(sorted(set(scales)))


def _seeds(text: str) -> tuple[int, ...]:
    seeds = []
    for word in _words(text, "seeds", "Type seeds, or choose how many."):
        if not word.isdecimal() or not 0 <= int(word) <= SEED_MAX:
            raise _refused(
                "seeds", phrase("“{word}” is no seed from 0 to {most}.", word=word, most=SEED_MAX)
            )
        seeds.append(int(word))
    return tuple(dict.fromkeys(seeds))


def _words(text: str, field: str, hint: str) -> list[str]:
    words = [word for word in _BREAK.split(text.strip()) if word]
    if not words:
        raise InvalidRequestError(
            "There are no scales." if field == "scales" else "There are no seeds.",
            hint=hint,
            field=field,
        )
    return words


def _refused(field: str, sentence: str) -> InvalidRequestError:
    return InvalidRequestError(sentence, hint="Take some away, or change them.", field=field)

"""What a finished job at fal brings, read with patience for what is missing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flux2studio.backends.results import ResultPicture
from flux2studio.core.errors import BackendError
from flux2studio.core.models import Price


@dataclass(frozen=True, slots=True, kw_only=True)
class FalResult:
    """``units`` are megapixels as billed; None when fal did not say."""

    pictures: tuple[ResultPicture, ...]
    seed: int | None
    prompt: str
    flagged: frozenset[int]
    units: float | None

    def cost_of_one(self, price: Price | None) -> float | None:
        """US dollars for each of the pictures."""
        if price is None or self.units is None:
            return None
        return self.units * price.usd_per_megapixel * price.factor / len(self.pictures)


def read_result(text: str | bytes, units: str) -> FalResult:
    """Raise BackendError when there is no picture in it. Only their addresses are needed."""
    try:
        body: Any = json.loads(text)
    except ValueError as error:
        raise BackendError("fal's result cannot be read.", details=str(text[:200])) from error
    body = body if isinstance(body, dict) else {}
    pictures = tuple(
        ResultPicture(index=index, url=image["url"])
        for index, image in enumerate(_list(body.get("images")))
        if isinstance(image, dict) and isinstance(image.get("url"), str)
    )
    if not pictures:
        raise BackendError(
            "fal finished the run without a picture.",
            hint="It may have been filtered. Change the prompt, or the safety checker.",
            details=str(text[:200]),
        )
    flags = enumerate(_list(body.get("has_nsfw_concepts")))
    seed, prompt = body.get("seed"), body.get("prompt")
    return FalResult(
        pictures=pictures,
        seed=seed if isinstance(seed, int) else None,
        prompt=prompt if isinstance(prompt, str) else "",
        flagged=frozenset(index for index, flag in flags if flag is True),
        units=_number(units),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None

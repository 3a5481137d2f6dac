"""What a finished job at fal brings, read with patience for what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flux2studio.backends.fal_queue import FAL
from flux2studio.backends.http import Answer
from flux2studio.backends.json_text import decoded
from flux2studio.backends.refusals import model_failure
from flux2studio.backends.results import ResultPicture
from flux2studio.core.cost import shares, usd_of_units
from flux2studio.core.errors import BackendError, UnreachableError
from flux2studio.core.foreign_words import number
from flux2studio.core.models import Price

_KEPT_MAX = 1_000_000  # bytes in the journal
_UNITS_MAX = 1e6  # what a service counts beyond it is a mistake


@dataclass(frozen=True, slots=True, kw_only=True)
class FalResult:
    """``units`` are megapixels as billed; None when fal did not say."""

    pictures: tuple[ResultPicture, ...]
    seed: int | None
    prompt: str
    flagged: frozenset[int]
    units: float | None

    def cost_of(self, index: int, price: Price | None) -> float | None:
        """US dollars for one of the pictures; together they are what the run cost."""
        if price is None or self.units is None:
            return None
        parts = shares(usd_of_units(self.units, price), len(self.pictures))
        return parts[[picture.index for picture in self.pictures].index(index)]

    def address_of(self, index: int) -> str:
        """Where the picture lies; empty when there is none of this number."""
        return next((p.url for p in self.pictures if p.index == index), "")


def take_result(answer: Answer, request_id: str) -> tuple[FalResult, dict[str, str]]:
    """Read what a run came to; also return what the journal is to keep of it.

    A large answer, with the pictures inside, is not kept. Raises BackendError for a failed run.
    """
    if not 200 <= answer.status < 300:
        raise model_failure(answer, FAL)
    units = answer.headers.get("x-fal-billable-units", "")
    result = read_result(answer.body, units, f"Request id: {request_id}")
    kept = {"billable_units": units} if units else {}
    if len(answer.body) <= _KEPT_MAX:
        kept["result"] = answer.body.decode("utf-8", "replace")
    return result, kept


def read_result(text: str | bytes, units: str, details: str = "") -> FalResult:
    """Raise BackendError when there is no picture in it. Only their addresses are needed.

    Raise UnreachableError when it cannot be read: it is paid for, and can be asked for again.
    """
    try:
        body: Any = decoded(text)
    except ValueError as error:
        raise UnreachableError(
            "fal's result cannot be read.",
            hint="It is asked for again later; that costs nothing.",
            details=_excerpt(text),
        ) from error
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
            details=f"{_excerpt(text)}\n{details}".strip(),
        )
    flags = enumerate(_list(body.get("has_nsfw_concepts")))
    seed, prompt = body.get("seed"), body.get("prompt")
    return FalResult(
        pictures=pictures,
        seed=seed if isinstance(seed, int) else None,
        prompt=prompt if isinstance(prompt, str) else "",
        flagged=frozenset(index for index, flag in flags if flag is True),
        units=number(units, 0, _UNITS_MAX),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _excerpt(text: str | bytes) -> str:
    return text[:200] if isinstance(text, str) else text[:200].decode("utf-8", "replace")

"""What AIML API answers, in whichever of its shapes; nearly everything in it may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flux2studio.backends.http import Answer
from flux2studio.backends.results import ResultPicture
from flux2studio.backends.sayings import details_of, is_page, message_of
from flux2studio.core.cost import USD_MAX, shares
from flux2studio.core.errors import BackendError, OutcomeUnknownError
from flux2studio.core.foreign_words import number
from flux2studio.core.phrase import phrase

CREDITS_PER_USD = 2_000_000
_PROBABLY_BILLED = "It was probably billed: see your account at aimlapi.com."


@dataclass(frozen=True, slots=True, kw_only=True)
class AimlapiResult:
    """``files`` came inside the answer: (index, number in the spool). ``cost_usd`` is that of
    the whole run; None when the service did not say."""

    pictures: tuple[ResultPicture, ...]
    files: tuple[tuple[int, int], ...]
    inference_id: str
    cost_usd: float | None

    def cost_of(self, index: int) -> float | None:
        """US dollars for one of the pictures; together they are what the run cost."""
        if self.cost_usd is None:
            return None
        known = sorted([picture.index for picture in self.pictures] + [i for i, _ in self.files])
        return shares(self.cost_usd, len(known))[known.index(index)]


def read_result(answer: Answer) -> AimlapiResult:
    """Raise BackendError when there is no picture in it, OutcomeUnknownError when it is broken."""
    try:
        body = answer.json()
    except ValueError as error:
        raise _unreadable(answer) from error
    found = tuple(_found(body))
    if not found:
        said = message_of(answer)
        raise BackendError(
            "AIML API finished the run without a picture.",
            hint=phrase("It says: {said}", said=said) if said else _PROBABLY_BILLED,
            details=f"{_excerpt(answer)}\n{details_of(answer)}",
        )
    return AimlapiResult(
        pictures=tuple(ResultPicture(index=i, url=at) for i, at in found if isinstance(at, str)),
        files=tuple((index, at) for index, at in found if isinstance(at, int)),
        inference_id=answer.headers.get("x-inference-id", ""),
        cost_usd=_cost(body, answer),
    )


def told_cost(answer: Answer) -> dict[str, str]:
    """What the journal is to know of the price of a run; nothing when the service did not say."""
    try:
        cost = _cost(answer.json(), answer)
    except ValueError:
        return {}
    return {} if cost is None else {"cost_usd": repr(cost)}


def _unreadable(answer: Answer) -> OutcomeUnknownError:
    page, nonsense = (
        "A web page came instead of AIML API's answer.",
        "There is no sense in AIML API's answer.",
    )
    return OutcomeUnknownError(
        page if is_page(answer) else nonsense,
        hint="It may have been billed. It is not sent again by itself.",
        details=f"{_excerpt(answer)}\n{details_of(answer)}",
    )


def _excerpt(answer: Answer) -> str:
    return answer.body[:300].decode("utf-8", "replace")


def _found(body: Any) -> Iterator[tuple[int, str | int]]:
    """Each picture's index, with its link or the number of its file in the spool."""
    for index, item in enumerate(_items(body)):
        match item:
            case {"url": {"file": int(number)}} | {"b64_json": {"file": int(number)}}:
                yield index, number
            case {"image_base64": {"file": int(number)}} | {"file": int(number)}:
                yield index, number
            case str(link) | {"url": str(link)} if link:
                yield index, link
            case {"b64_json": str(text)} | {"image_base64": str(text)} if text:
                yield index, text if text.startswith("data:") else f"data:;base64,{text}"


def _items(body: Any) -> list[Any]:
    match body:
        case {"data": list(items)} | {"images": list(items)}:
            return items
        case {"output": {"choices": list(items)}}:
            return items
    return []


def _cost(body: Any, answer: Answer) -> float | None:
    usage: dict[str, Any] = {}
    match body:
        case {"meta": {"usage": dict(found)}}:
            usage = found
    header = answer.headers
    in_credits = (usage.get("credits_used"), None, usage.get("tokens_used"))
    in_dollars = (None, usage.get("usd_spent"), None)
    said = [*zip(in_credits, in_dollars, strict=True)]
    said.append((header.get("x-aimlapi-credits-used"), header.get("x-aimlapi-usd-spent")))
    for spent_credits, dollars in said:
        if (amount := number(spent_credits, 0, USD_MAX * CREDITS_PER_USD)) is not None:
            return amount / CREDITS_PER_USD
        if (amount := number(dollars, 0, USD_MAX)) is not None:
            return amount
    return None

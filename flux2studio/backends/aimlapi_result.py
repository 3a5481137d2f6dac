"""What AIML API answers, in whichever of its shapes; nearly everything in it may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flux2studio.backends.http import Answer
from flux2studio.backends.results import ResultPicture
from flux2studio.core.errors import BackendError, OutcomeUnknownError

CREDITS_PER_USD = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AimlapiResult:
    """``cost_of_one`` is in US dollars; None when the service did not say."""

    pictures: tuple[ResultPicture, ...]
    inference_id: str
    cost_of_one: float | None


def read_result(answer: Answer) -> AimlapiResult:
    """Raise BackendError when there is no picture in it, OutcomeUnknownError when it is broken."""
    try:
        body = answer.json()
    except ValueError as error:
        raise OutcomeUnknownError(
            "AIML API's answer cannot be read.",
            hint="It may have been billed. It is not sent again by itself.",
            details=_excerpt(answer),
        ) from error
    links = tuple(_links(body))
    if not links:
        raise BackendError(
            "AIML API finished the run without a picture.",
            hint="It was probably billed: see your account at aimlapi.com.",
            details=_excerpt(answer),
        )
    cost = _cost(body, answer)
    return AimlapiResult(
        pictures=tuple(ResultPicture(index=i, url=link) for i, link in links),
        inference_id=answer.headers.get("x-inference-id", ""),
        cost_of_one=None if cost is None else cost / len(links),
    )


def _excerpt(answer: Answer) -> str:
    return answer.body[:300].decode("utf-8", "replace")


def _links(body: Any) -> Iterator[tuple[int, str]]:
    for index, item in enumerate(_items(body)):
        match item:
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
        if (number := _number(spent_credits)) is not None:
            return number / CREDITS_PER_USD
        if (number := _number(dollars)) is not None:
            return number
    return None


def _number(value: Any) -> float | None:
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError):
        return None

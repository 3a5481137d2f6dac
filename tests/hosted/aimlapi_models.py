"""The public list of models at AIML API: ``GET /v1/models``, with sections, filters and an ETag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from tests.hosted.server import Reply, Request

MARK_UP = 1.05
FAL_PRICES = {  # US dollars a megapixel at fal, per model
    "blackforestlabs/flux-2": 0.012,
    "blackforestlabs/flux-2-edit": 0.012,
    "blackforestlabs/flux-2-lora": 0.021,
    "blackforestlabs/flux-2-lora-edit": 0.021,
}
_SECTIONS = ("pricing", "modalities", "capabilities")


def models_reply(request: Request) -> Reply:
    """Answer 304 without a body to the ETag of the same answer; no key is asked for."""
    body = json.dumps({"object": "list", "data": list(_models(request.query))}).encode()
    tag = f'W/"{len(body):x}-{hashlib.sha256(body).hexdigest()[:27]}"'
    if request.headers.get("if-none-match") == tag:
        return Reply(status=304, headers={"ETag": tag})
    return Reply(body=body, headers={"ETag": tag})


def _models(query: Mapping[str, list[str]]) -> Iterator[dict[str, Any]]:
    asked = _values(query, "id")
    sections = _values(query, "include")
    if "all" in sections or _values(query, "details") == {"true"}:
        sections = set(_SECTIONS)
    for model, price in FAL_PRICES.items():
        alias = model.rpartition("/")[2]
        if not asked or asked & {model, alias}:
            optional = _optional(model, price)
            yield {
                "id": model,
                "aliases": [alias],
                "type": "image",
                "info": {"name": alias, "developer": "Black Forest Labs"},
                "tags": ["playground:image"],
                **{name: optional[name] for name in _SECTIONS if name in sections},
            }


def _optional(model: str, price: float) -> dict[str, Any]:
    is_edit = model.endswith("edit")
    rate = {"price": round(price * MARK_UP, 6), "unit": "megapixel", "per": 1}
    return {
        "pricing": {"kind": "fixed", "units": [rate]},
        "modalities": {"input": ["text", "image"] if is_edit else ["text"], "output": ["image"]},
        "capabilities": ["image_to_image" if is_edit else "text_to_image"],
    }


def _values(query: Mapping[str, list[str]], name: str) -> set[str]:
    """Repeated or with commas, in any case."""
    return {value.lower() for text in query.get(name, ()) for value in text.split(",") if value}

"""A strict stand-in for AIML API: one synchronous POST, charged, with no way to ask again."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import uuid4

from tests.hosted import schema
from tests.hosted.faults import Fault
from tests.hosted.ledger import Job
from tests.hosted.pictures import black, draw, reference_units, units
from tests.hosted.server import Reply, Request, json_reply
from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY, StandIn

CREDITS_PER_USD = 2_000_000
MARK_UP = 1.05
_PRICES = {  # US dollars a megapixel at fal, per model
    "blackforestlabs/flux-2": 0.012,
    "blackforestlabs/flux-2-edit": 0.012,
    "blackforestlabs/flux-2-lora": 0.021,
    "blackforestlabs/flux-2-lora-edit": 0.021,
}
_FIELDS = {
    "model": schema.one_of(*_PRICES),
    "prompt": schema.text(4000),
    "output_format": schema.one_of("jpeg", "png", "webp"),
    "enable_prompt_expansion": schema.boolean,
    "guidance_scale": schema.number(0, 20),
    "num_inference_steps": schema.whole(4, 50),
    "acceleration": schema.one_of("none", "regular", "high"),
    "seed": schema.whole(1),
    "num_images": schema.number(1, 4),
    "enable_safety_checker": schema.boolean,
}
_CLIENT_ID = re.compile(r"[A-Za-z0-9._:-]{1,128}")
_MESSAGES = {
    400: "Body validation error",
    401: "This request requires a valid API key. You can create one at the key management page.",
    403: "You've run out of credits. Please top up your balance or update your payment method.",
    404: "Cannot POST this path",
    429: "Too Many Requests",
    500: "Internal server error",
    502: "Bad Gateway",
    503: "Service unavailable",
    504: "Generation timeout",
}


class AimlapiStandIn(StandIn):
    """``usage``: credits_used, usd_spent, tokens_used, header, none. ``shape``: url, b64_json,
    images. ``envelope``: legacy, problem."""

    name: ClassVar[str] = "aimlapi"
    scheme: ClassVar[str] = "Bearer"
    key: ClassVar[str] = AIMLAPI_KEY
    other_keys: ClassVar[tuple[str, ...]] = (FAL_KEY,)

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.usage = "credits_used"
        self.shape = "url"
        self.envelope = "legacy"

    @property
    def environment(self) -> dict[str, str]:
        return {"FLUX2STUDIO_AIMLAPI_URL": self.url, "AIML_API_KEY": self.key}

    def route(self, request: Request) -> Reply:
        if (request.method, request.path.removeprefix("/v1")) == ("POST", "/images/generations"):
            self.ledger.posted(request.content_hash)
            return self.perform("submit", request, lambda fault: self._generate(request, fault))
        return json_reply({"error": "no such address"}, 501)

    def error(self, status: int, message: str) -> Reply:
        message = message or _MESSAGES.get(status, "Something wrong with the server")
        if self.envelope == "problem":
            body: dict[str, Any] = {
                "title": message,
                "status": status,
                "message": message,
                "requestId": uuid4().hex,
                "error": {"name": "HttpException", "message": message},
            }
            return json_reply(body, status).but(media_type="application/problem+json")
        return json_reply(
            {
                "message": message,
                "path": "/v1/images/generations",
                "requestId": uuid4().hex,
                "statusCode": str(status),
                "timestamp": "2026-11-20T12:00:00.000Z",
            },
            status,
        )

    def _generate(self, request: Request, fault: Fault | None) -> Reply:
        if refusal := self.is_authorised(request):
            return refusal
        if request.headers.get("content-type", "").split(";")[0] != "application/json":
            return self.error(400, "Body validation error\nnot application/json")
        try:
            body = json.loads(request.body)
        except ValueError:
            return self.error(400, "Body validation error\nnot JSON")
        references, problems = _check(body)
        if problems:
            lines = [f"{'.'.join(map(str, p.at))}: {p.message}" for p in problems]
            return self.error(400, "\n".join(["Body validation error", *lines]))
        job = self._charge(request, body, references)
        return self._success(job, self._pictures(job, fault), request)

    def _charge(
        self,
        request: Request,
        body: dict[str, Any],
        references: list[tuple[bytes, tuple[int, int]]],
    ) -> Job:
        total = int(body.get("num_images", 1)) * units(*_size(body))
        total += sum(reference_units(*size) for _, size in references)
        client_id = request.headers.get("x-client-request-id", "")
        job = Job(
            id=uuid4().hex,
            content_hash=request.content_hash,
            body=body,
            references=tuple(data for data, _ in references),
            units=total,
            cost_usd=total * _PRICES[body["model"]] * MARK_UP,
            client_request_id=client_id if _CLIENT_ID.fullmatch(client_id) else "",
        )
        self.ledger.accepted(job)
        return job

    def _pictures(self, job: Job, fault: Fault | None) -> list[bytes] | None:
        if fault and fault.kind == "null":
            return None
        count = int(job.body.get("num_images", 1)) - bool(fault and fault.kind == "fewer")
        name, size = job.body.get("output_format", "png"), _size(job.body)
        if fault and fault.kind == "nsfw":
            return [black(size, name)] * count
        seed = job.body.get("seed", 1)
        return [
            draw(size, seed + index, job.body["prompt"], job.references, name)
            for index in range(count)
        ]

    def _success(self, job: Job, pictures: list[bytes] | None, request: Request) -> Reply:
        charged = round(job.cost_usd * CREDITS_PER_USD)
        answer: dict[str, Any] = {"data": None, "meta": _usage(self.usage, charged)}
        if pictures is not None:
            items = [self._item(job, number, data) for number, data in enumerate(pictures)]
            answer["data"] = items
            if self.shape == "images":
                answer = {"images": items, "meta": answer["meta"]}
        headers = {"x-inference-id": job.id, "x-request-id": uuid4().hex}
        if job.client_request_id:
            headers["x-client-request-id"] = job.client_request_id
        if self.usage == "header":
            headers["x-aimlapi-credits-used"] = str(charged)
        return json_reply(answer).but(headers=headers)

    def _item(self, job: Job, number: int, data: bytes) -> dict[str, str | None]:
        if self.shape == "b64_json":
            return {"url": None, "b64_json": base64.b64encode(data).decode()}
        name = job.body.get("output_format", "png")
        url = self.keep_picture(f"{number}-{job.id}.{name}", data, f"image/{name}")
        return {"url": url} if self.shape == "images" else {"url": url, "b64_json": None}


def _usage(variant: str, charged: int) -> dict[str, Any] | None:
    match variant:
        case "credits_used" | "tokens_used":
            return {"usage": {variant: charged}}
        case "usd_spent":
            return {"usage": {"usd_spent": charged / CREDITS_PER_USD}}
    return None


def _size(body: dict[str, Any]) -> tuple[int, int]:
    size = body.get("image_size", "landscape_4_3")
    if isinstance(size, str):
        return schema.PRESETS[size]
    return size.get("width", 1024), size.get("height", 768)


def _check(
    body: Any,
) -> tuple[list[tuple[bytes, tuple[int, int]]], list[schema.Problem]]:
    if not isinstance(body, dict):
        return [], [schema.Problem(at=(), message="Expected object", type="value_error")]
    references: list[tuple[bytes, tuple[int, int]]] = []
    problems = list(_plain_problems(body))
    if str(body.get("model")).endswith("edit"):
        references, wrong = schema.read_references(body.get("image_urls"))
        problems += wrong
        if len(references) > 3:
            at = ("image_urls",)
            problems.append(schema.Problem(at=at, message="At most 3 items", type="too_big"))
    return references, problems


def _plain_problems(body: dict[str, Any]) -> Iterator[schema.Problem]:
    model = str(body.get("model"))
    known = {*_FIELDS, "image_size"}
    known |= {"image_urls"} if model.endswith("edit") else set()
    known |= {"loras"} if "lora" in model else set()
    for name in sorted(set(body) - known):
        yield schema.Problem(at=(name,), message="Unrecognized key in object", type="extra")
    yield from schema.check_fields(body, _FIELDS, ("model", "prompt"))
    if "image_size" in body:
        yield from schema.check_size(body["image_size"], 32)
    if "loras" in body:
        yield from schema.check_loras(body["loras"])

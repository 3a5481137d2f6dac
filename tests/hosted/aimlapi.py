"""A strict stand-in for AIML API: one synchronous, charged POST, and what can be asked after."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from typing import Any, ClassVar
from uuid import uuid4

from tests.hosted import aimlapi_account, schema
from tests.hosted.aimlapi_account import Account, TooManyRequestsError
from tests.hosted.aimlapi_logs import CREDITS_PER_USD, LogsError
from tests.hosted.aimlapi_models import FAL_PRICES, MARK_UP, models_reply
from tests.hosted.faults import Fault
from tests.hosted.ledger import Job
from tests.hosted.pictures import black, draw, reference_units, units
from tests.hosted.server import Reply, Request, json_reply
from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY, NO_CREDIT_KEY, StandIn

_FIELDS = {
    "model": schema.one_of(*FAL_PRICES),
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
    413: "request entity too large",
    429: "Too Many Requests",
    500: "Internal server error",
    502: "Bad Gateway",
    503: "Service unavailable",
    504: "Generation timeout",
}


class AimlapiStandIn(StandIn):
    """``usage``: credits_used, usd_spent, both, tokens_used, header, header_usd, none. ``shape``:
    url, b64_json, images, choices. ``envelope``: legacy, legacy_int, problem. ``fails``: every run
    ends with this status, unpaid, and is in the logs as failed. ``lag``: look-ups in vain before a
    run is in the logs. ``body_limit``: bytes above which a body is refused, 0 for none."""

    name: ClassVar[str] = "aimlapi"
    scheme: ClassVar[str] = "Bearer"
    key: ClassVar[str] = AIMLAPI_KEY
    other_keys: ClassVar[tuple[str, ...]] = (FAL_KEY,)

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.usage = "credits_used"
        self.shape = "url"
        self.envelope = "legacy"
        self.fails = 0
        self.lag = 0
        self.look_ups_a_minute = 200
        self.deposit_usd = 123.45
        self.body_limit = 0
        self.account = Account()

    @property
    def environment(self) -> dict[str, str]:
        return {"FLUX2STUDIO_AIMLAPI_URL": f"{self.url}/v1", "AIML_API_KEY": self.key}

    @property
    def balance_usd(self) -> float:
        return round(self.deposit_usd - self.account.spent_usd, 6)

    def route(self, request: Request) -> Reply:
        """Addresses of version 1 answer with and without it; those of version 2 only with it."""
        match request.method, _address(request.path):
            case "POST", "/images/generations":
                self.ledger.posted(request.content_hash)
                reply = self.perform("submit", request, lambda fault: self._run(request, fault))
            case "GET", "/models":
                reply = self.perform("pricing", request, lambda _: models_reply(request))
            case "GET", "/v2/logs":
                reply = self.perform("lookup", request, lambda _: self._logs(request))
            case "GET", ("/v2/billing" | "/v2/billing/detail" | "/billing/balance") as path:
                reply = self.perform("billing", request, lambda _: self._balance(request, path))
            case "GET", "/v2/billing/transactions":
                reply = self.perform("billing", request, lambda _: self._transactions(request))
            case _:
                reply = json_reply({"error": "no such address"}, 501)
        return reply.but(headers={"x-request-id": uuid4().hex, **reply.headers})

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
                "statusCode": status if self.envelope == "legacy_int" else str(status),
                "timestamp": "2026-11-20T12:00:00.000Z",
            },
            status,
        )

    def _logs(self, request: Request) -> Reply:
        if refusal := self.is_authorised(request):
            return refusal
        for name in aimlapi_account.unknown_parameters(request.query):
            self.ledger.violate(f"the logs have no filter “{name}”")
        try:
            answer = self.account.logs(request.query, lag=self.lag, limit=self.look_ups_a_minute)
        except LogsError as error:
            return self.error(400, f"Query validation error\n{error}")
        except TooManyRequestsError:
            return self.error(429, "")
        return json_reply(answer)

    def _balance(self, request: Request, path: str) -> Reply:
        is_broke = request.headers.get("authorization") == f"{self.scheme} {NO_CREDIT_KEY}"
        if not is_broke and (refusal := self.is_authorised(request)):
            return refusal
        usd = 0.0 if is_broke else self.balance_usd
        match path:
            case "/v2/billing":
                return json_reply(aimlapi_account.balance(usd))
            case "/v2/billing/detail":
                return json_reply(aimlapi_account.balance_detail(usd))
        return json_reply(aimlapi_account.legacy_balance(usd))

    def _transactions(self, request: Request) -> Reply:
        if refusal := self.is_authorised(request):
            return refusal
        try:
            return json_reply(self.account.transactions(request.query, lag=self.lag))
        except LogsError as error:
            return self.error(400, f"Query validation error\n{error}")

    def _run(self, request: Request, fault: Fault | None) -> Reply:
        if refusal := self.is_authorised(request):
            return refusal
        if self.body_limit and len(request.body) > self.body_limit:
            return self.error(413, "")
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
        job = self._job(request, body, references)
        if job.cost_usd > self.balance_usd:
            return self.error(403, "")
        job.charged = not self.fails
        self.ledger.accepted(job)
        self.account.record(
            job.endpoint, job.id, job.client_request_id, job.cost_usd, well=job.charged
        )
        if self.fails:
            return self.error(self.fails, "").but(headers=_named(job))
        return self._success(job, self._pictures(job, fault))

    def _job(
        self,
        request: Request,
        body: dict[str, Any],
        references: list[tuple[bytes, tuple[int, int]]],
    ) -> Job:
        total = int(body.get("num_images", 1)) * units(*_size(body))
        total += sum(reference_units(*size) for _, size in references)
        client_id = request.headers.get("x-client-request-id", "")
        return Job(
            id=uuid4().hex,
            content_hash=request.content_hash,
            body=body,
            references=tuple(data for data, _ in references),
            units=total,
            cost_usd=total * FAL_PRICES[body["model"]] * MARK_UP,
            client_request_id=client_id if _CLIENT_ID.fullmatch(client_id) else "",
            endpoint=body["model"],
        )

    def _pictures(self, job: Job, fault: Fault | None) -> list[bytes] | None:
        if fault and fault.kind == "null":
            return None
        kind = fault.kind if fault else ""
        count = 0 if kind == "zero" else int(job.body.get("num_images", 1)) - (kind == "fewer")
        name, size = job.body.get("output_format", "png"), _size(job.body)
        if kind in {"nsfw", "black"}:
            return [black(size, name)] * count
        seed = job.body.get("seed", 1)
        return [
            draw(size, seed + index, job.body["prompt"], job.references, name)
            for index in range(count)
        ]

    def _success(self, job: Job, pictures: list[bytes] | None) -> Reply:
        charged = round(job.cost_usd * CREDITS_PER_USD)
        items = [self._item(job, *numbered) for numbered in enumerate(pictures or ())]
        meta, found = _usage(self.usage, charged), None if pictures is None else items
        answer: dict[str, Any] = {"data": found, "meta": meta}
        if self.shape == "images":
            answer = {"images": found, "meta": meta}
        if self.shape == "choices":
            answer = {"output": {"choices": found}, "meta": meta}
        headers = _named(job)
        if self.usage == "header":
            headers["x-aimlapi-credits-used"] = str(charged)
        if self.usage == "header_usd":
            headers["x-aimlapi-usd-spent"] = f"{charged / CREDITS_PER_USD:.9f}"
        return json_reply(answer).but(headers=headers)

    def _item(self, job: Job, number: int, data: bytes) -> dict[str, str | None]:
        text = base64.b64encode(data).decode()
        if self.shape == "b64_json":
            return {"url": None, "b64_json": text}
        if self.shape == "choices":
            return {"image_base64": text}
        name = job.body.get("output_format", "png")
        url = self.keep_picture(f"{number}-{job.id}.{name}", data, f"image/{name}")
        return {"url": url} if self.shape == "images" else {"url": url, "b64_json": None}


def _address(path: str) -> str:
    """Without the first version, which may be left out; the second one may not hang on it."""
    bare = path.removeprefix("/v1")
    return path if bare.startswith("/v2") else bare


def _usage(variant: str, charged: int) -> dict[str, Any] | None:
    match variant:
        case "credits_used" | "tokens_used":
            return {"usage": {variant: charged}}
        case "usd_spent":
            return {"usage": {"usd_spent": charged / CREDITS_PER_USD}}
        case "both":
            return {"usage": {"credits_used": charged, "usd_spent": charged / CREDITS_PER_USD}}
    return None


def _named(job: Job) -> dict[str, str]:
    """The headers that name a run; the client's own id comes back when it was a valid one."""
    echo = {"x-client-request-id": job.client_request_id} if job.client_request_id else {}
    return {"x-inference-id": job.id, **echo}


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

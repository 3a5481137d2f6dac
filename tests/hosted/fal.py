"""A strict stand-in for fal's queue: submit, status, result and cancel, by the wire's addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import uuid4

from tests.hosted import schema
from tests.hosted.faults import Fault
from tests.hosted.ledger import Job
from tests.hosted.pictures import black, draw, reference_units, units
from tests.hosted.server import Reply, Request, json_reply
from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY, StandIn

_PRICES = {
    "fal-ai/flux-2": 0.012,
    "fal-ai/flux-2/edit": 0.012,
    "fal-ai/flux-2/lora": 0.021,
    "fal-ai/flux-2/lora/edit": 0.021,
}
_FIELDS = {
    "prompt": schema.text(1_000_000),
    "guidance_scale": schema.number(0, 20),
    "seed": schema.whole(0),
    "num_inference_steps": schema.whole(4, 50),
    "num_images": schema.whole(1, 4),
    "acceleration": schema.one_of("none", "regular", "high"),
    "enable_prompt_expansion": schema.boolean,
    "sync_mode": schema.boolean,
    "enable_safety_checker": schema.boolean,
    "output_format": schema.one_of("jpeg", "png", "webp"),
}
_REQUEST = re.compile(
    r"/fal-ai/flux-2(?:/[\w/-]+?)?/requests/(?P<id>[\w-]+)(?P<what>/status|/cancel|/response)?/?"
)
_TYPES = {
    429: "concurrent_requests_limit",
    499: "client_cancelled",
    500: "runner_server_error",
    502: "runner_incomplete_response",
    503: "runner_scheduling_failure",
    504: "request_timeout",
}
_DETAILS = {
    401: "invalid key credentials",
    403: "User is locked. Reason: Exhausted balance. Top up your balance at"
    " fal.ai/dashboard/billing.",
    404: "Application not found",
}
_LOCKED_OUT = "Cannot access application. Authentication is required to access this application."


@dataclass(slots=True, kw_only=True)
class QueuedJob:
    """Where one request stands; it moves on by being asked about."""

    job: Job
    model: str
    fault: Fault | None = None
    polls: int = 0
    done: bool = False
    cancelled: bool = False


class FalStandIn(StandIn):
    """A job waits for ``queue_polls`` status calls, renders for ``render_polls`` more, and is
    done; while ``held`` it stays at the first step. ``fails``: completes with this error type.
    ``cancel_loses``: a cancel is accepted, and the job is finished all the same."""

    name: ClassVar[str] = "fal"
    scheme: ClassVar[str] = "Key"
    key: ClassVar[str] = FAL_KEY
    other_keys: ClassVar[tuple[str, ...]] = (AIMLAPI_KEY,)

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        self.queue_polls = 1
        self.render_polls = 2
        self.fails = ""
        self.cancel_loses = False
        self.bare_results = False  # only what seed 003's example has: url and prompt
        self.rewrites_prompt = ""
        self.queued: dict[str, QueuedJob] = {}

    @property
    def queue_url(self) -> str:
        return f"{self.url}/queue"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FLUX2STUDIO_FAL_QUEUE_URL": self.queue_url,
            "FLUX2STUDIO_FAL_RUN_URL": f"{self.url}/run",
            "FLUX2STUDIO_FAL_REST_URL": f"{self.url}/rest",
            "FAL_KEY": self.key,
        }

    def route(self, request: Request) -> Reply:
        reply = self._route(request)
        return reply.but(headers={"x-fal-request-id": uuid4().hex, **reply.headers})

    def _route(self, request: Request) -> Reply:
        path = request.path.removeprefix("/queue")
        model = path.strip("/")
        if request.path.startswith("/queue/") and request.method == "POST" and model in _PRICES:
            self.ledger.posted(request.content_hash)
            return self.perform(
                "submit", request, lambda fault: self._submit(request, model, fault)
            )
        if match := _REQUEST.fullmatch(path):
            return self._about(request, match["id"], match["what"] or "")
        return json_reply({"detail": "no such address"}, 501)

    def _about(self, request: Request, job_id: str, what: str) -> Reply:
        match request.method, what:
            case "GET", "/status":
                operation = "status"
            case "GET", "" | "/response":
                operation = "result"
            case "PUT", "/cancel":
                operation = "cancel"
            case _:
                return json_reply({"detail": "no such address"}, 501)
        if refusal := self.is_authorised(request):
            return refusal
        queued = self.queued.get(job_id)
        if queued is None:
            return json_reply({"status": "NOT_FOUND"}, 404)
        answers = {"status": self._status, "result": self._result, "cancel": self._cancel}
        return self.perform(operation, request, lambda _: answers[operation](queued, request))

    def error(self, status: int, message: str) -> Reply:
        if status in _TYPES:
            body = {"detail": message or "The runner failed", "error_type": _TYPES[status]}
            return json_reply(body, status, X_Fal_Error_Type=_TYPES[status])
        return json_reply({"detail": message or _DETAILS.get(status, "Bad request")}, status)

    def is_authorised(self, request: Request) -> Reply | None:
        if not request.headers.get("authorization"):
            return self.error(401, _LOCKED_OUT)
        return super().is_authorised(request)

    def _submit(self, request: Request, model: str, fault: Fault | None) -> Reply:
        if refusal := self.is_authorised(request):
            return refusal
        try:
            body = json.loads(request.body)
        except ValueError:
            return json_reply({"detail": "Invalid JSON"}, 422)
        references, problems = _check(body, model)
        for name in sorted(set(body) - _known(model)) if isinstance(body, dict) else ():
            self.ledger.violate(f"fal ignores the unknown field “{name}”")
        if problems:
            return json_reply({"detail": [_as_detail(problem) for problem in problems]}, 422)
        job = self._accept(request, model, body, references[:3])
        if fault and fault.kind in {"null", "fewer", "nsfw"}:
            self.queued[job.id].fault = fault
        urls = self._urls(job.id)
        answer: dict[str, Any] = {
            "status": "IN_QUEUE",
            **urls,
            "logs": None,
            "metrics": {},
            "queue_position": 0,
        }
        return json_reply(answer)

    def _accept(
        self,
        request: Request,
        model: str,
        body: dict[str, Any],
        references: list[tuple[bytes, tuple[int, int]]],
    ) -> Job:
        total = int(body.get("num_images", 1)) * units(*_size(body, references))
        total += sum(reference_units(*size) for _, size in references)
        job = Job(
            id=str(uuid4()),
            content_hash=request.content_hash,
            body=body,
            references=tuple(data for data, _ in references),
            units=total,
            cost_usd=total * _PRICES[model],
        )
        self.queued[job.id] = QueuedJob(job=job, model=model)
        self.ledger.accepted(job)
        return job

    def _urls(self, job_id: str) -> dict[str, str]:
        base = f"{self.queue_url}/fal-ai/flux-2/requests/{job_id}"
        return {
            "request_id": job_id,
            "response_url": base,
            "status_url": f"{base}/status",
            "cancel_url": f"{base}/cancel",
        }

    def _status(self, queued: QueuedJob, request: Request) -> Reply:
        with self._lock:
            if not (self.held and queued.polls > self.queue_polls):
                queued.polls += 1
            self._finish_when_due(queued)
        with_logs = request.query.get("logs", ["false"])[0] in {"1", "true"}
        if queued.done:
            return json_reply(
                {"status": "COMPLETED", **self._ending(queued), **self._urls(queued.job.id)}
            )
        if queued.polls <= self.queue_polls:
            position = self.queue_polls - queued.polls
            answer: dict[str, Any] = {"status": "IN_QUEUE", "queue_position": position}
        else:
            logs = self._logs(queued) if with_logs else None
            answer = {"status": "IN_PROGRESS", "logs": logs}
        return json_reply({**answer, **self._urls(queued.job.id)}, 202)

    def _finish_when_due(self, queued: QueuedJob) -> None:
        if queued.polls > self.queue_polls + self.render_polls:
            queued.done = True
            queued.job.charged = not self.fails and not queued.cancelled

    def _ending(self, queued: QueuedJob) -> dict[str, Any]:
        ending: dict[str, Any] = {"logs": None, "metrics": {"inference_time": 2.1}}
        if error_type := "client_cancelled" if queued.cancelled else self.fails:
            ending |= {"error": "The request did not succeed", "error_type": error_type}
        return ending

    def _logs(self, queued: QueuedJob) -> list[dict[str, str]]:
        """Cumulative, as the service gives them; other lines lie between."""
        steps = queued.job.body.get("num_inference_steps", 28)
        reached = max(1, steps * (queued.polls - self.queue_polls) // (self.render_polls + 1))
        lines = ["Loading LoRA weights 1", *(f"step {n}/{steps}" for n in range(1, reached + 1))]
        stamp = {"timestamp": "2026-11-20T12:00:00Z", "level": "INFO", "source": "USER"}
        return [{"message": line, **stamp} for line in (*lines, "allocated 12.5 GiB")]

    def _result(self, queued: QueuedJob, request: Request) -> Reply:
        if not queued.done:
            return json_reply({"detail": "Request is still in progress"}, 400)
        if queued.cancelled:
            return self.error(499, "Client cancelled the request")
        if self.fails == "content_policy_violation":
            problem = schema.Problem(
                at=("prompt",), message="The content was flagged.", type=self.fails
            )
            return json_reply({"detail": [_as_detail(problem)]}, 422)
        if self.fails:
            return self.error(500, "The runner failed while it drew.")
        reply = json_reply(self._output(queued))
        return reply.but(headers={"X-Fal-Billable-Units": str(queued.job.units)})

    def _output(self, queued: QueuedJob) -> dict[str, Any]:
        body, kind = queued.job.body, queued.fault.kind if queued.fault else ""
        images = [self._image(queued, i, kind) for i in range(_count(body, kind))]
        prompt = self.rewrites_prompt or body["prompt"]
        if self.bare_results:
            return {"images": [{"url": image["url"]} for image in images], "prompt": prompt}
        return {
            "images": images,
            "timings": {"inference": 2.1},
            "seed": body.get("seed", 4242),
            "has_nsfw_concepts": [kind == "nsfw"] * len(images),
            "prompt": prompt,
        }

    def _image(self, queued: QueuedJob, index: int, kind: str) -> dict[str, Any]:
        body, job = queued.job.body, queued.job
        name = body.get("output_format", "png")
        size = _size(body, [(data, (1024, 768)) for data in job.references])
        file = f"{index}-{job.id}.{name}"
        if file not in self.pictures:
            seed = body.get("seed", 4242) + index
            data = draw(size, seed, body["prompt"], job.references, name)
            self.keep_picture(file, black(size, name) if kind == "nsfw" else data, f"image/{name}")
        data, media_type = self.pictures[file]
        return {
            "url": self.keep_picture(file, data, media_type),
            "content_type": media_type,
            "file_name": file,
            "file_size": len(data),
            "width": size[0],
            "height": size[1],
        }

    def _cancel(self, queued: QueuedJob, request: Request) -> Reply:
        with self._lock:
            if queued.done:
                return json_reply({"status": "ALREADY_COMPLETED"}, 400)
            queued.done = True
            queued.cancelled = not self.cancel_loses
            queued.job.charged = self.cancel_loses
        return json_reply({"status": "CANCELLATION_REQUESTED"}, 202)


def _count(body: dict[str, Any], kind: str) -> int:
    asked = int(body.get("num_images", 1))
    return 0 if kind == "null" else asked - (kind == "fewer")


def _size(body: dict[str, Any], references: list[tuple[bytes, tuple[int, int]]]) -> tuple[int, int]:
    size = body.get("image_size")
    if size is None:
        return references[0][1] if references else (1024, 768)
    if isinstance(size, str):
        return schema.PRESETS[size]
    return size.get("width", 512), size.get("height", 512)


def _known(model: str) -> set[str]:
    known = {*_FIELDS, "image_size"}
    known |= {"image_urls"} if model.endswith("edit") else set()
    return known | ({"loras"} if "lora" in model else set())


def _check(
    body: Any, model: str
) -> tuple[list[tuple[bytes, tuple[int, int]]], list[schema.Problem]]:
    if not isinstance(body, dict) or "input" in body:
        return [], [schema.Problem(at=("prompt",), message="Field required", type="missing")]
    references: list[tuple[bytes, tuple[int, int]]] = []
    problems = list(_plain_problems(body))
    if model.endswith("edit"):
        references, wrong = schema.read_references(body.get("image_urls"))
        problems += wrong
    return references, problems


def _plain_problems(body: dict[str, Any]) -> Iterator[schema.Problem]:
    yield from schema.check_fields(body, _FIELDS, ("prompt",))
    if "image_size" in body:
        yield from schema.check_size(body["image_size"], 1)
    if "loras" in body:
        yield from schema.check_loras(body["loras"])


def _as_detail(problem: schema.Problem) -> dict[str, Any]:
    return {
        "loc": ["body", *problem.at],
        "msg": problem.message,
        "type": problem.type,
        "url": f"https://docs.fal.ai/errors/#{problem.type}",
        "input": None,
    }

"""The paid runs of fal, however they were asked for: accepted, moved on, answered, forgotten."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.hosted import schema
from tests.hosted.fal_errors import as_detail, by_type
from tests.hosted.fal_files import readable_safetensors
from tests.hosted.fal_headers import options, start_limit, wrong_options
from tests.hosted.fal_output import output_of
from tests.hosted.fal_schemas import Endpoint, lora_factor
from tests.hosted.faults import PICTURES, Fault
from tests.hosted.ledger import Job
from tests.hosted.pictures import units
from tests.hosted.server import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.hosted.fal import FalStandIn

_LORA_BYTES_MOST = 5 * 2**30
Picture = tuple[bytes, tuple[int, int]]


@dataclass(slots=True, kw_only=True)
class QueuedJob:
    """Where one request stands; it moves on by being asked about."""

    job: Job
    endpoint: Endpoint
    sent_at: float
    size: tuple[int, int]
    stored: bool
    timeout_s: float | None = None
    fault: Fault | None = None
    polls: int = 0
    lookups: int = 0
    done: bool = False
    cancelling: int | None = None  # the status calls that are left until the cancel is heard
    cancelled: bool = False
    error_type: str = ""
    problems: list[schema.Problem] = field(default_factory=list)
    ended_at: float | None = None
    forgotten: bool = False
    links: list[str] = field(default_factory=list)

    @property
    def ended_badly(self) -> bool:
        return bool(self.error_type or self.problems)


class FalJobs:
    """Everything that is true of a run in the queue, by ``run`` and by ``stream``."""

    def __init__(self, service: FalStandIn) -> None:
        self._service = service

    def accept(
        self, request: Request, endpoint: Endpoint, fault: Fault | None
    ) -> QueuedJob | Reply:
        """Check everything; a refusal is the reply. Charges from here on."""
        service = self._service
        if refusal := service.is_authorised(request):
            return refusal
        for rule in wrong_options(request.headers):
            service.ledger.violate(rule)
        try:
            body = json.loads(request.body)
        except ValueError:
            return json_reply({"detail": "Invalid JSON"}, 422)
        pictures, problems = self._check(body, endpoint)
        if problems and (service.validates_on_submit or not isinstance(body, dict)):
            return json_reply({"detail": [as_detail(problem) for problem in problems]}, 422)
        queued = self._charge(request, endpoint, body, pictures, problems)
        queued.fault = fault if fault and fault.kind in PICTURES else None
        service.queued[queued.job.id] = queued
        service.ledger.accepted(queued.job)
        return queued

    def _charge(
        self,
        request: Request,
        endpoint: Endpoint,
        body: dict[str, Any],
        pictures: list[Picture],
        problems: list[schema.Problem],
    ) -> QueuedJob:
        service, headers = self._service, request.headers
        size = (512, 512)
        if not problems:
            size = endpoint.size_of(body, pictures[0][1] if pictures else None)
        most = endpoint.reference_units_most
        total = int(body.get("num_images", 1)) * units(*size) if not problems else 1
        total += sum(min(most, units(*one)) for _, one in pictures)
        loras = tuple(self._lora_files(body)) if not problems else ()
        weight = lora_factor(service.lora_bytes or sum(map(len, loras)))
        job = Job(
            id=str(uuid4()),
            content_hash=request.content_hash,
            body=body,
            references=tuple(data for data, _ in pictures),
            units=total,
            cost_usd=endpoint.cost(total, weight),
            charged=not problems,
            endpoint=endpoint.id,
            options=options(headers),
            loras=loras,
        )
        return QueuedJob(
            job=job,
            endpoint=endpoint,
            sent_at=service.now(),
            size=size,
            stored=headers.get("x-fal-store-io") != "0",
            timeout_s=start_limit(headers),
            problems=problems,
        )

    # What is asked for

    def _check(self, body: Any, endpoint: Endpoint) -> tuple[list[Picture], list[schema.Problem]]:
        if not isinstance(body, dict) or "input" in body:
            self._service.ledger.violate("the body is the bare input, in no wrapper")
            return [], [schema.Problem(at=("prompt",), message="Field required", type="missing")]
        for name in sorted(set(body) - endpoint.known):
            self._service.ledger.violate(f"{endpoint.id} ignores the unknown field “{name}”")
        problems = list(endpoint.problems(body, self._service.files.fetch))
        pictures: list[Picture] = []
        if endpoint.references:
            links = body.get("image_urls")
            if isinstance(links, list) and len(links) > endpoint.references:
                self._service.ledger.violate(
                    f"{endpoint.id} drops {len(links) - endpoint.references} of the references"
                )
                links = links[: endpoint.references]
            pictures, wrong = schema.read_references(links, self._service.files.fetch)
            problems += wrong + self._too_large(links)
        return pictures, problems + self._unusable_loras(body, endpoint)

    def _too_large(self, links: Any) -> list[schema.Problem]:
        """Long data URIs fail at fal (section 3)."""
        return [
            schema.Problem(at=("image_urls", i), message="File too large", type="file_too_large")
            for i, link in enumerate(links if isinstance(links, list) else ())
            if isinstance(link, str)
            and link.startswith("data:")
            and len(link) > self._service.inline_most
        ]

    def _unusable_loras(self, body: dict[str, Any], endpoint: Endpoint) -> list[schema.Problem]:
        if not endpoint.loras or not isinstance(body.get("loras", []), list):
            return []
        problems = []
        for index, data in enumerate(self._lora_files(body)):
            at = ("loras", index, "path")
            if data and not readable_safetensors(data):
                problems.append(
                    schema.Problem(at=at, message="Not a LoRA", type="image_load_error")
                )
        if self._service.lora_bytes > _LORA_BYTES_MOST:
            at = ("loras", 0, "path")
            problems.append(schema.Problem(at=at, message="Over 5 GB", type="file_too_large"))
        return problems

    def _lora_files(self, body: dict[str, Any]) -> list[bytes]:
        """What our own uploads hold; empty bytes for what is fetched from elsewhere."""
        entries = body.get("loras", [])
        paths = [entry.get("path") for entry in entries if isinstance(entry, dict)]
        fetch = self._service.files.fetch
        return [fetch(path) or b"" if isinstance(path, str) else b"" for path in paths]

    # How it goes on

    def advance(self, queued: QueuedJob) -> None:
        """One step nearer to the end, for having been asked about."""
        service = self._service
        with service.lock:
            if queued.done:
                return
            if queued.cancelling is not None:
                queued.cancelling -= 1
                if queued.cancelling < 0:
                    self.finish(queued, cancelled=not service.cancel_loses)
                return
            waits = queued.polls >= service.queue_polls and self._is_crowded(queued)
            if not waits and not (service.held and queued.polls > service.queue_polls):
                queued.polls += 1
            if self._is_overdue(queued):
                self.finish(queued, error_type="request_timeout")
            elif queued.polls > service.queue_polls + service.render_polls:
                self.finish(queued, error_type=service.fails)

    def finish(self, queued: QueuedJob, *, cancelled: bool = False, error_type: str = "") -> None:
        """The one end of a job."""
        queued.done, queued.cancelled = True, cancelled
        queued.error_type = "client_cancelled" if cancelled else error_type
        queued.ended_at = self._service.now()
        queued.job.charged = not queued.ended_badly

    def is_rendering(self, queued: QueuedJob) -> bool:
        return not queued.done and queued.polls > self._service.queue_polls

    def _is_crowded(self, queued: QueuedJob) -> bool:
        """Whether the account's limit keeps it in the queue; only what renders counts."""
        most = self._service.concurrency
        if not most or self.is_rendering(queued):
            return False
        busy = sum(self.is_rendering(one) for one in self._service.queued.values())
        return busy >= most

    def _is_overdue(self, queued: QueuedJob) -> bool:
        """``X-Fal-Request-Timeout`` is the time it may take to start."""
        waited = self._service.now() - queued.sent_at
        started = queued.polls > self._service.queue_polls
        return queued.timeout_s is not None and not started and waited >= queued.timeout_s

    # What comes of it

    def answer(self, queued: QueuedJob) -> tuple[Reply, dict[str, Any] | None]:
        """The reply to a question for the result, and its body once more where it is a success."""
        if queued.problems:
            return json_reply({"detail": [as_detail(one) for one in queued.problems]}, 422), None
        if queued.error_type:
            is_users = queued.error_type == "request_timeout" and queued.timeout_s is not None
            shape = self._service.detail_shape
            return by_type(queued.error_type, shape, users_timeout=is_users), None
        output = output_of(self._service, queued)
        headers = {"X-Fal-Billable-Units": str(queued.job.units)}
        if not self._service.tells_units:
            headers = {}
        return json_reply(output).but(headers=headers), output

    def status_code(self, queued: QueuedJob) -> int:
        return self.answer(queued)[0].status

    def has_expired(self, queued: QueuedJob, size: int) -> bool:
        """A result can be asked for again for about an hour; a large one without a stored payload
        for six minutes (section 0.2)."""
        short = not queued.stored and size >= 10_000
        life = 360.0 if short else self._service.result_life_s
        return queued.ended_at is not None and self._service.now() >= queued.ended_at + life

    def looked_up(self, endpoints: Collection[str]) -> list[QueuedJob]:
        """What a look-up sees: it lags by ``lists_after`` look-ups, and moves the jobs on."""
        found = []
        for queued in list(self._service.queued.values()):
            if queued.endpoint.id not in endpoints:
                continue
            self.advance(queued)
            queued.lookups += 1
            listed = queued.done or self._service.lists_running
            if listed and queued.lookups > self._service.lists_after:
                found.append(queued)
        return found

    def forget(self, queued: QueuedJob) -> list[str]:
        """Delete what is kept of a run, and its pictures; return their addresses."""
        queued.forgotten = True
        for link in queued.links:
            self._service.pictures.pop(link.rsplit("/", 1)[-1], None)
        return list(queued.links)

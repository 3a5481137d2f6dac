"""fal's queue: submit, status, its stream, result and cancel, by the wire's addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.hosted.fal_errors import labelled
from tests.hosted.fal_schemas import ENDPOINTS, Endpoint
from tests.hosted.faults import Fault
from tests.hosted.server import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.hosted.fal import FalStandIn
    from tests.hosted.fal_jobs import QueuedJob

_REQUEST = re.compile(
    r"/(?P<app>fal-ai/flux-2(?:-pro|-max|-flex)?)(?:/[\w/-]+?)?/requests/(?P<id>[\w-]+)"
    r"(?P<what>/status/stream|/status|/cancel|/response)?/?"
)
_OPERATIONS = {
    ("GET", "/status"): "status",
    ("GET", "/status/stream"): "events",
    ("GET", ""): "result",
    ("GET", "/response"): "result",
    ("PUT", "/cancel"): "cancel",
}


class FalQueue:
    """Everything below ``/queue``."""

    def __init__(self, service: FalStandIn) -> None:
        self._service = service

    def route(self, request: Request) -> Reply | None:
        """None for an address it does not have."""
        path = request.path.removeprefix("/queue")
        endpoint = ENDPOINTS.get(path.strip("/"))
        if request.method == "POST" and endpoint:
            self._service.ledger.posted(request.content_hash)
            return self._service.perform(
                "submit", request, lambda fault: self._submit(request, endpoint, fault)
            )
        match = _REQUEST.fullmatch(path)
        operation = _OPERATIONS.get((request.method, match["what"] or "")) if match else None
        if match is None or operation is None:
            return None
        return self._about(request, match["app"], match["id"], operation)

    def _submit(self, request: Request, endpoint: Endpoint, fault: Fault | None) -> Reply:
        longest = request.query.get("fal_max_queue_length")
        waiting = sum(not queued.done for queued in self._service.queued.values())
        if longest and waiting >= int(longest[0]):
            return self._service.error(429, "The queue is full")
        queued = self._service.jobs.accept(request, endpoint, fault)
        if isinstance(queued, Reply):
            return queued
        answer: dict[str, Any] = {
            "status": "IN_QUEUE",
            **self._urls(queued),
            "logs": None,
            "metrics": {},
            "queue_position": 0,
        }
        if fault and fault.kind == "bare":
            answer = {"request_id": queued.job.id}
        return labelled(json_reply(answer), queued.job.id)

    def _urls(self, queued: QueuedJob) -> dict[str, str]:
        base = f"{self._service.queue_url}/{queued.endpoint.app}/requests/{queued.job.id}"
        return {
            "request_id": queued.job.id,
            "response_url": base,
            "status_url": f"{base}/status",
            "cancel_url": f"{base}/cancel",
        }

    def _about(self, request: Request, app: str, job_id: str, operation: str) -> Reply:
        if refusal := self._service.is_authorised(request):
            return refusal
        queued = self._service.queued.get(job_id)
        if queued is None or queued.endpoint.app != app:
            return json_reply({"status": "NOT_FOUND"}, 404)
        if operation == "events":
            return Reply(media_type="text/event-stream", pieces=self._events(queued, request))
        answers: dict[str, Callable[[Fault | None], Reply]] = {
            "status": lambda fault: self._status(queued, request, fault),
            "result": lambda fault: self._result(queued, fault),
            "cancel": lambda _: self._cancel(queued),
        }
        reply = self._service.perform(operation, request, answers[operation])
        return labelled(reply, queued.job.id)

    # Status

    def _status(self, queued: QueuedJob, request: Request, fault: Fault | None) -> Reply:
        if fault and fault.kind == "regress":
            queued.polls = 0
        self._service.jobs.advance(queued)
        with_logs = request.query.get("logs", ["false"])[0] in {"1", "true"}
        if queued.done and self._service.jobs.has_expired(queued, 0):
            return json_reply({"status": "NOT_FOUND"}, 404)
        answer = self._standing(queued, with_logs)
        if fault and fault.kind == "bare":
            answer = {"status": answer["status"]}
        if fault and fault.kind == "unknown_status":
            answer["status"] = fault.message or "PONDERING"
        return json_reply(answer, 200 if queued.done else 202)

    def _standing(self, queued: QueuedJob, with_logs: bool) -> dict[str, Any]:
        urls = self._urls(queued)
        if queued.done:
            return {"status": "COMPLETED", **self._ending(queued, with_logs), **urls}
        if not self._service.jobs.is_rendering(queued):
            position = self._service.queue_polls - queued.polls
            return {"status": "IN_QUEUE", "queue_position": position, **urls}
        logs = self._logs(queued) if with_logs else None
        return {"status": "IN_PROGRESS", "logs": logs, **urls}

    def _ending(self, queued: QueuedJob, with_logs: bool) -> dict[str, Any]:
        logs = self._logs(queued) if with_logs and self._service.keeps_logs else None
        ran = queued.polls > self._service.queue_polls
        metrics = {"inference_time": 2.1} if ran else {}
        ending: dict[str, Any] = {"logs": logs, "metrics": metrics}
        if queued.error_type:
            ending |= {"error": "The request did not succeed", "error_type": queued.error_type}
        return ending

    def _logs(self, queued: QueuedJob) -> list[dict[str, str]]:
        """Cumulative, as the service gives them; other lines lie between."""
        service = self._service
        steps = queued.job.body.get("num_inference_steps", queued.endpoint.steps)
        reached = max(1, steps * (queued.polls - service.queue_polls) // (service.render_polls + 1))
        lines = ["Loading LoRA weights 1", *(f"step {n}/{steps}" for n in range(1, reached + 1))]
        stamp = {"timestamp": "2026-11-20T12:00:00Z", "level": "INFO", "source": "USER"}
        return [{"message": line, **stamp} for line in (*lines, "allocated 12.5 GiB")]

    def _events(self, queued: QueuedJob, request: Request) -> Iterator[bytes]:
        """The same answers as events, until the job is done."""
        with_logs = request.query.get("logs", ["0"])[0] in {"1", "true"}
        while not self._service.closing:
            self._service.jobs.advance(queued)
            yield b"data: %s\n\n" % json.dumps(self._standing(queued, with_logs)).encode()
            if queued.done:
                return
            self._service.faults.released.wait(0.02)

    # Its end

    def _result(self, queued: QueuedJob, fault: Fault | None) -> Reply:
        if not queued.done:
            return json_reply({"detail": "Request is still in progress"}, 400)
        reply, output = self._service.jobs.answer(queued)
        if self._service.jobs.has_expired(queued, len(reply.body)):
            return json_reply({"status": "NOT_FOUND"}, 404)
        if output and fault and fault.kind == "bare":
            images = [{"url": image["url"]} for image in output["images"] or ()]
            return json_reply({"images": images})
        return reply

    def _cancel(self, queued: QueuedJob) -> Reply:
        """``cancel_polls`` 0: heard at once. ``cancel_loses``: finished all the same."""
        service = self._service
        with service.lock:
            if queued.done:
                return json_reply({"status": "ALREADY_COMPLETED"}, 400)
            if service.cancel_polls and service.jobs.is_rendering(queued):
                queued.cancelling = service.cancel_polls
            else:
                service.jobs.finish(queued, cancelled=not service.cancel_loses)
        if service.cancel_answer == "success":
            return json_reply({"success": True})
        return json_reply({"status": "CANCELLATION_REQUESTED"}, 202)

"""fal without its queue: one waiting POST, or one that streams previews (sections 1.1, 2.4)."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.hosted.fal_errors import labelled
from tests.hosted.fal_output import preview_of
from tests.hosted.fal_schemas import ENDPOINTS, Endpoint
from tests.hosted.faults import EVENTS, Fault
from tests.hosted.server import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.hosted.fal import FalStandIn
    from tests.hosted.fal_jobs import QueuedJob


class FalRun:
    """Everything below ``/run``."""

    def __init__(self, service: FalStandIn) -> None:
        self._service = service
        self._under_way: list[QueuedJob] = []

    def route(self, request: Request) -> Reply | None:
        """None for an address it does not have."""
        path = request.path.removeprefix("/run").strip("/")
        endpoint = ENDPOINTS.get(path.removesuffix("/stream"))
        if request.method != "POST" or endpoint is None:
            return None
        self._service.ledger.posted(request.content_hash)
        if not path.endswith("/stream"):
            return self._service.perform(
                "run", request, lambda fault: self._run(request, endpoint, fault)
            )
        if not endpoint.streams:
            return json_reply({"detail": "Path /stream not found"}, 404)
        return self._service.perform(
            "stream", request, lambda fault: self._stream(request, endpoint, fault)
        )

    def _run(self, request: Request, endpoint: Endpoint, fault: Fault | None) -> Reply:
        queued = self._begin(request, endpoint, fault)
        if isinstance(queued, Reply):
            return queued
        try:
            self._wait()
        finally:
            self._end(queued)
        return labelled(self._service.jobs.answer(queued)[0], queued.job.id)

    def _begin(
        self, request: Request, endpoint: Endpoint, fault: Fault | None
    ) -> QueuedJob | Reply:
        with self._service.lock:
            busy = sum(not queued.done for queued in self._under_way)
            if self._service.concurrency and busy >= self._service.concurrency:
                return self._service.error(429, "Concurrent requests limit reached")
            queued = self._service.jobs.accept(request, endpoint, fault)
            if isinstance(queued, Reply):
                return queued
            if queued.problems:  # there is no later answer to tell them in
                return self._service.jobs.answer(queued)[0]
            self._under_way.append(queued)
        return queued

    def _wait(self) -> None:
        while self._service.held and not self._service.closing:
            self._service.faults.released.wait(0.02)

    def _end(self, queued: QueuedJob) -> None:
        with self._service.lock:
            if not queued.done:
                self._service.jobs.finish(queued, error_type=self._service.fails)

    # Events

    def _stream(self, request: Request, endpoint: Endpoint, fault: Fault | None) -> Reply:
        queued = self._begin(request, endpoint, fault)
        if isinstance(queued, Reply):
            return queued
        kind = fault.kind if fault and fault.kind in EVENTS else ""
        reply = Reply(
            media_type="text/event-stream; charset=utf-8",
            pieces=self._pieces(queued, kind),
            unframed=kind == "unframed",
            cut=0 if kind == "cut_event" else None,
            drip_s=fault.seconds if fault and kind else 0.0,
        )
        return labelled(reply, queued.job.id)

    def _pieces(self, queued: QueuedJob, kind: str) -> Iterator[bytes]:
        """The bytes of the answer; the job ends with the last one, whether anybody listens."""
        try:
            for event in self._events(queued, kind):
                yield from _in_pieces(event, kind)
        finally:
            self._end(queued)

    def _events(self, queued: QueuedJob, kind: str) -> Iterator[bytes]:
        for step in range(self._service.previews):
            if kind == "comments":
                yield b": keep-alive\n\n"
            yield _event(self._preview(queued, step), kind)
        self._wait()
        self._service.jobs.finish(queued, error_type=self._service.fails)
        reply, output = self._service.jobs.answer(queued)
        last = _event(output or json.loads(reply.body), kind)
        if kind == "cut_event":
            yield last[: len(last) // 2]
        elif kind not in {"no_final", "unframed"}:
            yield last

    def _preview(self, queued: QueuedJob, step: int) -> dict[str, Any]:
        """The documents do not say what it looks like; both shapes are seen in the wild."""
        if self._service.preview_shape == "progress":
            return {"progress": (step + 1) / (self._service.previews + 1), "message": "rendering…"}
        event = preview_of(queued, step)
        if self._service.preview_shape == "links":
            data = base64.b64decode(event["images"][0]["url"].partition(",")[2])
            name = f"preview-{step}-{queued.job.id}.jpeg"
            event["images"][0]["url"] = self._service.keep_picture(name, data, "image/jpeg")
        return event


def _event(value: dict[str, Any], kind: str) -> bytes:
    end = b"\r\n" if kind == "crlf" else b"\n"
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + end + end


def _in_pieces(event: bytes, kind: str) -> Iterator[bytes]:
    """Whole, or broken inside the first character that has more bytes than one."""
    if kind != "split_utf8":
        yield event
        return
    at = next((i for i, byte in enumerate(event) if byte >= 0x80), len(event) // 2) + 1
    yield event[:at]
    yield event[at:]

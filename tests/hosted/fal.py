"""A strict stand-in for fal: its queue, direct runs, files and platform, each by its section."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar

from tests.hosted.fal_errors import by_status, labelled
from tests.hosted.fal_files import FalFiles
from tests.hosted.fal_jobs import FalJobs, QueuedJob
from tests.hosted.fal_platform import FalPlatform
from tests.hosted.fal_queue import FalQueue
from tests.hosted.fal_run import FalRun
from tests.hosted.faults import Fault
from tests.hosted.server import Reply, Request, json_reply
from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY, StandIn

_LOCKED_OUT = "Cannot access application. Authentication is required to access this application."


class FalStandIn(StandIn):
    """A job waits for ``queue_polls`` status calls, renders for ``render_polls`` more, and is
    done; while ``held`` it stays at the first step. A look-up counts as a status call. Every other
    attribute without an underscore may be set by a test, or by ``script``."""

    name: ClassVar[str] = "fal"
    scheme: ClassVar[str] = "Key"
    key: ClassVar[str] = FAL_KEY
    other_keys: ClassVar[tuple[str, ...]] = (AIMLAPI_KEY,)

    def __init__(self, port: int = 0) -> None:
        super().__init__(port)
        # The queue
        self.queue_polls = 1
        self.render_polls = 2
        self.fails = ""  # completes with this error type, of either family
        self.detail_shape = "list"  # of a failed result: list, string, missing
        self.validates_on_submit = True  # or the result says what was wrong with the body
        self.cancel_loses = False  # a cancel is accepted, and the job is finished all the same
        self.cancel_polls = 0  # status calls of a rendering job until a cancel is heard
        self.cancel_answer = "requested"  # or "success", as the other document has it
        self.concurrency = 0  # runs at a time; 0 for no limit
        self.result_life_s = 3600.0
        self.retry_header = "X-Fal-Needs-Retry"  # or X-Fal-Retryable
        self.keeps_logs = False  # a COMPLETED status has its logs, too
        # The answers
        self.bare_results = False  # only what seed 003's example has: url and prompt
        self.rewrites_prompt = ""
        self.tells_units = True
        self.previews = 3  # events of a stream before the last
        self.preview_shape = "images"  # or "links", or "progress"
        # The files
        self.token_life_s = 3600.0
        self.presigned_life_s = 3600.0
        self.fallback_key_allowed = False  # fal_client's fallback repository sends the key along
        self.loses_upload_bytes = False  # what is read again is not what was sent
        self.inline_most = 10 * 2**20  # characters of a data URI
        self.lora_bytes = 0  # what all LoRA files of a run are taken to weigh; 0: what they do
        # The account
        self.admin = False  # whether the key has the scope for billing and deleting
        self.locked = False
        self.lists_after = 0  # look-ups of a job before it is listed
        self.lists_running = False
        self.page_most = 100
        self.prices: dict[str, float] = {}
        self.credit_usd = 25.0
        self.clock_s = 0.0  # ahead of the real time

        self.queued: dict[str, QueuedJob] = {}
        self.dead_links: dict[str, int] = {}
        self._picture_ends: dict[str, float] = {}
        self.files = FalFiles(self)
        self.jobs = FalJobs(self)
        self._queue = FalQueue(self)
        self._run = FalRun(self)
        self._platform = FalPlatform(self)

    @property
    def queue_url(self) -> str:
        return f"{self.url}/queue"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FLUX2STUDIO_FAL_QUEUE_URL": self.queue_url,
            "FLUX2STUDIO_FAL_RUN_URL": f"{self.url}/run",
            "FLUX2STUDIO_FAL_REST_URL": f"{self.url}/rest",
            "FLUX2STUDIO_FAL_API_URL": f"{self.url}/api",
            "FAL_KEY": self.key,
        }

    def now(self) -> float:
        """Seconds since the epoch, by the clock that a test can put forward."""
        return time.time() + self.clock_s

    def route(self, request: Request) -> Reply:
        routes: dict[str, Callable[[Request], Reply | None]] = {
            "queue": self._queue.route,
            "run": self._run.route,
            "rest": self.files.rest,
            "api": self._platform.route,
        }
        answer = routes.get(request.path.split("/")[1])
        reply = answer(request) if answer else None
        return labelled(reply or json_reply({"detail": "no such address"}, 501))

    def error(self, status: int, message: str) -> Reply:
        return by_status(status, message, self.retry_header)

    def is_authorised(self, request: Request) -> Reply | None:
        if not request.headers.get("authorization"):
            return self.error(401, _LOCKED_OUT)
        refusal = super().is_authorised(request)
        return self.error(403, "") if refusal is None and self.locked else refusal

    # The host of the files

    def may_carry(self, request: Request) -> bool:
        return self.files.may_carry(request)

    def answer_files(self, request: Request) -> Reply:
        return self.files.cdn(request) or super().answer_files(request)

    def picture(self, name: str, fault: Fault | None) -> tuple[bytes, str] | Reply | None:
        if fault and fault.kind == "dead_link":
            self.dead_links[name] = fault.status
        if name in self.dead_links:
            return Reply(status=self.dead_links[name], body=b"gone", media_type="text/plain")
        if self.now() >= self._picture_ends.get(name, float("inf")):
            return None
        return super().picture(name, fault)

    def expire_picture(self, name: str, seconds: int | None) -> None:
        """Serve a picture for so long from now; None for ever."""
        if seconds is not None:
            self._picture_ends[name] = self.now() + seconds

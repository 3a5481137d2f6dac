"""FLUX.2 at fal, through its queue: sent once, followed by its id, picked up after a restart."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flux2studio.backends.addresses import is_loopback
from flux2studio.backends.base import GeneratedImage, RunTask
from flux2studio.backends.fal_queue import FAL, FalQueue, stopped
from flux2studio.backends.fal_result import FalResult, read_result
from flux2studio.backends.fal_run import FalRun
from flux2studio.backends.fal_submit import submit
from flux2studio.backends.pace import Pace
from flux2studio.backends.results import PictureFetcher
from flux2studio.core.control import RunControl
from flux2studio.core.errors import OutcomeUnknownError, SecretsError, UnreachableError
from flux2studio.core.job import JobState
from flux2studio.core.models import Model


@dataclass(frozen=True, slots=True, kw_only=True)
class FalUrls:
    """Where fal answers: the queue, direct runs, files, and the account."""

    queue: str = "https://queue.fal.run"
    run: str = "https://fal.run"
    rest: str = "https://rest.fal.ai"
    api: str = "https://api.fal.ai/v1"


class FalBackend:
    """``urls`` and ``key`` are asked at each run, so that settings count at once."""

    id: ClassVar[str] = "fal"

    def __init__(
        self,
        urls: FalUrls | Callable[[], FalUrls],
        key: Callable[[], str | None],
        *,
        pace: Pace | None = None,
    ) -> None:
        self._urls = urls
        self._key = key
        self._pace = pace or Pace()

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        """See ``Backend.generate``."""
        urls = self._where()
        if kept := task.remote.get("result"):
            remote_id = task.remote.get("request_id", "")
            result = read_result(kept, task.remote.get("billable_units", ""))
        else:
            remote_id, result = self._run(task, control, urls.queue)
        fetcher = PictureFetcher(
            control, self._pace, service=FAL.name, loopback=is_loopback(urls.queue)
        )
        for index, data in fetcher.fetch_all(result.pictures, task.request.count, task.done):
            yield _picture(task, result, index, data, remote_id)

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """See ``Backend.abandon``."""
        if not remote.get("request_id"):
            return True
        key = self._known_key(is_running=True)
        queue = FalQueue(remote, model.endpoint, queue=self._where().queue, key=key)
        return stopped(queue, control, self._pace)

    def forget(self, job_id: str) -> None:
        """Nothing is kept here."""

    def close(self) -> None:
        """Nothing is open between runs."""

    def _where(self) -> FalUrls:
        return self._urls if isinstance(self._urls, FalUrls) else self._urls()

    def _run(self, task: RunTask, control: RunControl, queue: str) -> tuple[str, FalResult]:
        remote = dict(task.remote)
        key = self._known_key(is_running="request_id" in remote)
        if not remote.get("request_id"):
            if task.resumed not in (None, JobState.QUEUED):
                raise OutcomeUnknownError(
                    f"The request was on its way to {FAL.name} when the app stopped.",
                    hint="It may have been billed. It is not sent again by itself.",
                )
            remote |= submit(task, control, queue=queue, key=key, pace=self._pace)
        run = FalRun(task, control, remote, queue=queue, key=key, pace=self._pace)
        return remote["request_id"], run.follow()

    def _known_key(self, *, is_running: bool) -> str | None:
        try:
            return self._key()
        except SecretsError as error:
            if not is_running:
                raise
            raise UnreachableError(  # a running job is paid for: it waits for the keyring
                str(error), hint=error.hint, details=error.details
            ) from error


def _picture(
    task: RunTask, result: FalResult, index: int, data: bytes, remote_id: str
) -> GeneratedImage:
    seed = result.seed if result.seed is not None else task.request.seed or 0
    return GeneratedImage(
        data=data,
        index=index,
        seed=seed + index,
        cost_usd=result.cost_of_one(task.model.price),
        remote_id=remote_id,
        sent_prompt=result.prompt if result.prompt != task.request.prompt else "",
        flagged=index in result.flagged,
    )

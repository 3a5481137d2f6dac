"""FLUX.2 at AIML API: one synchronous, paid POST, carried by the courier; see ``Spool``."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from flux2studio.backends.addresses import checked, is_loopback
from flux2studio.backends.aimlapi_result import AimlapiResult, read_result
from flux2studio.backends.base import GeneratedImage, RunTask
from flux2studio.backends.delivery import Delivery
from flux2studio.backends.http import Answer
from flux2studio.backends.orders import CourierProcess, Order, OrderPicture, courier_command
from flux2studio.backends.pace import Pace
from flux2studio.backends.payload import payload
from flux2studio.backends.refusals import Service, proves_refusal, refusal
from flux2studio.backends.results import PictureFetcher
from flux2studio.backends.spool import Spool, Trouble
from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, Detached, StorageError
from flux2studio.core.job import JobState, Phase, Progress
from flux2studio.core.models import Model

AIMLAPI = Service(name="AIML API", variable="AIML_API_KEY", billing="aimlapi.com/app/billing")

_RESULT_KEPT_MAX = 1_000_000  # bytes in the journal
_LAST_STEPS_S = 2.0  # between the answer on disk and the end of the courier


class AimlapiBackend:
    """``base_url`` and ``key`` are asked at each run. The folder ``spool`` holds the answers."""

    id: ClassVar[str] = "aimlapi"

    def __init__(
        self,
        base_url: str | Callable[[], str],
        key: Callable[[], str | None],
        spool: Path,
        *,
        command: Sequence[str] | None = None,
        pace: Pace | None = None,
        deadline_s: float = 900.0,
    ) -> None:
        self._base_url = base_url
        self._key = key
        self._folder = spool
        self._command = tuple(command or courier_command())
        self._pace = pace or Pace()
        self._deadline_s = deadline_s

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        """See ``Backend.generate``. A job id is sent at most once, however often it is run."""
        url = self._url()
        result = self._result(task, control, url)
        fetcher = PictureFetcher(
            control, self._pace, service=AIMLAPI.name, loopback=is_loopback(url)
        )
        for index, data in fetcher.fetch_all(result.pictures, task.request.count, task.done):
            yield GeneratedImage(
                data=data,
                index=index,
                seed=(task.request.seed or 0) + index,
                cost_usd=result.cost_of_one,
                remote_id=result.inference_id,
            )

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """The service has no cancel."""
        del remote, model, control
        return True

    def forget(self, job_id: str) -> None:
        """Remove the spooled answer: the job has its end. Quick; a disk that refuses is let be."""
        with suppress(OSError):
            Spool(self._folder, job_id).forget()

    def close(self) -> None:
        """Nothing is open between runs; couriers go on by themselves."""

    def _url(self) -> str:
        base = self._base_url if isinstance(self._base_url, str) else self._base_url()
        return f"{base.rstrip('/').removesuffix('/v1')}/v1/images/generations"

    def _result(self, task: RunTask, control: RunControl, url: str) -> AimlapiResult:
        spool = Spool(self._folder, task.job_id)
        try:
            answer = self._answer(task, control, url, spool)
        except OSError as error:
            raise _disk_trouble(error) from error
        if not 200 <= answer.status < 300:
            raise refusal(answer, AIMLAPI)
        result = read_result(answer)
        remote = {"inference_id": result.inference_id}
        if len(answer.body) <= _RESULT_KEPT_MAX:
            remote |= {"result": answer.body.decode("utf-8", "replace")}
            remote |= {"credits": answer.headers.get("x-aimlapi-credits-used", "")}
        control.checkpoint(JobState.DOWNLOADING, remote)
        return result

    def _answer(self, task: RunTask, control: RunControl, url: str, spool: Spool) -> Answer:
        is_fresh = task.resumed in (None, JobState.QUEUED)
        if is_fresh and _may_be_sent(spool):
            return self._send(task, control, url, spool)
        if not is_fresh and (kept := _kept(task)) and not isinstance(spool.read(), Answer):
            return kept
        return Delivery(spool, control, lambda: spool.courier_lives).wait()

    def _send(self, task: RunTask, control: RunControl, url: str, spool: Spool) -> Answer:
        order = self._order(task, url)
        total = len(task.references)
        control.progress(Progress(phase=Phase.UPLOADING, done=0, total=total))
        control.checkpoint(JobState.SENDING)
        courier = CourierProcess(self._command, order)
        patience_s = _LAST_STEPS_S
        try:
            return Delivery(spool, control, lambda: courier.lives).wait()
        except Cancelled:  # only raised once the request was withdrawn
            courier.stop()
            raise
        except Detached:
            patience_s = 0.0
            raise
        finally:
            courier.leave(patience_s)

    def _order(self, task: RunTask, url: str) -> Order:
        checked(url)
        return Order(
            job_id=task.job_id,
            spool=str(self._folder),
            url=url,
            key=AIMLAPI.clean_key(self._key()),
            payload={"model": task.model.endpoint} | payload(task.request, task.model),
            pictures=tuple(
                OrderPicture(path=str(reference.path), media_type=reference.media_type)
                for reference in task.references
            ),
            deadline_s=self._deadline_s,
        )


def _may_be_sent(spool: Spool) -> bool:
    """Whether no request of this job has left; what an earlier, refused try left is removed."""
    if spool.courier_lives:
        return False
    found = spool.read()
    is_refused = isinstance(found, Answer) and proves_refusal(found)
    if is_refused or (isinstance(found, Trouble) and not found.sent):
        spool.clear()
    return not spool.is_marked


def _kept(task: RunTask) -> Answer | None:
    """The answer as the journal has it, should its file be gone."""
    if not (body := task.remote.get("result")):
        return None
    headers = {
        "x-inference-id": task.remote.get("inference_id", ""),
        "x-aimlapi-credits-used": task.remote.get("credits", ""),
    }
    return Answer(status=200, headers=headers, body=body.encode())


def _disk_trouble(error: OSError) -> StorageError:
    return StorageError(
        "The folder for paid answers cannot be used.",
        hint="Free some space on its disk, and check that it can be written.",
        details=str(error),
    )

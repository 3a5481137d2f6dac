"""One run at AIML API: sent once, waited for, looked up in the service's log when in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flux2studio.backends.aimlapi_logs import AimlapiLog, SentRequest
from flux2studio.backends.aimlapi_order import body_bytes, make_order, receipt_for
from flux2studio.backends.aimlapi_platform import AIMLAPI, root_of
from flux2studio.backends.aimlapi_result import AimlapiResult, read_result, told_cost
from flux2studio.backends.base import RunTask
from flux2studio.backends.delivery import Delivery
from flux2studio.backends.http import Answer
from flux2studio.backends.orders import Couriers, Order
from flux2studio.backends.pace import Budgets, Pace, Stopwatch, retry_after, wait_aloud
from flux2studio.backends.receipts import read_receipt, write_receipt
from flux2studio.backends.refusals import proves_refusal, refusal
from flux2studio.backends.spool import Spool, Trouble
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    Detached,
    OutcomeUnknownError,
    StorageError,
)
from flux2studio.core.hosted import Receipt
from flux2studio.core.job import JobState, Phase, Progress

_RESULT_KEPT_MAX = 1_000_000  # bytes in the journal
_LAST_STEPS_S = 2.0  # between the answer on disk and the end of the courier
_BUSY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class AimlapiTerms:
    """What holds for every run. ``spool`` is the folder of the answers."""

    base_url: str
    key: Callable[[], str | None]
    spool: Path
    couriers: Couriers
    pace: Pace
    budgets: Budgets
    deadline_s: float

    @property
    def url(self) -> str:
        """Where the paid request goes."""
        return f"{root_of(self.base_url)}/v1/images/generations"


class AimlapiRun:
    """``receipt`` is there once ``result`` is."""

    def __init__(self, task: RunTask, control: RunControl, terms: AimlapiTerms) -> None:
        self._task = task
        self._control = control
        self._terms = terms
        self._spool = Spool(terms.spool, task.job_id)
        self._remote = dict(task.remote)
        self._is_fresh = task.resumed in (None, JobState.QUEUED)

    @property
    def receipt(self) -> Receipt | None:
        return read_receipt(self._remote.get("receipt", ""))

    def result(self) -> AimlapiResult:
        """Send the request, unless it has left already, and return what it brought.

        Raises BackendError: a refusal, UnreachableError when nothing was sent, and
        OutcomeUnknownError when not even the service's log tells what became of it.
        """
        try:
            return self._read(self._answer())
        except OutcomeUnknownError as doubt:
            budgets = self._terms.budgets
            seconds = budgets.look_up if self._is_fresh else budgets.look_up_again
            log = AimlapiLog(self._terms.base_url, self._terms.key, self._control, self._terms.pace)
            log.settle(self._sent(), doubt, seconds)
        except OSError as error:
            raise disk_trouble(error) from error

    def _read(self, answer: Answer) -> AimlapiResult:
        if answer.status == _BUSY:
            self._reach(JobState.QUEUED, {})  # it may be sent as if it were new
        if not 200 <= answer.status < 300:
            raise refusal(answer, AIMLAPI)
        try:
            result = read_result(answer)
        except OutcomeUnknownError:
            raise
        except BackendError:  # it has no picture, and is done all the same: that is paid for
            self._reach(JobState.SUBMITTED, told_cost(answer))
            raise
        known = {"inference_id": result.inference_id, **told_cost(answer)}
        if len(answer.body) <= _RESULT_KEPT_MAX and not result.files:
            known["result"] = answer.body.decode("utf-8", "replace")
            known["credits"] = answer.headers.get("x-aimlapi-credits-used", "")
        self._reach(JobState.DOWNLOADING, known)
        return result

    def _answer(self) -> Answer:
        if self._is_fresh and _may_be_sent(self._spool):
            return self._send_patiently()
        found = self._spool.read()
        if not self._is_fresh and not isinstance(found, Answer):
            if kept := _kept(self._remote):
                return kept
            if found is None and self._has_left and not self._spool.courier_lives:
                raise OutcomeUnknownError(
                    "The answer that was kept here is gone.",
                    hint="It may have been billed. It is not sent again by itself.",
                )
        return Delivery(self._spool, self._control, lambda: self._spool.courier_lives).wait()

    @property
    def _has_left(self) -> bool:
        """Whether the journal knows so, whatever the spool still holds."""
        return self._task.resumed is JobState.DOWNLOADING or "in_doubt" in self._remote

    def _send_patiently(self) -> Answer:
        """Send until the service takes it; only being turned away is tried again."""
        watch = Stopwatch(self._terms.budgets.busy)
        for wait in self._terms.pace.busy():
            answer = self._send()
            if answer.status != _BUSY or watch.is_over:
                return answer
            self._reach(JobState.QUEUED, {})  # a next start may send it, too
            wait_aloud(self._control, retry_after(answer, wait))
            if not _may_be_sent(self._spool):
                return answer
        raise AssertionError("the waits do not end")

    def _send(self) -> Answer:
        tries = int(self._remote.get("tries", "0"))
        client_id = f"{self._task.job_id}.{tries}" if tries else self._task.job_id
        order = self._order(client_id)
        total = body_bytes(order)
        self._control.progress(Progress(phase=Phase.UPLOADING, total=total // 1024 + 1))
        self._reach(
            JobState.SENDING,
            {
                "client_id": client_id,
                "tries": str(tries + 1),
                "sent_at": datetime.now(UTC).isoformat(),
                "receipt": write_receipt(receipt_for(self._task, self._terms.url)),
            },
        )
        return self._carry(order)

    def _carry(self, order: Order) -> Answer:
        courier = self._terms.couriers.send(order)
        patience_s = _LAST_STEPS_S
        try:
            return Delivery(self._spool, self._control, lambda: courier.lives).wait()
        except Cancelled:  # only raised once the request was withdrawn
            courier.stop()
            raise
        except Detached:
            patience_s = 0.0
            raise
        finally:
            courier.leave(patience_s)

    def _order(self, client_id: str) -> Order:
        return make_order(
            self._task,
            url=self._terms.url,
            key=AIMLAPI.clean_key(self._terms.key()),
            spool=self._terms.spool,
            client_id=client_id,
            deadline_s=self._terms.deadline_s,
        )

    def _sent(self) -> SentRequest:
        at = self._remote.get("sent_at")
        return SentRequest(
            client_id=self._remote.get("client_id", self._task.job_id),
            model=self._task.model.endpoint,
            at=datetime.fromisoformat(at) if at else None,
        )

    def _reach(self, state: JobState, known: Mapping[str, str]) -> None:
        self._remote |= known
        self._control.checkpoint(state, known)


def _may_be_sent(spool: Spool) -> bool:
    """Whether no request of this job has left; what an earlier, refused try left is removed."""
    if spool.courier_lives:
        return False
    found = spool.read()
    is_refused = isinstance(found, Answer) and proves_refusal(found)
    if is_refused or (isinstance(found, Trouble) and not found.sent):
        spool.clear()
    return not spool.is_marked


def _kept(remote: Mapping[str, str]) -> Answer | None:
    """The answer as the journal has it, should its file be gone."""
    if not (body := remote.get("result")):
        return None
    headers = {
        "x-inference-id": remote.get("inference_id", ""),
        "x-aimlapi-credits-used": remote.get("credits", ""),
    }
    return Answer(status=200, headers=headers, body=body.encode())


def disk_trouble(error: OSError) -> StorageError:
    return StorageError(
        "The folder for paid answers cannot be used.",
        hint="Free some space on its disk, and check that it can be written.",
        details=str(error),
    )

"""A running job in fal's queue: asked after until its result is here, or cancelled."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flux2studio.backends.base import RunTask
from flux2studio.backends.fal_queue import FalQueue, Stop, json_object, stopped
from flux2studio.backends.fal_result import FalResult, read_result, take_result
from flux2studio.backends.fal_terms import FalTerms
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import BUSY, Stopwatch, retry_after
from flux2studio.backends.sayings import details_of, message_of
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Cancelled, UnreachableError
from flux2studio.core.job import JobState, Phase, Progress
from flux2studio.core.phrase import phrase

_STEPS = re.compile(r"(?<![\d.])(\d{1,4})\s*(?:/|of)\s*(\d{1,4})(?![\d.])")
_TRIES_FOR_AN_ERROR = 4  # of a job that did not say it had failed
_LOST_TRIES = 3  # an id may not be known everywhere at once


class FalRun:
    """Blocking. ``remote`` holds the ids that fal gave; ``remembered`` is what its list of past
    requests says the run came to, for when the queue has forgotten it."""

    def __init__(
        self,
        task: RunTask,
        control: RunControl,
        remote: Mapping[str, str],
        terms: FalTerms,
        remembered: Callable[[str], Answer | None],
    ) -> None:
        """Raises UnreachableError without a usable key: the job, which is paid for, waits."""
        self._queue = FalQueue(remote, task.model.endpoint, queue=terms.urls.queue, key=terms.key)
        self._request_id = remote["request_id"]
        self._control = control
        self._pace = terms.pace
        self._watch = Stopwatch(terms.budgets.job)
        self._remembered = remembered
        self._seen = task.resumed
        self._is_in_line = False  # the last word on it was that it waits, and it never ran

    def follow(self) -> FalResult:
        """Wait for the result. A cancel is passed on to fal; what it finished is kept.

        Raises UnreachableError where the job goes on without us, a cancel that did not arrive
        included.
        """
        try:
            return self._wait(self._control)
        except Cancelled:
            return self._after_cancel(self._control.uncancelled())

    def again(self) -> FalResult | None:
        """The result once more, with addresses that may be fresh; None when there is none."""
        try:
            with HttpSession(self._control) as session:
                answer = session.send(self._queue.result())
            return read_result(answer.body, "") if 200 <= answer.status < 300 else None
        except BackendError:
            return None

    def _wait(self, control: RunControl) -> FalResult:
        lost = 0
        with HttpSession(control) as session:
            for wait in self._pace.polls():
                question = self._queue.status("logs=1")
                answer = self._get(session, control, question, self._pace.patience)
                status = json_object(answer) if answer.status < 300 else {}
                if status.get("status") == "COMPLETED" and (
                    result := self._result(session, control, status, self._pace.patience)
                ):
                    return result
                lost += answer.status >= 300
                if lost >= _LOST_TRIES:
                    return self._from_memory(answer)
                if self._watch.is_over:
                    raise self._too_long()
                self._tell(status, control)
                control.sleep(wait)
        raise AssertionError("the polls do not end")

    def _result(
        self,
        session: HttpSession,
        control: RunControl,
        status: Mapping[str, Any],
        patience: float,
    ) -> FalResult | None:
        """COMPLETED says nothing of success: the code of the result does. None: too early."""
        has_failed = bool(status.get("error") or status.get("error_type"))
        believed = 1 if has_failed else _TRIES_FOR_AN_ERROR
        answer = self._get(session, control, self._queue.result(), patience, believed)
        if answer.status in (401, 403, 404, 410):
            return self._from_memory(answer)
        if answer.status == 499:
            raise Cancelled
        if answer.status == 400 and "in progress" in message_of(answer):
            return None
        return self._accept(answer)

    def _accept(self, answer: Answer) -> FalResult:
        """Take what the run came to, and keep it: the queue forgets it after an hour."""
        if answer.status >= 500:  # fal bills none of its own failures
            self._reach(JobState.RENDERING, {"cost_usd": "0"})
        result, kept = take_result(answer, self._request_id)
        self._reach(JobState.DOWNLOADING, kept)
        return result

    def _from_memory(self, answer: Answer) -> FalResult:
        """The queue does not have it: fal's list of past requests may."""
        if answer.status not in (404, 410):
            raise self._lost(answer)
        try:
            remembered = self._remembered(self._request_id)
        except UnreachableError:  # the job is paid for: it waits until the list can be asked
            raise
        except BackendError as error:
            raise self._lost(answer, f"{error} {error.details}") from error
        if remembered is None:
            raise self._lost(answer)
        return self._accept(remembered)

    def _after_cancel(self, keeper: RunControl) -> FalResult:
        """Ask fal to stop, once, then let its word on what became of the job count."""
        keeper.progress(Progress(phase=Phase.CANCELLING))
        try:
            end = stopped(self._queue, keeper, self._pace)
            if end is Stop.UNUSED and self._is_in_line:
                # "Removed and never processed", and the time in the queue is free.
                self._reach(JobState.SUBMITTED, {"cost_usd": "0"})
            if end is not Stop.FINISHED:
                raise Cancelled
            with HttpSession(keeper) as session:
                result = self._result(session, keeper, {}, self._pace.after_cancel)
        except UnreachableError:  # it may go on there, or be done: it is paid for, and waits
            raise
        except BackendError as error:
            raise Cancelled from error
        if result is None:
            raise self._too_long()
        keeper.progress(Progress(phase=Phase.TOO_LATE_TO_CANCEL))
        return result

    def _get(
        self,
        session: HttpSession,
        control: RunControl,
        question: Call,
        patience: float,
        believed: int = 0,
    ) -> Answer:
        """Ask until fal answers. The ``believed``-th error with a reason in it is an answer."""
        watch, reasons = Stopwatch(patience), 0
        for wait in self._pace.retries():
            try:
                answer = session.send(question)
            except UnreachableError:
                if watch.is_over:
                    raise
                control.sleep(wait)
                continue
            reasons += _has_reason(answer)
            is_an_answer = answer.status not in BUSY and not _is_garbled(answer)
            if is_an_answer or (believed and reasons >= believed):
                return answer
            if watch.is_over:
                raise UnreachableError(
                    "fal does not answer. The job goes on there.",
                    hint="It is picked up again at the next start.",
                    details=f"HTTP {answer.status} {message_of(answer)}",
                )
            control.sleep(retry_after(answer, wait))
        raise AssertionError("the waits do not end")

    def _tell(self, status: Mapping[str, Any], control: RunControl) -> None:
        """Any other word of fal's than these two changes nothing: the job is not over."""
        match status:
            case {"status": "IN_QUEUE"}:
                position = status.get("queue_position")
                done = position if isinstance(position, int) else 0
                self._is_in_line = self._seen is not JobState.RENDERING
                control.progress(Progress(phase=Phase.QUEUED_REMOTELY, done=done))
            case {"status": "IN_PROGRESS"}:
                self._is_in_line = False
                self._reach(JobState.RENDERING, {})
                done, total = _steps(status.get("logs"))
                control.progress(Progress(phase=Phase.RENDERING, done=done, total=total))

    def _reach(self, state: JobState, remote: Mapping[str, str]) -> None:
        if remote or state is not self._seen:
            self._seen = state
            self._control.checkpoint(state, remote)

    def _too_long(self) -> UnreachableError:
        minutes = round(self._watch.seconds / 60)
        return UnreachableError(
            phrase(
                "fal has not finished this after {minutes} minutes. The job goes on there.",
                minutes=minutes,
            ),
            hint="Take it up again later, or cancel it.",
            details=f"Request id: {self._request_id}",
        )

    def _lost(self, answer: Answer, more: str = "") -> BackendError:
        details = f"{details_of(answer)}\nRequest id: {self._request_id}\n{more}".strip()
        if answer.status in (404, 410):
            return BackendError(
                "fal no longer knows this job.",
                hint="Results are kept for about an hour. The request is kept here.",
                details=details,
            )
        return UnreachableError(  # the job is paid for: it waits for a better key, or day
            "fal does not show the running job to this key.",
            hint="Check the key in the settings; the job is then picked up again.",
            details=details,
        )


def _is_garbled(answer: Answer) -> bool:
    """Whether it says that all is well in something that is no answer of fal's, or half of one.

    Cheap on purpose: an answer may have pictures of many megabytes inside.
    """
    text = answer.body.strip()
    return answer.status < 300 and not (text.startswith(b"{") and text.endswith(b"}"))


def _has_reason(answer: Answer) -> bool:
    return "detail" in json_object(answer)


def _steps(logs: Any) -> tuple[int, int]:
    """The last step that the logs, which are cumulative, speak of; (0, 0) when they do not."""
    for entry in reversed(logs if isinstance(logs, list) else []):
        message = entry.get("message") if isinstance(entry, dict) else None
        found = _STEPS.findall(message) if isinstance(message, str) else []
        if found:
            done, total = int(found[-1][0]), int(found[-1][1])
            return (done, total) if 0 < done <= total else (0, 0)
    return 0, 0

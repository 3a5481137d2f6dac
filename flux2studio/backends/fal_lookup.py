"""Whether fal took a request that it gave no number for, by its list of past requests."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flux2studio.backends.base import RequestRecord, RunTask
from flux2studio.backends.fal_candidates import LIST, FalCandidates
from flux2studio.backends.fal_queue import FAL, request_url
from flux2studio.backends.fal_terms import FalTerms
from flux2studio.backends.http import Answer
from flux2studio.backends.pace import Stopwatch
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    Cancelled,
    KeyMissingError,
    OutcomeUnknownError,
    StudioError,
    UnreachableError,
)
from flux2studio.core.hosted import Trace
from flux2studio.core.job import Phase, Progress
from flux2studio.core.phrase import phrase

_ASK_LATER = phrase("Check again in a minute, or send it again.")


class FalLookup:
    """Looks one job's request up. ``remote`` is what the journal holds of it, ``requests`` what
    it holds of the others."""

    def __init__(
        self,
        task: RunTask,
        remote: Mapping[str, str],
        control: RunControl,
        terms: FalTerms,
        requests: RequestRecord,
    ) -> None:
        self._task = task
        self._remote = remote
        self._control = control
        self._terms = terms
        self._requests = requests

    def ids(self, patience: float, cause: str = "") -> dict[str, str]:
        """Return fal's number for our request and the addresses that belong to it.

        Looks again and again for ``patience`` seconds: the list lags. Raises OutcomeUnknownError
        when it does not show the request; ``cause`` is why it has to be looked up at all.
        """
        if self._remote.get("trace") == Trace.MINIMAL:
            raise OutcomeUnknownError(
                "The request went to fal, and no answer came back.",
                hint="It was sent without a trace, so it cannot be looked up there."
                " It may have been billed.",
                details=cause,
            )
        try:
            return self._seek(Stopwatch(patience), cause)
        except Cancelled:
            raise OutcomeUnknownError(
                "The search for the request was stopped before fal showed it.",
                hint=phrase("It may have been billed. {ask_later}", ask_later=_ASK_LATER),
                details=cause,
            ) from None
        except BackendError as error:
            if isinstance(error, OutcomeUnknownError):
                raise
            if isinstance(error, KeyMissingError):
                raise _keyless(phrase("The request may have reached fal."), error, cause) from error
            raise OutcomeUnknownError(
                "Whether fal took the request cannot be seen with this key.",
                hint=error.hint or _ASK_LATER,
                details=f"{error} {error.details} {cause}".strip(),
            ) from error

    def answer(self, request_id: str) -> Answer | None:
        """What a request came to, as fal's list remembers it; None when it does not.

        Raises BackendError like ``FalPlatform.get``.
        """
        query = [*self._endpoints(), ("request_id", request_id), ("expand", "payloads")]
        for item in self._terms.platform(self._control).pages(LIST, query, "items"):
            status, output = item.get("status_code"), item.get("json_output")
            status = status if isinstance(status, int) else 200
            if item.get("request_id") != request_id or not (output or status >= 400):
                continue
            if not isinstance(output, dict):  # it failed, and nobody says why
                output, status = {}, 500 if status >= 500 else 400
            headers = {"x-fal-request-id": request_id}
            return Answer(status=status, headers=headers, body=json.dumps(output).encode())
        return None

    def recalled(self, request_id: str, patience: float) -> Answer:
        """The same of a request that no queue knows; asked for ``patience`` seconds.

        Raises OutcomeUnknownError when the list does not say.
        """
        watch = Stopwatch(patience)
        named, trouble = f"Request id: {request_id}\n", ""
        try:
            for wait in self._terms.pace.looks():
                self._control.progress(Progress(phase=Phase.LOOKING_UP))
                try:
                    if answer := self.answer(request_id):
                        return answer
                except UnreachableError as error:
                    trouble = f"{error} {error.details}"
                if watch.is_over:
                    break
                self._control.sleep(min(wait, max(0.0, watch.left)))
        except KeyMissingError as error:
            raise _keyless("The picture was lost on its way.", error, named) from error
        except (BackendError, Cancelled) as error:
            trouble = str(error)
        raise OutcomeUnknownError(
            "The picture was lost on its way, and fal’s list does not show it, or not yet.",
            hint=phrase("It may have been billed. {ask_later}", ask_later=_ASK_LATER),
            details=f"{named}{trouble}".strip(),
        )

    def _seek(self, watch: Stopwatch, cause: str) -> dict[str, str]:
        sent_at = self._remote.get("sent_at", "")
        candidates = FalCandidates(self._task, self._endpoints(), sent_at, self._requests)
        for wait in self._terms.pace.looks():
            self._control.progress(Progress(phase=Phase.LOOKING_UP))
            trouble: UnreachableError | None = None
            try:
                if request_id := candidates.find(self._terms.platform(self._control)):
                    return self._addresses(request_id)
            except UnreachableError as error:
                trouble = error
            if watch.is_over:
                raise self._not_found(trouble, cause)
            self._control.sleep(min(wait, max(0.0, watch.left)))
        raise AssertionError("the looks do not end")

    def _endpoints(self) -> list[tuple[str, str]]:
        """The names the request may be listed under."""
        endpoint = self._task.model.endpoint
        names = [endpoint, f"{endpoint}/stream"] if is_streamed(self._remote) else [endpoint]
        return [("endpoint_id", name) for name in names]

    def _addresses(self, request_id: str) -> dict[str, str]:
        base = request_url(self._terms.urls.queue, self._task.model.endpoint, request_id)
        return {
            "request_id": request_id,
            "status_url": f"{base}/status",
            "response_url": base,
            "cancel_url": f"{base}/cancel",
        }

    def _not_found(self, trouble: UnreachableError | None, cause: str) -> OutcomeUnknownError:
        if trouble is not None:
            return OutcomeUnknownError(
                "The request may have reached fal, whose list cannot be asked just now.",
                hint=phrase("It may have been billed. {ask_later}", ask_later=_ASK_LATER),
                details=f"{trouble} {trouble.details} {cause}".strip(),
            )
        return OutcomeUnknownError(
            "No answer came for the request, and fal’s list does not have it, or not yet.",
            hint=_ASK_LATER,
            details=cause,
        )


def _keyless(doubt: str, error: KeyMissingError, details: str) -> OutcomeUnknownError:
    """Nothing was asked: that fal's list shows nothing would not be true."""
    return OutcomeUnknownError(
        f"{doubt} {error}",
        hint=phrase("{hint} Then check again: it may have been billed.", hint=error.hint),
        details=f"{details} {error.details}".strip(),
    )


def is_streamed(remote: Mapping[str, str]) -> bool:
    """Whether the request went out as a stream: then no queue knows it."""
    return remote.get("mode") == "stream"


def unreadable_key(error: StudioError) -> OutcomeUnknownError:
    """A request that may have left has no other end while nobody can ask about it."""
    return OutcomeUnknownError(
        phrase("The request was on its way to {fal} when the app stopped.", fal=FAL.name),
        hint=phrase("It may have been billed. {hint}", hint=error.hint or _ASK_LATER),
        details=f"{error} {error.details}".strip(),
    )

"""FLUX.2 at fal, through its queue: sent once, followed by its id, picked up after a restart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Mapping
from contextlib import suppress
from typing import ClassVar

from flux2studio.backends.base import GeneratedImage, RequestRecord, RunTask, UploadRecord
from flux2studio.backends.fal_candidates import NoOtherJobs
from flux2studio.backends.fal_lookup import FalLookup, is_streamed, unreadable_key
from flux2studio.backends.fal_names import name_the_file
from flux2studio.backends.fal_order import OrderDesk
from flux2studio.backends.fal_queue import FAL, FalQueue, Stop, stopped
from flux2studio.backends.fal_result import FalResult, read_result, take_result
from flux2studio.backends.fal_run import FalRun
from flux2studio.backends.fal_stream import stream
from flux2studio.backends.fal_submit import record, submit
from flux2studio.backends.fal_terms import FalTerms, FalUrls
from flux2studio.backends.http import Answer
from flux2studio.backends.pace import Budgets, Pace
from flux2studio.backends.receipts import read_receipt
from flux2studio.backends.results import PictureFetcher
from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    OutcomeUnknownError,
    SecretsError,
    UnreachableError,
)
from flux2studio.core.hosted import HostedOptions
from flux2studio.core.job import JobState
from flux2studio.core.models import Model

__all__ = ["FalBackend", "FalUrls"]


class FalBackend:
    """``urls``, ``key`` and ``options`` are asked at each run, so that settings count at once.

    ``uploads`` remembers what lies at fal already; without it every file goes inside the request.
    ``requests`` knows the other jobs, one of whose requests must not be taken for ours.
    """

    id: ClassVar[str] = "fal"

    def __init__(
        self,
        urls: FalUrls | Callable[[], FalUrls],
        key: Callable[[], str | None],
        *,
        uploads: UploadRecord | None = None,
        requests: RequestRecord | None = None,
        options: Callable[[], HostedOptions] = HostedOptions,
        pace: Pace | None = None,
        budgets: Budgets | None = None,
    ) -> None:
        self._urls = urls
        self._key = key
        self._uploads = uploads
        self._requests = requests or NoOtherJobs()
        self._options = options
        self._pace = pace or Pace()
        self._budgets = budgets or Budgets()

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        """See ``Backend.generate``."""
        job = _FalJob(task, control, self._terms(task), self._uploads, self._requests)
        yield from job.pictures()

    def make_ready(self) -> None:
        """Nothing takes long here."""

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """See ``Backend.abandon``."""
        if not remote.get("request_id"):
            return True
        if is_streamed(remote):
            return False  # nothing stops a stream: it is paid for
        queue = FalQueue(remote, model.endpoint, queue=self._where().queue, key=self._waiting_key())
        return stopped(queue, control, self._pace) is not Stop.FINISHED

    def forget(self, job_id: str) -> None:
        """Nothing is kept here."""

    def close(self) -> None:
        """Nothing is open between runs."""

    def _terms(self, task: RunTask) -> FalTerms:
        return FalTerms(
            urls=self._where(),
            key=self._key_for(task),
            options=self._options(),
            pace=self._pace,
            budgets=self._budgets,
        )

    def _where(self) -> FalUrls:
        return self._urls if isinstance(self._urls, FalUrls) else self._urls()

    def _key_for(self, task: RunTask) -> str | None:
        if task.remote.get("result"):  # all that is left is public
            with suppress(SecretsError):
                return self._key()
            return None
        if task.remote.get("request_id"):
            return self._waiting_key()
        try:
            return self._key()
        except SecretsError as error:
            if _is_fresh(task):
                raise
            raise unreadable_key(error) from error

    def _waiting_key(self) -> str | None:
        """A running job is paid for: it waits for the keyring."""
        try:
            return self._key()
        except SecretsError as error:
            raise UnreachableError(str(error), hint=error.hint, details=error.details) from error


class _FalJob:
    """One run, from whatever point it is at."""

    def __init__(
        self,
        task: RunTask,
        control: RunControl,
        terms: FalTerms,
        uploads: UploadRecord | None,
        requests: RequestRecord,
    ) -> None:
        self._task = task
        self._control = control
        self._terms = terms
        self._uploads = uploads
        self._requests = requests
        self._remote = dict(task.remote)

    def pictures(self) -> Generator[GeneratedImage, None, None]:
        try:
            result = self._result()
        except BackendError as error:
            name_the_file(error, self._task.request)
            raise
        fetcher = PictureFetcher(
            self._control,
            self._terms.pace,
            service=FAL.name,
            loopback=self._terms.is_local,
            patience=self._terms.budgets.download,
            renew=_Addresses(self, self._control.uncancelled()).fresh,
        )
        wanted = self._task.request.count
        for index, data in fetcher.fetch_all(result.pictures, wanted, self._task.done):
            yield self._picture(result, index, data)

    def run(self, control: RunControl) -> FalRun:
        """Raises UnreachableError without a usable key."""
        answer = self._lookup(control).answer
        return FalRun(self._task, control, self._remote, self._terms, answer)

    def remembered(self, control: RunControl) -> FalResult | None:
        """The result as fal's list of past requests has it."""
        answer = self._lookup(control).answer(self._remote.get("request_id", ""))
        return read_result(answer.body, "") if answer else None

    def _lookup(self, control: RunControl) -> FalLookup:
        return FalLookup(self._task, self._remote, control, self._terms, self._requests)

    def _result(self) -> FalResult:
        if kept := self._remote.get("result"):
            return read_result(kept, self._remote.get("billable_units", ""))
        if not self._remote.get("request_id"):
            if _is_fresh(self._task):
                return self._sent()
            self._find(self._terms.budgets.look_up_again, "The app stopped as it was sent.")
        return self._followed(self._terms.budgets.look_up_again)

    def _followed(self, patience: float) -> FalResult:
        """The result of the request whose number is known."""
        if not is_streamed(self._remote):
            return self.run(self._control).follow()
        return self._taken(
            self._lookup(self._control).recalled(self._remote["request_id"], patience)
        )

    def _sent(self) -> FalResult:
        FAL.clean_key(self._terms.key)  # first of all: nothing is read or uploaded without one
        files = self._terms.files(self._uploads) if self._uploads else None
        order = OrderDesk(self._task, self._control, self._terms, files).order()
        urls = self._terms.urls
        model = self._task.model
        parts = (model.endpoint, order.body, self._remote, self._control, self._terms)
        is_shown = model.streams and self._terms.shows_previews
        try:
            if is_shown:
                self._remote |= order.noted(urls.run)
                if answer := stream(*parts):
                    return self._taken(answer)
            self._remote |= order.noted(urls.queue)
            submit(*parts)
        except OutcomeUnknownError as error:
            if not self._remote.get("request_id"):
                self._find(self._terms.budgets.look_up, f"{error} {error.details}".strip())
        return self._followed(self._terms.budgets.look_up)

    def _taken(self, answer: Answer) -> FalResult:
        result, kept = take_result(answer, self._remote.get("request_id", ""))
        self._control.checkpoint(JobState.DOWNLOADING, kept)
        return result

    def _find(self, patience: float, cause: str) -> None:
        """Look the request up. Never sends it: only the artist may do that."""
        ids = self._lookup(self._control).ids(patience, cause)
        self._remote |= ids
        record(ids, self._control)

    def _picture(self, result: FalResult, index: int, data: bytes) -> GeneratedImage:
        request = self._task.request
        seed = result.seed if result.seed is not None else request.seed or 0
        return GeneratedImage(
            data=data,
            index=index,
            seed=seed + index,
            cost_usd=result.cost_of(index, self._task.model.price),
            remote_id=self._remote.get("request_id", ""),
            sent_prompt=result.prompt if result.prompt != request.prompt else "",
            flagged=index in result.flagged,
            receipt=read_receipt(self._remote.get("receipt", "")),
        )


class _Addresses:
    """Other addresses of finished pictures: first from the queue, then from fal's list.

    A cancel comes too late for them: ``control`` outlives it.
    """

    def __init__(self, job: _FalJob, control: RunControl) -> None:
        self._sources = (lambda: job.run(control).again(), lambda: job.remembered(control))
        self._found: list[FalResult | None] = []
        self._asked = Counter[int]()

    def fresh(self, index: int) -> str:
        """Empty when fal has no other one."""
        place = min(self._asked[index], len(self._sources) - 1)
        self._asked[index] += 1
        while len(self._found) <= place:
            self._found.append(self._ask(self._sources[len(self._found)]))
        result = self._found[place]
        return result.address_of(index) if result else ""

    def _ask(self, source: Callable[[], FalResult | None]) -> FalResult | None:
        try:
            return source()
        except BackendError:
            return None


def _is_fresh(task: RunTask) -> bool:
    return task.resumed in (None, JobState.QUEUED)

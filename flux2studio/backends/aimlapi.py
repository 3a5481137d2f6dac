"""FLUX.2 at AIML API: one synchronous, paid POST, carried by the courier; see ``Spool``."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from flux2studio.backends.addresses import is_loopback
from flux2studio.backends.aimlapi_platform import AIMLAPI
from flux2studio.backends.aimlapi_result import AimlapiResult
from flux2studio.backends.aimlapi_run import AimlapiRun, AimlapiTerms, disk_trouble
from flux2studio.backends.base import GeneratedImage, RunTask
from flux2studio.backends.orders import Couriers, courier_command
from flux2studio.backends.pace import Budgets, Pace
from flux2studio.backends.results import PictureFetcher
from flux2studio.backends.spool import Spool
from flux2studio.core.control import RunControl
from flux2studio.core.models import Model


class AimlapiBackend:
    """``base_url`` and ``key`` are asked at each run. The folder ``spool`` holds the answers.

    ``deadline_s``: how long the courier waits for one answer.
    """

    id: ClassVar[str] = "aimlapi"

    def __init__(
        self,
        base_url: str | Callable[[], str],
        key: Callable[[], str | None],
        spool: Path,
        *,
        command: Sequence[str] | None = None,
        pace: Pace | None = None,
        budgets: Budgets | None = None,
        deadline_s: float = 900.0,
    ) -> None:
        self._base_url = base_url
        self._key = key
        self._folder = spool
        self._couriers = Couriers(command or courier_command())
        self._pace = pace or Pace()
        self._budgets = budgets or Budgets()
        self._deadline_s = deadline_s

    def generate(self, task: RunTask, control: RunControl) -> Generator[GeneratedImage, None, None]:
        """See ``Backend.generate``. A job id is sent at most once, however often it is run."""
        terms = self._terms()
        run = AimlapiRun(task, control, terms)
        result = run.result()
        for index, data in self._pictures(task, control, result, terms.base_url):
            yield GeneratedImage(
                data=data,
                index=index,
                seed=(task.request.seed or 0) + index,
                cost_usd=result.cost_of(index),
                remote_id=result.inference_id,
                receipt=run.receipt,
            )

    def make_ready(self) -> None:
        """Start a courier while the references are prepared."""
        self._couriers.make_ready()

    def abandon(self, remote: Mapping[str, str], model: Model, control: RunControl) -> bool:
        """The service has no cancel."""
        del remote, model, control
        return True

    def forget(self, job_id: str) -> None:
        """Remove the spooled answer: the job has its end. Quick; a disk that refuses is let be."""
        with suppress(OSError):
            Spool(self._folder, job_id).forget()

    def close(self) -> None:
        """Couriers that are on their way go on by themselves."""
        self._couriers.close()

    def _terms(self) -> AimlapiTerms:
        return AimlapiTerms(
            base_url=self._base_url if isinstance(self._base_url, str) else self._base_url(),
            key=self._key,
            spool=self._folder,
            couriers=self._couriers,
            pace=self._pace,
            budgets=self._budgets,
            deadline_s=self._deadline_s,
        )

    def _pictures(
        self, task: RunTask, control: RunControl, result: AimlapiResult, base_url: str
    ) -> Iterator[tuple[int, bytes]]:
        """Those that came inside the answer first: they are here."""
        wanted, spool = task.request.count, Spool(self._folder, task.job_id)
        for index, number in result.files:
            if index < wanted and index not in task.done:
                try:
                    yield index, spool.picture(number)
                except OSError as error:
                    raise disk_trouble(error) from error
        fetcher = PictureFetcher(
            control,
            self._pace,
            service=AIMLAPI.name,
            loopback=is_loopback(base_url),
            patience=self._budgets.download,
        )
        yield from fetcher.fetch_all(result.pictures, wanted, task.done)

"""What was spent in this session and this month, and whether a run would go above the limit."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from datetime import UTC, datetime

from flux2studio.core.errors import SpendingLimitError, StorageError
from flux2studio.core.job import Job, JobState, JobUpdate
from flux2studio.core.phrase import phrase
from flux2studio.core.spending import Excess, Spent, Totals, dollars, month_start, totals
from flux2studio.storage.spending import SpendingRepository

log = logging.getLogger(__name__)


class Spending:
    """Thread-safe, and all in memory: only ``load`` and ``hear`` look into the database.

    A run counts from the click on, with its estimate until its price is known. ``paid`` are the
    backends that cost money; ``limit_usd`` 0 means that there is no limit.
    """

    def __init__(
        self,
        repository: SpendingRepository,
        paid: Collection[str],
        limit_usd: float = 0.0,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._repository = repository
        self._paid = frozenset(paid)
        self._now = now
        self._started = now()
        self._booked: tuple[Spent, ...] = ()
        self._clicked: dict[str, Spent] = {}  # not sent yet, so not booked
        self._states: dict[str, JobState] = {}
        self._lock = threading.Lock()
        self._reading = threading.Lock()  # so that no older reading replaces a newer one
        self._listeners: list[Callable[[], None]] = []
        self.limit_usd = limit_usd

    @property
    def session(self) -> Totals:
        """Of the jobs begun since the app was started."""
        return totals(self._since(self._started))

    @property
    def month(self) -> Totals:
        """Of the jobs begun since the first of the month."""
        return totals(self._since(month_start(self._now())))

    def use_limit(self, usd: float) -> None:
        """Let another limit count from now on."""
        self.limit_usd = usd
        self._tell()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """Hear, mostly on a worker thread, that a total may be another."""
        self._listeners.append(listener)

    def would_exceed(self, estimate_usd: float | None) -> Excess | None:
        """Say by how much this month would go above its limit; None when it would not."""
        spent, estimate = self.month.usd, estimate_usd or 0.0
        if self.limit_usd <= 0 or spent + estimate <= self.limit_usd:
            return None
        return Excess(limit_usd=self.limit_usd, spent_usd=spent, estimate_usd=estimate)

    def check_limit(self, estimate_usd: float | None) -> None:
        """Raise SpendingLimitError when this month would go above its limit."""
        if excess := self.would_exceed(estimate_usd):
            raise SpendingLimitError(
                phrase(
                    "This run of about {amount} would take the month to {amount_2},"
                    " above your limit of {amount_3}.",
                    amount=dollars(excess.estimate_usd),
                    amount_2=dollars(excess.spent_usd + excess.estimate_usd),
                    amount_3=dollars(excess.limit_usd),
                ),
                hint="Send it all the same, or raise the limit in the settings.",
                field="price",
            )

    def expect(self, job: Job, estimate_usd: float | None) -> None:
        """Count a job that was clicked and waits for its turn."""
        if job.backend not in self._paid:
            return
        with self._lock:
            self._clicked[job.id] = Spent(
                job_id=job.id,
                at=job.created_at,
                backend=job.backend,
                usd=estimate_usd or 0.0,
                estimated=True,
            )
        self._tell()

    def hear(self, update: JobUpdate) -> None:
        """Follow the jobs; on a worker thread."""
        job_id, state = update.job.id, update.state
        with self._lock:
            is_news = update.job.backend in self._paid and self._states.get(job_id) is not state
            if is_news:
                self._states[job_id] = state
            if state.is_final:
                self._states.pop(job_id, None)
        if is_news and state is not JobState.QUEUED:
            self._read(ended=job_id if state.is_final else "")

    def load(self) -> None:
        """Read what was booked. Blocking."""
        self._read()

    def _read(self, ended: str = "") -> None:
        with self._reading:
            try:
                start = min(self._started, month_start(self._now()))
                booked = tuple(self._repository.since(start))
            except StorageError as error:
                log.warning("What was spent cannot be read: %s", error)
                return
            with self._lock:
                self._booked = booked
                for job_id in (ended, *(spent.job_id for spent in booked)):
                    self._clicked.pop(job_id, None)
        self._tell()

    def _since(self, start: datetime) -> list[Spent]:
        with self._lock:
            return [s for s in (*self._booked, *self._clicked.values()) if s.at >= start]

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()

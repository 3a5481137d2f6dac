"""Jobs at both stand-ins, a fifth of them with a fault: none lost or paid twice, one end each."""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

from flux2studio.core.job import Job, JobState, JobUpdate
from flux2studio.core.request import GenerationRequest, ReferenceImage, Size
from flux2studio.core.spending import Spent
from flux2studio.core.starting import starting_request
from flux2studio.paths import paths_below
from flux2studio.storage.spending import SpendingRepository
from flux2studio.studio import Studio, open_studio
from tests.benchmarks.fault_kinds import kinds_of
from tests.fakes import png
from tests.hosted.process import HostedProcess

SHARE = 0.2  # of the jobs
UNDER_WAY = 4  # jobs of one service
STARTS = 3  # of the app, at the most, until every job has its end
PATIENCE_S = 130.0  # without any news, before the app is closed and started again
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
MODELS = {"aimlapi": "aimlapi/flux-2-edit", "fal": "fal/flux-2/edit"}


@dataclass(slots=True, kw_only=True)
class Outcome:
    """All that was heard of the jobs, by their ids; ``jobs`` are their services and seeds."""

    jobs: dict[str, tuple[str, int]] = field(default_factory=dict)
    states: dict[str, JobState] = field(default_factory=dict)
    ends: dict[str, list[JobUpdate]] = field(default_factory=dict)
    faults: Counter[str] = field(default_factory=Counter)
    changed: threading.Condition = field(default_factory=threading.Condition)

    def begin(self, job: Job, service: str, seed: int) -> None:
        with self.changed:
            self.jobs[job.id] = (service, seed)
            self.states.setdefault(job.id, JobState.QUEUED)

    def hear(self, update: JobUpdate) -> None:
        with self.changed:
            self.states[update.job.id] = update.state
            if update.state.is_final:
                self.ends.setdefault(update.job.id, []).append(update)
            self.changed.notify_all()

    def make_room(self, service: str) -> None:
        """Wait until few jobs of ``service`` are under way."""
        with self.changed:
            self.changed.wait_for(lambda: self._under_way(service) < UNDER_WAY)

    def wait(self) -> bool:
        """True when every job has its end, False when nothing happens any more."""
        with self.changed:
            while len(self.ends) < len(self.jobs):
                if not self.changed.wait(PATIENCE_S):
                    return False
        return True

    def _under_way(self, service: str) -> int:
        return sum(
            not (state.is_final or state is JobState.DETACHED)
            for job_id, state in self.states.items()
            if self.jobs.get(job_id, ("", 0))[0] == service
        )


def measure(jobs: int, seed: int) -> int:
    """Print the counts; 1 when a job was lost, paid twice, or has not exactly one end."""
    outcome, begun = Outcome(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder, _services() as services:
        for start in range(STARTS):
            with _app(Path(folder), services, outcome) as studio:
                if start == 0:
                    _click(studio, services, outcome, random.Random(seed), jobs)
                else:
                    studio.recover()
                    studio.generation.resume()  # as the artist would: what was never sent is sent
                if outcome.wait():
                    break
        with _app(Path(folder), services, outcome) as studio:
            report = _report(studio, services, outcome)
    print(f"{jobs} jobs, seed {seed}, {time.monotonic() - begun:.0f} s, {start + 1} start(s)")
    print(f"faults {sum(outcome.faults.values())} of {len(outcome.faults)} kinds")
    for name, value in report.items():
        print(f"{name:<34} {value}")
    return 1 if report["lost"] or report["paid twice"] or report["not exactly one end"] else 0


@contextmanager
def _services() -> Iterator[dict[str, HostedProcess]]:
    with HostedProcess("aimlapi") as aimlapi, HostedProcess("fal") as fal:
        yield {"aimlapi": aimlapi, "fal": fal}
        for process in (aimlapi, fal):
            process.script(release=True)


@contextmanager
def _app(home: Path, services: dict[str, HostedProcess], outcome: Outcome) -> Iterator[Studio]:
    environment = {**os.environ}
    for process in services.values():
        environment |= process.environment
    studio = open_studio(paths_below(home), environment=environment)
    studio.generation.subscribe(outcome.hear)
    try:
        yield studio
    finally:
        studio.close()


def _click(
    studio: Studio,
    services: dict[str, HostedProcess],
    outcome: Outcome,
    chance: random.Random,
    jobs: int,
) -> None:
    """Start job after job, a few at a time, so that the faults meet all of them."""
    reference = studio.references.add_bytes(png(640, 512), "valley.png")
    kinds = {service: kinds_of(service) for service in MODELS}
    for number in range(jobs):
        service = list(MODELS)[number % len(MODELS)]
        outcome.make_room(service)
        if chance.random() < SHARE:
            fault = chance.choice(kinds[service])
            outcome.faults[f"{service} {fault['on']} {fault['kind']}"] += 1
            services[service].script(faults=[fault])
        request = _request(studio, service, reference, number, chance.choice((1, 1, 2)))
        outcome.begin(studio.generation.start(request), service, request.seed or 0)


def _request(
    studio: Studio, service: str, reference: ReferenceImage, number: int, count: int
) -> GenerationRequest:
    return replace(
        starting_request(studio.catalogue.model(MODELS[service])),
        prompt=f"a quiet valley, number {number}",
        references=(reference,),
        size=Size(width=512, height=512),
        count=count,
        seed=1000 + 10 * number,
    )


def _report(studio: Studio, services: dict[str, HostedProcess], outcome: Outcome) -> dict[str, Any]:
    logs = {service: process.log() for service, process in services.items()}
    charged = {
        (service, job["seed"])
        for service, log in logs.items()
        for job in log["jobs"]
        if job["charged"]
    }
    paid = Counter(
        (s, job["seed"]) for s, log in logs.items() for job in log["jobs"] if job["charged"]
    )
    booked = {
        one.job_id: one for one in SpendingRepository(studio.shelves.database).since(_LONG_AGO)
    }
    lost = [
        f"{service} {seed}: {_last(outcome, job_id)}"
        for job_id, (service, seed) in outcome.jobs.items()
        if (service, seed) in charged and not _is_kept(studio, outcome, job_id, booked)
    ]
    return {
        "ends": dict(Counter(_last(outcome, job_id) for job_id in outcome.jobs)),
        "lost": lost,
        "paid twice": [str(key) for key, times in paid.items() if times > 1],
        "not exactly one end": [
            f"{outcome.jobs[job_id]}: {[end.state.value for end in outcome.ends.get(job_id, [])]}"
            for job_id in outcome.jobs
            if len(outcome.ends.get(job_id, [])) != 1
        ],
        "rules broken at the stand-ins": [v for log in logs.values() for v in log["violations"]],
        "charged there": f"{sum(log['cost_usd'] for log in logs.values()):.4f} USD",
        "booked here": f"{sum(one.usd for one in booked.values()):.4f} USD, of it estimated"
        f" {sum(one.usd for one in booked.values() if one.estimated):.4f}",
        "faults": ", ".join(f"{kind} {n}" for kind, n in sorted(outcome.faults.items())),
    }


def _is_kept(studio: Studio, outcome: Outcome, job_id: str, booked: Mapping[str, Spent]) -> bool:
    """Its pictures are on disk, or its end says that it was, or may have been, paid."""
    made = studio.history.repository.of_job(job_id)
    if made and all(generation.path.is_file() for generation in made):
        return True
    if _last(outcome, job_id) == JobState.UNKNOWN:
        return True
    return _last(outcome, job_id) == JobState.FAILED and job_id in booked


def _last(outcome: Outcome, job_id: str) -> str:
    return outcome.states[job_id].value

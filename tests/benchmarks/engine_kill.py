"""kill -9 of the engine, or of the app around it, at random moments: what is left afterwards?

    python -m tests.benchmarks.engine_kill [POINTS [SEED]]

A tiny klein is built and really run. Every other point kills the engine of an app that goes on, as
the window does: the job must have one end, what was made must be kept, and the next job must
come through. The others kill ``flux2studio generate``: its engine must be gone within a second,
and ``resume`` must make the rest, no picture twice. The moments lie all over the start of the
engine, the loading and the pictures; within a job they are counted in what it says or has made,
so that a busy machine moves none of them behind its end. Printed are the points, every violation,
and the seconds; ends with 1 on a violation. Linux only.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.paths import paths_below
from flux2studio.studio import Studio, open_studio
from tests.e2e.app_process import App
from tests.e2e.local_engine import build_tiny, engines, local_app, pictures, wait_until

POINTS, SEED = 40, 20261121
PICTURES, STEPS, SIDE = 4, 8, 256
LONGEST_S = 120.0
PAUSE_S = 0.05  # at most, after what was waited for: some two steps


class Outcome(NamedTuple):
    """``end``: the state of the job; ``made``: its pictures when it was killed."""

    whom: str
    moment: str
    end: str
    made: int
    broken: tuple[str, ...]


def main(points: int = POINTS, seed: int = SEED) -> int:
    draw, began = random.Random(seed), time.monotonic()
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        klein = build_tiny("klein", Path(folder) / "klein")
        window = Window(Path(folder) / "window", klein)
        with closing(window):
            start_s, signs = window.measured()
            print(f"the start of the engine takes {start_s:.1f} s, a run says {signs} things")
            outcomes = []
            for number in range(points):
                begins = draw.random() < 0.3
                pause_s = draw.uniform(0, start_s if begins else PAUSE_S)
                if number % 2:
                    app = local_app(Path(folder) / f"app-{number}", klein)
                    count = None if begins else draw.choice(range(PICTURES))
                    outcomes.append(kill_app(app, count, pause_s))
                else:
                    sign = None if begins else draw.choice(range(1, signs))
                    outcomes.append(window.kill_engine(sign, pause_s))
                tell(outcomes[-1])
    return summary(outcomes, time.monotonic() - began)


class Window:
    """An app that lives on while its engine is killed again and again."""

    def __init__(self, home: Path, klein: Path) -> None:
        self.home = home
        os.environ["FLUX2STUDIO_HOME"] = str(home)  # by which its engine is told from others
        self.studio: Studio = open_studio(paths_below(home))
        self.studio.models.use("local/klein-4b", klein)
        self._ends: dict[str, list[JobUpdate]] = {}
        self._signs: Counter[str] = Counter()  # since the first step of a job
        self._changed = threading.Condition()
        self.studio.generation.subscribe(self._hear)

    def close(self) -> None:
        self.studio.close()

    def measured(self) -> tuple[float, int]:
        """Seconds from the click to the first step, and how much is said from there to the end."""
        began = time.monotonic()
        job = self._start()
        self._wait(lambda: self._signs[job] > 0)
        start_s = time.monotonic() - began
        update = self._ended(job)
        assert update.state is JobState.FINISHED, update.error
        return start_s, self._signs[job]

    def kill_engine(self, sign: int | None, pause_s: float) -> Outcome:
        """``sign``: which word of the job to wait for, from its first step on; None: no step."""
        if sign is None:
            self._kill()  # so that this job sees a start
        job = self._start()
        if sign is not None:
            self._wait(lambda: self._signs[job] >= sign or job in self._ends)
        wait_until(lambda: job in self._ends, pause_s)
        self._kill()
        update = self._ended(job)
        broken = [*self._broken(job, update)]
        again = self._ended(self._start(count=1))
        if again.state is not JobState.FINISHED:
            broken.append(f"the next job {again.state.value}: {again.error}")
        moment = _moment("the start" if sign is None else f"sign {sign}", pause_s)
        made = len(update.generations)
        return Outcome("engine", moment, update.state.value, made, tuple(broken))

    def _broken(self, job: str, update: JobUpdate) -> list[str]:
        found = []
        if len(self._ends[job]) != 1:
            found.append(f"{len(self._ends[job])} ends")
        if update.state not in (JobState.FAILED, JobState.FINISHED):
            found.append(f"ended {update.state.value}")
        if update.state is JobState.FAILED and not (update.error and update.error.hint):
            found.append("no next step")
        for generation in update.generations:
            found += unreadable(generation.path)
        if list(self.home.rglob("*.part")):
            found.append("half a file is left")
        left = [path for path in (self.home / "cache" / "engine").rglob("*") if path.is_file()]
        if left:
            found.append("pictures on their way are left")
        return found

    def _start(self, count: int = PICTURES) -> str:
        request = GenerationRequest(
            model="local/klein-4b",
            prompt="a fox",
            size=Size(width=SIDE, height=SIDE),
            steps=STEPS,
            count=count,
        )
        return self.studio.generation.start(request).id

    def _kill(self) -> None:
        pid = wait_until(lambda: self.studio.engine.pid)
        assert pid, "it was never started"
        with suppress(ProcessLookupError):
            os.kill(int(pid), signal.SIGKILL)

    def _hear(self, update: JobUpdate) -> None:
        with self._changed:
            if update.state.is_final:
                self._ends.setdefault(update.job.id, []).append(update)
            if update.progress.phase is Phase.RENDERING or self._signs[update.job.id]:
                self._signs[update.job.id] += 1
            self._changed.notify_all()

    def _wait(self, holds: Callable[[], bool]) -> None:
        with self._changed:
            assert self._changed.wait_for(holds, LONGEST_S), "it hangs"

    def _ended(self, job: str) -> JobUpdate:
        self._wait(lambda: job in self._ends)
        return self._ends[job][0]


def kill_app(app: App, count: int | None, pause_s: float) -> Outcome:
    """``count``: how many pictures to wait for; None: not even for the engine to start."""
    size = f"{SIDE}x{SIDE}"
    process = app.start(
        *("generate", "a fox", "--backend", "local", "--model", "local/klein-4b", "--json"),
        *("--size", size, "--steps", STEPS, "--count", PICTURES, "--seed", 7),
    )
    if count is not None:
        wait_until(lambda: process.poll() is not None or _has(app.home, count), LONGEST_S)
    wait_until(lambda: process.poll() is not None, pause_s)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)
    broken = [] if wait_until(lambda: not engines(app.home), 1.0) else ["its engine lives on"]
    made = len(list((app.home / "Pictures").rglob("*.png")))
    _, answer = app.json("resume", timeout=LONGEST_S)
    ends = [job["state"] for job in answer["jobs"]]
    items: list[Any] = app.check()
    seeds = sorted(item["request"]["seed"] for item in items)
    if items and seeds != list(range(7, 7 + PICTURES)):
        broken.append(f"pictures of the seeds {seeds}")
    if ends not in ([], ["finished"]):
        broken.append(f"ended {ends}")
    end = ends[0] if ends else ("finished" if items else "nothing was recorded")
    moment = _moment("the start" if count is None else f"picture {count}", pause_s)
    return Outcome("app", moment, end, made, tuple(broken))


def _has(home: Path, count: int) -> bool:
    """Whether so many pictures are made; for none, whether a job has its folder for them."""
    folders = (home / "cache" / "engine").glob("*/*")
    return len(pictures(home)) >= count if count else any(folders)


def _moment(after: str, pause_s: float) -> str:
    return f"{pause_s:5.2f} s after {after}"


def unreadable(path: Path) -> list[str]:
    try:
        with Image.open(path) as picture:
            picture.load()
    except (OSError, ValueError) as error:
        return [f"{path.name}: {error}"]
    return []


def tell(outcome: Outcome) -> None:
    words = ", ".join(outcome.broken) or "nothing lost"
    print(
        f"{outcome.whom:6} killed {outcome.moment} with {outcome.made} made:"
        f" {outcome.end}, {words}",
        flush=True,
    )


def summary(outcomes: list[Outcome], seconds: float) -> int:
    broken = [outcome for outcome in outcomes if outcome.broken]
    ends = Counter((outcome.whom, outcome.end) for outcome in outcomes)
    print(f"\n{len(outcomes)} points in {seconds:.0f} s, {len(broken)} violations")
    for (whom, end), number in sorted(ends.items()):
        print(f"  {whom:6} {end}: {number}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))

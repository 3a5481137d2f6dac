"""kill -9 at system calls all over one generation: what is left after the next starts?

    python -m tests.benchmarks.kill_sweep [POINTS [SEED]]

Each point runs ``flux2studio generate`` on practice, fal or AIML API (stand-ins) under strace,
which kills the process, its decoder or its courier at the n-th call of one kind; then ``resume``,
in a third of the cases killed as well, then ``resume`` twice to its end, and ``check`` where the
outcome is not known. At fal a large reference and a LoRA file are uploaded first. Afterwards
nothing on disk may hold a key. Printed are the points, every violation of the invariants, and
the seconds. Needs strace; ends with 1 on a violation.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image

from tests.e2e.app_process import App
from tests.e2e.conftest import photograph
from tests.hosted.process import HostedProcess
from tests.hosted.stand_in import AIMLAPI_KEY, FAL_KEY
from tests.storage.safetensors_files import pack, pair

POINTS, SEED = 120, 20261120
LONGEST_S = 20.0  # a run that waits longer is killed there
SERVICES = ("practice", "fal", "aimlapi")
PICTURES = 2
# One family a row: what it is called differs from system to system.
CALLS = (
    "write",
    "pwrite64",
    "fsync",
    "fdatasync",
    "rename,renameat,renameat2",
    "link,linkat",
    "unlink,unlinkat",
    "sendto,sendmsg",
    "recvfrom,recvmsg",
    "connect",
)
_ENDS = {"finished", "failed", "billed", "unknown", "nothing"}


class Point(NamedTuple):
    """``again``: the call at which ``resume`` is killed too, none when empty."""

    service: str
    calls: str
    number: int
    again: str = ""
    again_number: int = 0

    def __str__(self) -> str:
        again = f", resume at {self.again} {self.again_number}" if self.again else ""
        return f"{self.service} at {self.calls} {self.number}{again}"


class Outcome(NamedTuple):
    """``end``: the state of the job, "nothing" when none was recorded. ``broken``: rules."""

    point: Point
    was_killed: bool
    end: str
    broken: tuple[str, ...]


def main() -> int:
    """Sweep and print; 1 when an invariant was broken."""
    wanted, seed = [*map(int, sys.argv[1:]), *(POINTS, SEED)[len(sys.argv) - 1 :]]
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kill-sweep-") as folder:
        sweep = Sweep(Path(folder), seed)
        points = sweep.points(wanted)
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            outcomes = list(pool.map(sweep.try_point, points))
    _print(outcomes, time.monotonic() - started)
    return 1 if any(outcome.broken for outcome in outcomes) else 0


class Sweep:
    """All homes lie below ``folder``; the stand-ins are one process a point."""

    def __init__(self, folder: Path, seed: int = SEED) -> None:
        self._folder = folder
        self._random = random.Random(seed)
        self._photograph = photograph(folder / "house.jpg", (900, 700), 1)
        self._grain = folder / "grain.png"  # more than what goes inside a request to fal
        Image.effect_noise((1400, 1100), 120).convert("RGB").save(self._grain)
        self._lora = folder / "ink.safetensors"
        self._lora.write_bytes(pack(pair("transformer_blocks.0.attn.to_q", 6144, 6144)))
        self._template = folder / "template"
        App(self._template).run("history")  # a home that has seen its first start

    def points(self, wanted: int) -> list[Point]:
        """Spread ``wanted`` points over all calls of all services."""
        every = [
            Point(service, calls, number)
            for service in SERVICES
            for calls, count in self._counted(service).items()
            for number in range(1, count + 1)
        ]
        chosen = self._random.sample(every, min(wanted, len(every)))
        print(f"{len(chosen)} of {len(every)} points", flush=True)
        return [self._with_second_kill(point) for point in chosen]

    def try_point(self, point: Point) -> Outcome:
        """Kill there, start again until all is settled, and look."""
        home = Path(tempfile.mkdtemp(dir=self._folder)) / "home"
        if point.number % 5:  # every fifth is the very first start
            shutil.copytree(self._template, home)
        hosted = HostedProcess("fal" if point.service == "practice" else point.service)
        with hosted:
            app = App(home, hosted.environment)
            under = _killing(point.calls, point.number)
            code, err = _run(app, *self._edit(point.service), under=under)
            if point.again:
                _run(app, "resume", under=_killing(point.again, point.again_number))
            broken = [f"traceback: {err[-300:]}"] if "Traceback" in err else []
            end, more = _settle(app, hosted)
            if point.service == "fal" and end == "unknown" and hosted.log()["accepted"]:
                broken.append("fal lists the request, and it was not found")
        shutil.rmtree(home.parent, ignore_errors=True)
        return Outcome(point, code < 0 or code == 137, end, (*broken, *more))

    def _with_second_kill(self, point: Point) -> Point:
        if self._random.random() > 1 / 3:
            return point
        calls = self._random.choice(CALLS[:7])
        return point._replace(again=calls, again_number=self._random.randint(1, 12))

    def _edit(self, service: str) -> list[Any]:
        is_fal = service == "fal"
        return [
            *("generate", "Paint it as an ink drawing", "--json", "--backend", service),
            *("--lora", self._lora if is_fal else "owner/ink", "0.8"),
            *("--reference", self._grain if is_fal else self._photograph, "--size", "512x512"),
            *("--steps", "6", "--count", PICTURES),
        ]

    def _counted(self, service: str) -> dict[str, int]:
        """How often one thread of a whole run asks for each family of calls."""
        home, log = self._folder / f"count-{service}", self._folder / f"{service}.strace"
        with HostedProcess("fal" if service == "practice" else service) as hosted:
            every = ",".join(CALLS)
            under = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={every}"]
            code, _, err = App(home, hosted.environment).run(*self._edit(service), under=under)
            assert code == 0, err
        seen: Counter[tuple[str, str]] = Counter()
        for line in log.read_text().splitlines():
            thread, _, call = line.partition(" ")
            seen[(call.strip().partition("(")[0], thread)] += 1
        return {
            calls: max((n for (name, _), n in seen.items() if name in calls.split(",")), default=0)
            for calls in CALLS
        }


def _killing(calls: str, number: int) -> list[str]:
    inject = f"inject={calls}:signal=KILL:when={number}"
    return ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}", "-e", inject]


def _run(app: App, *arguments: Any, under: list[str]) -> tuple[int, str]:
    """Run to the end, or kill a run that waits long, as for a courier that was killed."""
    process = app.start(*arguments, under=under)
    try:
        _, err = process.communicate(timeout=LONGEST_S)
    except subprocess.TimeoutExpired:
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        _, err = process.communicate()
    return process.returncode, err


def _settle(app: App, hosted: HostedProcess) -> tuple[str, list[str]]:
    """Start again twice; return how the job ended and which rules are broken."""
    code, out, err = app.run("resume", "--json")
    if "Traceback" in err or not out:
        return "lost", [f"resume failed ({code}): {err[-300:]}"]
    jobs = _jobs(app.home)
    broken = []
    if app.resume():
        broken.append("a second resume found something to do")
    if _jobs(app.home) != jobs:
        broken.append("a second resume changed the journal")
    try:
        pictures = len(app.check())
    except AssertionError:
        return "lost", [*broken, f"disk and database differ: {traceback.format_exc(limit=-1)}"]
    end = next(iter(jobs.values()), "nothing")
    log = hosted.log()
    if log["charged"] and end == "failed" and _says_billed(app.home):
        end = (
            "billed"  # AIML API cannot give the picture again; the artist knows, and so do the sums
        )
    broken += [*_judged(end, pictures, log), *_left_over(app.home, end)]
    return end, [*broken, *_keys_on_disk(app.home)]


def _keys_on_disk(home: Path) -> list[str]:
    """Files, the database and logs among them, that hold a key in clear."""
    keys = [key.encode() for key in (AIMLAPI_KEY, FAL_KEY)]
    files = [path for path in home.rglob("*") if path.is_file()]
    holding = [path for path in files if any(key in path.read_bytes() for key in keys)]
    return [f"a key lies in {path.relative_to(home)}" for path in holding]


def _jobs(home: Path) -> dict[str, str]:
    with closing(sqlite3.connect(home / "data" / "studio.db")) as database:
        database.execute(
            "INSERT INTO generation_search (generation_search) VALUES ('integrity-check')"
        )
        return dict(database.execute("SELECT id, state FROM job"))


def _says_billed(home: Path) -> bool:
    """Whether the failed job says that it was billed, and is booked with what it cost."""
    with closing(sqlite3.connect(home / "data" / "studio.db")) as database:
        return bool(
            database.execute(
                "SELECT 1 FROM job JOIN spending ON job.id = spending.job_id"
                " WHERE job.error LIKE '%billed%' AND actual_usd > 0 AND billed"
            ).fetchone()
        )


def _judged(end: str, pictures: int, log: dict[str, Any]) -> list[str]:
    """One click was made: what may have become of it?"""
    broken = list(log["violations"])
    if log["posts"] > 1:
        broken.append(f"{log['posts']} POSTs for one click")
    if end not in _ENDS:
        broken.append(f"the job stays {end}")
    if log["charged"] and end not in {"finished", "billed", "unknown"}:
        broken.append(f"charged, and the job is {end}")
    if pictures != (PICTURES if end == "finished" else 0):
        broken.append(f"{end} with {pictures} pictures")
    return broken


def _left_over(home: Path, end: str) -> list[str]:
    """Files that nobody needs and nobody would remove.

    Hidden ones below data/, and withdrawn requests, go by their age; a job whose outcome is
    unknown keeps what is known of it until it is dismissed.
    """
    left = [path for path in home.rglob("*.part") if not path.is_relative_to(home / "data")]
    for folder in ("data/locks", "cache/scratch"):
        left += [path for path in (home / folder).rglob("*") if path.is_file()]
    spooled = list((home / "data" / "spool").glob("*"))
    withdrawn = any(p.suffix == ".sent" and p.read_text() == "withdrawn" for p in spooled)
    if end != "unknown" and not withdrawn:
        left += spooled
    return [f"left over: {path.relative_to(home)}" for path in left]


def _print(outcomes: list[Outcome], seconds: float) -> None:
    for outcome in outcomes:
        for rule in outcome.broken:
            print(f"VIOLATION {outcome.point} ({outcome.end}): {rule}")
    ends = Counter(f"{outcome.point.service}: {outcome.end}" for outcome in outcomes)
    for end, count in sorted(ends.items()):
        print(f"  {end} {count}")
    killed = sum(outcome.was_killed for outcome in outcomes)
    broken = sum(bool(outcome.broken) for outcome in outcomes)
    print(f"{len(outcomes)} points, the app killed at {killed}, else a child or nobody")
    print(f"{broken} points with violations, {seconds:.0f} s")


if __name__ == "__main__":
    sys.exit(main())

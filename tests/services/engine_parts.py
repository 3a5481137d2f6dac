"""Orders for an engine, and a service around the pretended one."""

from __future__ import annotations

import sys
import threading

from flux2studio.core.control import RunControl
from flux2studio.core.engine_messages import (
    MemoryWish,
    ModelFiles,
    PictureOrder,
    Run,
)
from flux2studio.core.local import Pipeline
from flux2studio.core.request import Acceleration, ImageFormat
from flux2studio.services.engine import EngineService
from flux2studio.services.engine_talk import Patience

QUICK = Patience(quiet_s=2.0, slow_s=10.0, stop_s=0.5, look_s=0.25)


def pretended(*ways):
    """The command that starts the pretended engine."""
    return (sys.executable, "-m", "tests.services.pretend_engine", *ways)


def service(folder, *ways, patience=QUICK, **options):
    return EngineService(
        lambda: pretended(*ways), folder / "logs" / "engine.log", patience=patience, **options
    )


def order(folder, prompt="a fox", *, job="job-1", pictures=1, steps=3, **changes):
    folder.mkdir(parents=True, exist_ok=True)
    values = {
        "job": job,
        "model": ModelFiles(pipeline=Pipeline.KLEIN, folder=str(folder), label="klein"),
        "memory": MemoryWish(),
        "folder": str(folder),
        "prompt": prompt,
        "pictures": tuple(PictureOrder(index=i, seed=7 + i) for i in range(pictures)),
        "width": 64,
        "height": 64,
        "steps": steps,
        "guidance": 1.0,
        "acceleration": Acceleration.NONE,
        "format": ImageFormat.PNG,
        **changes,
    }
    return Run(**values)


def kinds(events):
    return [type(event).__name__ for event in events]


class States:
    """Collects the states of an engine and lets a test wait for one."""

    def __init__(self, engine):
        self.seen = [engine.state]
        self._changed = threading.Condition()
        engine.subscribe(self)

    def __call__(self, state):
        with self._changed:
            self.seen.append(state)
            self._changed.notify_all()

    def wait_for(self, holds):
        with self._changed:
            assert self._changed.wait_for(lambda: holds(self.seen[-1]), timeout=20), self.seen[-1]
            return self.seen[-1]


def cancel_at(kind, engine, order):
    """Run ``order`` and cancel it when the first event of ``kind`` comes; return the events."""
    control, events = RunControl(), []
    for event in engine.run(order, control):
        events.append(event)
        if isinstance(event, kind):
            control.cancel()
    return events

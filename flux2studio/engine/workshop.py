"""What the engine's jobs are done with; importing this imports torch and diffusers."""

from __future__ import annotations

import gc

from flux2studio.core.engine_messages import Run, State
from flux2studio.core.local import Hardware
from flux2studio.engine.errors import Check, Say
from flux2studio.engine.hardware import problems
from flux2studio.engine.jobs import run_job
from flux2studio.engine.keeper import Keeper


class LocalWorkshop:
    """Raises EngineError when this computer cannot be worked with."""

    def __init__(self) -> None:
        for problem in problems():
            raise problem
        self._keeper = Keeper()
        # Some 400,000 objects were imported, to stay: a collection takes 0.3 s with them, and one
        # comes with each part of a model that moves.
        gc.collect()
        gc.freeze()

    def hardware(self) -> Hardware:
        return self._keeper.hardware()

    def run(self, order: Run, say: Say, check: Check) -> None:
        run_job(self._keeper, order, say, check)

    def unload(self) -> None:
        self._keeper.unload()

    def state(self) -> State:
        return self._keeper.state()

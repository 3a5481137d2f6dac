"""What happens after each step: stop if asked to, tell how far it is, show a preview."""

from __future__ import annotations

import time
from typing import Any

import torch

from flux2studio.core.engine_messages import EnginePhase, Phased, Previewed
from flux2studio.engine.errors import Check, Say
from flux2studio.engine.preview import Previews, jpeg


class StepWatch:
    """The callback of a pipeline for one picture of ``steps`` steps.

    A GPU runs behind the program that drives it. To tell the truth without making it wait, a
    step is told of when it is done, while the one after it is already on its way there.
    """

    def __init__(
        self,
        *,
        job: str,
        index: int,
        steps: int,
        before: int,
        total: int,
        device: torch.device,
        say: Say,
        check: Check,
        previews: Previews | None,
    ) -> None:
        self._job, self._index = job, index
        self._steps, self._before, self._total = steps, before, total
        self._device = device
        self._say, self._check = say, check
        self._previews = previews
        self._taken = 0
        self._done = 0
        self._waiting: tuple[torch.Event | None, torch.Tensor | None] | None = None
        self._started = 0.0
        self.seconds = 0.0  # of all steps
        self.tokens: torch.Tensor | None = None  # the latest

    def begin(self, tokens: torch.Tensor) -> None:
        """Take the tokens that the first step starts from."""
        self.tokens = tokens
        self._started = time.perf_counter()
        self._tell()

    def __call__(
        self, pipe: Any, _index: int, _timestep: object, values: dict[str, Any]
    ) -> dict[str, Any]:
        """Raises StoppedError from ``check``; the pipeline then ends where it is."""
        self._check()
        tokens: torch.Tensor = values["latents"]
        self._taken += 1
        is_last = self._taken == self._steps
        pixels = None
        if self._previews is not None and self.tokens is not None and not is_last:
            pixels = self._previews.drawn(self.tokens, tokens, pipe.scheduler)
        self.tokens = tokens
        mark = _mark(self._device)
        self._finish_waiting()
        self._waiting = mark, pixels
        if mark is None or is_last:
            self._finish_waiting()
        if is_last:
            self.seconds = time.perf_counter() - self._started
            self._say(Phased(job=self._job, phase=EnginePhase.DECODING))
        self._check()
        return values

    def _finish_waiting(self) -> None:
        if self._waiting is None:
            return
        (mark, pixels), self._waiting = self._waiting, None
        if mark is not None:
            mark.synchronize()
        self._done += 1
        self._tell()
        if pixels is not None:
            self._say(Previewed(job=self._job, index=self._index, data=jpeg(pixels)))

    def _tell(self) -> None:
        done = self._before + self._done
        self._say(Phased(job=self._job, phase=EnginePhase.RENDERING, done=done, total=self._total))


def _mark(device: torch.device) -> torch.Event | None:
    """Mark where the device is now; None where it is as far as the program. Untested on a GPU."""
    if device.type == "mps":
        torch.mps.synchronize()
    if device.type in ("cpu", "mps"):
        return None
    mark = torch.Event(device)
    mark.record()
    return mark

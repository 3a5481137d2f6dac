"""A loaded model: its pipeline, where it computes, and what was computed with it before."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import torch

from flux2studio.core.engine_messages import ModelFiles
from flux2studio.core.local import MemoryPlan
from flux2studio.engine import placing
from flux2studio.engine.lora_rack import LoraRack
from flux2studio.engine.model_cache import ModelCache
from flux2studio.engine.speed import Speed


@dataclass(slots=True, eq=False, kw_only=True)
class Model:
    """``whole_encoder``: all of the text encoder is there, so that it can write, not only read."""

    pipe: Any
    files: ModelFiles
    plan: MemoryPlan
    device: torch.device
    dtype: torch.dtype
    whole_encoder: bool
    loras: LoraRack
    cache: ModelCache = field(default_factory=ModelCache)
    speed: Speed = field(default_factory=Speed)
    _pipes: dict[type, Any] = field(default_factory=dict)

    def pipe_of(self, kind: type) -> Any:
        """Return a pipeline of class ``kind`` made of the same parts; always the same object."""
        if type(self.pipe) is kind:
            return self.pipe
        if kind not in self._pipes:
            # Not by from_pipe, which turns all parts into fp32.
            distilled = getattr(self.pipe.config, "is_distilled", True)  # KV does not say
            pipe = kind(**self.pipe.components, is_distilled=distilled)
            pipe.set_progress_bar_config(disable=True)
            self._pipes[kind] = pipe
        return self._pipes[kind]

    def reading(self) -> AbstractContextManager[None]:
        """Have the text encoder on ``device`` meanwhile."""
        return placing.reading(self.pipe, self.plan.offload, self.device)

    def drawing(self) -> AbstractContextManager[None]:
        """Around each call of a pipeline: puts its parts back at the end, also after an error."""
        return placing.drawing(self.pipe)

"""Compiles the blocks of a transformer, once a shape comes a second time, and undoes it.

Only the repeated blocks, as diffusers' ``compile_repeated_blocks`` does: 8 s instead of 51 s for
the same speed (local-engine.md section 4.3). Run here on a CPU; on GPUs it is untested.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import Any

import torch
from torch._dynamo.exc import FailOnRecompileLimitHit, TorchDynamoException
from torch.utils._triton import has_triton

log = logging.getLogger(__name__)

_VARIANTS = 64  # of a block: with and without LoRAs, one size and all sizes, ...


class Compiler:
    """One for each loaded transformer. ``backend`` is torch's name or function for it.

    By default inductor, and only where Triton writes its kernels: on NVIDIA and AMD GPUs. When
    compiling fails, the blocks run as they are, from then on.
    """

    def __init__(self, backend: str | Callable[..., Any] = "") -> None:
        self.backend = backend
        self.failure = ""
        self._seen: set[Hashable] = set()
        self._blocks: list[torch.nn.Module] = []
        self._calls: dict[torch.nn.Module, _CompiledCall] = {}

    @property
    def is_on(self) -> bool:
        return bool(self._blocks)

    @property
    def is_warming(self) -> bool:
        """Whether the next step compiles, which takes its time."""
        return self.is_on and not any(call.is_warm for call in self._calls.values())

    def is_worth_it(self, device: torch.device, shape: Hashable) -> bool:
        """Whether to compile for a picture of ``shape``: not for a single one.

        What was compiled once serves every shape.
        """
        is_known = shape in self._seen or bool(self._calls)
        self._seen.add(shape)
        return is_known and not self.failure and (bool(self.backend) or _can_compile(device))

    def switch_on(self, transformer: Any) -> None:
        """Compile each block when it is next called, or take what was compiled before."""
        if self.is_on:
            return
        torch._dynamo.config.recompile_limit = _VARIANTS
        repeated = transformer._repeated_blocks
        for block in transformer.modules():
            if type(block).__name__ in repeated:
                if block not in self._calls:
                    self._calls[block] = _CompiledCall(self, block)
                block._compiled_call_impl = self._calls[block]
                self._blocks.append(block)

    def switch_off(self) -> None:
        """Let the blocks run as they are. What was compiled is kept for the next time."""
        for block in self._blocks:
            block._compiled_call_impl = None
        self._blocks.clear()

    def give_up(self, error: Exception) -> None:
        """Compiling failed: whatever is missing will not come while the engine runs."""
        log.info("The blocks run without being compiled: %s", error)
        self.failure = str(error) or type(error).__name__
        self.switch_off()


class _CompiledCall:
    """Stands for the call of ``block``; the first one compiles."""

    def __init__(self, compiler: Compiler, block: torch.nn.Module) -> None:
        self._compiler = compiler
        self._plain: Callable[..., Any] = block._call_impl
        self.is_warm = False
        self._compiled: Callable[..., Any] = torch.compile(
            block._call_impl,
            fullgraph=True,
            dynamic=True,  # the next size, or number of references, compiles nothing anew
            backend=compiler.backend or "inductor",
        )

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        try:
            given = self._compiled(*arguments, **named)
        except (TorchDynamoException, FailOnRecompileLimitHit) as error:
            self._compiler.give_up(error)
            return self._plain(*arguments, **named)
        self.is_warm = True
        return given


def _can_compile(device: torch.device) -> bool:
    return device.type == "cuda" and has_triton()  # ROCm too

"""What the job rows need of the parts below them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from flux2studio.core.cost import CostEstimate
from flux2studio.core.generation import Generation
from flux2studio.core.job import JobAccount
from flux2studio.core.request import GenerationRequest


class JobCommands(Protocol):
    """What the rows ask of the generation service. All of it but ``account`` returns at once."""

    def cancel(self, job_id: str) -> None: ...
    def cancel_all(self, job_ids: Sequence[str]) -> None: ...
    def check(self, job_id: str) -> None: ...
    def send_again(self, job_id: str) -> None: ...
    def dismiss(self, job_id: str) -> None: ...
    def arrange(self, job_ids: Sequence[str]) -> None: ...
    def put_first(self, job_id: str) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def account(self, job_id: str) -> JobAccount: ...


class Thumbnails(Protocol):
    """Where a row's picture comes from. Both block."""

    def of_reference(self, sha256: str) -> bytes: ...
    def of_generation(self, generation: Generation) -> bytes: ...


def _no_price(_: GenerationRequest) -> CostEstimate | None:
    return None


def _no_time(_: GenerationRequest) -> float | None:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimates:
    """``price``: what a run costs, None where it is free or nobody knows. ``usual``: how many
    seconds such a run took lately; it blocks. ``lanes``: how many jobs of a backend run at once.
    """

    price: Callable[[GenerationRequest], CostEstimate | None] = _no_price
    usual: Callable[[GenerationRequest], float | None] = _no_time
    lanes: Mapping[str, int] = field(default_factory=dict)

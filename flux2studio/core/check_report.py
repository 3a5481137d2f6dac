"""What a look through the whole history found, and what of it was put right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PATHS_MAX = 20  # that a finding names


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``what`` is a sentence about ``count`` things; ``mended`` of them are as they should be."""

    what: str
    count: int
    mended: int = 0
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Empty ``findings``: nothing is wrong. ``pictures`` is how many were looked at."""

    findings: tuple[Finding, ...]
    pictures: int

    @property
    def left(self) -> int:
        """How many things could not be put right."""
        return sum(finding.count - finding.mended for finding in self.findings)

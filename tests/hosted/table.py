"""The table of README.md: which test covers which part of the two services."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TESTS = Path(__file__).parents[1]
_TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
_HEAD = "| What | Stand-in | App |"
_REASON = "not used: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``stand_in`` and ``app`` are cells: tests by name, or why the app has no use for it."""

    section: str
    what: str
    stand_in: str
    app: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        """File, below ``tests/``, and name of each test."""
        return _TEST.findall(f"{self.stand_in} {self.app}")

    @property
    def has_hole(self) -> bool:
        reason = self.app.removeprefix(_REASON)
        has_app = bool(_TEST.search(self.app)) or (reason != self.app and bool(reason))
        return not (_TEST.search(self.stand_in) and has_app)


def rows() -> Iterator[Row]:
    """Every row, in order."""
    text = Path(__file__).with_name("README.md").read_text("utf-8")
    section, inside = "", False
    for line in text.partition("\n## The table\n")[2].splitlines():
        if line.startswith("### "):
            section, inside = line[4:], False
        elif line == _HEAD:
            inside = True
        elif inside and line.startswith("| "):
            what, stand_in, app = (cell.strip() for cell in line.strip("|").split("|"))
            yield Row(section=section, what=what, stand_in=stand_in, app=app)


def exists(file: str, test: str) -> bool:
    """Whether that file has a test of that name."""
    path = _TESTS / file
    return path.is_file() and f"\ndef {test}(" in path.read_text("utf-8")

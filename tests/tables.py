"""Tables in README.md files of tests: what is to hold, and which tests see to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TESTS = Path(__file__).parent
_TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
_HEAD = "| Row | What | Holds | Tests |"
_REASON = re.compile(r"(partly|no): \S")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """``holds`` is “yes”, or “partly” or “no” with a reason."""

    number: str
    what: str
    holds: str
    cell: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        """File, below ``tests/``, and name of each test."""
        return _TEST.findall(self.cell)

    @property
    def has_hole(self) -> bool:
        says_why = self.holds == "yes" or _REASON.match(self.holds) is not None
        needs_test = not self.holds.startswith("no")
        return not says_why or (needs_test and not self.tests)

    @property
    def has_stray_words(self) -> bool:
        """Whether something in the last cell is no test, a misspelt one perhaps."""
        return bool(_TEST.sub("", self.cell).strip())


def rows(folder: Path) -> Iterator[Row]:
    """Every row of the table in the folder's README.md, in order."""
    text = (folder / "README.md").read_text("utf-8")
    for line in text.partition(_HEAD)[2].splitlines()[2:]:
        if not line.startswith("|"):
            return
        number, what, holds, cell = (part.strip() for part in line.strip("|").split("|"))
        yield Row(number=number, what=what, holds=holds, cell=cell)


def exists(file: str, test: str) -> bool:
    """Whether that file has a test of that name."""
    path = _TESTS / file
    return path.is_file() and f"\ndef {test}(" in path.read_text("utf-8")

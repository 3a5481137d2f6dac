"""The order people count in: "page 9" before "page 10", capitals beside small letters."""

from __future__ import annotations

import re

_PART = re.compile(r"(\d{1,18})|(\D+|\d+)")


def natural(name: str) -> list[tuple[bool, int, str]]:
    """Return what to sort ``name`` by; digits are numbers, and come before letters."""
    parts = _PART.findall(name.casefold())
    return [(not digits, int(digits or 0), other) for digits, other in parts]

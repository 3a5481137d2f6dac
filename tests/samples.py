"""Which of many cases the usual run tries; all of them when asked for."""

from __future__ import annotations

import os
from itertools import product

ALL = "FLUX2STUDIO_TEST_ALL_POINTS"  # set it to try every single one: minutes, not seconds


def some(values):
    """Return every third of them; all when asked for."""
    return values if ALL in os.environ else values[::3]


def crossed(*values):
    """Return a case for every value of every list; each with each when asked for."""
    if ALL in os.environ:
        return list(product(*values))
    return [
        tuple(some[number % len(some)] for some in values)
        for number in range(max(map(len, values)))
    ]

"""What the three recipe containers share: limits, failures and exact reading."""

from __future__ import annotations

from typing import BinaryIO

RECIPE_BYTES_MAX = 16 * 2**20
PARTS_MAX = 20_000  # chunks or segments looked at before a file is taken for hostile
KEYWORD = b"flux2studio"


class MalformedError(ValueError):
    """The bytes break the rules of their format."""


class RecipeMissingError(ValueError):
    """The file is in order as far as it was read, and there is no recipe in it."""


def read_exactly(file: BinaryIO, count: int) -> bytes:
    """Read ``count`` bytes, never more than a recipe may have."""
    if count > RECIPE_BYTES_MAX:
        raise MalformedError(f"a part of {count} bytes is more than a recipe may have")
    data = file.read(count)
    if len(data) < count:
        raise MalformedError("the file ends too early")
    return data

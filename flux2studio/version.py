"""The version, read from the package's metadata."""

from __future__ import annotations

from functools import cache


@cache
def version() -> str:
    """Return the installed version, or "0" in a checkout that was never installed."""
    from importlib import metadata  # slow, and not wanted before a picture is saved

    try:
        return metadata.version("flux2studio")
    except metadata.PackageNotFoundError:
        return "0"

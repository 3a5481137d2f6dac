"""The version, read from the package's metadata."""

from __future__ import annotations

from importlib import metadata


def version() -> str:
    """Return the installed version, or "0" in a checkout that was never installed."""
    try:
        return metadata.version("flux2studio")
    except metadata.PackageNotFoundError:
        return "0"

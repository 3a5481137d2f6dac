"""The environment that a child process gets: this one's, without the keys in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD)(_ID|_PATH)?$", re.IGNORECASE)


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """Return ``environment`` but for what its name calls a key; no child of ours needs one."""
    return {name: value for name, value in environment.items() if not _SECRET_NAME.search(name)}

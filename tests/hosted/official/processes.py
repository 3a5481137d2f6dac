"""Processes of other people's programs: what they are given, and what came out."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

_INSTALL = (
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--no-package-lock",
    "--fetch-retries=0",
)


def talk(command: list[str], body: dict[str, Any], environment: dict[str, str]) -> Any:
    """Hand ``body`` in as JSON, return the JSON that came out."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        command,
        input=json.dumps(body).encode(),
        capture_output=True,
        env=kept | environment,
        timeout=50,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    return json.loads(done.stdout)


def npm_install(npm: str, folder: Path) -> str:
    """Install what ``package.json`` names; return what went wrong, or nothing."""
    try:
        done = subprocess.run(
            [npm, *_INSTALL], cwd=folder, capture_output=True, timeout=40, check=False
        )
    except subprocess.TimeoutExpired:
        return "it took too long"
    said = done.stderr.decode("utf-8", "replace").splitlines()
    causes = [line for line in said if line.startswith(("npm error", "npm ERR!"))]
    return ", ".join(causes[:3]) or "no reason given" if done.returncode else ""

"""What exiftool, the program most others are measured by, reads in a file."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest


def exiftool(path):
    """Return its tags by "Group:Name"; the test is skipped where it is not installed."""
    command = shutil.which("exiftool")
    if command is None:
        pytest.skip("exiftool is not installed")
    options = ["-json", "-G", "-n", "-charset", "filename=utf8"]
    done = subprocess.run([command, *options, str(path)], capture_output=True, check=True)
    (tags,) = json.loads(done.stdout)
    return tags

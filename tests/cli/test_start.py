"""What a start of the command line imports: every command waits for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

_RUN = """
import sys
from flux2studio.cli import run
run(sys.argv[1:])
print("imported:", *sys.modules)
"""


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        ("history", ("backends", "services.engine", "services.models", "services.lora_")),
        ("spending", ("backends.fal_queue", "services.models", "services.lora_library")),
        ("models", ("backends.fal", "services.lora_", "services.generation")),
        ("loras", ("backends.fal", "services.models", "services.generation")),
    ],
)
def test_a_command_imports_nothing_of_what_it_does_not_use(command, unused):
    ran = subprocess.run(
        [sys.executable, "-c", _RUN, command], check=True, capture_output=True, text=True
    )

    imported = ran.stdout.rpartition("imported:")[2].split()
    assert "flux2studio.studio" in imported
    for name in ("httpx", "PIL", "torch", "PySide6", *(f"flux2studio.{each}" for each in unused)):
        assert not [each for each in imported if each.startswith(name)]

"""The benchmark of the engine runs where there is no GPU, too, and says what it measured."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


@pytest.mark.timeout(300)  # it imports torch and diffusers in a process of its own
def test_the_tiny_benchmark_prints_a_row_for_each_case_and_what_actions_take():
    command = "-m tests.benchmarks.engine --tiny --references 1 --loras 1 --repeats 1"
    printed = subprocess.run(
        [sys.executable, *command.split(), "--levels", "none,high", "--steps", "2"],
        cwd=_ROOT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=280,
    ).stdout

    rows = [line.split(" | ")[:4] for line in printed.splitlines() if line.startswith("| 1 ")]
    assert [row[2] for row in rows] == ["plain diffusers", "none", "high"]
    assert all(float(row[3]) > 0 for row in rows)
    assert "until a picture stops" in printed

"""The benchmark of the engine runs where there is no GPU, too, and says what it measured."""

from __future__ import annotations

import pytest

from tests.benchmarks.engine import main


@pytest.mark.timeout(300)
def test_the_tiny_benchmark_prints_a_row_for_each_case_and_what_actions_take(capsys):
    options = "--tiny --references 1 --loras 1 --repeats 1 --levels none,high --steps 2"

    assert main(options.split()) == 0

    printed = capsys.readouterr().out
    rows = [line.split(" | ")[:4] for line in printed.splitlines() if line.startswith("| 1 ")]
    assert [row[2] for row in rows] == ["plain diffusers", "none", "high"]
    assert all(float(row[3]) > 0 for row in rows)
    assert "until a picture stops" in printed

"""The machine says how much memory it has."""

from __future__ import annotations

from flux2studio.core.machine_memory import machine_memory


def test_some_of_the_memory_of_this_machine_is_free():
    total, free = machine_memory()

    assert 2**28 < free <= total

"""What the recipe of a picture says of its mask and of a large reference."""

from __future__ import annotations

import pytest

from flux2studio.core.local import LocalRun, MemoryPlan
from flux2studio.core.request import GenerationRequest, Mask, ReferenceImage
from flux2studio.ui.widgets import recipe_table
from tests.ui.compose_parts import catalogue

MASK = Mask(sha256="1" * 64, width=64, height=48)
PLAIN = ReferenceImage(sha256="0" * 64, name="valley.png", width=64, height=48)
MASKED = ReferenceImage(sha256="2" * 64, name="paper.png", width=64, height=48, mask=MASK)


@pytest.fixture
def told(shelf):
    def told(*references, local=None, **fields):
        request = GenerationRequest(
            model="local/klein-4b", prompt="x", references=references, **fields
        )
        made = shelf.put(backend="local", request=request, local=local)
        return {line.name: line.value for line in recipe_table.lines(made, catalogue())}

    return told


def test_the_mask_in_use_is_told_with_its_strength(told):
    assert told(MASKED, PLAIN, strength=0.8)["Mask"] == "on paper.png, strength 0.8"


def test_a_mask_that_rested_is_not_told(told):
    assert "Mask" not in told(PLAIN, MASKED)


def test_a_reference_that_was_looked_at_closely_is_told_to_be(told):
    local = LocalRun(pipeline="klein", weights="w", device="cpu", plan=MemoryPlan())

    assert told(PLAIN, local=local, large_reference=True)["References"] == "valley.png (large)"
    assert "large" not in told(PLAIN, MASKED, local=local, large_reference=True)["References"]
    assert "large" not in told(PLAIN, large_reference=True)["References"]

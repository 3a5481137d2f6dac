"""Weights of 8 bits take less memory and make nearly the same picture."""

from __future__ import annotations

import pytest
import torch

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import MemoryPlan, Pipeline, Precision, Quantisation
from flux2studio.engine import quantising
from flux2studio.engine.errors import EngineError
from flux2studio.engine.memory import part_bytes
from tests.engine.loads import CPU, files, load, picture


@pytest.mark.parametrize("kind", [Quantisation.INT8, Quantisation.FP8])
def test_the_picture_stays_nearly_the_same(kind, tiny):
    model = files(Pipeline.KLEIN, tiny(Pipeline.KLEIN))
    plan = MemoryPlan(precision=Precision.BF16, quantisation=kind, text_encoder_quantisation=kind)

    small = load(model, plan).pipe
    exact = load(model, MemoryPlan(precision=Precision.BF16)).pipe

    for part in ("transformer", "text_encoder"):
        layers = dict(getattr(small, part).named_modules()).values()
        kinds = {type(layer.weight.data) for layer in layers if isinstance(layer, torch.nn.Linear)}
        assert len(kinds) == 2 if part == "transformer" else kinds  # in the blocks, and around
    assert part_bytes(small.transformer) < part_bytes(exact.transformer)
    difference = abs(picture(small) - picture(exact))
    assert 0 < difference.mean() < 0.05


@pytest.mark.parametrize("kind", [Quantisation.NONE, Quantisation.FILE])
def test_weights_that_stay_as_they_are(kind):
    assert quantising.for_transformer(kind, CPU) is None


def test_a_library_that_is_not_there_is_named():
    with pytest.raises(EngineError, match="bitsandbytes") as failed:
        quantising.for_weights(Quantisation.NF4, CPU)

    assert failed.value.kind is FailureKind.INSTALLATION
    assert failed.value.hint

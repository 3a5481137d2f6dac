"""Parts of a pipeline lie where the plan wants them; what needs a GPU is run on the CPU instead."""

from __future__ import annotations

import pytest
import torch

from flux2studio.core.local import Offload, Pipeline
from flux2studio.engine import placing
from tests.engine.loads import CPU, files, load, picture

GPU = torch.device("cuda", 0)


@pytest.mark.parametrize(
    ("offload", "away"),
    [
        (Offload.NONE, set()),
        (Offload.TEXT_ENCODER, {"text_encoder"}),
        (Offload.MODEL, {"text_encoder", "transformer", "vae"}),
        (Offload.GROUP, {"text_encoder", "transformer"}),
    ],
)
def test_what_does_not_fit_on_the_device_lies_in_the_machine(offload, away):
    parts = ("text_encoder", "transformer", "vae")

    assert {part for part in parts if placing.home(part, offload, GPU) == CPU} == away


@pytest.mark.parametrize("device", ["cpu", "mps"])
def test_where_there_is_one_memory_nothing_moves(device):
    for offload in Offload:
        assert placing.home("transformer", offload, torch.device(device)).type == device


def test_layers_that_come_one_by_one_make_the_same_picture(tiny):
    folder = tiny(Pipeline.KLEIN)
    model = load(files(Pipeline.KLEIN, folder))
    expected = picture(model.pipe)

    for part in (model.pipe.transformer, model.pipe.text_encoder):
        placing.offload_layers(part, CPU)

    assert (picture(model.pipe) == expected).all()


def test_parts_that_come_when_it_is_their_turn_make_the_same_picture(tiny):
    model = load(files(Pipeline.KLEIN, tiny(Pipeline.KLEIN)))
    expected = picture(model.pipe)

    placing.offload_parts(model.pipe, CPU)
    with placing.drawing(model.pipe):
        placing.bring_text_encoder(model.pipe)
        again = picture(model.pipe)
    placing.place(model.pipe, Offload.NONE, CPU)

    assert (again == expected).all()
    assert (picture(model.pipe) == expected).all()
    assert not hasattr(model.pipe.transformer, "_hf_hook")


def test_parts_go_home_after_an_error(tiny):
    model = load(files(Pipeline.KLEIN, tiny(Pipeline.KLEIN)))
    expected = picture(model.pipe)
    placing.offload_parts(model.pipe, CPU)

    with pytest.raises(KeyError), placing.drawing(model.pipe):
        raise KeyError

    assert (picture(model.pipe) == expected).all()


def test_the_text_encoder_is_where_it_is_read_with(tiny):
    model = load(files(Pipeline.KLEIN, tiny(Pipeline.KLEIN)))

    for offload in Offload:
        with placing.reading(model.pipe, offload, CPU):
            assert model.pipe.text_encoder.device == CPU

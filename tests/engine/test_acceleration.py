"""A level of acceleration is in effect as far as it says, and leaves nothing behind."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKLFlux2

from flux2studio.core.engine_messages import ModelFiles
from flux2studio.core.local import Pipeline
from flux2studio.core.request import Acceleration
from flux2studio.engine.attention import fastest_attention, set_attention
from flux2studio.engine.caching import read_ratios, write_ratios
from flux2studio.engine.calibrating import calibrate, calibration_order
from flux2studio.engine.decoding import SMALL, Decoders, set_layout
from flux2studio.engine.errors import StoppedError
from flux2studio.engine.jobs import run_job
from tests.engine.painting import Listener, Shelf, changed, plain, scenes

NONE, REGULAR, HIGH = Acceleration
KLEIN, DEV, BASE = Pipeline.KLEIN, Pipeline.DEV, Pipeline.KLEIN_BASE

pytestmark = pytest.mark.timeout(180)  # to trace what is compiled takes seconds of a busy machine


@pytest.fixture
def shelf(tiny):
    """Models of their own, so that nothing of another test is at work."""
    return Shelf(tiny)


def painted(shelf, order):
    """Return the pictures, and what was said to be in effect."""
    listener = Listener()
    run_job(shelf, order, listener.say, listener.check)
    return listener.pixels, [made.run.acceleration for made in listener.made]


def far(one, other):
    return np.abs(one.astype(int) - other.astype(int)).max()


@pytest.mark.parametrize("kind", list(Pipeline))
def test_none_is_plain_diffusers_also_after_all_other_levels(kind, shelf, tmp_path):
    order = shelf.order(kind, tmp_path, references=scenes(tmp_path, 1))
    expected = plain(shelf.model(kind), order)

    for level in (NONE, REGULAR, HIGH, NONE):
        [picture], [words] = painted(shelf, changed(order, acceleration=level))
        assert np.array_equal(picture, expected)
        assert bool(words) is (level is not NONE)


def test_a_processor_has_nothing_to_offer_and_says_so(shelf, tmp_path):
    _, words = painted(shelf, shelf.order(KLEIN, tmp_path, acceleration=REGULAR))

    assert words == [("nothing to speed up on this device",)]
    assert fastest_attention(torch.device("cpu"), torch.bfloat16, approximate=True) is None


def test_attention_is_chosen_for_this_model_alone(shelf):
    from diffusers.models.attention_dispatch import (
        AttentionBackendName,
        _AttentionBackendRegistry,
    )

    transformer = shelf.model(KLEIN).pipe.transformer

    assert set_attention(transformer, AttentionBackendName._NATIVE_CUDNN) == ("cuDNN attention",)
    assert _AttentionBackendRegistry.get_active_backend()[0] is AttentionBackendName.NATIVE
    assert set_attention(transformer, None) == ()


@pytest.fixture(params=[DEV, BASE])
def calibrated(request, shelf, tiny, tmp_path):
    """A model of many steps whose steps were measured; its kind and its files."""
    folder = shutil.copytree(tiny(request.param), tmp_path / "model")
    files = ModelFiles(pipeline=request.param, folder=str(folder), label="calibrated")
    order = calibration_order(files, steps=8, side=64)
    ratios = calibrate(shelf.model(request.param), order)
    write_ratios(folder, ratios)
    shelf.model(request.param).files = files
    return request.param, files


def test_calibrating_measures_every_step(calibrated):
    _, files = calibrated
    ratios = read_ratios(files.folder)

    assert len(ratios) == 8
    assert ratios[0] == 1.0
    assert all(0.1 < ratio < 10 for ratio in ratios)


def test_steps_are_left_out_once_calibrated_and_not_with_none(calibrated, shelf, tmp_path):
    kind, files = calibrated
    write_ratios(tmp_path / "model", (1.0,) * 8)  # as if all steps were alike
    model = shelf.model(kind)
    counted = []
    last = model.pipe.transformer.single_transformer_blocks[1].attn
    handle = last.register_forward_hook(lambda *_: counted.append(1))
    order = shelf.order(kind, tmp_path, model=files, steps=12, acceleration=REGULAR)
    run = {}
    for level in (NONE, REGULAR, HIGH, NONE):
        counted.clear()
        [picture], [words] = painted(shelf, changed(order, acceleration=level))
        run[level] = run.get(level, [])
        run[level].append((len(counted), picture, words))
    handle.remove()

    passes = 24 if kind is BASE else 12
    assert [count for count, _, _ in run[NONE]] == [passes, passes]
    assert run[HIGH][0][0] < run[REGULAR][0][0] < passes
    assert run[REGULAR][0][2] == ("MagCache",)
    assert np.array_equal(run[NONE][0][1], run[NONE][1][1])


def test_a_stop_in_the_middle_does_not_shift_the_steps_of_the_next_picture(
    calibrated, shelf, tmp_path
):
    kind, files = calibrated
    order = shelf.order(kind, tmp_path, model=files, steps=8, acceleration=HIGH)
    [expected], _ = painted(shelf, order)

    stopping = Listener(stop_at=8)
    with pytest.raises(StoppedError):
        run_job(shelf, order, stopping.say, stopping.check)
    [picture], _ = painted(shelf, order)

    assert np.array_equal(picture, expected)


@pytest.mark.parametrize("kind", [DEV, BASE])
def test_without_ratios_all_steps_are_computed_and_it_is_said(kind, shelf, tmp_path):
    order = shelf.order(kind, tmp_path, acceleration=HIGH)

    [picture], [words] = painted(shelf, order)

    assert words == ("no MagCache: not calibrated",)
    assert np.array_equal(picture, plain(shelf.model(kind), order))


@pytest.mark.parametrize("text", ["", "{}", '{"ratios": ["x"]}', '{"ratios": [1, NaN]}', "[1]"])
def test_damaged_ratios_are_none(text, tmp_path):
    (tmp_path / "mag_ratios.json").write_text(text)

    assert read_ratios(str(tmp_path)) == ()


def test_the_small_decoder_takes_the_place_of_the_own_one_and_gives_it_back(shelf, tmp_path):
    vae = shelf.model(KLEIN).pipe.vae
    small = AutoencoderKLFlux2.from_config({**vae.config, "decoder_block_out_channels": (4,) * 4})
    small.save_pretrained(tmp_path / SMALL)
    own = vae.decoder
    decoders = Decoders()

    assert decoders.take_small(vae, str(tmp_path / "model"))  # it lies beside the model
    assert decoders.take_small(vae, str(tmp_path / "model"))
    fewer = sum(tensor.numel() for tensor in vae.decoder.parameters())
    decoders.take_own(vae)

    assert vae.decoder is own
    assert fewer < sum(tensor.numel() for tensor in own.parameters())
    assert not Decoders().take_small(vae, str(tmp_path / "elsewhere" / "model"))


def test_another_layout_of_the_decoder_is_undone(shelf):
    vae = shelf.model(KLEIN).pipe.vae
    weight = vae.decoder.conv_in.weight
    strides = weight.stride()

    set_layout(vae, channels_last=True)
    assert vae.decoder.conv_in.weight.stride() != strides
    set_layout(vae, channels_last=False)

    assert vae.decoder.conv_in.weight.stride() == strides

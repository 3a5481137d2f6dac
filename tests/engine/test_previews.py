"""Previews show where the picture is heading, cost little, and come at most ten times a second."""

from __future__ import annotations

import io
import time

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file

from flux2studio.core.local import Pipeline
from flux2studio.engine.colours import coloured, ensure_colours, fitted_colours, learn_colours
from flux2studio.engine.jobs import run_job
from flux2studio.engine.latents import (
    denoised,
    denormalised,
    noise,
    pack,
    unpack,
    unpatched,
)
from flux2studio.engine.model_cache import ModelCache
from flux2studio.engine.preview import EDGE, INTERVAL_S, Previews, jpeg
from flux2studio.engine.taef import FILE_NAME, TinyDecoder, load_decoder
from tests.engine.painting import Listener, Shelf, changed, pictures

KLEIN = Pipeline.KLEIN


@pytest.fixture(scope="module")
def shelf(tiny):
    return Shelf(tiny)


@pytest.fixture
def model(shelf):
    model = shelf.model(KLEIN)
    model.cache = ModelCache()
    return model


def run(shelf, order):
    listener = Listener()
    run_job(shelf, order, listener.say, listener.check)
    return listener


def test_where_a_step_was_heading_is_what_the_model_said(model):
    """The prediction of the model is heard at its own door, and compared."""
    pipe, start = model.pipe, noise(3, 16, 64, 48)
    tokens, said, errors = [pack(start)], [], []
    handle = pipe.transformer.register_forward_hook(
        lambda _module, _arguments, answer: said.append(answer[0])
    )

    def step_ended(pipe, index, timestep, values):
        now, sigmas = values["latents"], pipe.scheduler.sigmas
        truth = tokens[-1] - sigmas[index] * said[-1]
        ours = denoised(tokens[-1], now, sigmas[index], sigmas[index + 1])
        errors.append((ours - truth).abs().max().item())
        tokens.append(now)
        return values

    try:
        pipe(
            prompt="a",
            width=64,
            height=48,
            num_inference_steps=4,
            guidance_scale=1.0,
            latents=start,
            callback_on_step_end=step_ended,
        )
    finally:
        handle.remove()
    assert len(errors) == 4
    assert max(errors) < 1e-5


def test_tokens_and_grids_turn_into_each_other_as_in_diffusers(model):
    grid = torch.randn(1, 16, 3, 4)

    assert torch.equal(pack(grid), model.pipe._pack_latents(grid))
    assert torch.equal(unpack(pack(grid), 64, 48), grid)
    assert torch.equal(unpatched(grid), model.pipe._unpatchify_latents(grid))


def test_what_is_denormalised_is_what_the_decoder_is_given(model):
    given, wanted = [], noise(3, 16, 64, 48)
    handle = model.pipe.vae.post_quant_conv.register_forward_pre_hook(
        lambda _layer, arguments: given.append(arguments[0])
    )
    tokens = []

    def step_ended(pipe, index, timestep, values):
        tokens.append(values["latents"])
        return values

    try:
        model.pipe(
            prompt="a",
            width=64,
            height=48,
            num_inference_steps=1,
            guidance_scale=1.0,
            latents=wanted,
            callback_on_step_end=step_ended,
        )
    finally:
        handle.remove()

    ours = unpatched(denormalised(unpack(tokens[-1], 64, 48), model.pipe.vae))
    assert torch.allclose(ours, given[0], atol=1e-6)


def test_the_table_of_colours_finds_a_linear_picture_again():
    torch.manual_seed(0)
    latents, table = torch.randn(1, 32, 24, 32), torch.rand(33, 3) / 20
    large = coloured(latents, table).repeat_interleave(8, -1).repeat_interleave(8, -2)

    found = fitted_colours(latents, large)

    assert torch.allclose(coloured(latents, found), coloured(latents, table), atol=1e-3)


def test_a_table_is_there_before_the_first_picture_and_learns_from_it(model):
    ensure_colours(model)
    chart = model.cache.colours.clone()
    tokens, picture = torch.randn(1, 12, 16), torch.rand(1, 3, 48, 64)

    learn_colours(model, tokens, picture)
    first = model.cache.colours.clone()
    learn_colours(model, torch.randn(1, 12, 16), torch.rand(1, 3, 48, 64))

    assert chart.shape == first.shape == (5, 3)
    assert not torch.equal(chart, first)
    assert torch.equal(model.cache.colours, first)  # once is enough


def test_a_preview_looks_like_the_picture_once_the_table_has_learned(shelf, model, tmp_path):
    order = shelf.order(KLEIN, tmp_path, width=128, height=96, steps=2)
    [picture] = run(shelf, order).pixels
    small = np.asarray(Image.fromarray(picture).resize((16, 12), Image.Resampling.BOX), float)

    listener = run(shelf, order)

    with Image.open(io.BytesIO(listener.previews[0].data)) as preview:
        assert preview.format == "JPEG"
        assert preview.size == (16, 12)
        shown = np.asarray(preview, float)
    assert np.abs(shown - small).mean() < np.abs(small.mean((0, 1)) - small).mean() + 10


def test_previews_are_sent_for_steps_but_not_for_the_last(shelf, model, tmp_path):
    order = shelf.order(KLEIN, tmp_path, steps=1, pictures=pictures(5, count=2))

    assert not run(shelf, order).previews


def test_no_preview_is_drawn_when_nobody_wants_one(shelf, model, tmp_path):
    listener = run(shelf, shelf.order(KLEIN, tmp_path, steps=6, previews=False))

    assert not listener.previews
    assert model.cache.colours is None


def test_previews_change_nothing_of_the_picture(shelf, model, tmp_path):
    order = shelf.order(KLEIN, tmp_path, steps=4)

    with_previews, without = run(shelf, order), run(shelf, changed(order, previews=False))

    assert with_previews.previews
    assert np.array_equal(with_previews.pixels, without.pixels)


def test_at_most_ten_previews_come_in_a_second(shelf, model, tmp_path):
    order = shelf.order(KLEIN, tmp_path, steps=30)
    run(shelf, changed(order, steps=1))  # warm
    started = time.monotonic()

    listener = run(shelf, order)

    seconds = time.monotonic() - started
    assert 1 <= len(listener.previews) <= seconds / INTERVAL_S + 1
    assert {preview.index for preview in listener.previews} == {0}


def test_a_preview_of_four_megapixels_is_small(model):
    previews = Previews(model, 2048, 2048)
    start = torch.randn(1, 128 * 128, 16)
    model.pipe.scheduler.set_timesteps(4, mu=1.0)
    model.pipe.scheduler.set_begin_index(0)
    now = model.pipe.scheduler.step(
        torch.randn_like(start), model.pipe.scheduler.timesteps[0], start
    ).prev_sample

    drawn = previews.drawn(start, now, model.pipe.scheduler)
    too_early = previews.drawn(start, now, model.pipe.scheduler)

    assert drawn.shape == (256, 256, 3)
    assert len(jpeg(drawn)) < 100_000
    assert too_early is None


def test_the_tiny_decoder_takes_the_names_of_the_published_file(tmp_path):
    torch.manual_seed(0)
    decoder = TinyDecoder(32)
    weights = {f"decoder.layers.{name}": t for name, t in decoder.layers.state_dict().items()}
    weights["encoder.layers.0.weight"] = torch.zeros(64, 3, 3, 3)
    save_file(weights, tmp_path / FILE_NAME)

    loaded = load_decoder(tmp_path / FILE_NAME)

    latents = torch.randn(1, 32, 4, 6)
    assert torch.equal(loaded(latents), decoder(latents))
    assert loaded(latents).shape == (1, 3, 32, 48)
    # 1.34 million: what the published decoder has (local-engine.md section 6)
    assert sum(tensor.numel() for tensor in loaded.parameters()) == pytest.approx(1.34e6, rel=0.01)
    assert {"decoder.layers.2.conv.0.weight", "decoder.layers.4.pool.1.bias"} <= weights.keys()


@pytest.mark.parametrize(
    "weights",
    [
        {"other.weight": torch.zeros(1)},
        {"decoder.layers.0.weight": torch.zeros(64, 16, 3, 3)},
    ],
)
def test_a_file_of_another_decoder_is_told_from_the_right_one(weights, tmp_path):
    save_file(weights, tmp_path / FILE_NAME)

    with pytest.raises(ValueError, match="decoder"):
        load_decoder(tmp_path / FILE_NAME)


def test_previews_by_the_tiny_decoder_are_scaled_down(model):
    torch.manual_seed(0)
    model.cache.decoder, model.cache.decoder_sought = TinyDecoder(4).eval(), True
    previews = Previews(model, 576, 144)
    start = torch.randn(1, 36 * 9, 16)
    model.pipe.scheduler.set_timesteps(4, mu=1.0)
    model.pipe.scheduler.set_begin_index(0)
    now = model.pipe.scheduler.step(
        torch.randn_like(start), model.pipe.scheduler.timesteps[0], start
    ).prev_sample

    drawn = previews.drawn(start, now, model.pipe.scheduler)

    assert drawn.shape == (EDGE // 4, EDGE, 3)

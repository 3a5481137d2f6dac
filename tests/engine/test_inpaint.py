"""Under a mask a picture is painted anew; everywhere else it stays as it is."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image, ImageOps

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError, StoppedError
from flux2studio.engine.inpainting import prepare_inpainting, steps_taken
from flux2studio.engine.jobs import run_job
from flux2studio.engine.latents import noise, pack
from flux2studio.engine.painter import Painter
from tests.engine.painting import Listener, Shelf, changed, colourful, pictures, scenes

KLEINS = [Pipeline.KLEIN, Pipeline.KLEIN_BASE, Pipeline.KLEIN_KV]
KLEIN = Pipeline.KLEIN
SIZE = (96, 80)
BOX = (40, 30, 56, 50)  # left, top, right, bottom
REACH = 10  # pixels outside the white that may change


@pytest.fixture(scope="module")
def shelf(tiny):
    return Shelf(tiny)


def masked(shelf, folder, kind=KLEIN, *, box=BOX, grey=255, size=SIZE, **changes):
    """An order to paint a box of the first reference anew."""
    mask = Image.new("L", size, 0)
    mask.paste(grey, box)
    mask.save(folder / "mask.png")
    first = colourful(folder / "first.png", *size)
    usual = {"width": 96, "height": 80, "references": (first,), "steps": 3}
    return shelf.order(kind, folder, mask=str(folder / "mask.png"), **usual | changes)


def run(shelf, order, stop_at=None):
    listener = Listener(stop_at)
    run_job(shelf, order, listener.say, listener.check)
    return listener


def before(order):
    with Image.open(order.references[0]) as image:
        return np.asarray(image.convert("RGB"))


def differing(one, other):
    """Return left, top, right and bottom of where two pictures differ."""
    rows, columns = np.nonzero((one != other).any(axis=-1))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


@pytest.mark.parametrize("strength", [1.0, 0.5])
@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("kind", KLEINS)
def test_only_what_is_under_the_mask_changes(kind, count, strength, shelf, tmp_path):
    order = masked(shelf, tmp_path, kind, strength=strength)
    order = changed(order, references=(*order.references, *scenes(tmp_path, count - 1)))

    [picture] = run(shelf, order).pixels

    left, top, right, bottom = differing(picture, before(order))
    assert left >= BOX[0] - REACH
    assert top >= BOX[1] - REACH
    assert right <= BOX[2] + REACH
    assert bottom <= BOX[3] + REACH
    under = np.s_[BOX[1] : BOX[3], BOX[0] : BOX[2]]
    assert np.abs(picture[under].astype(int) - before(order)[under]).mean() > 5


def test_the_latents_outside_the_mask_stay_as_well(shelf, tmp_path):
    order = masked(shelf, tmp_path, steps=4)
    model = shelf.model(KLEIN)
    seen = []
    decode = model.pipe.vae.post_quant_conv.register_forward_pre_hook(
        lambda _layer, arguments: seen.append(arguments[0].clone())
    )
    try:
        run(shelf, order)
    finally:
        decode.remove()
    inpainting = prepare_inpainting(model, order)
    with torch.no_grad():
        pixels = model.pipe.image_processor.preprocess(inpainting.picture)
        clean = model.pipe.vae.encode(pixels).latent_dist.mode()

    stays = inpainting.painted[..., ::8, ::8] == 0
    difference = (seen[-1] - clean).abs()
    assert difference.masked_select(stays).max() < 1e-5
    assert difference.masked_select(~stays).max() > 0.1


def test_a_block_is_painted_when_any_of_its_pixels_is_white(shelf, tmp_path):
    order = masked(shelf, tmp_path, box=(47, 31, 49, 33))  # four blocks meet at (48, 32)

    painted = prepare_inpainting(shelf.model(KLEIN), order).painted

    assert painted.sum() == 4 * 16 * 16
    assert painted[0, 0, 16:48, 32:64].all()


@pytest.mark.parametrize(("grey", "paints"), [(127, False), (128, True)])
def test_a_soft_mask_counts_from_the_middle_grey_on(grey, paints, shelf, tmp_path):
    order = masked(shelf, tmp_path, grey=grey)

    if paints:
        assert run(shelf, order).made
        return
    with pytest.raises(EngineError, match="Nothing is painted") as refused:
        run(shelf, order)
    assert refused.value.field == "mask"


@pytest.mark.parametrize(
    ("strength", "steps", "taken"), [(1.0, 4, 4), (0.8, 4, 4), (0.5, 4, 2), (0.01, 4, 1)]
)
def test_the_steps_that_strength_leaves_are_told(strength, steps, taken, shelf, tmp_path):
    order = masked(shelf, tmp_path, strength=strength, steps=steps, previews=False)

    assert steps_taken(order) == taken
    assert run(shelf, order).phases()[-2:] == [f"rendering {taken}/{taken}", "decoding 0/0"]


def begun(shelf, order):
    """Return the tokens that the transformer is given first."""
    model, seen = shelf.model(KLEIN), []
    painter = Painter(model, order, order.prompt, lambda event: None, lambda: None)
    handle = model.pipe.transformer.register_forward_pre_hook(
        lambda _module, _arguments, named: seen.append(named["hidden_states"]), with_kwargs=True
    )
    try:
        painter.paint(order.pictures[0], 0)
    finally:
        handle.remove()
    return seen[0][:, : order.width * order.height // 256]


def test_less_strength_starts_nearer_to_what_was_there(shelf, tmp_path):
    order = masked(shelf, tmp_path, steps=8)
    clean = pack(prepare_inpainting(shelf.model(KLEIN), order).clean)
    fresh = pack(noise(5, clean.shape[-1], 96, 80))
    shares = []

    for strength in (0.125, 0.5, 1.0):
        start = begun(shelf, changed(order, strength=strength))
        share = ((start - clean) * (fresh - clean)).sum() / (fresh - clean).square().sum()
        assert torch.allclose(start, (1 - share) * clean + share * fresh, atol=1e-4)
        shares.append(share.item())

    assert shares == sorted(shares)
    assert 0.1 < shares[0] < shares[1] < 0.99
    assert shares[2] == pytest.approx(1)


def test_pictures_of_a_masked_job_are_those_of_their_seeds(shelf, tmp_path):
    order = masked(shelf, tmp_path, pictures=pictures(5, count=2))

    one, two = run(shelf, order).pixels

    assert not np.array_equal(one, two)
    assert np.array_equal(two, run(shelf, changed(order, pictures=pictures(6))).pixels[0])


def test_a_stop_under_a_mask_leaves_nothing_behind(shelf, tmp_path):
    order = masked(shelf, tmp_path)
    clean = run(shelf, order)

    for moment in range(1, clean.asked + 1, 3):
        with pytest.raises(StoppedError):
            run(shelf, order, stop_at=moment)

    assert np.array_equal(run(shelf, order).pixels, clean.pixels)


def test_another_size_covers_and_crops_picture_and_mask_alike(shelf, tmp_path):
    order = masked(shelf, tmp_path, size=(200, 100), box=(90, 40, 110, 60), width=64, height=64)

    prepared = prepare_inpainting(shelf.model(KLEIN), order)

    with Image.open(order.references[0]) as image:
        expected = ImageOps.fit(image, (64, 64), Image.Resampling.LANCZOS)
    assert np.array_equal(np.asarray(prepared.picture), np.asarray(expected))
    assert prepared.painted[0, 0, 32, 32] == 1
    assert prepared.painted.sum() == 4 * 16 * 16


def test_previews_are_shown_under_a_mask_too(shelf, tmp_path):
    assert run(shelf, masked(shelf, tmp_path, steps=4)).previews


def test_the_recipe_says_that_it_was_painted_under_a_mask(shelf, tmp_path):
    assert run(shelf, masked(shelf, tmp_path)).made[0].run.pipeline == "klein inpaint"


def refusal(shelf, order):
    with pytest.raises(EngineError) as refused:
        run(shelf, order)
    assert refused.value.kind is FailureKind.REQUEST
    assert refused.value.hint
    return str(refused.value), refused.value.field


def test_dev_does_not_paint_under_a_mask(shelf, tmp_path):
    message, field = refusal(shelf, masked(shelf, tmp_path, Pipeline.DEV))

    assert "dev" in message
    assert field == "mask"


def test_a_mask_without_a_reference_is_refused(shelf, tmp_path):
    message, field = refusal(shelf, masked(shelf, tmp_path, references=()))

    assert "no reference" in message
    assert field == "mask"


@pytest.mark.parametrize("strength", [0.0, -0.5, 1.5])
def test_a_strength_out_of_bounds_is_refused(strength, shelf, tmp_path):
    _, field = refusal(shelf, masked(shelf, tmp_path, strength=strength))

    assert field == "strength"


def test_a_mask_of_another_size_is_refused(shelf, tmp_path):
    order = masked(shelf, tmp_path)
    other = changed(order, references=scenes(tmp_path, 1))

    assert refusal(shelf, other) == ("The mask is not of the size of the first reference.", "mask")


@pytest.mark.parametrize("box", [(0, 0, 30, 64), (95, 0, 97, 64)])
def test_a_mask_of_which_the_size_leaves_nothing_is_refused(box, shelf, tmp_path):
    """At its side it is cropped away; a thin line is lost where all becomes smaller."""
    order = masked(shelf, tmp_path, size=(192, 96), box=box, width=16, height=16)

    message, field = refusal(shelf, order)

    assert message == "Nothing of the mask is left in a picture of this size."
    assert field == "mask"


def test_a_mask_that_is_no_picture_is_refused(shelf, tmp_path):
    order = masked(shelf, tmp_path)
    (tmp_path / "mask.png").write_bytes(b"no")

    assert refusal(shelf, order) == ("The mask cannot be opened.", "mask")

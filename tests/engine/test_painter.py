"""Pictures are those of plain diffusers, bit for bit, and a stop leaves nothing behind."""

from __future__ import annotations

import math

import numpy as np
import pytest

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError, StoppedError
from flux2studio.engine.jobs import run_job
from tests.engine.painting import (
    Listener,
    Shelf,
    changed,
    colourful,
    pictures,
    pixels,
    plain,
    scenes,
)

KLEIN = Pipeline.KLEIN
KINDS = list(Pipeline)


@pytest.fixture(scope="module")
def shelf(tiny):
    return Shelf(tiny)


def made_by(shelf, order):
    listener = Listener()
    run_job(shelf, order, listener.say, listener.check)
    return listener.pixels


@pytest.mark.parametrize("count", [0, 1, 3, 10])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_paints_what_plain_diffusers_does(kind, count, shelf, tmp_path):
    order = shelf.order(kind, tmp_path, references=scenes(tmp_path, count))

    [picture] = made_by(shelf, order)

    assert picture.shape == (48, 64, 3)
    assert picture.std() > 5
    assert np.array_equal(picture, plain(shelf.model(kind), order))


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_look_at_prompt_and_references_is_as_good_as_the_first(kind, shelf, tmp_path):
    order = shelf.order(kind, tmp_path, references=scenes(tmp_path, 2), prompt=f"twice {kind}")

    first = made_by(shelf, order)
    assert shelf.model(kind).cache.references.used > 0
    second = made_by(shelf, order)

    assert np.array_equal(first, second)


def test_the_order_of_the_references_matters(shelf, tmp_path):
    one, two, three = scenes(tmp_path, 3)
    order = shelf.order(KLEIN, tmp_path, references=(one, two, three))

    [picture] = made_by(shelf, order)
    [other] = made_by(shelf, changed(order, references=(three, two, one)))

    assert not np.array_equal(picture, other)


def test_a_reference_that_was_changed_in_its_place_is_looked_at_again(shelf, tmp_path):
    (path,) = scenes(tmp_path, 1)
    order = shelf.order(KLEIN, tmp_path, references=(path,))
    [picture] = made_by(shelf, order)

    colourful(path, 100, 80, seed=9)

    assert not np.array_equal(picture, made_by(shelf, order)[0])


@pytest.mark.parametrize("kind", KINDS)
def test_each_picture_of_a_job_is_that_of_its_own_seed(kind, shelf, tmp_path):
    order = shelf.order(kind, tmp_path, pictures=pictures(5, count=3))

    together = made_by(shelf, order)

    for i, picture in enumerate(together):
        [alone] = made_by(shelf, changed(order, pictures=pictures(5 + i)))
        assert np.array_equal(picture, alone)
    assert not np.array_equal(together[0], together[1])


@pytest.mark.parametrize(
    ("kind", "matters"),
    [(Pipeline.DEV, True), (Pipeline.KLEIN_BASE, True), (KLEIN, False), (Pipeline.KLEIN_KV, False)],
)
def test_guidance_matters_where_a_model_takes_it(kind, matters, shelf, tmp_path, caplog):
    order = shelf.order(kind, tmp_path)

    [picture] = made_by(shelf, changed(order, guidance=2.0))
    [other] = made_by(shelf, changed(order, guidance=6.0))

    assert np.array_equal(picture, other) is not matters
    assert not caplog.records  # no "guidance scale is ignored"


def test_steps_are_told_over_all_pictures_of_the_job(shelf, tmp_path):
    listener = Listener()

    run_job(
        shelf,
        shelf.order(KLEIN, tmp_path, pictures=pictures(5, count=2), previews=False),
        listener.say,
        listener.check,
    )

    assert listener.phases() == [
        "reading 0/0",
        "rendering 0/4",
        "rendering 1/4",
        "rendering 2/4",
        "decoding 0/0",
        "rendering 2/4",
        "rendering 3/4",
        "rendering 4/4",
        "decoding 0/0",
    ]
    assert [made.index for made in listener.made] == [0, 1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_at_any_moment_leaves_the_model_as_it_was(kind, shelf, tmp_path):
    order = shelf.order(kind, tmp_path, references=scenes(tmp_path, 1), pictures=pictures(5, 2))
    clean = Listener()
    run_job(shelf, order, clean.say, clean.check)

    for moment in range(1, clean.asked + 1, 3):
        listener = Listener(stop_at=moment)
        with pytest.raises(StoppedError):
            run_job(shelf, order, listener.say, listener.check)
        for made in listener.made:
            assert np.array_equal(pixels(made.path), clean.pixels[made.index])

    again = made_by(shelf, order)
    assert np.array_equal(again, clean.pixels)
    assert not list(tmp_path.glob("*.part"))


def test_a_job_that_was_stopped_before_it_began_makes_nothing(shelf, tmp_path):
    listener = Listener(stop_at=1)

    with pytest.raises(StoppedError):
        run_job(shelf, shelf.order(KLEIN, tmp_path), listener.say, listener.check)

    assert not listener.said


def test_numbers_that_are_no_colours_are_no_picture(shelf, tmp_path):
    """A damaged weight spoils them all; they would be saved as a black picture."""
    listener, model = Listener(), shelf.model(KLEIN)
    weight = model.pipe.transformer.proj_out.weight
    kept = weight[0, 0].item()
    weight[0, 0] = math.nan
    try:
        with pytest.raises(EngineError, match="no picture") as refused:
            run_job(shelf, shelf.order(KLEIN, tmp_path), listener.say, listener.check)
    finally:
        weight[0, 0] = kept

    assert refused.value.kind is FailureKind.MODEL
    assert refused.value.hint
    assert not listener.made
    assert model.cache.colours is None or model.cache.colours.isfinite().all()


@pytest.mark.parametrize("kind", KINDS)
def test_the_pipeline_is_left_with_its_own_methods(kind, shelf, tmp_path):
    made_by(shelf, shelf.order(kind, tmp_path, references=scenes(tmp_path, 1)))

    pipe = shelf.model(kind).pipe
    assert "prepare_image_latents" not in vars(pipe)
    assert "prepare_latents" not in vars(pipe)


def test_nothing_is_printed(shelf, tmp_path, capfd):
    shelf.model(KLEIN)
    capfd.readouterr()

    made_by(shelf, shelf.order(KLEIN, tmp_path, references=scenes(tmp_path, 1)))

    assert capfd.readouterr() == ("", "")

"""A job makes all its pictures once, whatever happens on the way, and says how they were made."""

from __future__ import annotations

import errno
import gc
import os
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from flux2studio.core.engine_messages import FailureKind, Made, MemoryWish, Planned
from flux2studio.core.local import LocalRun, MemoryTier, Pipeline
from flux2studio.core.request import ImageFormat
from flux2studio.engine.encoding import PictureWriter
from flux2studio.engine.errors import EngineError, OutOfMemoryError, StoppedError
from flux2studio.engine.exhaustion import exhaustion_named, is_exhaustion
from flux2studio.engine.jobs import run_job
from flux2studio.engine.keeper import Keeper
from flux2studio.engine.painter import Painter
from tests.engine.painting import PLAN, Listener, Shelf, pictures, scenes

KLEIN = Pipeline.KLEIN


@pytest.fixture(scope="module")
def shelf(tiny):
    return Shelf(tiny)


class Cramped:
    """A keeper on a device with room for some pictures only, as often as it has such plans.

    The transformer then raises what it would on a GPU.
    """

    def __init__(self, shelf, *, room, cramped=1, plans=2):
        self._shelf = shelf
        self._room = room
        self._cramped = cramped
        self._plans = plans
        self.unloaded = 0
        self.tries = 0

    def hardware(self):
        return self._shelf.hardware()

    def plans(self, order):
        return (PLAN,) * self._plans

    def ready(self, order, plan, say, check):
        self.tries += 1
        model = self._shelf.model(order.model.pipeline)
        if self.tries <= self._cramped:
            self._cramp(model.pipe.transformer, self._room * order.steps)
        return model

    def unload(self):
        self.unloaded += 1

    def _cramp(self, transformer, steps):
        def step(*_):
            nonlocal steps
            steps -= 1
            if steps < 0:
                handle.remove()
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB")

        handle = transformer.register_forward_pre_hook(step)


def run(keeper, order):
    listener = Listener()
    run_job(keeper, order, listener.say, listener.check)
    return listener


def test_a_real_keeper_and_a_job_get_along(tiny, shelf, tmp_path):
    keeper = Keeper()
    order = shelf.order(KLEIN, tmp_path, references=scenes(tmp_path, 1))

    listener = run(keeper, order)

    kinds = [type(event).__name__ for event in listener.said]
    assert kinds[0] == "Planned"
    assert kinds[-1] == "Made"
    [made] = listener.made
    assert made.run.plan == listener.of(Planned)[0].plan
    assert made.run.device
    assert dict(made.run.libraries)["torch"]
    again = run(keeper, order)
    assert np.array_equal(again.pixels, listener.pixels)
    assert not [phase for phase in again.phases() if phase.startswith("loading")]


@pytest.mark.parametrize("room", [0, 1, 2])
def test_after_out_of_memory_the_rest_is_made_with_a_smaller_plan(room, shelf, tmp_path):
    order = shelf.order(KLEIN, tmp_path, pictures=pictures(5, count=3))
    keeper = Cramped(shelf, room=room)

    listener = run(keeper, order)

    assert [made.index for made in listener.made] == [0, 1, 2]
    assert len(listener.of(Planned)) == keeper.tries == 2
    assert keeper.unloaded == 1
    assert np.array_equal(listener.pixels, run(shelf, order).pixels)


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({}, "Choose a smaller size or a hosted service."),
        ({"memory": MemoryWish(tier=MemoryTier.LOWEST)}, "Choose a smaller size or a hosted"),
        (
            {"memory": MemoryWish(tier=MemoryTier.HIGH)},
            "Choose a lower memory setting or a smaller size.",
        ),
        ({"references": 2}, "Choose fewer references or a smaller size."),
        ({"references": 1, "large_reference": True}, "the reference at its usual size or a"),
    ],
)
def test_when_no_plan_fits_the_job_says_what_to_do(changes, hint, shelf, tmp_path):
    changes = changes | {"references": scenes(tmp_path, changes.get("references", 0))}
    keeper = Cramped(shelf, room=0, cramped=3, plans=3)

    with pytest.raises(EngineError) as refused:
        run(keeper, shelf.order(KLEIN, tmp_path, **changes))

    assert refused.value.kind is FailureKind.MEMORY
    assert hint in refused.value.hint
    assert "Tried to allocate" in refused.value.details
    assert keeper.tries == keeper.unloaded == 3


def test_what_ran_out_of_memory_is_not_kept_alive_by_its_error(shelf, tmp_path):
    """What the frames of an error hold stays in memory for as long as the error does."""
    alive = []

    class Watched(Cramped):
        def unload(self):
            gc.collect()
            alive.append([each for each in gc.get_objects() if type(each) is Painter])

    keeper = Watched(shelf, room=0)
    run(keeper, shelf.order(KLEIN, tmp_path))

    assert alive == [[]]


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory."),
        RuntimeError("MPS backend out of memory (MPS allocated: 17.6 GB)"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried"),
        RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 1 bytes"),
        RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling cublasCreate"),
        MemoryError(),
    ],
)
def test_every_way_to_run_out_of_memory_is_known(error):
    with pytest.raises(OutOfMemoryError), exhaustion_named():
        raise error


def test_the_memory_of_this_machine_really_runs_out():
    with pytest.raises(OutOfMemoryError) as refused, exhaustion_named():
        torch.empty(2**60, dtype=torch.uint8)

    assert refused.value.details


def test_other_errors_are_not_taken_for_a_lack_of_memory():
    assert not is_exhaustion(RuntimeError("CUDA error: an illegal memory access"))
    with pytest.raises(RuntimeError, match="shape"), exhaustion_named():
        raise RuntimeError("shape '[2]' is invalid")


@pytest.mark.parametrize("format_", list(ImageFormat))
def test_pictures_are_files_of_the_format_that_was_asked_for(format_, shelf, tmp_path):
    order = shelf.order(KLEIN, tmp_path, format=format_)

    [made] = run(shelf, order).made

    assert made.path == str(tmp_path / f"job-0.{format_}")
    with Image.open(made.path) as image:
        assert image.format == format_.value.upper()
        assert image.size == (64, 48)
    assert [path.name for path in tmp_path.iterdir()] == [f"job-0.{format_}"]


def test_the_facts_of_a_picture_are_kept(shelf, tmp_path):
    [made] = run(shelf, shelf.order(KLEIN, tmp_path, steps=3)).made

    facts = made.run
    assert isinstance(facts, LocalRun)
    assert facts.pipeline == "klein"
    assert facts.weights == "tiny klein"
    assert facts.plan == PLAN
    assert facts.acceleration == ()
    assert facts.loras == ()
    assert 0 < 3 * facts.seconds_per_step <= facts.seconds
    assert facts.peak_bytes > 100_000_000  # the process, with torch in it
    assert {"torch", "diffusers"} <= dict(facts.libraries).keys()


def test_acceleration_is_kept_in_words(shelf, tmp_path):
    order = shelf.order(KLEIN, tmp_path, acceleration="regular")

    assert run(shelf, order).made[0].run.acceleration


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"width": 70}, "size"),
        ({"height": 0}, "size"),
        ({"height": -16}, "size"),
        ({"steps": 0}, "steps"),
        ({"pictures": ()}, "count"),
    ],
)
def test_an_order_that_cannot_be_carried_out_is_refused_first(changes, field, shelf, tmp_path):
    listener = Listener()

    with pytest.raises(EngineError) as refused:
        run_job(shelf, shelf.order(KLEIN, tmp_path, **changes), listener.say, listener.check)

    assert refused.value.kind is FailureKind.REQUEST
    assert refused.value.field == field
    assert refused.value.hint
    assert not listener.said


def made_at(path, index=0):
    facts = LocalRun(pipeline="klein", weights="", device="", plan=PLAN)
    return Made(job="job", index=index, seed=index, path=str(path), run=facts)


def test_pictures_are_said_from_a_thread_of_their_own_when_they_are_whole(tmp_path):
    heard = []

    def say(made):
        with Image.open(made.path) as image:
            image.load()
        heard.append((made.index, threading.current_thread() is threading.main_thread()))

    with PictureWriter(say) as writer:
        for index in range(3):
            path = tmp_path / f"{index}.png"
            writer.write(Image.new("RGB", (64, 64)), ImageFormat.PNG, made_at(path, index))

    assert heard == [(0, False), (1, False), (2, False)]
    assert not [t for t in threading.enumerate() if t.name.startswith("pictures")]


def test_what_was_made_before_a_stop_is_on_disk(tmp_path):
    heard = []

    def stopped():
        with PictureWriter(heard.append) as writer:
            writer.write(Image.new("RGB", (64, 64)), ImageFormat.PNG, made_at(tmp_path / "a.png"))
            raise StoppedError

    with pytest.raises(StoppedError):
        stopped()

    assert [made.index for made in heard] == [0]
    assert (tmp_path / "a.png").is_file()


def test_a_picture_that_cannot_be_written_ends_the_job(shelf, tmp_path):
    listener = Listener()
    order = shelf.order(KLEIN, tmp_path / "gone", pictures=pictures(5, count=2))

    with pytest.raises(EngineError, match=r"The picture could not be written\.") as refused:
        run_job(shelf, order, listener.say, listener.check)

    assert refused.value.hint
    assert not listener.made


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_a_sentence(tmp_path):
    """The temporary file of the picture is a link to a device without any room."""
    (tmp_path / "a.png.part").symlink_to("/dev/full")
    heard = []

    full = pytest.raises(EngineError, match=r"The disk is full\.")
    with full as refused, PictureWriter(heard.append) as writer:
        writer.write(Image.new("RGB", (64, 64)), ImageFormat.PNG, made_at(tmp_path / "a.png"))

    assert os.strerror(errno.ENOSPC) in refused.value.details
    assert not heard
    assert not list(tmp_path.iterdir())

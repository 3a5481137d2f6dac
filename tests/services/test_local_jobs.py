"""Jobs of this computer from the click to the saved picture, whatever becomes of the engine."""

from __future__ import annotations

import os
import signal

import pytest
from PIL import Image

from flux2studio.backends.local import LocalBackend
from flux2studio.backends.local_engine import LocalWishes
from flux2studio.core.engine_messages import ModelFiles
from flux2studio.core.job import JobState, Phase
from flux2studio.core.local import Pipeline
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.imaging.metadata import read_recipe
from tests.services.engine_parts import service

posix = pytest.mark.skipif(os.name == "nt", reason="needs signals")
FILES = ModelFiles(pipeline=Pipeline.KLEIN, folder="/models/klein", label="klein")


@pytest.fixture
def start(open_workshop, tmp_path):
    """Start the app, as often as a test wants, with the pretended engine."""
    engines = []

    def _start(*ways):
        engine = service(tmp_path, *ways)
        engines.append(engine)
        local = LocalBackend(
            engine, lambda model: FILES, LocalWishes, tmp_path / "engine" / str(len(engines))
        )
        studio = open_workshop(local=local)
        studio.engine = engine
        return studio

    yield _start
    for engine in engines:
        engine.close()


def request(prompt="a fox", **changes):
    size = Size(width=256, height=256)
    return GenerationRequest(
        model="local/klein-4b", prompt=prompt, size=size, seed=7, steps=4, **changes
    )


def indices(generations):
    return [generation.recipe.index for generation in generations]


def steps(update, job):
    """How many steps ``job`` is said to have done."""
    is_it = update.job.id == job.id and update.progress.phase is Phase.RENDERING
    return update.progress.done if is_it else 0


def test_a_job_is_made_saved_and_can_be_repeated(start):
    app = start()

    job = app.service.start(request(count=2))
    done = app.updates.wait_for(job, JobState.FINISHED)

    assert indices(done.generations) == [0, 1]
    for generation in done.generations:
        recipe = read_recipe(generation.path)
        assert recipe.local.weights == "klein"
        assert (recipe.request.seed, recipe.cost_usd) == (7 + recipe.index, 0.0)
        with Image.open(generation.path) as picture:
            assert picture.size == (256, 256)
    phases = [update.progress.phase for update in app.updates.seen]
    assert Phase.STARTING_ENGINE in phases
    assert Phase.RENDERING in phases


@pytest.mark.parametrize("word", ["refuse", "lora", "crowded", "bug", "burn"])
def test_a_failure_ends_the_job_and_the_next_one_runs(start, word):
    app = start()
    failed = app.updates.wait_for(app.service.start(request(word)), JobState.FAILED)

    assert str(failed.error)
    app.updates.wait_for(app.service.start(request()), JobState.FINISHED)


@posix
def test_a_killed_engine_fails_the_job_keeps_what_was_made_and_can_be_tried_again(start):
    app = start()
    job = app.service.start(request("killed", count=3))
    failed = app.updates.wait_for(job, JobState.FAILED)

    assert indices(failed.generations) == [0, 1]
    assert "memory ran out" in str(failed.error)
    assert app.updates.ends(job) == [JobState.FAILED]
    app.service.send_again(job.id)
    again = app.updates.wait_until(
        lambda seen: next((u for u in seen if u.job.id != job.id and u.state.is_final), None)
    )
    assert again.state is JobState.FAILED  # it is asked to die again, and dies


def test_a_cancel_ends_the_job_and_keeps_what_was_made(start):
    app = start()
    job = app.service.start(request("slowly", count=8))
    app.updates.wait_until(
        lambda seen: any(u.job.id == job.id and u.progress.phase is Phase.SAVING for u in seen)
    )
    app.service.cancel(job.id)
    ended = app.updates.wait_for(job, JobState.CANCELLED)

    assert indices(ended.generations)[0] == 0
    assert len(ended.generations) < 8


def test_a_job_of_an_app_that_was_closed_goes_on_at_the_next_start(start):
    app = start()
    job = app.service.start(request("slowly", count=8))
    app.updates.wait_until(
        lambda seen: any(u.job.id == job.id and u.progress.phase is Phase.SAVING for u in seen)
    )
    app.close()
    app.engine.close()
    saved = app.updates.ends(job)
    app = start()
    made = len(app.history.of_job(job.id))
    app.service.recover(app.instance.is_alive)
    done = app.updates.wait_for(job, JobState.FINISHED)

    assert saved == []
    assert 1 <= made < 8
    assert indices(done.generations) == list(range(8))
    shown = [u.progress for u in app.updates.seen if u.progress.phase is Phase.RENDERING]
    assert shown[-1].total == 4 * (8 - made)  # none is made twice


@posix
@pytest.mark.kill
@pytest.mark.parametrize("picture", [0, 1, 2])
def test_killed_at_any_picture_nothing_made_is_lost(start, picture):
    app = start()
    job = app.service.start(request("slowly", count=3))
    app.updates.wait_until(lambda seen: any(steps(u, job) > 4 * picture + 1 for u in seen))
    os.kill(app.engine.pid, signal.SIGKILL)
    ended = app.updates.wait_until(
        lambda seen: next((u for u in seen if u.job.id == job.id and u.state.is_final), None)
    )

    assert len(ended.generations) >= picture
    for generation in ended.generations:
        with Image.open(generation.path) as whole:
            whole.load()
    app.updates.wait_for(app.service.start(request()), JobState.FINISHED)


def test_a_missing_library_is_told_with_what_to_do(start):
    app = start("broken")
    failed = app.updates.wait_for(app.service.start(request()), JobState.FAILED)

    assert "“torch” is not installed" in str(failed.error)
    assert "pip install" in failed.error.hint

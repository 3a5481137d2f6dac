"""The real engine on a tiny klein, from the command line: killed at any moment, nothing is lost."""

from __future__ import annotations

import json
import random
import sys

import pytest
from PIL import Image

from tests.e2e.app_process import kill
from tests.e2e.local_engine import (
    build_tiny,
    engines,
    kill_engines,
    local_app,
    pictures,
    wait_until,
)

pytestmark = [
    pytest.mark.kill,
    pytest.mark.timeout(400),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whose engine one is"),
]
RUN = ["generate", "a fox", "--backend", "local", "--model", "local/klein-4b", "--json"]
MANY = [*RUN, "--size", "256x256", "--steps", "8", "--count", "8", "--seed", "7"]
PATIENCE_S = 150  # on a machine that does much else


@pytest.fixture(scope="module")
def klein(tmp_path_factory):
    return build_tiny("klein", tmp_path_factory.mktemp("models") / "klein")


@pytest.fixture
def app(home, klein):
    return local_app(home, klein)


def wait_for_pictures(process, app, number):
    """Return once so many are in place; fail with what the app said when it ended before."""
    wait_until(lambda: len(pictures(app.home)) >= number or process.poll() is not None, PATIENCE_S)
    assert process.poll() is None, process.communicate()
    assert len(pictures(app.home)) >= number


def test_the_command_line_makes_edits_and_repeats_pictures(app, photographs):
    edit = [*RUN, "--size", "256x256", "--seed", "7", "--reference", photographs[1]]
    results = [json.loads(app.run(*edit, timeout=PATIENCE_S)[1]) for _ in range(2)]

    assert [result["state"] for result in results] == ["finished"] * 2
    first, second = (result["files"][0] for result in results)
    with Image.open(first) as one, Image.open(second) as other:
        assert one.size == (256, 256)
        assert one.tobytes() == other.tobytes()
    assert engines(app.home) == set()
    app.check()


def test_a_killed_app_takes_its_engine_with_it_and_the_next_start_makes_the_rest(app):
    process = app.start(*MANY)
    wait_for_pictures(process, app, 2)
    kill(process)

    assert wait_until(lambda: not engines(app.home), 1.0)
    made = len(pictures(app.home))
    assert 2 <= made < 8
    _, answer = app.json("resume", timeout=PATIENCE_S)
    assert [job["state"] for job in answer["jobs"]] == ["finished"]
    seeds = [item["request"]["seed"] for item in app.check()]
    assert sorted(seeds) == list(range(7, 15))


def test_an_engine_that_is_killed_while_it_starts_is_replaced_unseen(app):
    process = app.start(*MANY)
    assert wait_until(lambda: engines(app.home))
    kill_engines(app.home)
    out, _ = process.communicate(timeout=PATIENCE_S)

    assert json.loads(out)["state"] == "finished"
    assert len(app.check()) == 8


@pytest.mark.parametrize("point", [1, 3])
def test_an_engine_that_is_killed_fails_the_job_and_what_was_made_is_kept(app, point):
    process = app.start(*MANY)
    wait_for_pictures(process, app, point)
    wait_until(lambda: False, random.Random(point).uniform(0, 0.2))
    kill_engines(app.home)
    out, _ = process.communicate(timeout=PATIENCE_S)

    result = json.loads(out)
    assert result["state"] == "failed"
    assert "engine" in result["error"]["message"]
    assert result["error"]["hint"]
    assert len(app.check()) == len(pictures(app.home)) >= point
    assert app.resume() == {}  # it has had its end


def test_two_apps_have_an_engine_each(app):
    first, second = app.start(*MANY), app.start(*MANY)
    both = wait_until(lambda: len(engines(app.home)) == 2, PATIENCE_S)
    ends = [json.loads(process.communicate(timeout=PATIENCE_S)[0]) for process in (first, second)]

    assert both
    assert [end["state"] for end in ends] == ["finished"] * 2
    assert len(app.check()) == 16
    assert not list((app.home / "cache" / "engine").iterdir())

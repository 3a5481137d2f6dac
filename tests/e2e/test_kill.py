"""kill -9 in every state a job can be in: nothing lost, nothing paid twice, no half file.

The rows named are those of the fault matrix (reliability-performance.md section A4).
"""

import random
import sqlite3
import subprocess
import sys

import pytest

from tests.e2e.app_process import kill, kill_couriers

pytestmark = pytest.mark.kill

EDIT = ["generate", "Paint it as an ink drawing", "--lora", "owner/ink", "0.8", "--count", "2"]


def edit(service, photographs):
    return [*EDIT, "--backend", service, "--reference", photographs[1], "--json"]


def wait_for_request(stand_in, process, method, part):
    """Return once the stand-in has seen such a request."""
    while not any(r["method"] == method and part in r["path"] for r in stand_in.log()["requests"]):
        assert process.poll() is None, process.communicate()


def check_paid_once(stand_in, app, pictures):
    stand_in.check()
    assert stand_in.log()["posts"] == 1
    assert len(app.check()) == pictures
    assert app.resume() == {}  # a second look finds nothing to do
    assert len(app.check()) == pictures


def test_k5_killed_while_fal_works_on_it(hosted, photographs):
    stand_in, app = hosted("fal")
    stand_in.script(held=True)
    process = app.start(*edit("fal", photographs))
    wait_for_request(stand_in, process, "GET", "/status")
    kill(process)
    stand_in.script(release=True)

    states = app.resume()

    assert list(states.values()) == ["finished"]
    check_paid_once(stand_in, app, pictures=2)


def test_k2_killed_before_fal_answered_is_looked_up_and_never_sent_again(hosted, photographs):
    stand_in, app = hosted("fal")
    stand_in.script(faults=[{"kind": "late", "on": "submit", "seconds": 60}])
    process = app.start(*edit("fal", photographs))
    wait_for_request(stand_in, process, "POST", "lora/edit")
    kill(process)
    stand_in.script(release=True)

    states = app.resume()

    assert list(states.values()) == ["finished"]
    check_paid_once(stand_in, app, pictures=2)


def test_k6_killed_in_the_middle_of_a_download(hosted, photographs):
    stand_in, app = hosted("fal")
    stand_in.script(faults=[{"kind": "late", "on": "picture", "seconds": 60}])
    process = app.start(*edit("fal", photographs))
    wait_for_request(stand_in, process, "GET", "/files/")
    kill(process)
    stand_in.script(release=True)

    states = app.resume()

    assert list(states.values()) == ["finished"]
    check_paid_once(stand_in, app, pictures=2)


def test_k3_the_courier_brings_home_what_a_killed_window_paid_for(hosted, photographs):
    stand_in, app = hosted("aimlapi")
    stand_in.script(faults=[{"kind": "late", "on": "submit", "seconds": 60}])
    process = app.start(*edit("aimlapi", photographs))
    wait_for_request(stand_in, process, "POST", "generations")
    kill(process)
    stand_in.script(release=True)

    states = app.resume()

    assert list(states.values()) == ["finished"]
    check_paid_once(stand_in, app, pictures=2)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whose courier one is")
def test_k4_window_and_courier_killed_is_unknown_until_the_log_tells(hosted, photographs):
    stand_in, app = hosted("aimlapi")
    closed = {"kind": "refuse", "on": "lookup", "status": 403}
    stand_in.script(faults=[{"kind": "late", "on": "submit", "seconds": 60}, closed])
    process = app.start(*edit("aimlapi", photographs))
    wait_for_request(stand_in, process, "POST", "generations")
    kill(process)
    assert kill_couriers(app.home) == 1
    stand_in.script(release=True)

    states = app.resume()

    assert list(states.values()) == ["unknown"]
    check_paid_once(stand_in, app, pictures=0)
    code, answer = app.json("check")
    assert (code, answer["jobs"][0]["state"]) == (3, "failed")
    assert "billed this run" in answer["jobs"][0]["error"]["message"]
    check_paid_once(stand_in, app, pictures=0)


def test_practice_goes_on_after_a_kill_and_keeps_what_was_done(app):
    process = app.start("generate", "a fox", "--count", 4, "--steps", 20, "--seed", 5)
    pictures = app.home / "Pictures"
    while not list(pictures.rglob("*-0.png")):
        assert process.poll() is None, process.communicate()
    kill(process)

    states = app.resume()

    assert list(states.values()) == ["finished"]
    assert [g["index"] for g in sorted(app.check(), key=lambda g: g["index"])] == [0, 1, 2, 3]


@pytest.mark.parametrize("service", ["practice", "fal", "aimlapi"])
def test_killed_at_any_moment_every_click_has_one_end(hosted, photographs, service):
    stand_in, app = hosted("fal" if service == "practice" else service)
    moments = random.Random(20261120)
    for number in range(4):
        small = ("--size", "512x512", "--steps", "8", "--seed", str(1000 + 10 * number))
        process = app.start(*edit(service, photographs), *small)
        try:
            process.communicate(timeout=moments.uniform(0.05, 1.5))
        except subprocess.TimeoutExpired:
            kill(process)

        app.resume()
        assert app.resume() == {}

        made = app.check()
    stand_in.check()
    clicks = _jobs(app)
    assert len({item["job_id"] for item in made}) == sum(s == "finished" for s in clicks.values())
    assert set(clicks.values()) <= {"finished", "unknown", "failed"}
    if service != "practice":
        assert stand_in.log()["posts"] <= len(clicks)


def _jobs(app):
    """Return the state of every job ever journalled."""
    database = sqlite3.connect(app.home / "data" / "studio.db")
    try:
        return dict(database.execute("SELECT id, state FROM job"))
    finally:
        database.close()

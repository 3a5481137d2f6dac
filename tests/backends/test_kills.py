"""Rows K1-K6 of the fault matrix, as far as the backends go: killed, started again, paid once."""

import json
import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from tests.backends.couriers import couriers_of
from tests.hosted import HostedProcess
from tests.nursery import start
from tests.samples import some

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL"),
]

linux = pytest.mark.skipif(not Path("/proc/locks").exists(), reason="finds couriers by lock")


class AppSide:
    """Starts the app's side of the same job again and again."""

    def __init__(self, service, home):
        self._service = service
        self._home = home
        Image.new("RGB", (256, 256), "navy").save(home / "reference.png")

    def start(self, kill_at=None):
        process = start("tests.backends.app_side")
        order = {"backend": self.name, "home": str(self._home), "kill_at": kill_at}
        order["environment"] = self._service.environment
        with process.stdin:
            process.stdin.write(json.dumps(order) + "\n")
        assert process.stdout.readline() == "ready\n"
        return process

    @property
    def name(self):
        return "fal" if "FAL_KEY" in self._service.environment else "aimlapi"

    def killed_at(self, point):
        process = self.start(point)
        output = ended(process)
        assert (process.returncode, output) == (-9, ""), f"never came to {point}"

    def finish(self):
        return json.loads(ended(self.start()))


def ended(process):
    """What it still had to say; ``communicate`` would lose what is read ahead already."""
    with process:
        return process.stdout.read()


@pytest.fixture
def aimlapi():
    with HostedProcess("aimlapi") as service:
        yield service
        service.check()


@pytest.fixture
def busy():
    """AIML API, which turns the first request away; that one may be sent again."""
    with HostedProcess("aimlapi") as service:
        service.script(faults=[{"kind": "refuse", "status": 429}])
        yield service
        assert not service.log()["violations"]


@pytest.fixture
def fal():
    with HostedProcess("fal") as service:
        yield service
        service.check()


def test_a_window_killed_while_the_answer_is_awaited_gets_it_at_the_next_start(aimlapi, tmp_path):
    app = AppSide(aimlapi, tmp_path)
    aimlapi.script(faults=[{"kind": "late", "seconds": 1.0}])
    app.killed_at("phase rendering")

    outcome = app.finish()

    assert len(outcome["images"]) == 1
    assert aimlapi.log()["charged"] == 1


def test_a_window_killed_before_the_courier_starts_has_sent_nothing(aimlapi, tmp_path):
    app = AppSide(aimlapi, tmp_path)
    app.killed_at("sending")

    outcome = app.finish()

    assert outcome["error"] == "UnreachableError"
    assert aimlapi.log()["posts"] == 0


def test_a_window_killed_while_downloading_downloads_again(aimlapi, tmp_path):
    app = AppSide(aimlapi, tmp_path)
    app.killed_at("phase downloading")

    outcome = app.finish()

    assert len(outcome["images"]) == 1
    assert aimlapi.log()["posts"] == 1


@pytest.mark.parametrize("milliseconds", some([0, 10, 40, 120, 240, 700]))
def test_a_window_killed_at_any_moment_pays_once_or_not_at_all(aimlapi, tmp_path, milliseconds):
    app = AppSide(aimlapi, tmp_path)
    process = app.start()
    threading.Event().wait(milliseconds / 1000)
    process.kill()
    output = ended(process)

    outcomes = [json.loads(output) if output else {}, app.finish()]

    log = aimlapi.log()
    assert log["posts"] == log["charged"] <= 1
    if outcomes[-1].get("error"):  # nothing was sent, and nothing may be sent later
        assert (outcomes[-1]["error"], log["posts"]) == ("UnreachableError", 0)
    else:
        assert len(outcomes[-1]["images"]) == 1


def kill_all(process, home):
    """The window first, then its couriers, before the answer came."""
    process.kill()
    ended(process)
    for courier in couriers_of(home / "spool"):
        os.kill(courier, signal.SIGKILL)


def wait_for_post(service):
    for _ in range(400):
        if service.log()["accepted"]:
            return
        threading.Event().wait(0.05)
    pytest.fail("nothing was ever sent")


@linux
@pytest.mark.parametrize(
    ("lag", "kind", "words"),
    [
        (0, "BackendError", "billed this run, and its answer was lost"),
        (1000, "OutcomeUnknownError", "not in AIML API's log yet"),
    ],
)
def test_with_its_courier_killed_too_the_log_tells_what_became_of_it(
    aimlapi, tmp_path, lag, kind, words
):
    app = AppSide(aimlapi, tmp_path)
    aimlapi.script(faults=[{"kind": "late", "seconds": 30}], lag=lag)
    process = app.start()
    wait_for_post(aimlapi)
    kill_all(process, tmp_path)

    outcome = app.finish()

    assert outcome["error"] == kind
    assert words in outcome["message"]
    assert aimlapi.log()["posts"] == 1
    aimlapi.script(release=True)


@linux
def test_a_doubt_that_the_log_could_not_lift_is_lifted_by_a_later_check(aimlapi, tmp_path):
    app = AppSide(aimlapi, tmp_path)
    aimlapi.script(faults=[{"kind": "late", "seconds": 30}], lag=1000)
    process = app.start()
    wait_for_post(aimlapi)
    kill_all(process, tmp_path)
    assert app.finish()["error"] == "OutcomeUnknownError"
    aimlapi.script(lag=0)

    outcome = app.finish()

    assert (outcome["error"], "billed this run" in outcome["message"]) == ("BackendError", True)
    assert aimlapi.log()["charged"] == 1
    aimlapi.script(release=True)


def test_a_window_killed_while_it_looks_in_the_log_looks_again(aimlapi, tmp_path):
    app = AppSide(aimlapi, tmp_path)
    aimlapi.script(faults=[{"kind": "drop"}])
    app.killed_at("phase looking_up")

    outcome = app.finish()

    assert "billed this run" in outcome["message"]
    assert aimlapi.log()["posts"] == 1


@pytest.mark.parametrize("point", ["queued", "phase please_wait"])
def test_a_window_killed_while_it_waits_for_a_busy_service_sends_at_the_next_start(
    busy, tmp_path, point
):
    app = AppSide(busy, tmp_path)
    app.killed_at(point)

    outcome = app.finish()

    log = busy.log()
    assert len(outcome["images"]) == 1
    assert (log["posts"], log["accepted"], log["charged"]) == (2, 1, 1)


@pytest.mark.parametrize("point", ["submitted", "rendering", "downloading", "phase downloading"])
def test_a_job_at_fal_is_followed_after_a_kill(fal, tmp_path, point):
    app = AppSide(fal, tmp_path)
    app.killed_at(point)

    outcome = app.finish()

    assert len(outcome["images"]) == 1
    assert fal.log()["posts"] == 1


def test_a_kill_before_anything_left_is_told_apart_by_the_list_of_fal(fal, tmp_path):
    app = AppSide(fal, tmp_path)
    app.killed_at("sending")

    outcome = app.finish()

    assert outcome["error"] == "OutcomeUnknownError"
    assert fal.log()["posts"] == 0


def test_a_kill_between_the_acceptance_and_the_id_on_disk_finds_the_job(fal, tmp_path):
    """Row K2."""
    app = AppSide(fal, tmp_path)
    fal.script(faults=[{"kind": "late", "seconds": 60}], lists_running=True)
    process = app.start()
    while not fal.log()["accepted"]:
        threading.Event().wait(0.01)
    process.kill()
    ended(process)
    fal.script(release=True)

    outcome = app.finish()

    assert len(outcome["images"]) == 1
    log = fal.log()
    assert (log["posts"], log["accepted"], log["charged"]) == (1, 1, 1)
    assert b'"state": "submitted"' in (tmp_path / "journal").read_bytes()


@pytest.mark.parametrize("milliseconds", some([0, 10, 40, 120, 400]))
def test_a_job_at_fal_killed_at_any_moment_pays_once_or_not_at_all(fal, tmp_path, milliseconds):
    app = AppSide(fal, tmp_path)
    process = app.start()
    threading.Event().wait(milliseconds / 1000)
    process.kill()
    output = ended(process)

    outcomes = [json.loads(output) if output else {}, app.finish()]

    log = fal.log()
    assert log["posts"] == log["charged"] <= 1
    if outcomes[-1].get("error"):  # killed before it left: fal does not have it
        assert (outcomes[-1]["error"], log["posts"]) == ("OutcomeUnknownError", 0)
    else:
        assert len(outcomes[-1]["images"]) == 1

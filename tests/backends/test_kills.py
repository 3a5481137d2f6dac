"""Rows K1-K6 of the fault matrix, as far as the backends go: killed, started again, paid once."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PIL import Image

from tests.hosted import HostedProcess

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL"),
]

ROOT = Path(__file__).parents[2]


class AppSide:
    """Starts the app's side of the same job again and again."""

    def __init__(self, service, home):
        self._service = service
        self._home = home
        Image.new("RGB", (256, 256), "navy").save(home / "reference.png")

    def start(self, kill_at=None):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.backends.app_side"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
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


@pytest.mark.parametrize("milliseconds", [0, 5, 10, 20, 40, 80, 120, 160, 240, 400, 700])
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


@pytest.mark.parametrize("point", ["submitted", "rendering", "downloading", "phase downloading"])
def test_a_job_at_fal_is_followed_after_a_kill(fal, tmp_path, point):
    app = AppSide(fal, tmp_path)
    app.killed_at(point)

    outcome = app.finish()

    assert len(outcome["images"]) == 1
    assert fal.log()["posts"] == 1


def test_a_kill_before_the_id_is_known_leaves_the_outcome_unknown(fal, tmp_path):
    app = AppSide(fal, tmp_path)
    app.killed_at("sending")

    outcome = app.finish()

    assert outcome["error"] == "OutcomeUnknownError"
    assert fal.log()["posts"] == 0

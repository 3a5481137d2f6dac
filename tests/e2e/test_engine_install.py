"""The engine is installed from the command line, killed in the middle, gone on with, removed."""

from __future__ import annotations

import signal
import sys

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import InstallState
from tests.e2e.app_process import App, kill
from tests.e2e.local_engine import children, engines, wait_until
from tests.services.engine_install_parts import House

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc"),
]


@pytest.fixture
def house(home):
    home.mkdir()
    house = House(home)
    yield house
    house.index.close()


@pytest.fixture
def app(home, house):
    names = {"FLUX2STUDIO_ENGINE_SOURCES": str(house.sources), "UV_HTTP_RETRIES": "0"}
    return App(home, names)


def test_killed_in_the_middle_it_is_explained_and_gone_on_with(app, house, home):
    house.index.held.add("torch")
    process = app.start("engine", "install")
    assert house.index.holding.wait(30)
    assert children(home, b"--require-hashes")
    kill(process)
    assert wait_until(lambda: not children(home, b"--require-hashes"))  # uv is gone, and its keeper
    house.index.let_go()

    code, answer = app.json("engine")
    assert (code, answer["engine"]["state"], answer["engine"]["unfinished"]) == (3, "broken", True)
    assert "interrupted" in answer["engine"]["problem"]
    assert "Go on" in answer["engine"]["hint"]
    code, out, err = app.run("engine", "install")
    assert code == 0, err
    assert "ready · tiny" in out
    assert "torch 1.0" in out


def test_killed_while_the_new_engine_is_tried_the_old_one_works_on(app, house, home):
    house.installer().install(RunControl(), lambda _progress: None)
    house.publish(torch="2.0", is_slow=True)
    process = app.start("engine", "update")
    assert wait_until(lambda: bool(engines(home)))
    kill(process)
    assert wait_until(lambda: not engines(home))

    status = house.installer().status()
    assert (status.state, status.unfinished) == (InstallState.OUTDATED, True)
    assert dict(status.versions)["torch"] == "1.0"
    house.publish(torch="2.1")
    code, answer = app.json("engine", "update")
    assert (code, answer["engine"]["state"]) == (0, "ready")
    assert len(house.environments()) == 2  # the old one stays until the new one made a picture
    code, answer = app.json("engine", "remove")
    assert (code, answer["engine"]["state"]) == (0, "absent")
    assert house.environments() == []


def test_ctrl_c_stops_it_and_says_how_to_go_on(app, house):
    house.index.held.add("torch")
    process = app.start("engine", "install")
    assert house.index.holding.wait(30)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)

    assert process.returncode == 130
    assert "goes on" in err
    assert "Download" in err
    assert house.environments() == []

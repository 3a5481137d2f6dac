"""What the window has done about the engine, beside an engine that makes a picture."""

from __future__ import annotations

import threading

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import InstallAct, InstallState
from flux2studio.services.engine_keeping import EngineKeeping
from tests.services.engine_install_parts import House
from tests.services.engine_parts import order, service


@pytest.fixture
def engine(tmp_path):
    engine = service(tmp_path)
    yield engine
    engine.close()


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    yield house
    house.index.close()


@pytest.fixture
def keeping(house, engine):
    keeping = EngineKeeping(house.installer(), lambda: engine)
    keeping.look()
    yield keeping
    keeping.close()


def do(keeping, act):
    """Do it to its end."""
    ended = threading.Event()
    keeping.subscribe(lambda: keeping.snapshot().act is None and ended.set())
    keeping.start(act)
    assert ended.wait(20)
    return keeping.snapshot()


def test_an_engine_at_work_is_not_removed(keeping, engine, tmp_path):
    with_picture = engine.run(order(tmp_path / "made"), RunControl())
    next(with_picture)

    standing = do(keeping, InstallAct.REMOVE)

    assert str(standing.failure) == "The engine is making a picture."
    assert "cancel it" in standing.failure.hint
    list(with_picture)
    assert do(keeping, InstallAct.REMOVE).failure is None


def test_the_end_of_the_app_leaves_an_installation_to_be_gone_on_with(keeping, house):
    house.index.held.add("torch")
    keeping.start(InstallAct.INSTALL)
    assert house.index.holding.wait(20)

    keeping.close()

    status = house.installer().status()
    assert (status.state, status.unfinished) == (InstallState.BROKEN, True)
    assert "interrupted" in status.problem

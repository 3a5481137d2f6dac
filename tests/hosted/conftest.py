import pytest

from tests.hosted import AimlapiStandIn, FalStandIn


@pytest.fixture
def aimlapi():
    with AimlapiStandIn() as service:
        yield service


@pytest.fixture
def fal():
    with FalStandIn() as service:
        yield service

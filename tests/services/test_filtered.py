"""Row R7: a picture that a service filtered is kept and flagged, whether it says so or not."""

from dataclasses import replace

import pytest

from tests.hosted import FalStandIn, Fault
from tests.services.test_erasing import REQUEST, House


@pytest.fixture
def fal():
    with FalStandIn() as service:
        yield service
        service.ledger.check()


@pytest.mark.parametrize(("kind", "flagged"), [("nsfw", True), ("black", True), ("fewer", False)])
def test_a_filtered_picture_is_kept_and_flagged(fal, open_workshop, kind, flagged):
    fal.faults.add(Fault(kind=kind))
    house = House(fal, open_workshop)
    job = house.make(replace(REQUEST, count=2))

    made = house.studio.history.of_job(job.id)

    assert [g.recipe.flagged for g in made] == [flagged] * (1 if kind == "fewer" else 2)
    assert all(g.path.is_file() and g.recipe.cost_usd for g in made)

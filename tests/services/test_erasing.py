"""What fal keeps of a run is deleted there once its pictures are here, whatever comes between."""

from dataclasses import replace

import pytest

from flux2studio.backends.fal import FalBackend
from flux2studio.backends.fal_account import FalAccount
from flux2studio.core.control import RunControl
from flux2studio.core.errors import NotAllowedError, UnreachableError
from flux2studio.core.hosted import HostedOptions, Trace
from flux2studio.core.job import JobState
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.services.erasing import Eraser
from flux2studio.storage.erasures import Erasure, Erasures
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.hosted import FalStandIn, Fault

REQUEST = GenerationRequest(
    model="fal/flux-2", prompt="a heron", size=Size(width=512, height=512), steps=4
)


@pytest.fixture
def fal():
    with FalStandIn() as service:
        service.admin = True
        yield service
        service.ledger.check()


class House:
    """A workshop whose fal is the stand-in, with the eraser of one start of the app."""

    def __init__(self, fal, open_workshop, options=None):
        options = options or HostedOptions()
        backend = FalBackend(
            urls_of(fal),
            lambda: fal.key,
            options=lambda: options,
            pace=QUICK,
            budgets=replace(BRIEF, look_up=5),
        )
        self.studio = open_workshop(fal=backend)
        self.control = RunControl()
        self.refusals = []
        self.erasures = Erasures(self.studio.database)
        account = FalAccount(lambda: urls_of(fal).api, lambda: fal.key)
        self.eraser = Eraser(self.erasures, account.erase, self.control, self.refusals.append)

    def make(self, request=REQUEST):
        job = self.studio.service.start(request)
        self.studio.updates.wait_for(job, JobState.FINISHED)
        return job

    def erase(self):
        """Let the eraser do all it can, and wait for that."""
        self.eraser.catch_up()
        self.eraser.wait()


def noted(house, job):
    return house.studio.journal.entry(job.id).remote.get("erase")


def test_a_finished_run_is_deleted_at_fal(fal, open_workshop):
    house = House(fal, open_workshop)
    house.studio.service.subscribe(house.eraser)
    job = house.make()

    house.eraser.wait()

    assert fal.ledger.deleted == [fal.ledger.jobs[0].id]
    assert noted(house, job) == Erasure.DONE
    assert all(g.path.is_file() for g in house.studio.history.of_job(job.id))


@pytest.mark.parametrize("trace", [Trace.KEEP, Trace.MINIMAL])
def test_what_is_to_stay_or_was_never_there_is_not_deleted(fal, open_workshop, trace):
    house = House(fal, open_workshop, HostedOptions(trace=trace))
    job = house.make()

    house.erase()

    assert fal.ledger.deleted == []
    assert noted(house, job) is None


def test_a_run_that_is_not_finished_is_not_deleted(fal, open_workshop):
    house = House(fal, open_workshop)
    fal.faults.add(*[Fault(kind="dead_link", on="picture", status=404)] * 9)
    job = house.studio.service.start(REQUEST)
    house.studio.updates.wait_for(job, JobState.DETACHED)

    house.erase()

    assert fal.ledger.deleted == []
    assert noted(house, job) == Erasure.WANTED


def test_a_service_out_of_reach_is_asked_again_at_the_next_start(fal, open_workshop):
    house = House(fal, open_workshop)
    job = house.make()
    fal.faults.add(Fault(kind="refuse", on="delete", status=503))
    house.erase()
    assert noted(house, job) == Erasure.WANTED

    again = House(fal, open_workshop)
    again.erase()

    assert noted(again, job) == Erasure.DONE


def test_a_key_that_may_not_is_remembered_and_said_once(fal, open_workshop):
    fal.admin = False
    house = House(fal, open_workshop)
    first, second = house.make(), house.make(replace(REQUEST, prompt="a crane"))

    house.erase()
    house.erase()

    assert [noted(house, job) for job in (first, second)] == [Erasure.REFUSED] * 2
    assert fal.ledger.count("DELETE", "/payloads") == 2
    (said,) = house.refusals
    assert "may not delete" in str(said)
    assert "ADMIN" in said.hint


def test_what_one_key_might_not_delete_another_one_deletes_with_the_next_run(fal, open_workshop):
    fal.admin = False
    house = House(fal, open_workshop)
    jobs = [house.make(), house.make(replace(REQUEST, prompt="a crane"))]
    house.erase()
    assert [noted(house, job) for job in jobs] == [Erasure.REFUSED] * 2

    fal.admin = True
    jobs.append(house.make(replace(REQUEST, prompt="a swan")))
    house.erase()

    assert [noted(house, job) for job in jobs] == [Erasure.DONE] * 3


def test_each_start_asks_once_whether_the_key_may_by_now(fal, open_workshop):
    fal.admin = False
    house = House(fal, open_workshop)
    jobs = [house.make(), house.make(replace(REQUEST, prompt="a crane"))]
    house.erase()

    again = House(fal, open_workshop)
    again.erase()
    again.erase()
    assert fal.ledger.count("DELETE", "/payloads") == 3
    assert again.refusals == []

    fal.admin = True
    House(fal, open_workshop).erase()
    assert [noted(house, job) for job in jobs] == [Erasure.DONE] * 2


def test_what_fal_has_deleted_by_itself_is_not_asked_for(fal, open_workshop):
    fal.admin = False
    house = House(fal, open_workshop)
    job = house.make()
    house.erase()
    with house.studio.database.transaction() as db:
        db.execute("UPDATE job SET created_us = created_us - 31 * 86400 * 1000000")

    House(fal, open_workshop).erase()

    assert noted(house, job) == Erasure.REFUSED
    assert fal.ledger.count("DELETE", "/payloads") == 1


def test_deleting_twice_is_no_error(fal, open_workshop):
    house = House(fal, open_workshop)
    job = house.make()
    house.erase()
    house.erasures.note(job.id, Erasure.WANTED)

    house.erase()

    assert noted(house, job) == Erasure.DONE


def test_the_end_of_the_app_does_not_wait_for_fal(fal, open_workshop):
    house = House(fal, open_workshop)
    job = house.make()
    fal.faults.add(Fault(kind="late", on="delete", seconds=60))
    house.eraser.catch_up()
    fal.ledger.wait_for("DELETE", "/payloads")

    house.control.detach()
    house.eraser.close()

    assert noted(house, job) == Erasure.WANTED
    fal.faults.release()


def test_fal_says_whether_a_key_may_delete(fal):
    fal.admin = False
    account = FalAccount(lambda: urls_of(fal).api, lambda: fal.key)

    with pytest.raises(NotAllowedError):
        account.erase("6dbd1d1e-0000-4000-8000-000000000000", RunControl())
    fal.faults.add(Fault(kind="drop", on="delete"))
    with pytest.raises(UnreachableError):
        account.erase("6dbd1d1e-0000-4000-8000-000000000000", RunControl())


def test_a_run_that_cannot_be_deleted_holds_up_no_other(fal, open_workshop):
    house = House(fal, open_workshop)
    first, second = house.make(), house.make(replace(REQUEST, prompt="a crane"))
    fal.faults.add(Fault(kind="refuse", on="delete", status=400))

    house.erase()

    assert sorted(noted(house, job) for job in (first, second)) == ["done", "wanted"]


def test_a_service_that_deletes_nothing_is_not_asked_for_everything(fal, open_workshop):
    house = House(fal, open_workshop)
    for number in range(8):
        house.make(replace(REQUEST, prompt=f"crane {number}"))
    fal.faults.add(*[Fault(kind="refuse", on="delete", status=503)] * 8)

    house.erase()

    assert fal.ledger.count("DELETE", "/payloads") == 5

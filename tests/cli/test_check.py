"""``flux2studio check`` says what became of a paid request without an answer, and sends nothing."""

import pytest

from tests.e2e.app_process import App
from tests.hosted import AimlapiStandIn, Fault


@pytest.fixture
def aimlapi():
    with AimlapiStandIn() as service:
        yield service
        service.ledger.check()


@pytest.fixture
def app(home, aimlapi):
    return App(home, aimlapi.environment)


@pytest.fixture
def doubtful(app, aimlapi):
    """The id of a job that was billed, whose answer and whose row in the log never came."""
    aimlapi.faults.add(Fault(kind="drop"), Fault(kind="refuse", on="lookup", status=403))
    code, answer = app.json("generate", "a fox", "--backend", "aimlapi", "--size", "512x512")
    assert (code, answer["state"]) == (4, "unknown")
    return answer["job"]


def test_a_job_that_was_billed_and_lost_is_said_to_be(app, aimlapi, doubtful):
    code, answer = app.json("check")

    (job,) = answer["jobs"]
    assert (code, job["job"], job["state"]) == (3, doubtful, "failed")
    assert "billed" in job["error"]["message"]
    assert aimlapi.ledger.jobs[0].id in job["error"]["details"]
    assert len(aimlapi.ledger.posts) == 1


def test_a_job_that_cannot_be_looked_up_stays_in_doubt(app, aimlapi, doubtful):
    aimlapi.faults.add(Fault(kind="refuse", on="lookup", status=401))

    code, _, err = app.run("check", doubtful)

    assert code == 4
    assert "does not accept the key" in err


def test_a_job_that_is_not_in_doubt_is_not_checked(app):
    code, answer = app.json("check", "nobody")

    assert (code, answer["error"]["field"]) == (2, "job")


def test_with_nothing_in_doubt_there_is_nothing_to_check(app):
    assert app.json("check") == (0, {"jobs": []})
    assert app.run("check") == (0, "", "No outcome is in question.\n")
    assert app.run("resume") == (0, "", "Nothing was left to pick up.\n")

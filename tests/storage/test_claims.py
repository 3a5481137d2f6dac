"""A request at a service belongs to one job, whichever process asks."""

from flux2studio.core.errors import OutcomeUnknownError
from flux2studio.core.job import JobState
from flux2studio.storage.claims import Claims
from flux2studio.storage.database import Database
from flux2studio.storage.journal import Journal
from tests.storage.samples import make_job


def opened(tmp_path, count):
    database = Database(tmp_path / "studio.db")
    journal, jobs = Journal(database, "us"), [make_job(seed=number) for number in range(count)]
    for job in jobs:
        journal.add(job)
        journal.set_state(job.id, JobState.SENDING, {"sent_at": "2026-11-21T12:00:00+00:00"})
    return database, journal, jobs


def test_of_two_processes_that_find_the_same_request_one_gets_it(tmp_path):
    database, journal, (first, second) = opened(tmp_path, 2)
    elsewhere = Database(tmp_path / "studio.db")

    assert Claims(database).claim(first.id, "r-1")
    assert not Claims(elsewhere).claim(second.id, "r-1")
    assert Claims(elsewhere).claim(first.id, "r-1")

    entry = journal.entry(first.id)
    assert (entry.state, entry.remote["request_id"]) == (JobState.SUBMITTED, "r-1")
    assert Claims(database).taken(second.id) == {"r-1"}
    assert Claims(database).taken(first.id) == frozenset()
    elsewhere.close()
    database.close()


def test_only_what_left_and_has_no_number_is_undecided(tmp_path):
    database, journal, (ours, sending, unknown, found, refused) = opened(tmp_path, 5)
    journal.close(unknown.id, JobState.UNKNOWN, OutcomeUnknownError("No answer."))
    journal.set_state(found.id, JobState.SUBMITTED, {"request_id": "r-2"})
    journal.set_state(refused.id, JobState.QUEUED)

    undecided = Claims(database).undecided(ours.id)

    assert [sent.request for sent in undecided] == [sending.request, unknown.request]
    assert undecided[0].at.isoformat() == "2026-11-21T12:00:00+00:00"
    database.close()

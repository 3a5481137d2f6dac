"""The journal: each job has one place, and one end."""

from __future__ import annotations

from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import BackendError, OutcomeUnknownError, StorageError
from flux2studio.core.job import Job, JobState
from flux2studio.core.request import (
    Acceleration,
    GenerationRequest,
    ImageFormat,
    LoraUse,
    ReferenceImage,
    Size,
)
from flux2studio.storage.database import Database
from flux2studio.storage.journal import Journal
from tests.storage.samples import make_generation, make_job

ENDS = [state for state in JobState if state.is_final]


def test_a_job_is_the_same_after_a_restart(tmp_path):
    path, job = tmp_path / "studio.db", make_job()
    database = Database(path)
    Journal(database, "us").add(job)
    database.close()

    database = Database(path)
    (entry,) = Journal(database, "them").unfinished()

    assert entry.job == job
    assert entry.state is JobState.QUEUED
    assert entry.owner == "us"
    assert entry.remote == {}
    database.close()


def test_a_job_nobody_knows_has_no_entry(journal):
    assert journal.entry("nobody") is None


def test_checkpoints_add_up(journal):
    job = make_job()
    journal.add(job)

    journal.set_state(job.id, JobState.SENDING)
    journal.set_state(job.id, JobState.SUBMITTED, {"request_id": "7", "status_url": "a"})
    journal.set_state(job.id, JobState.RENDERING, {"status_url": "b"})

    entry = journal.entry(job.id)
    assert entry.state is JobState.RENDERING
    assert entry.remote == {"request_id": "7", "status_url": "b"}


def test_a_checkpoint_of_a_job_nobody_knows_is_refused(journal):
    with pytest.raises(StorageError, match="not in the journal"):
        journal.set_state("nobody", JobState.SENDING)


@pytest.mark.parametrize("end", ENDS)
def test_a_job_keeps_its_first_end(journal, end):
    job = make_job()
    journal.add(job)
    assert journal.close(job.id, end, BackendError("First.", hint="Do this."))

    assert not journal.close(job.id, JobState.FAILED, BackendError("Second."))
    journal.set_state(job.id, JobState.RENDERING, {"request_id": "late"})

    entry = journal.entry(job.id)
    assert (entry.state, entry.error, entry.hint) == (end, "First.", "Do this.")
    assert entry.remote == {"request_id": "late"}  # an id the service gave us is kept
    assert journal.unfinished() == []


def test_a_job_nobody_knows_is_not_closed(journal):
    assert not journal.close("nobody", JobState.FAILED)


def test_unfinished_jobs_come_oldest_first_whoever_owns_them(database):
    ours, theirs = Journal(database, "us"), Journal(database, "them")
    jobs = [make_job(seed=number) for number in range(4)]
    for job, journal in zip(jobs, (ours, theirs, ours, theirs), strict=True):
        journal.add(job)
    ours.set_state(jobs[2].id, JobState.DETACHED)
    ours.close(jobs[1].id, JobState.CANCELLED)

    assert [entry.job for entry in ours.unfinished()] == [jobs[0], jobs[2], jobs[3]]


def test_recent_jobs_come_newest_first_without_the_dismissed(journal):
    jobs = [make_job(seed=number) for number in range(4)]
    for job in jobs:
        journal.add(job)
    journal.close(jobs[3].id, JobState.UNKNOWN, OutcomeUnknownError("No answer."))
    journal.close(jobs[2].id, JobState.FAILED, BackendError("No."))
    journal.dismiss(jobs[2].id)

    recent = journal.recent(2)

    assert [entry.job for entry in recent] == [jobs[3], jobs[1]]
    assert [entry.state for entry in recent] == [JobState.UNKNOWN, JobState.QUEUED]
    assert journal.entry(jobs[2].id).dismissed


def test_an_orphan_is_adopted_by_one_of_two_that_found_it(database):
    job = make_job()
    Journal(database, "dead").add(job)

    first = Journal(database, "first").adopt(job.id, previous="dead")
    second = Journal(database, "second").adopt(job.id, previous="dead")

    assert (first, second) == (True, False)
    assert Journal(database, "x").entry(job.id).owner == "first"


def test_a_finished_job_is_not_adopted(journal, database):
    job = make_job()
    journal.add(job)
    journal.close(job.id, JobState.FINISHED)

    assert not Journal(database, "them").adopt(job.id)


def test_a_job_of_unknown_outcome_may_be_taken_up_again(journal, database):
    job = make_job()
    journal.add(job)
    journal.close(job.id, JobState.UNKNOWN, OutcomeUnknownError("No answer."))

    assert Journal(database, "them").reopen(job.id, JobState.DOWNLOADING)

    entry = journal.entry(job.id)
    assert (entry.state, entry.error, entry.owner) == (JobState.DOWNLOADING, "", "them")


def test_what_is_known_of_a_job_outlives_its_doubt(journal):
    job = make_job()
    journal.add(job)
    journal.set_state(job.id, JobState.SENDING, {"client_id": "c-1"})
    journal.close(job.id, JobState.UNKNOWN, OutcomeUnknownError("No answer."))

    journal.reopen(job.id, JobState.SENDING)

    assert journal.entry(job.id).remote == {"client_id": "c-1", "in_doubt": "1"}


def test_jobs_in_doubt_come_oldest_first_without_the_dismissed(journal):
    jobs = [make_job(seed=number) for number in range(4)]
    for job in jobs:
        journal.add(job)
        journal.close(job.id, JobState.UNKNOWN, OutcomeUnknownError("No answer."))
    journal.dismiss(jobs[1].id)
    journal.reopen(jobs[2].id, JobState.SENDING)

    assert [entry.job for entry in journal.in_doubt()] == [jobs[0], jobs[3]]


@pytest.mark.parametrize("end", [JobState.FINISHED, JobState.FAILED, JobState.CANCELLED])
def test_no_other_job_is_reopened(journal, end):
    job = make_job()
    journal.add(job)
    journal.close(job.id, end)

    assert not journal.reopen(job.id, JobState.DOWNLOADING)
    assert journal.entry(job.id).state is end


def test_the_last_picture_closes_its_job_in_the_same_step(journal, history, root):
    job = make_job()
    journal.add(job)
    history.add(make_generation(root, job, 0))
    assert journal.entry(job.id).state is JobState.QUEUED

    history.add(make_generation(root, job, 1), closes=True)

    assert journal.entry(job.id).state is JobState.FINISHED


def test_a_picture_that_comes_late_does_not_change_the_end(journal, history, root):
    job = make_job()
    journal.add(job)
    journal.close(job.id, JobState.CANCELLED)

    history.add(make_generation(root, job), closes=True)

    assert journal.entry(job.id).state is JobState.CANCELLED
    assert history.count() == 1


text = st.text(st.characters(exclude_categories=["Cs"]))
finite = st.floats(allow_nan=False, allow_infinity=False)
offsets = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
requests = st.builds(
    GenerationRequest,
    model=text,
    prompt=text,
    references=st.lists(
        st.builds(ReferenceImage, sha256=text, name=text, enabled=st.booleans())
    ).map(tuple),
    loras=st.lists(st.builds(LoraUse, source=text, name=text, scale=finite)).map(tuple),
    size=st.builds(Size),
    seed=st.none() | st.integers(0, 2**31 - 1),
    guidance=finite,
    acceleration=st.sampled_from(Acceleration),
    format=st.sampled_from(ImageFormat),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(request=requests, created_at=st.datetimes(timezones=offsets))
def test_any_job_survives_the_journal(journal, request, created_at):
    job = Job(request=request, backend="practice", folder=Path("/a/b c/ü"), created_at=created_at)
    journal.add(job)

    assert journal.entry(job.id).job == job


def test_the_answer_of_a_service_is_kept_until_its_pictures_are_saved(journal):
    jobs = [make_job(seed=number) for number in range(2)]
    for job, end in zip(jobs, (JobState.FINISHED, JobState.UNKNOWN), strict=True):
        journal.add(job)
        journal.set_state(job.id, JobState.DOWNLOADING, {"result": "{}", "request_id": "7"})
        journal.close(job.id, end)

    kept = [journal.entry(job.id).remote for job in jobs]
    assert kept == [{"request_id": "7"}, {"request_id": "7", "result": "{}"}]

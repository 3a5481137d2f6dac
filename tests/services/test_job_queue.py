"""The lane of one backend: order, cancel, close."""

import threading
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, Detached
from flux2studio.core.job import Job
from flux2studio.core.request import GenerationRequest
from flux2studio.services.job_queue import JobQueue


class Log:
    """What became of each job, with a way to wait for it."""

    def __init__(self):
        self.entries = []
        self._changed = threading.Condition()

    def add(self, *entry):
        with self._changed:
            self.entries.append(entry)
            self._changed.notify_all()

    def wait_for(self, *entry):
        with self._changed:
            assert self._changed.wait_for(lambda: entry in self.entries, 10), self.entries


@pytest.fixture
def log():
    return Log()


@pytest.fixture
def start(log):
    queues = []

    def run_and_log(work):
        def run(job, control):
            log.add("began", job.id)
            try:
                work(control)
            except (Cancelled, Detached) as end:
                log.add(type(end).__name__, job.id)
            else:
                log.add("done", job.id)

        return run

    def _start(work, workers=1):
        queue = JobQueue(
            run_and_log(work), lambda job: RunControl(), name="job-test", workers=workers
        )
        queues.append(queue)
        return queue

    yield _start
    for queue in queues:
        queue.close()


def new_job():
    return Job(request=GenerationRequest(prompt="a fox"), backend="practice", folder=Path("x"))


@pytest.mark.expects_log
def test_a_bug_that_escapes_does_not_end_the_lane(log):
    def run(job, control):
        log.add("began", job.id)
        raise ZeroDivisionError

    queue = JobQueue(run, lambda job: RunControl(), name="job-test", workers=1)
    first, second = new_job(), new_job()
    queue.submit(first)
    queue.submit(second)

    log.wait_for("began", second.id)
    queue.close()


def test_jobs_run_in_the_order_they_came(start, log):
    queue, jobs = start(lambda control: None), [new_job() for _ in range(5)]

    for job in jobs:
        queue.submit(job)

    log.wait_for("done", jobs[-1].id)
    assert [entry[1] for entry in log.entries if entry[0] == "began"] == [job.id for job in jobs]


def test_a_cancel_wakes_a_waiting_job(start, log):
    queue, job = start(lambda control: control.sleep(60)), new_job()
    queue.submit(job)
    log.wait_for("began", job.id)

    assert queue.cancel(job.id) is None

    log.wait_for("Cancelled", job.id)


def test_a_waiting_job_is_taken_out_before_it_runs(start, log):
    queue, first, second = start(lambda control: control.sleep(60)), new_job(), new_job()
    queue.submit(first)
    log.wait_for("began", first.id)
    queue.submit(second)

    assert queue.cancel(second.id) == second

    assert ("began", second.id) not in log.entries


def test_closing_detaches_what_runs(start, log):
    queue, job = start(lambda control: control.sleep(60)), new_job()
    queue.submit(job)
    log.wait_for("began", job.id)

    queue.close()

    log.wait_for("Detached", job.id)


def test_every_job_has_one_end_whatever_is_cancelled_when(start, log):
    queue, jobs = start(lambda control: control.sleep(0.001), workers=4), []
    out = []
    for number in range(400):
        job = new_job()
        jobs.append(job)
        queue.submit(job)
        if number % 3 == 0 and (taken := queue.cancel(jobs[number // 2].id)):
            out.append(taken.id)
    for job in jobs:
        if job.id not in out:
            with_end = {("done", job.id), ("Cancelled", job.id)}
            with log._changed:
                assert log._changed.wait_for(lambda e=with_end: e & set(log.entries), 10)

    ends = [entry[1] for entry in log.entries if entry[0] in {"done", "Cancelled"}] + out
    assert sorted(ends) == sorted(job.id for job in jobs)

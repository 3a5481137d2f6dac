"""Row N18 of the fault matrix: a queue of thousands keeps its order, and few run at once."""

from concurrent.futures import ThreadPoolExecutor

from flux2studio.core.errors import BackendError
from flux2studio.core.job import JobState
from flux2studio.core.request import GenerationRequest
from tests.fakes import Pause, ScriptedBackend

JOBS = 1000
REQUEST = GenerationRequest(model="aimlapi/flux-2", prompt="a fox in the snow", seed=7)


def nobody_lives(_owner):
    return False


def is_over(update, job):
    return update.job.id == job.id and update.state is JobState.FAILED


def test_a_thousand_jobs_keep_their_order_over_a_restart(open_workshop):
    pause = Pause()
    backend = ScriptedBackend(pause, BackendError("No."))
    studio = open_workshop(aimlapi=backend)
    jobs = [studio.service.start(REQUEST) for _ in range(JOBS)]
    studio.updates.wait_until(lambda seen: seen[-1].job.id == jobs[-1].id)

    assert len(backend.tasks) <= 2  # the lane's workers; the others wait
    assert [entry.job.id for entry in studio.journal.unfinished()] == [job.id for job in jobs]
    studio.close()

    backend.script, backend.tasks = [BackendError("No.")], []
    again = open_workshop(aimlapi=backend)
    with ThreadPoolExecutor(1) as pool:
        picked_up = pool.submit(again.service.recover_now, nobody_lives).result(60)
    again.updates.wait_until(lambda seen: is_over(seen[-1], jobs[-1]))

    order = {job.id: number for number, job in enumerate(jobs)}
    places = [order[task.job_id] for task in backend.tasks]
    assert picked_up == [job.id for job in jobs]
    assert all(abs(place - number) < 50 for number, place in enumerate(places))  # two workers

"""What a kill leaves in the folders of jobs is gone after the next start, and nothing else."""

import pytest

from flux2studio.core.errors import OutcomeUnknownError
from flux2studio.core.job import JobState
from flux2studio.core.request import GenerationRequest
from tests.fakes import Pause, ScriptedBackend, png

REQUEST = GenerationRequest(model="practice", prompt="a fox in the snow", seed=7)


def nobody_lives(_owner):
    return False


@pytest.fixture
def interrupted(open_workshop):
    """A job that runs when the app ends."""
    pause = Pause()
    studio = open_workshop(practice=ScriptedBackend(pause, png()))
    job = studio.service.start(REQUEST)
    assert pause.reached.wait(20)
    studio.close()
    return job


def leave_scratch(studio, job):
    """Put there what a kill in the wrong moment leaves of a job."""
    scratch = studio.paths.cache / "scratch"
    (scratch / job.id).mkdir(parents=True, exist_ok=True)
    (scratch / job.id / "reference-1").write_bytes(b"prepared")
    (scratch / f"{job.id}-0").write_bytes(b"looked at")
    return scratch


def test_a_file_that_tried_the_folder_is_removed(open_workshop, interrupted):
    probe = interrupted.folder / f".{interrupted.id}-probe.part"
    probe.write_bytes(bytes(4096))
    studio = open_workshop(practice=ScriptedBackend(png()))

    studio.service.recover_now(nobody_lives)

    studio.updates.wait_for(interrupted, JobState.FINISHED)
    assert not probe.exists()


def test_what_a_finished_job_left_is_removed_and_its_backend_told(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(png()))
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.FINISHED)
    studio.close()
    scratch = leave_scratch(studio, job)
    backend = ScriptedBackend()
    studio = open_workshop(practice=backend)

    assert studio.service.recover_now(nobody_lives) == []

    assert list(scratch.iterdir()) == []
    assert backend.forgotten == [job.id]


def test_of_a_job_that_ended_in_doubt_the_backend_forgets_nothing(open_workshop):
    studio = open_workshop(practice=ScriptedBackend(OutcomeUnknownError("No answer came.")))
    job = studio.service.start(REQUEST)
    studio.updates.wait_for(job, JobState.UNKNOWN)
    studio.close()
    scratch = leave_scratch(studio, job)
    backend = ScriptedBackend()
    studio = open_workshop(practice=backend)

    studio.service.recover_now(nobody_lives)

    assert list(scratch.iterdir()) == []
    assert backend.forgotten == []


def test_what_a_running_job_of_another_start_needs_stays(open_workshop, interrupted):
    studio = open_workshop(practice=ScriptedBackend())
    scratch = leave_scratch(studio, interrupted)

    assert studio.service.recover_now(lambda owner: True) == []

    assert len(list(scratch.iterdir())) == 2

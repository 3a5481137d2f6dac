"""What a backend shows on its way: decoded apart, latest wins, told with the job until its end."""

from __future__ import annotations

import threading
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest
from flux2studio.services.previews import BYTES_MAX, Previews
from tests.fakes import Pause, Preview, ScriptedBackend, Updates, png

DRAWING = Progress(phase=Phase.RENDERING, done=1, total=4)


class Decoder:
    """Says what it was given; waits for the test where it is told to."""

    def __init__(self):
        self.seen = []
        self.entered = threading.Event()
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, data):
        self.seen.append(data)
        self.entered.set()
        assert self.go_on.wait(20)
        if data == b"broken":
            raise PictureError("It is no picture.")
        return b"safe " + data


@pytest.fixture
def decoder():
    return Decoder()


@pytest.fixture
def updates():
    return Updates()


@pytest.fixture
def previews(decoder, updates):
    previews = Previews(decoder, updates, seconds_apart=0)
    yield previews
    decoder.go_on.set()
    previews.close()


@pytest.fixture
def job():
    return Job(request=GenerationRequest(prompt="x"), backend="practice", folder=Path("/pictures"))


def rendering(job):
    return JobUpdate(job=job, state=JobState.RENDERING, progress=DRAWING)


def test_a_preview_is_told_with_the_whole_state_of_its_job(previews, updates, job):
    previews.publish(rendering(job))

    previews.take(job.id, b"1")

    told = updates.wait_for_preview(job)
    assert (told.preview, told.state, told.progress) == (b"safe 1", JobState.RENDERING, DRAWING)


def test_the_words_that_follow_keep_the_preview(previews, updates, job):
    previews.publish(rendering(job))
    previews.take(job.id, b"1")
    updates.wait_for_preview(job)

    previews.publish(rendering(job))

    assert updates.seen[-1].preview == b"safe 1"


def test_what_comes_while_one_is_decoded_replaces_what_waits(previews, updates, decoder, job):
    decoder.go_on.clear()
    previews.publish(rendering(job))
    previews.take(job.id, b"1")
    assert decoder.entered.wait(20)

    for data in (b"2", b"3", b"4"):
        previews.take(job.id, data)
    decoder.go_on.set()

    updates.wait_until(lambda seen: seen[-1].preview == b"safe 4")
    assert decoder.seen == [b"1", b"4"]


def test_no_preview_follows_the_end_of_its_job(previews, updates, decoder, job):
    decoder.go_on.clear()
    previews.publish(rendering(job))
    previews.take(job.id, b"1")
    assert decoder.entered.wait(20)

    previews.publish(JobUpdate(job=job, state=JobState.CANCELLED))
    decoder.go_on.set()
    previews.close()

    assert updates.seen[-1].state is JobState.CANCELLED
    assert not any(update.preview for update in updates.seen)


def test_what_cannot_be_decoded_changes_nothing(previews, updates, job):
    previews.publish(rendering(job))
    previews.take(job.id, b"broken")

    previews.take(job.id, b"2")

    assert updates.wait_for_preview(job).preview == b"safe 2"


def test_what_is_far_too_large_is_not_looked_at(previews, decoder, job):
    previews.publish(rendering(job))

    previews.take(job.id, b"x" * (BYTES_MAX + 1))
    previews.close()

    assert decoder.seen == []


def test_two_jobs_take_turns(previews, updates, decoder, job):
    other = Job(request=job.request, backend="practice", folder=job.folder)
    decoder.go_on.clear()
    for each in (job, other):
        previews.publish(rendering(each))
    previews.take(job.id, b"a1")
    assert decoder.entered.wait(20)

    previews.take(job.id, b"a2")
    previews.take(other.id, b"b1")
    decoder.go_on.set()

    updates.wait_until(lambda seen: seen[-1].preview == b"safe a2")
    assert decoder.seen == [b"a1", b"b1", b"a2"]


def test_a_job_shows_what_its_backend_draws_as_a_small_jpeg(open_workshop):
    pause = Pause()
    backend = ScriptedBackend(Preview(png(1200, 900)), pause, png())
    studio = open_workshop(practice=backend)

    job = studio.service.start(GenerationRequest(prompt="x", model="practice"))

    shown = studio.updates.wait_for_preview(job).preview
    with Image.open(BytesIO(shown)) as image:
        assert (image.format, image.size) == ("JPEG", (512, 384))
    pause.go_on()
    assert studio.updates.wait_for(job, JobState.FINISHED).preview == b""

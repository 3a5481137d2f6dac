"""Previews by streaming: shown while they come, and never the only way to a paid picture."""

import io
import threading
from dataclasses import replace

import pytest
from PIL import Image

from flux2studio.backends.fal import FalBackend
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Detached, OutcomeUnknownError
from flux2studio.core.hosted import HostedOptions, Trace
from flux2studio.core.job import JobState, Phase
from tests.backends.conftest import BRIEF, QUICK, urls_of
from tests.backends.recorder import Recorder
from tests.hosted import Fault

SHOWN = HostedOptions(preview=True)


class Previews(list):
    """Lets a test wait for the first one."""

    def __init__(self):
        super().__init__()
        self._came = threading.Event()

    def append(self, data):
        super().append(data)
        self._came.set()

    def wait(self):
        assert self._came.wait(20)


class Watcher(Recorder):
    """Keeps the previews as well."""

    def __init__(self):
        super().__init__()
        self.previews = Previews()
        self.control = RunControl(self._on_progress, self._on_checkpoint, self.previews.append)


@pytest.fixture
def watcher():
    return Watcher()


def backend_of(fal, options=SHOWN, **budgets):
    return FalBackend(
        urls_of(fal),
        lambda: fal.key,
        options=lambda: options,
        pace=QUICK,
        budgets=replace(BRIEF, **{"look_up": 5, "look_up_again": 5} | budgets),
    )


def run(backend, task, watcher):
    return list(backend.generate(task, watcher.control))


def test_a_stream_shows_previews_and_ends_in_the_picture(fal, fal_task, watcher):
    (image,) = run(backend_of(fal), fal_task, watcher)

    assert Image.open(io.BytesIO(image.data)).size == (640, 512)
    assert [Image.open(io.BytesIO(data)).size for data in watcher.previews][:1] == [(80, 64)]
    assert image.remote_id == watcher.remote["request_id"] == fal.ledger.jobs[0].id
    assert image.receipt.files
    assert len(fal.ledger.posts) == 1
    assert watcher.states == [JobState.SENDING, JobState.SUBMITTED, JobState.DOWNLOADING]


@pytest.mark.parametrize("is_offered", [True, False], ids=["streamed", "queued"])
def test_the_receipt_names_the_host_that_took_the_request(fal, fal_task, watcher, is_offered):
    if not is_offered:
        fal.faults.add(Fault(kind="refuse", on="stream", status=404))
    urls = urls_of(fal)
    urls = replace(urls, run=urls.run.replace("127.0.0.1", "localhost"))
    backend = FalBackend(
        urls, lambda: fal.key, options=lambda: SHOWN, pace=QUICK, budgets=replace(BRIEF, connect=5)
    )

    (image,) = run(backend, fal_task, watcher)

    assert image.receipt.host == ("localhost" if is_offered else "127.0.0.1")


def test_previews_come_at_most_ten_a_second(fal, fal_task, watcher):
    fal.previews = 200

    run(backend_of(fal), fal_task, watcher)

    assert 1 <= len(watcher.previews) < 100


def test_words_about_the_progress_are_shown_as_such(fal, fal_task, watcher):
    fal.preview_shape = "progress"

    run(backend_of(fal), fal_task, watcher)

    told = [(p.done, p.total) for p in watcher.progress if p.phase is Phase.RENDERING]
    assert told == [(0, 0), (25, 100), (50, 100), (75, 100)]


@pytest.mark.parametrize(
    "kind", ["cut_event", "no_final", "comments", "split_utf8", "crlf", "unframed"]
)
def test_whatever_happens_to_the_stream_the_picture_comes_and_is_paid_once(
    fal, fal_task, watcher, kind
):
    task = replace(fal_task, request=replace(fal_task.request, prompt="größer, 狐, 🦊"))
    fal.faults.add(Fault(kind=kind, on="stream"))

    (image,) = run(backend_of(fal), task, watcher)

    assert image.remote_id == fal.ledger.jobs[0].id
    assert image.sent_prompt == ""
    assert len(fal.ledger.posts) == 1
    is_broken = kind in {"cut_event", "no_final", "unframed"}
    assert (Phase.LOOKING_UP in watcher.phases) == is_broken


@pytest.mark.parametrize("kind", ["drop", "reset"])
def test_a_stream_without_any_answer_is_looked_up_by_its_seed(fal, fal_task, watcher, kind):
    fal.faults.add(Fault(kind=kind, on="stream"))

    (image,) = run(backend_of(fal), fal_task, watcher)

    assert image.remote_id == fal.ledger.jobs[0].id
    assert len(fal.ledger.posts) == 1


def test_a_broken_stream_that_the_list_does_not_show_stays_unknown(fal, fal_task, watcher):
    fal.lists_after = 1000
    fal.faults.add(Fault(kind="no_final", on="stream"))

    with pytest.raises(OutcomeUnknownError, match="lost on its way") as caught:
        run(backend_of(fal, look_up=0.1), fal_task, watcher)

    assert fal.ledger.jobs[0].id in caught.value.details


@pytest.mark.parametrize("status", [404, 429])
def test_a_stream_that_fal_does_not_offer_goes_through_the_queue(fal, fal_task, watcher, status):
    fal.faults.add(Fault(kind="refuse", on="stream", status=status))

    (image,) = run(backend_of(fal), fal_task, watcher)

    assert image.remote_id == fal.ledger.jobs[0].id
    assert fal.ledger.count("POST", "/queue/") == 1
    assert watcher.previews == []


@pytest.mark.parametrize(
    ("status", "words"), [(401, "does not accept the key"), (403, "no credit left")]
)
def test_an_error_instead_of_a_stream_is_said(fal, fal_task, watcher, status, words):
    fal.faults.add(Fault(kind="refuse", on="stream", status=status))

    with pytest.raises(BackendError, match=words):
        run(backend_of(fal), fal_task, watcher)

    assert len(fal.ledger.posts) == 1


def test_a_run_that_fails_in_its_stream_says_why(fal, fal_task, watcher):
    fal.fails = "content_policy_violation"

    with pytest.raises(BackendError, match="filtered"):
        run(backend_of(fal), fal_task, watcher)


@pytest.mark.parametrize(
    "options",
    [
        HostedOptions(preview=True, trace=Trace.MINIMAL),
        HostedOptions(preview=True, inline_results=True),
    ],
    ids=["minimal", "inline"],
)
def test_a_run_whose_result_fal_does_not_store_is_never_streamed(fal, fal_task, watcher, options):
    run(backend_of(fal, options), fal_task, watcher)

    assert fal.ledger.count("POST", "/run/") == 0


def test_a_model_that_cannot_stream_goes_through_the_queue(fal, fal_task, watcher, catalogue):
    model = catalogue.model("fal/flux-2/turbo")
    request = replace(fal_task.request, model=model.id, loras=())
    task = replace(fal_task, model=model, request=request, references=())

    run(backend_of(fal), task, watcher)

    assert fal.ledger.count("POST", "/run/") == 0


def test_a_cancel_comes_too_late_for_a_stream(fal, fal_task, watcher, aside):
    fal.held = True
    running = aside(run, backend_of(fal), fal_task, watcher)
    watcher.wait_for(JobState.SUBMITTED)

    watcher.control.cancel()
    fal.script({"release": True})

    assert len(running.result(20)) == 1
    assert len(fal.ledger.posts) == 1


def test_the_app_may_close_during_a_stream_and_finds_the_picture_at_the_next_start(
    fal, fal_task, watcher, aside
):
    fal.held = True
    running = aside(run, backend_of(fal), fal_task, watcher)
    watcher.wait_for(JobState.SUBMITTED)

    watcher.control.detach()
    with pytest.raises(Detached):
        running.result(20)
    fal.script({"release": True})
    task = replace(fal_task, remote=dict(watcher.remote), resumed=JobState.SUBMITTED, references=())
    (image,) = run(backend_of(fal), task, Watcher())

    assert image.remote_id == fal.ledger.jobs[0].id
    assert len(fal.ledger.posts) == 1


def test_a_stream_left_behind_without_a_key_is_said_to_want_one(fal, fal_task):
    remote = {"request_id": "r-1", "mode": "stream"}
    task = replace(fal_task, remote=remote, resumed=JobState.SUBMITTED, references=())
    keyless = FalBackend(urls_of(fal), lambda: None, pace=QUICK, budgets=BRIEF)

    with pytest.raises(OutcomeUnknownError, match="There is no key for fal") as caught:
        run(keyless, task, Watcher())

    assert "Then check again" in caught.value.hint
    assert "r-1" in caught.value.details


def test_nothing_stops_a_stream_at_fal(fal, fal_task, watcher):
    remote = {"request_id": "r", "mode": "stream"}

    assert not backend_of(fal).abandon(remote, fal_task.model, watcher.control)


def test_a_preview_behind_a_link_is_fetched_without_a_key(fal, fal_task, watcher, aside):
    fal.preview_shape = "links"
    fal.held = True
    running = aside(run, backend_of(fal), fal_task, watcher)
    fal.ledger.wait_for("GET", "/files/")
    watcher.previews.wait()
    fal.script({"release": True})

    assert len(running.result(20)) == 1
    assert Image.open(io.BytesIO(watcher.previews[0])).size == (80, 64)


def test_a_preview_that_does_not_come_costs_nothing(fal, fal_task, watcher, aside):
    fal.preview_shape = "links"
    fal.held = True
    fal.faults.add(Fault(kind="late", on="picture", seconds=30))
    running = aside(run, backend_of(fal), fal_task, watcher)
    fal.ledger.wait_for("GET", "/files/")

    fal.held = False

    assert len(running.result(20)) == 1
    assert watcher.previews == []
    fal.faults.release()

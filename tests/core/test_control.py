"""A cancel reaches a job wherever it waits."""

import threading

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, Detached
from flux2studio.core.job import JobState, Phase, Progress


def test_a_cancel_ends_a_wait():
    control = RunControl()
    threading.Timer(0.05, control.cancel).start()

    with pytest.raises(Cancelled):
        control.sleep(60)


def test_a_cancel_breaks_what_blocks():
    control, broken = RunControl(), threading.Event()
    with control.abort_with(broken.set):
        control.cancel()

        assert broken.is_set()


def test_nothing_begins_once_cancelled():
    control = RunControl()
    control.cancel()

    with pytest.raises(Cancelled), control.abort_with(lambda: None):
        pytest.fail("began")


def test_closing_the_app_is_no_cancel():
    control = RunControl()
    control.detach()

    with pytest.raises(Detached):
        control.progress(Progress(phase=Phase.RENDERING))


def test_a_checkpoint_is_kept_after_a_cancel():
    kept = []
    control = RunControl(on_checkpoint=lambda state, remote: kept.append((state, dict(remote))))
    control.cancel()

    control.checkpoint(JobState.SUBMITTED, {"request_id": "7"})

    assert kept == [(JobState.SUBMITTED, {"request_id": "7"})]


def test_work_that_outlives_a_cancel_still_ends_with_the_app():
    control = RunControl()
    control.cancel()
    after = control.uncancelled()
    after.check()

    control.detach()

    with pytest.raises(Detached):
        after.check()

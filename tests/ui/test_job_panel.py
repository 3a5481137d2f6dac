"""The job panel: one row a job, and what can be done about it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from flux2studio.core.errors import BackendError, OutcomeUnknownError
from flux2studio.core.job import JobState, Phase
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import job, update

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot):
    return Bench(qtbot)


@pytest.fixture
def panel(bench):
    return bench.job_panel()


@pytest.fixture
def tell(bench):
    return bench.bridge.updated.emit


def test_an_empty_panel_says_so(panel):
    assert panel.empty.text() == "Nothing is running."


def test_a_job_gets_a_row_and_keeps_it(panel, tell):
    of = job()
    tell(update(of, JobState.QUEUED, Phase.WAITING))
    row = panel.rows[0]
    tell(update(of, done=7, total=28))

    assert panel.rows == [row]
    assert row.words.full_text == "step 7 of 28"
    assert row.bar.value() == 250
    assert not panel.empty.isVisible()


def test_rows_are_newest_last(panel, tell):
    first, second = job(), job()
    tell(update(first))
    tell(update(second))

    assert [row.accessibleName() for row in panel.rows] == ["a fox in the snow: rendering"] * 2
    assert panel.summary.text() == "2 running"


def test_the_bar_moves_where_nothing_is_known(panel, tell):
    tell(update(job(), JobState.SENDING, Phase.UPLOADING))

    assert (panel.rows[0].bar.minimum(), panel.rows[0].bar.maximum()) == (0, 0)


def test_a_running_job_is_cancelled_by_its_button(qtbot, bench, panel, tell):
    of = job()
    tell(update(of))

    qtbot.mouseClick(panel.rows[0].stop, LEFT)

    assert bench.commands.asked == [("cancel", of.id)]


def test_a_job_too_late_to_cancel_says_so(panel, tell):
    tell(update(job(), JobState.DOWNLOADING, Phase.TOO_LATE_TO_CANCEL))

    row = panel.rows[0]
    assert not row.stop.isEnabled()
    assert row.stop.toolTip() == "Too late to cancel"
    assert row.words.full_text == "already billed: the picture is kept"


def test_an_unknown_end_is_said_plainly_with_the_decision_left_to_the_artist(
    qtbot, bench, panel, tell
):
    of = job()
    tell(update(of, JobState.UNKNOWN, error=OutcomeUnknownError("No answer came.")))
    row = panel.rows[0]

    assert row.hint.text() == (
        "No answer came. It may have been billed. It is not sent again by itself."
    )
    qtbot.mouseClick(row.next_steps.again, LEFT)
    assert row.next_steps.question.text() == "It may be billed a second time. Send it?"
    assert bench.commands.asked == []
    qtbot.mouseClick(row.next_steps.sure, LEFT)
    assert bench.commands.asked == [("send_again", of.id)]


def test_thinking_twice_about_a_second_bill_sends_nothing(qtbot, bench, panel, tell):
    tell(update(job(), JobState.UNKNOWN, error=OutcomeUnknownError("No answer came.")))
    steps = panel.rows[0].next_steps

    qtbot.mouseClick(steps.again, LEFT)
    assert steps.not_now.hasFocus()
    qtbot.mouseClick(steps.not_now, LEFT)

    qtbot.waitUntil(steps.again.isVisible)
    assert not steps.sure.isVisible()
    assert bench.commands.asked == []


def test_an_unknown_end_is_checked_once_a_click(qtbot, bench, panel, tell):
    of = job(backend="fal")
    tell(update(of, JobState.UNKNOWN, error=OutcomeUnknownError("No answer came.")))
    row = panel.rows[0]
    assert row.bill.text() == "What was billed: fal.ai/dashboard/billing"

    qtbot.mouseClick(row.next_steps.check, LEFT)
    qtbot.mouseClick(row.next_steps.check, LEFT)
    assert bench.commands.asked == [("check", of.id)]

    tell(update(of, JobState.SENDING, Phase.LOOKING_UP))
    assert row.next_steps.isHidden()
    tell(update(of, JobState.UNKNOWN, error=OutcomeUnknownError("Still not known.")))
    assert row.next_steps.check.isEnabled()


def test_only_what_is_unknown_offers_a_check(panel, tell):
    tell(update(job(backend="fal"), JobState.FAILED, error=BackendError("Busy.")))

    assert panel.rows[0].next_steps.check.isHidden()
    assert panel.rows[0].next_steps.again.text() == "Send again"


def test_what_was_made_here_is_tried_again_and_never_billed(panel, tell):
    tell(update(job(backend="local"), JobState.FAILED, error=BackendError("Out of memory.")))

    again = panel.rows[0].next_steps.again
    assert (again.text(), again.toolTip()) == ("Try again", "Starts a new job with the same form")


def test_a_double_click_on_send_again_asks_once(qtbot, bench, panel, tell):
    tell(update(job(), JobState.FAILED, error=BackendError("Busy.")))
    again = panel.rows[0].next_steps.again

    qtbot.mouseClick(again, LEFT)
    qtbot.mouseDClick(again, LEFT)

    assert len(bench.commands.asked) == 1


def test_a_failed_job_is_dismissed_and_gone(qtbot, bench, panel, tell):
    of = job()
    tell(update(of, JobState.FAILED, error=BackendError("Busy.", hint="Try later.")))
    assert panel.rows[0].hint.text() == "Busy. Try later."

    qtbot.mouseClick(panel.rows[0].stop, LEFT)

    assert panel.rows == []
    assert bench.commands.asked == [("dismiss", of.id)]


def test_details_unfold_and_are_copied(qtbot, panel, tell):
    tell(update(job(), JobState.FAILED, error=BackendError("Busy.", details="HTTP 503")))
    row = panel.rows[0]
    assert not row.fold.details.isVisible()

    qtbot.mouseClick(row.next_steps.more, LEFT)
    qtbot.mouseClick(row.fold.copy, LEFT)

    qtbot.waitUntil(row.fold.details.isVisible)
    assert "HTTP 503" in QGuiApplication.clipboard().text()
    assert row.fold.copy.text() == "Copied"


def test_a_panel_made_late_shows_what_runs_already(bench, tell):
    tell(update(job()))

    assert len(bench.job_panel().rows) == 1


def test_a_hundred_updates_a_second_make_no_new_rows(bench, panel, tell):
    of = job()
    for step in range(300):
        tell(update(of, done=step, total=300))

    assert len(panel.rows) == 1


def test_a_job_that_only_waits_has_no_bar(qtbot, panel, tell):
    of = job()
    tell(update(of, JobState.QUEUED, Phase.WAITING))
    assert panel.rows[0].bar.isHidden()

    tell(update(of, done=1, total=28))
    assert not panel.rows[0].bar.isHidden()


def test_the_job_that_runs_comes_into_view(qtbot, bench, tell):
    panel = bench.job_panel(height=140)
    for _ in range(3):
        tell(update(job(), JobState.FINISHED))
    tell(update(job(), done=1, total=28))

    def seen():
        row = panel.rows[-1]
        top = row.mapTo(panel.area.viewport(), row.rect().topLeft()).y()
        return 0 <= top < panel.area.viewport().height() - 30

    qtbot.waitUntil(seen)


def test_nothing_but_rows_is_scrolled(qtbot, bench, tell):
    panel = bench.job_panel(height=140)
    for _ in range(3):
        trouble = OutcomeUnknownError("No answer came for the request. " * 4)
        tell(update(job(), JobState.UNKNOWN, error=trouble))

    def ends_below_the_last_row():
        last = panel.rows[-1].geometry()
        return panel.area.widget().height() - last.bottom() < 20

    qtbot.waitUntil(ends_below_the_last_row)


def test_many_rows_are_scrolled_and_not_squeezed(qtbot, bench, tell):
    panel = bench.job_panel(height=140)
    for _ in range(4):
        tell(update(job(), JobState.FINISHED))

    qtbot.waitUntil(lambda: panel.area.verticalScrollBar().maximum() > 0)

    assert all(row.height() >= row.minimumSizeHint().height() for row in panel.rows)


def test_a_detached_job_that_failed_to_come_back_can_be_asked_again(qtbot, bench, panel, tell):
    of = job()
    tell(update(of, JobState.DETACHED, error=BackendError("Its drive is away.")))
    assert panel.rows[0].next_steps.again.text() == "Try again"
    qtbot.mouseClick(panel.rows[0].next_steps.again, LEFT)

    tell(update(of, JobState.DETACHED, error=BackendError("Its drive is still away.")))
    qtbot.mouseClick(panel.rows[0].next_steps.again, LEFT)

    assert bench.commands.asked == [("send_again", of.id)] * 2

"""The line of the waiting jobs, the head of the jobs, and what is done with several at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from flux2studio.core.cost import CostEstimate
from flux2studio.core.errors import BackendError, KeyMissingError
from flux2studio.core.hosted import Receipt, SentFile
from flux2studio.core.job import Hold, JobAccount, JobState, Phase
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.ui.job_remedies import Remedy, credit_page, smaller
from flux2studio.ui.viewmodels.job_parts import Estimates
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.job_details import details
from flux2studio.ui.widgets.job_panel import JobPanel
from flux2studio.ui.widgets.job_row import JOB_MIME
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import PlainThumbnails, job, update
from tests.ui.test_jobs_view_model import generation

LEFT, ALT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
PRICE = CostEstimate(
    usd=0.06, output_units=1, reference_units=0, usd_per_unit=0.06, as_of="2026-01-01"
)


@pytest.fixture
def bench(qtbot):
    bench = Bench(qtbot)
    bench.tester = QAbstractItemModelTester(
        bench.jobs.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    return bench


@pytest.fixture
def tell(bench):
    return bench.bridge.updated.emit


@pytest.fixture
def jobs(bench):
    return bench.jobs


@pytest.fixture
def waiting(tell):
    """Three that wait, the first one in front."""
    made = [job(GenerationRequest(prompt=f"picture {number}", seed=1)) for number in (1, 2, 3)]
    for of in made:
        tell(update(of, JobState.QUEUED, Phase.WAITING))
    return made


@pytest.fixture
def panel(bench, waiting):
    return bench.job_panel(height=500)


def titles(jobs):
    return [row.title for row in jobs.model]


def words(jobs):
    return [row.words for row in jobs.model]


# The line


def test_each_that_waits_tells_its_place(jobs, waiting, tell):
    other = job(backend="fal")
    tell(update(other, JobState.QUEUED, Phase.WAITING))

    assert words(jobs) == ["waiting, next", "waiting, 2nd", "waiting, 3rd", "waiting, next"]
    tell(update(waiting[0], done=1, total=28))
    assert words(jobs)[1:] == ["waiting, next", "waiting, 2nd", "waiting, next"]


def test_one_is_moved_up_and_the_order_is_kept(bench, jobs, waiting):
    assert jobs.move(waiting[2].id, -1)

    assert titles(jobs) == ["picture 1", "picture 3", "picture 2"]
    assert words(jobs) == ["waiting, next", "waiting, 2nd", "waiting, 3rd"]
    ids = [waiting[at].id for at in (0, 2, 1)]
    assert bench.commands.asked == [("arrange", *ids)]


def test_the_first_one_cannot_be_moved_further_up(bench, jobs, waiting):
    assert not jobs.move(waiting[0].id, -1)
    assert not jobs.move("nobody", -1)

    assert bench.commands.asked == []


def test_one_is_put_in_front_of_all(jobs, waiting):
    jobs.put_first(waiting[2].id)

    assert titles(jobs) == ["picture 3", "picture 1", "picture 2"]


def test_one_that_was_only_just_started_goes_in_front(bench, jobs, waiting, tell):
    new = job(GenerationRequest(prompt="at once", seed=1))

    jobs.put_first(new.id)
    tell(update(new, JobState.QUEUED, Phase.WAITING))

    assert titles(jobs)[0] == "at once"
    assert bench.commands.asked == [("put_first", new.id)]


def test_a_waiting_row_is_moved_by_keys_and_keeps_the_focus(qtbot, bench, panel, jobs):
    row = panel.rows[0]
    row.setFocus()

    qtbot.keyClick(row, Qt.Key.Key_Down, ALT)
    assert titles(jobs) == ["picture 2", "picture 1", "picture 3"]
    assert panel.rows[1] is row
    qtbot.keyClick(row, Qt.Key.Key_Down, ALT)
    qtbot.keyClick(row, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier | Qt.ShiftModifier)

    assert titles(jobs) == ["picture 1", "picture 2", "picture 3"]
    assert row.hasFocus()
    qtbot.keyClick(row, Qt.Key.Key_Delete)
    assert bench.commands.asked[-1] == ("cancel", row.row.id)


def test_arrows_go_from_row_to_row(qtbot, panel):
    panel.rows[0].setFocus()

    qtbot.keyClick(panel.rows[0], Qt.Key.Key_Down)
    assert panel.rows[1].hasFocus()
    qtbot.keyClick(panel.rows[1], Qt.Key.Key_Up)
    assert panel.rows[0].hasFocus()
    qtbot.keyClick(panel.rows[0], Qt.Key.Key_Up)
    assert panel.rows[0].hasFocus()


def test_a_row_is_dropped_before_another(panel, jobs):
    target = panel.rows[0]
    drop_job(panel, panel.rows[2].row.id, target.geometry().center().y() - 4)

    assert titles(jobs) == ["picture 3", "picture 1", "picture 2"]


def test_a_row_dropped_below_all_runs_last(panel, jobs):
    drop_job(panel, panel.rows[0].row.id, panel.rows[2].geometry().bottom() + 20)

    assert titles(jobs) == ["picture 2", "picture 3", "picture 1"]


def test_nothing_else_can_be_dropped_among_the_jobs(panel):
    mime = QMimeData()
    mime.setText("a fox")
    enter = QDragEnterEvent(QPoint(10, 10), Qt.DropAction.MoveAction, mime, LEFT, Qt.NoModifier)
    enter.ignore()

    QApplication.sendEvent(panel.area.widget(), enter)

    assert not enter.isAccepted()


def test_the_tab_key_goes_through_the_rows_as_they_are_seen(qtbot, panel, jobs):
    jobs.put_first(panel.rows[2].row.id)

    def chain():
        found, widget = [], panel.header.pause
        for _ in range(60):
            widget = widget.nextInFocusChain()
            if widget in panel.rows:
                found.append(widget)
        return found[:3]

    qtbot.waitUntil(lambda: chain() == panel.rows)


# Several at once


def test_all_that_wait_are_removed(bench, jobs, waiting, tell):
    running = job()
    tell(update(running))

    jobs.cancel_waiting()

    assert bench.commands.asked == [("cancel_all", *(of.id for of in waiting))]


def test_all_are_cancelled_or_all_but_one(bench, jobs, waiting, tell):
    running = job()
    tell(update(running))

    jobs.cancel_others(running.id)
    jobs.cancel_all()

    ids = [of.id for of in waiting]
    assert bench.commands.asked == [("cancel_all", *ids), ("cancel_all", running.id, *ids)]
    assert jobs.model.row(running.id).words == "cancelling"


def test_finished_rows_are_cleared_and_problems_stay(jobs, tell):
    for _ in range(3):
        tell(update(job(), JobState.FINISHED))
    tell(update(job(), JobState.FAILED, error=BackendError("Busy.")))

    jobs.clear_done()

    assert [row.tone for row in jobs.model] == ["bad"]


def test_many_rows_make_few_widgets(qtbot):
    bench = Bench(qtbot)
    panel, tell = bench.job_panel(height=400), bench.bridge.updated.emit
    for _ in range(60):
        tell(update(job(), JobState.FINISHED))
        tell(update(job(), JobState.QUEUED, Phase.WAITING))

    assert len(panel.rows) <= 30
    assert panel.more.text() == f"Show more ({120 - len(panel.rows)})"
    panel.more.click()
    assert len(panel.rows) == 108


# Pause


def test_the_pause_is_asked_for_seen_and_ended(qtbot, bench, panel, jobs):
    assert panel.hold.isHidden()

    qtbot.mouseClick(panel.header.pause, LEFT)
    jobs.show_hold(Hold.ARTIST)

    assert panel.hold.text() == "Paused. What runs goes on; nothing new starts."
    assert panel.header.pause.accessibleName() == "Go on with the jobs"
    qtbot.mouseClick(panel.resume, LEFT)
    assert bench.commands.asked == [("pause",), ("resume",)]


def test_paid_jobs_of_last_time_tell_how_many_and_what_they_cost(bench, tell, tasks):
    jobs = priced(bench, tasks)
    for _ in range(3):
        tell(update(job(backend="fal"), JobState.QUEUED, Phase.WAITING))

    jobs.show_hold(Hold.LEFT)

    assert "3 job" in jobs.hold_words
    assert jobs.hold_words.endswith("Together about $0.18.")


# Cost and time


@pytest.fixture
def tasks(bench):
    return bench.tasks


def priced(bench, tasks, usual=None):
    estimates = Estimates(
        price=lambda request: PRICE, usual=lambda request: usual, lanes={"fal": 2, "practice": 1}
    )
    return JobsViewModel(
        bench.bridge,
        bench.commands,
        PlainThumbnails(),
        tasks,
        bench.clock,
        estimates=estimates,
    )


def test_a_row_tells_what_it_may_cost_and_then_what_it_did(bench, tell, tasks):
    jobs = priced(bench, tasks)
    of = job(backend="fal")
    tell(update(of, JobState.QUEUED, Phase.WAITING))
    (row,) = jobs.model
    assert row.cost == "≈ $0.060"

    made = generation(of)
    made = replace(made, recipe=replace(made.recipe, cost_usd=0.042))
    tell(update(of, JobState.FINISHED, generations=(made,)))

    (row,) = jobs.model
    assert row.cost == "$0.042"


def test_what_failed_or_was_cancelled_names_no_price(bench, tell, tasks):
    jobs = priced(bench, tasks)
    tell(update(job(backend="fal"), JobState.FAILED, error=BackendError("Busy.")))
    tell(update(job(backend="fal"), JobState.CANCELLED))

    assert [row.cost for row in jobs.model] == ["", ""]


def test_the_head_counts_and_tells_the_time_of_all(bench, tell, tasks):
    jobs = priced(bench, tasks, usual=40)
    running = job()
    tell(update(running, phase=Phase.RENDERING))
    for _ in range(2):
        tell(update(job(), JobState.QUEUED, Phase.WAITING))
    bench.settle()
    bench.clock.now += 10
    tell(update(running, phase=Phase.DECODING))

    assert jobs.summary == "1 running · 2 waiting · about 2 min left"  # 30 + 2 × 40 s
    assert jobs.progress == 0.25


def test_a_service_that_does_not_count_tells_how_long_it_takes_as_a_rule(bench, tell, tasks):
    jobs = priced(bench, tasks, usual=14)
    of = job(backend="aimlapi")
    tell(update(of, phase=Phase.RENDERING))
    bench.settle()

    (row,) = jobs.model
    assert (row.words, row.fraction) == ("rendering · usually 14 s", None)


def test_what_is_paused_is_not_counted_into_the_time(bench, tell, tasks):
    jobs = priced(bench, tasks, usual=40)
    tell(update(job(), phase=Phase.RENDERING))
    tell(update(job(), JobState.QUEUED, Phase.WAITING))
    bench.settle()

    jobs.show_hold(Hold.ARTIST)

    assert jobs.summary == "1 running · 1 waiting · about 40 s left"


def test_the_head_tells_what_needs_the_artist(jobs, tell):
    tell(update(job(), JobState.FAILED, error=BackendError("Busy.")))

    assert "1 needs you" in jobs.summary


# Details


def test_details_tell_the_times_what_left_for_whom_and_no_key(jobs, tell):
    of = job(backend="fal")
    tell(update(of, JobState.QUEUED, Phase.WAITING))
    tell(update(of, JobState.SENDING, Phase.UPLOADING))
    trouble = BackendError("No.", details="Authorization: Key 12345678-abcd:0123456789abcdef")
    tell(update(of, JobState.FAILED, error=trouble))
    account = JobAccount(
        sent_at=datetime(2026, 1, 2, tzinfo=UTC),
        receipt=Receipt(
            service="fal", host="queue.fal.run", files=(SentFile(name="a.png", how="upload"),)
        ),
        ids=(("request_id", "r-42"),),
    )

    text = details(jobs.model.row(of.id), jobs.steps(of.id), account)

    for said in ("waiting", "uploading", "failed", "Request r-42", "queue.fal.run", "a.png"):
        assert said in text
    assert "0123456789abcdef" not in text


def test_details_of_any_row_unfold_by_key_and_ask_what_is_on_record(qtbot, bench, panel):
    row = panel.rows[0]
    row.setFocus()

    qtbot.keyClick(row, Qt.Key.Key_F2)
    bench.settle()

    qtbot.waitUntil(lambda: "Request r-42" in row.fold.details.toPlainText())
    assert "Nothing left this computer." in row.fold.details.toPlainText()
    row.fold.copy.click()
    assert "picture 1" not in QGuiApplication.clipboard().text()
    qtbot.keyClick(row, Qt.Key.Key_F2)
    assert not row.fold.details.isVisible()


# The next step


@pytest.mark.parametrize(
    ("error", "remedy", "text"),
    [
        (KeyMissingError("There is no key for fal."), Remedy.KEY, "Enter its key…"),
        (
            BackendError("No credit is left.", hint="Top up at fal.ai/dashboard/billing."),
            Remedy.CREDIT,
            "Add credit…",
        ),
        (BackendError("Not enough memory.", field="size"), Remedy.SMALLER, "Take a smaller size"),
        (BackendError("Filtered.", field="prompt"), Remedy.FORM, "Change it in the form"),
    ],
)
def test_an_error_offers_its_next_step_as_a_button(qtbot, bench, tell, error, remedy, text):
    panel = bench.job_panel()
    wanted = []
    bench.jobs.remedy_wanted.connect(wanted.append)
    tell(update(job(backend="fal"), JobState.FAILED, error=error))
    button = panel.rows[0].next_steps.remedy

    assert button.text() == text
    qtbot.mouseClick(button, LEFT)

    assert [row.remedy for row in wanted] == [remedy]


def test_an_error_without_another_step_is_only_sent_again(bench, tell):
    panel = bench.job_panel()
    tell(update(job(backend="fal"), JobState.FAILED, error=BackendError("Busy.")))

    assert not panel.rows[0].next_steps.remedy.isVisible()


def test_a_smaller_size_has_half_the_pixels_and_the_same_shape():
    request = GenerationRequest(prompt="x", size=Size(width=1536, height=1024))

    assert smaller(request).size == Size(width=1088, height=704)
    assert smaller(replace(request, size=Size(width=512, height=512))).size.width == 512
    assert credit_page("fal") == "https://fal.ai/dashboard/billing"


def drop_job(panel: JobPanel, job_id: str, y: int) -> None:
    """Drag a row over the list and let it go there, as the window system would."""
    mime = QMimeData()
    mime.setData(JOB_MIME, job_id.encode())
    move, keys = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    place, over = QPoint(20, y), panel.area.widget()
    QApplication.sendEvent(over, QDragEnterEvent(place, move, mime, LEFT, keys))
    QApplication.sendEvent(over, QDragMoveEvent(place, move, mime, LEFT, keys))
    QApplication.sendEvent(over, QDropEvent(QPointF(place), move, mime, LEFT, keys))

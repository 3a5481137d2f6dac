"""The stage: shows, compares, zooms, hands out and takes in pictures."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest

from flux2studio.core.cropping import Crop
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest, ReferenceImage, Size
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.job_words import words
from flux2studio.ui.viewmodels.stage import StageViewModel
from tests.ui.compose_parts import HandTasks, ManualClock
from tests.ui.shell_parts import jpeg, plain


@pytest.fixture
def stage(shell):
    return shell.stage


@pytest.fixture
def edited(shelf):
    """A red picture made from a blue reference."""
    path = shelf.folder / "blue"
    plain(80, 60, "#2040c0").save(str(path), "PNG")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.rename(shelf.folder / sha256)
    reference = ReferenceImage(sha256=sha256, name="blue.png", width=80, height=60)
    request = GenerationRequest(prompt="make it red", references=(reference,), seed=1)
    return shelf.put(size=(80, 60), colour="#c02020", request=request)


def colour_at(stage, x=0.5, y=0.5):
    target = stage.view.transform.target()
    at = QPoint(int(target.left() + target.width() * x), int(target.top() + target.height() * y))
    return stage.view.grab().toImage().pixelColor(at).name()


def test_an_empty_stage_says_what_belongs_there(stage):
    assert stage.empty.isVisible()
    assert "Generate" in stage.empty.hint.text()
    assert not stage.bar.isVisible()


def test_a_picture_is_decoded_off_the_window_and_then_shown(shell, stage, shelf):
    shell.stage_model.show(shelf.put(colour="#c02020"))
    before = stage.bar.isVisible()
    shell.settle()

    assert not before
    assert stage.bar.isVisible()
    assert colour_at(stage) == "#c02020"


def test_a_picture_chosen_later_wins_over_one_that_decodes_slowly(shell, stage, shelf):
    shell.stage_model.show(shelf.put(colour="#c02020"))
    shell.stage_model.show(shelf.put(colour="#20c020"))
    shell.settle()

    assert colour_at(stage) == "#20c020"


def test_a_damaged_picture_says_so(qtbot, shell, shelf):
    made = shelf.put()
    made.path.write_bytes(b"no picture any more")

    with qtbot.waitSignal(shell.stage_model.failed) as failed:
        shell.stage_model.show(made)
        shell.settle()

    assert "cannot be shown" in str(failed.args[0])


def test_holding_shows_the_reference_until_it_is_let_go(qtbot, shell, stage, edited):
    shell.stage_model.show(edited)
    shell.settle()
    stage.view.setFocus()

    QTest.keyPress(stage.view, Qt.Key.Key_Backslash)
    held = colour_at(stage)
    QTest.keyRelease(stage.view, Qt.Key.Key_Backslash)

    assert (held, colour_at(stage)) == ("#2040c0", "#c02020")


def test_of_a_cropped_reference_the_crop_is_held(shell, stage, shelf):
    path = shelf.folder / "halves"
    image = plain(80, 60, "#2040c0")
    for x in range(40):
        for y in range(60):
            image.setPixelColor(x, y, QColor("#20c040"))
    image.save(str(path), "PNG")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.rename(shelf.folder / sha256)
    left = Crop(x=0, y=0, width=0.5, height=1)
    used = ReferenceImage(sha256=sha256, name="halves.png", width=80, height=60, crop=left)
    request = GenerationRequest(prompt="red", references=(used,), seed=1)
    shell.stage_model.show(shelf.put(size=(40, 60), colour="#c02020", request=request))
    shell.settle()

    stage.hold_before(True)

    assert [colour_at(stage, x=x) for x in (0.1, 0.9)] == ["#20c040", "#20c040"]


def test_a_reference_of_another_shape_is_held_in_its_own(shell, stage, shelf):
    path = shelf.folder / "tall"
    plain(30, 90, "#2040c0").save(str(path), "PNG")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.rename(shelf.folder / sha256)
    tall = ReferenceImage(sha256=sha256, name="tall.png", width=30, height=90)
    request = GenerationRequest(prompt="wide", references=(tall,), seed=1)
    shell.stage_model.show(shelf.put(size=(90, 60), colour="#c02020", request=request))
    shell.settle()

    stage.hold_before(True)

    assert colour_at(stage) == "#2040c0"
    assert colour_at(stage, x=0.1) not in ("#2040c0", "#c02020")


def test_single_pixels_are_squares_above_200_percent(shell, stage, shelf):
    made = shelf.put(size=(80, 60), colour="#000000")
    image = plain(80, 60, "#000000")
    image.setPixelColor(40, 30, QColor("#ffffff"))
    image.save(str(made.path))
    shell.stage_model.show(made)
    shell.settle()
    stage.view.actual_size()
    for _ in range(4):
        stage.view.zoom_in()

    colours = {colour_at(stage, x=0.5 + step / 800, y=0.508) for step in range(-20, 30)}

    assert stage.view.zoom > 2
    assert colours == {"#000000", "#ffffff"}


def test_the_dividing_line_shows_both(qtbot, shell, stage, edited):
    shell.stage_model.show(edited)
    shell.settle()

    qtbot.mouseClick(stage.bar.compare, Qt.MouseButton.LeftButton)

    assert (colour_at(stage, x=0.2), colour_at(stage, x=0.8)) == ("#2040c0", "#c02020")


def test_the_dividing_line_follows_the_arrow_keys(qtbot, shell, stage, edited):
    shell.stage_model.show(edited)
    shell.settle()
    stage.bar.compare.setChecked(True)

    for _ in range(20):
        QTest.keyClick(stage.view, Qt.Key.Key_Left)

    assert stage.view.split == pytest.approx(0.1)


def test_the_dividing_line_is_dragged_with_the_mouse(qtbot, shell, stage, edited):
    shell.stage_model.show(edited)
    shell.settle()
    stage.bar.compare.setChecked(True)
    target = stage.view.transform.target()
    middle = QPoint(int(target.center().x()), int(target.center().y()))

    qtbot.mousePress(stage.view, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(stage.view, QPoint(int(target.left() + target.width() * 0.8), middle.y()))
    qtbot.mouseRelease(stage.view, Qt.MouseButton.LeftButton)

    assert stage.view.split == pytest.approx(0.8, abs=0.02)


def test_there_is_nothing_to_compare_without_a_reference(shell, stage, shelf):
    shell.stage_model.show(shelf.put())
    shell.settle()

    assert not stage.bar.compare.isEnabled()
    assert not stage.bar.hold.isEnabled()


def test_a_lost_reference_only_takes_the_comparison_away(shell, stage, shelf):
    gone = ReferenceImage(sha256="0" * 64, name="gone.png", width=8, height=8)
    request = GenerationRequest(prompt="x", references=(gone,))
    shell.stage_model.show(shelf.put(colour="#c02020", request=request))
    shell.settle()

    assert colour_at(stage) == "#c02020"
    assert not stage.bar.compare.isEnabled()


def test_100_percent_puts_one_pixel_on_one_pixel(qtbot, shell, stage, shelf):
    shell.stage_model.show(shelf.put(size=(80, 60)))
    shell.settle()

    qtbot.mouseClick(stage.bar.full, Qt.MouseButton.LeftButton)

    assert stage.view.zoom == pytest.approx(1.0)
    assert stage.view.transform.target().width() == 80 / stage.view.devicePixelRatioF()


def test_the_wheel_zooms(shell, stage, shelf):
    shell.stage_model.show(shelf.put(size=(800, 600)))
    shell.settle()
    before = stage.view.zoom
    at = QPointF(stage.view.rect().center())

    stage.view.wheelEvent(
        QWheelEvent(
            at,
            stage.view.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
    )

    assert stage.view.zoom == pytest.approx(before * 1.25)


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_the_middle_button_and_space_move_the_picture(qtbot, shell, stage, shelf, button):
    shell.stage_model.show(shelf.put(size=(800, 600)))
    shell.settle()
    stage.view.actual_size()
    before = stage.view.transform.target().topLeft()
    if button is Qt.MouseButton.LeftButton:
        QTest.keyPress(stage.view, Qt.Key.Key_Space)

    qtbot.mousePress(stage.view, button, pos=QPoint(200, 200))
    qtbot.mouseMove(stage.view, QPoint(230, 210))
    qtbot.mouseRelease(stage.view, button, pos=QPoint(230, 210))

    assert stage.view.transform.target().topLeft() - before == QPointF(30, 10)


def test_a_drag_moves_a_picture_that_is_larger_than_the_stage(qtbot, shell, stage, shelf):
    shell.stage_model.show(shelf.put(size=(2400, 1800)))
    shell.settle()
    stage.view.actual_size()
    before = stage.view.transform.target().topLeft()

    qtbot.mousePress(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mouseMove(stage.view, QPoint(230, 210))
    qtbot.mouseRelease(stage.view, Qt.MouseButton.LeftButton, pos=QPoint(230, 210))

    assert stage.view.transform.target().topLeft() - before == QPointF(30, 10)


def test_a_narrow_stage_keeps_the_signs_and_leaves_the_words_away(shell, stage, shelf):
    shell.stage_model.show(shelf.put())
    shell.settle()
    wide = stage.bar.width()

    shell.window.resize(700, 500)

    assert stage.bar.use.text() == ""
    assert stage.bar.use.accessibleName() == "Use as reference"
    assert stage.bar.sizeHint().width() < min(wide, stage.width())


def test_what_is_dropped_is_handed_on(qtbot, stage, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "fox.png"))])
    taken = []
    stage.dropped.connect(lambda mime: taken.append(mime.urls()[0].fileName()))

    stage.view.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )

    assert taken == ["fox.png"]


def update(job, state, **rest):
    return JobUpdate(job=job, state=state, **rest)


def test_a_running_job_is_told_in_words_and_a_bar(shell, stage, tmp_path):
    job = Job(request=GenerationRequest(prompt="x"), backend="practice", folder=tmp_path)
    progress = Progress(phase=Phase.RENDERING, done=12, total=28)

    shell.stage_model.on_update(update(job, JobState.RENDERING, progress=progress))

    assert "12" in stage.pill.words.text()
    assert stage.pill.bar.value() == round(1000 * 12 / 28)


def test_a_running_job_tells_the_time_left_as_its_row_does(tmp_path, qapp):
    clock = ManualClock()
    stage = StageViewModel(Tasks(HandTasks().submit), tmp_path.joinpath, words, clock)
    job = Job(request=GenerationRequest(prompt="x"), backend="practice", folder=tmp_path)

    for done in (0, 12):
        progress = Progress(phase=Phase.RENDERING, done=done, total=28)
        stage.on_update(update(job, JobState.RENDERING, progress=progress))
        clock.now += 6

    assert stage.note.text == "step 12 of 28 · 8 s left"


def test_a_job_that_never_left_the_machine_is_told_as_well(shell, stage, tmp_path):
    job = Job(request=GenerationRequest(prompt="x"), backend="practice", folder=tmp_path)
    progress = Progress(phase=Phase.RENDERING, done=3, total=10)

    shell.stage_model.on_update(update(job, JobState.QUEUED))
    waiting = stage.pill.isVisible()
    shell.stage_model.on_update(update(job, JobState.QUEUED, progress=progress))

    assert not waiting
    assert stage.pill.bar.value() == 300


def test_the_words_stay_with_one_job_until_it_ends(shell, stage, tmp_path):
    first, second = (
        Job(request=GenerationRequest(prompt=prompt), backend="practice", folder=tmp_path)
        for prompt in "ab"
    )
    shell.stage_model.on_update(update(first, JobState.RENDERING))

    shell.stage_model.on_update(update(second, JobState.RENDERING))
    during = shell.stage_model.note.job_id
    shell.stage_model.on_update(update(first, JobState.CANCELLED))
    shell.stage_model.on_update(update(second, JobState.RENDERING))

    assert (during, shell.stage_model.note.job_id) == (first.id, second.id)


def test_a_bar_that_knows_no_end_does_not_pretend_one(shell, stage, tmp_path):
    job = Job(request=GenerationRequest(prompt="x"), backend="practice", folder=tmp_path)

    shell.stage_model.on_update(update(job, JobState.SUBMITTED))

    assert stage.pill.bar.maximum() == 0


def test_the_first_picture_of_a_finished_job_goes_on_the_stage(shell, stage, shelf, tmp_path):
    job = Job(request=GenerationRequest(prompt="x"), backend="practice", folder=tmp_path)
    made = shelf.put(colour="#20c020")
    shell.stage_model.on_update(update(job, JobState.RENDERING))

    shell.stage_model.on_update(update(job, JobState.FINISHED, generations=(made,)))
    shell.settle()

    assert not stage.pill.isVisible()
    assert colour_at(stage) == "#20c020"


def test_what_takes_long_is_painted_off_the_window(shell, stage, shelf):
    made = shelf.put(size=(3000, 2000), colour="#c02020")
    shell.stage_model.show(made)
    shell.queue.waiting.popleft()()
    shell.queue.settle_answers()

    waiting = len(shell.queue.waiting)
    shell.settle()

    assert waiting == 1
    assert colour_at(stage) == "#c02020"


def drawing(job, colour, **rest):
    progress = Progress(phase=Phase.RENDERING, done=3, total=10)
    shown = jpeg(plain(32, 24, colour))
    return update(job, JobState.RENDERING, progress=progress, preview=shown, **rest)


@pytest.fixture
def drawn(tmp_path):
    """A job that makes a picture in the shape of its previews."""
    request = GenerationRequest(prompt="x", size=Size(width=1024, height=768))
    return Job(request=request, backend="practice", folder=tmp_path)


def is_close(colour, wanted):
    """JPEG does not keep a colour to the last digit."""
    parts = zip(QColor(colour).getRgb(), QColor(wanted).getRgb(), strict=True)
    return all(abs(one - other) < 6 for one, other in parts)


def test_the_picture_being_drawn_is_shown_as_large_as_it_will_be(shell, stage, shelf, drawn):
    shell.stage_model.show(shelf.put(colour="#20c020"))
    shell.settle()

    shell.stage_model.on_update(drawing(drawn, "#c02020"))
    shell.settle()

    assert is_close(colour_at(stage, x=0.9, y=0.9), "#c02020")
    assert (stage.view.transform.picture.width(), stage.bar.isVisible()) == (1024, False)


def test_a_newer_preview_takes_the_place_of_the_last(shell, stage, drawn):
    shell.stage_model.on_update(drawing(drawn, "#c02020"))
    shell.stage_model.on_update(drawing(drawn, "#2020c0"))
    shell.settle()

    assert is_close(colour_at(stage), "#2020c0")


def test_the_picture_comes_back_when_the_job_fails(shell, stage, shelf, drawn):
    shell.stage_model.show(shelf.put(colour="#20c020"))
    shell.stage_model.on_update(drawing(drawn, "#c02020"))
    shell.settle()

    shell.stage_model.on_update(update(drawn, JobState.FAILED))
    shell.settle()

    assert colour_at(stage) == "#20c020"
    assert stage.bar.isVisible()


def test_a_preview_that_comes_out_after_the_cancel_is_not_shown(shell, stage, shelf, drawn):
    shell.stage_model.show(shelf.put(colour="#20c020"))
    shell.settle()
    shell.stage_model.on_update(drawing(drawn, "#c02020"))

    shell.stage_model.on_update(update(drawn, JobState.CANCELLED))
    shell.settle()

    assert shell.stage_model.live.image.isNull()
    assert colour_at(stage) == "#20c020"


def test_the_preview_stays_until_the_finished_picture_is_there(shell, stage, shelf, drawn):
    shell.stage_model.on_update(drawing(drawn, "#c02020"))
    shell.settle()
    made = shelf.put(colour="#20c020")

    shell.stage_model.on_update(update(drawn, JobState.FINISHED, generations=(made,)))
    meanwhile = colour_at(stage)
    shell.settle()

    assert is_close(meanwhile, "#c02020")
    assert colour_at(stage) == "#20c020"


def test_another_picture_can_be_looked_at_meanwhile(qtbot, shell, stage, shelf, drawn):
    shell.stage_model.on_update(drawing(drawn, "#c02020"))
    shell.settle()

    shell.stage_model.show(shelf.put(colour="#20c020"))
    shell.stage_model.on_update(drawing(drawn, "#c02020"))
    shell.settle()
    looked_at = colour_at(stage)
    qtbot.mouseClick(stage.pill.watch, Qt.MouseButton.LeftButton)

    assert looked_at == "#20c020"
    assert is_close(colour_at(stage), "#c02020")


def test_a_preview_is_not_compared_with_the_reference_of_the_picture_behind_it(
    shell, stage, edited, drawn
):
    shell.stage_model.show(edited)
    shell.settle()
    stage.bar.compare.setChecked(True)

    shell.stage_model.on_update(drawing(drawn, "#20c0c0"))
    shell.settle()

    assert is_close(colour_at(stage, x=0.2), "#20c0c0")

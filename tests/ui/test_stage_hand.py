"""The stage under the hand: fingers, keys, difference, what is dragged out, what is missing."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QWheelEvent,
)
from PySide6.QtTest import QTest

from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import MarkChange, Pick
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest, ReferenceImage, Size
from flux2studio.imaging.metadata import embed
from flux2studio.services.clean_copies import CleanCopies
from flux2studio.services.picture_finding import PictureFinding
from flux2studio.ui.models.generation_list import HistoryRole
from flux2studio.ui.picture_mime import ids_in
from flux2studio.ui.stage_desk import StageDesk
from flux2studio.ui.viewmodels.stage_files import StageFiles
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.picture_view import PictureView
from tests.ui.shell_parts import jpeg, plain

KEEP = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def stage(shell, shelf):
    finding = PictureFinding(history=shelf.repository)
    shell.stage_model.files = StageFiles(thumbnail=shelf.service.thumbnail, find=finding.take)
    return shell.stage


@pytest.fixture
def desk(shell, shelf, tmp_path):
    desk = StageDesk(
        shelf.service,
        CleanCopies(tmp_path / "clean"),
        shell.stage_model,
        shell.history,
        shell.strip,
        shell.tasks,
    )
    desk.attach(shell.window, shell.panels)
    shell.filmstrip.chosen.connect(shell.stage_model.show)
    return desk


def show(shell, made):
    shell.stage_model.show(made)
    shell.settle()
    return made


def edited(shelf, colour="#c02020", before="#2040c0"):
    """A picture made from a reference of another colour."""
    path = shelf.folder / "before"
    plain(80, 60, before).save(str(path), "PNG")
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    path.rename(shelf.folder / sha256)
    reference = ReferenceImage(sha256=sha256, name="before.png", width=80, height=60)
    request = GenerationRequest(prompt="make it red", references=(reference,), seed=1)
    return shelf.put(size=(80, 60), colour=colour, request=request)


def colour_at(stage, x=0.5, y=0.5):
    target = stage.view.transform.target()
    at = QPoint(int(target.left() + target.width() * x), int(target.top() + target.height() * y))
    return stage.view.grab().toImage().pixelColor(at).name()


def wheel(view, angle=(0, 0), pixels=(0, 0), held=KEEP, phase=Qt.ScrollPhase.NoScrollPhase):
    at = QPointF(view.rect().center())
    view.wheelEvent(
        QWheelEvent(
            at,
            view.mapToGlobal(at),
            QPoint(*pixels),
            QPoint(*angle),
            Qt.MouseButton.NoButton,
            held,
            phase,
            False,
        )
    )


def pinch(view, value, kind=Qt.NativeGestureType.ZoomNativeGesture, delta=(0, 0)):
    pad = QPointingDevice(
        "pad",
        1,
        QInputDevice.DeviceType.TouchPad,
        QPointingDevice.PointerType.Finger,
        QInputDevice.Capability.Position,
        2,
        0,
    )
    at = QPointF(view.width() * 0.25, view.height() * 0.25)
    event = QNativeGestureEvent(kind, pad, 2, at, at, at, value, QPointF(*delta))
    QGuiApplication.sendEvent(view, event)
    return at


# Zoom and pan


def test_a_pinch_zooms_about_the_fingers(shell, stage, shelf):
    show(shell, shelf.put(size=(1600, 1200)))
    stage.view.actual_size()
    before = stage.view.transform

    at = pinch(stage.view, 0.2)

    after = stage.view.transform
    pixel = (at - before.target().topLeft()) / before.scale
    now = after.target().topLeft() + pixel * after.scale
    assert after.scale == pytest.approx(before.scale * 1.2)
    assert (now.x(), now.y()) == pytest.approx((at.x(), at.y()), abs=0.01)


def test_a_double_tap_shows_single_pixels_and_all_of_it_again(shell, stage, shelf):
    show(shell, shelf.put(size=(1600, 1200)))

    pinch(stage.view, 0, Qt.NativeGestureType.SmartZoomNativeGesture)
    near = stage.view.zoom
    pinch(stage.view, 0, Qt.NativeGestureType.SmartZoomNativeGesture)

    assert near == pytest.approx(1)
    assert stage.view.transform.fits


def test_two_fingers_move_the_picture_and_with_ctrl_zoom(shell, stage, shelf):
    show(shell, shelf.put(size=(1600, 1200)))
    stage.view.actual_size()
    before = stage.view.transform.target().topLeft()

    wheel(stage.view, (0, 40), (12, 20), phase=Qt.ScrollPhase.ScrollUpdate)
    moved = stage.view.transform.target().topLeft() - before
    held = Qt.KeyboardModifier.ControlModifier
    wheel(stage.view, (0, 60), (0, 20), held, Qt.ScrollPhase.ScrollUpdate)

    assert moved == QPointF(12, 20)
    assert stage.view.zoom > 1


def test_a_fine_wheel_zooms_a_little(shell, stage, shelf):
    show(shell, shelf.put(size=(800, 600)))
    stage.view._look(stage.view.transform.zoomed_to(2))

    wheel(stage.view, (0, 15))

    assert stage.view.zoom == pytest.approx(2 * 1.25 ** (15 / 120))


@pytest.mark.parametrize("way", [1, -1])
def test_zoom_in_steps_stops_at_100_percent(shell, stage, shelf, way):
    show(shell, shelf.put(size=(800, 600)))
    stage.view._look(stage.view.transform.zoomed_to(0.9 if way > 0 else 1.1))

    (stage.view.zoom_in if way > 0 else stage.view.zoom_out)()

    assert stage.view.zoom == 1.0
    assert stage.bar.zoom.text() == "100 %"


def test_arrow_keys_move_a_picture_larger_than_the_stage(shell, stage, shelf):
    show(shell, shelf.put(size=(2400, 1800)))
    stage.view.actual_size()
    stage.view.setFocus()
    before = stage.view.transform.target().topLeft()

    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(stage.view, key)

    assert stage.view.transform.target().topLeft() - before == QPointF(-64, -128)


# Before and after


def test_the_difference_is_shown_and_taken_back(shell, stage, shelf):
    show(shell, edited(shelf, "#c02020", "#2040c0"))

    stage.bar.difference.click()
    shell.settle()
    shown = colour_at(stage)
    stage.bar.difference.click()

    assert shown == "#a020a0"
    assert colour_at(stage) == "#c02020"


def test_the_line_and_the_difference_take_each_others_place(shell, stage, shelf):
    show(shell, edited(shelf))
    stage.bar.compare.click()

    stage.bar.difference.click()
    shell.settle()
    stage.bar.compare.click()

    assert not stage.bar.difference.isChecked()
    assert (colour_at(stage, x=0.2), colour_at(stage, x=0.8)) == ("#2040c0", "#c02020")


def test_holding_goes_before_the_difference(shell, stage, shelf):
    show(shell, edited(shelf))
    stage.bar.difference.click()
    shell.settle()

    stage.hold_before(True)

    assert colour_at(stage) == "#2040c0"


def test_without_a_reference_the_buttons_say_why_nothing_is_compared(shell, stage, shelf):
    show(shell, shelf.put())

    for button in (stage.bar.compare, stage.bar.hold, stage.bar.difference):
        assert not button.isEnabled()
        assert "without a reference" in button.toolTip()


# Out of the window


class Watched(PictureView):
    """Keeps what would be dragged; a drag itself waits for a hand."""

    def _drag_out(self, data):
        self.dragged = data


def drag(view, held=KEEP):
    middle = view.rect().center()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, held, middle)
    for step in (20, 40):
        move(view, middle + QPoint(step, 0), held)


def move(view, at, held):
    left = Qt.MouseButton.LeftButton
    point = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, point, view.mapToGlobal(point), Qt.MouseButton.NoButton, left, held
    )
    QGuiApplication.sendEvent(view, event)


@pytest.fixture
def view(qtbot, shell):
    view = Watched(shell.stage_model.draw)
    view.resize(400, 300)
    qtbot.addWidget(view)
    view.show()
    return view


def test_a_drag_takes_the_file_the_pixels_and_the_id(view, shelf):
    made = shelf.put(size=(64, 48))
    view.set_picture(plain(64, 48))
    view.carry(made)

    drag(view)

    assert [url.toLocalFile() for url in view.dragged.urls()] == [str(made.path)]
    assert view.dragged.imageData().size().width() == 64
    assert ids_in(view.dragged) == (made.id,)


def test_a_file_that_is_deleted_while_it_is_dragged_still_has_its_pixels(view, shelf):
    made = shelf.put(size=(64, 48))
    view.set_picture(plain(64, 48))
    view.carry(made)
    drag(view)

    made.path.unlink()

    assert view.dragged.urls()[0].toLocalFile() == str(made.path)
    assert view.dragged.imageData().size().width() == 64


def test_with_alt_a_clean_copy_is_dragged_once_it_is_made(shell, view, shelf, tmp_path):
    made = shelf.put("a secret fox", size=(64, 48))
    made.path.write_bytes(embed(made.path.read_bytes(), encode_recipe(made.recipe)))
    view.set_picture(plain(64, 48))
    view.carry(made)
    view.clean_copy = CleanCopies(tmp_path / "clean").make

    drag(view, Qt.KeyboardModifier.AltModifier)
    waits = not hasattr(view, "dragged")
    shell.settle()

    copy = view.dragged.urls()[0].toLocalFile()
    assert waits
    assert copy != str(made.path)
    assert b"secret" not in Path(copy).read_bytes()
    assert ids_in(view.dragged) == ()


def test_a_clean_copy_let_go_before_it_is_made_is_not_dragged(shell, view, shelf, tmp_path):
    view.set_picture(plain(64, 48))
    view.carry(shelf.put())
    view.clean_copy = CleanCopies(tmp_path / "clean").make
    drag(view, Qt.KeyboardModifier.AltModifier)

    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, KEEP, view.rect().center())
    shell.settle()

    assert not hasattr(view, "dragged")


def test_the_picture_is_copied_as_file_and_pixels(shell, stage, shelf, desk):
    made = show(shell, shelf.put(size=(64, 48)))
    stage.view.setFocus()

    QTest.keyClick(stage.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    data = QGuiApplication.clipboard().mimeData()
    assert data.urls()[0].toLocalFile() == str(made.path)
    assert QGuiApplication.clipboard().image().width() == 64
    assert "copied" in shell.window.messages.messages[0].sentence.text()


# What is missing


def test_a_missing_file_leaves_its_thumbnail_and_says_so_on_the_stage(shell, stage, shelf):
    failed = []
    shell.stage_model.failed.connect(failed.append)
    made = shelf.put(colour="#20c020", size=(640, 480))
    made.path.unlink()

    show(shell, made)

    assert failed == []
    assert stage.missing.isVisible()
    assert made.path.name in stage.missing.where.text()
    assert not stage.bar.isVisible()
    assert stage.view.transform.picture.width() == 640
    assert int(colour_at(stage, y=0.05)[3:5], 16) > 0xA0


def test_a_file_found_elsewhere_is_taken_for_the_missing_one(shell, stage, shelf, desk, tmp_path):
    made = shelf.put(colour="#20c020")
    made.path.write_bytes(embed(made.path.read_bytes(), encode_recipe(made.recipe)))
    shell.strip.add(made)
    moved = made.path.rename(tmp_path / "moved.png")
    show(shell, made)
    stage.missing.ask = lambda parent, chosen: chosen([str(moved)])

    stage.missing.find_it.click()
    shell.settle()

    assert not stage.missing.isVisible()
    assert colour_at(stage) == "#20c020"
    assert shell.strip.generation(0).path == moved


def test_another_file_is_refused_and_the_thumbnail_stays(qtbot, shell, stage, shelf):
    made, other = shelf.put(), shelf.put()
    made.path.unlink()
    show(shell, made)

    with qtbot.waitSignal(shell.stage_model.failed) as failed:
        stage.missing.found.emit(other.path)
        shell.settle()

    assert "not this picture" in str(failed.args[0])
    assert stage.missing.isVisible()


def test_a_drive_that_is_back_is_found_by_trying_again(shell, stage, shelf):
    made = shelf.put(colour="#20c020")
    away = made.path.rename(made.path.with_suffix(".away"))
    show(shell, made)
    away.rename(made.path)

    stage.missing.retry.click()
    shell.settle()

    assert not stage.missing.isVisible()
    assert colour_at(stage) == "#20c020"


# Jobs that do not take the stage


def job(tmp_path, prompt="x"):
    request = GenerationRequest(prompt=prompt, size=Size(width=1024, height=768))
    return Job(request=request, backend="practice", folder=tmp_path)


def drawing(of, colour):
    progress = Progress(phase=Phase.RENDERING, done=3, total=10)
    shown = jpeg(plain(32, 24, colour))
    return JobUpdate(job=of, state=JobState.RENDERING, progress=progress, preview=shown)


def finished(of, made):
    return JobUpdate(job=of, state=JobState.FINISHED, generations=(made,))


def test_a_result_waits_while_the_artist_looks_at_another_picture(shell, stage, shelf, tmp_path):
    show(shell, shelf.put(colour="#202020"))
    running = job(tmp_path)
    shell.stage_model.on_update(drawing(running, "#c02020"))
    shell.settle()
    show(shell, shelf.put(colour="#20c020"))

    shell.stage_model.on_update(finished(running, shelf.put(colour="#2020c0")))
    shell.settle()
    looked_at, offered = colour_at(stage), stage.arrived.isVisible()
    stage.arrived.show_it.click()
    shell.settle()

    assert (looked_at, offered) == ("#20c020", True)
    assert colour_at(stage) == "#2020c0"
    assert not stage.arrived.isVisible()


def test_a_job_begun_after_the_choice_has_the_stage(shell, stage, shelf, tmp_path):
    show(shell, shelf.put(colour="#202020"))
    show(shell, shelf.put(colour="#20c020"))
    running = job(tmp_path)
    shell.stage_model.on_update(drawing(running, "#c02020"))

    shell.stage_model.on_update(finished(running, shelf.put(colour="#2020c0")))
    shell.settle()

    assert colour_at(stage) == "#2020c0"


def test_a_preview_that_begins_later_waits_behind_the_choice(shell, stage, shelf, tmp_path):
    show(shell, shelf.put(colour="#202020"))
    running = job(tmp_path)
    shell.stage_model.on_update(JobUpdate(job=running, state=JobState.QUEUED))
    show(shell, shelf.put(colour="#20c020"))

    shell.stage_model.on_update(drawing(running, "#c02020"))
    shell.settle()
    looked_at, offered = colour_at(stage), stage.pill.watch.isVisible()
    stage.pill.watch.click()

    assert (looked_at, offered) == ("#20c020", True)
    assert shell.stage_model.live.image.width() == 32


def test_to_watch_again_brings_the_result_as_well(shell, stage, shelf, tmp_path):
    show(shell, shelf.put(colour="#202020"))
    running = job(tmp_path)
    shell.stage_model.on_update(drawing(running, "#c02020"))
    shell.settle()
    show(shell, shelf.put(colour="#20c020"))

    stage.pill.watch.click()
    shell.stage_model.on_update(finished(running, shelf.put(colour="#2020c0")))
    shell.settle()

    assert colour_at(stage) == "#2020c0"


def test_a_deleted_arrival_is_not_offered_any_more(shell, stage, shelf, tmp_path):
    show(shell, shelf.put(colour="#202020"))
    running = job(tmp_path)
    shell.stage_model.on_update(JobUpdate(job=running, state=JobState.QUEUED))
    show(shell, shelf.put())
    made = shelf.put()
    shell.stage_model.on_update(finished(running, made))

    shell.stage_model.forget(made)

    assert not stage.arrived.isVisible()


# Alone on the whole screen


def three(shell, shelf):
    made = [shelf.put(f"prompt {minutes}", minutes=minutes) for minutes in range(3)]
    for each in made:
        shell.strip.add(each)
    return made


def test_alone_there_is_only_the_picture_and_everything_comes_back(shell, stage, shelf, desk):
    show(shell, three(shell, shelf)[0])

    desk.toggle_alone()
    window = shell.window
    hidden = (window.header, window.status, shell.filmstrip, stage.bar)
    gone = [part.isVisible() for part in hidden]
    full = window.isFullScreen()
    stage.dismiss()

    assert gone == [False] * 4
    assert full
    assert [part.isVisible() for part in hidden] == [True] * 4
    assert not window.isFullScreen()
    assert window.studio.left_shown
    assert window.studio.right_shown


def test_arrows_walk_the_session_while_the_picture_fits(shell, stage, shelf, desk):
    made = three(shell, shelf)
    show(shell, made[0])
    desk.toggle_alone()
    stage.view._look(stage.view.transform.fitted())  # it touches the edges, which is no reach

    QTest.keyClick(stage.view, Qt.Key.Key_Right)
    shell.settle()
    second = shell.stage_model.shown
    QTest.keyClick(stage.view, Qt.Key.Key_Left)
    QTest.keyClick(stage.view, Qt.Key.Key_Left)
    shell.settle()

    assert second == made[1]
    assert shell.stage_model.shown == made[0]


def test_from_the_history_its_pictures_are_walked_and_it_comes_back(shell, stage, shelf, desk):
    made = [shelf.put(f"prompt {minutes}", minutes=minutes) for minutes in range(3)]
    shell.window.show_page(Page.HISTORY)
    shell.history.load()
    shell.settle()
    shell.history.choose(made[1])

    desk.toggle_alone()
    shell.settle()
    QTest.keyClick(stage.view, Qt.Key.Key_Right)
    shell.settle()
    desk.toggle_alone()

    assert shell.stage_model.shown == made[2]
    assert shell.window.page is Page.HISTORY
    assert shell.history.current == made[2]


def test_the_layout_kept_for_the_next_start_has_its_panels(shell, stage, shelf, desk):
    show(shell, three(shell, shelf)[0])
    desk.toggle_alone()

    shell.window.close()

    assert shell.window.studio.left_shown


# The menu


def test_the_menu_of_the_stage_copies_and_offers_the_greys(shell, stage, shelf, desk):
    made = show(shell, shelf.put())

    menu = stage.make_menu(made, stage)

    texts = [action.text() for action in menu.actions()]
    assert "Copy" in texts
    assert "Show on the stage" not in texts


# The grey around


def test_the_grey_around_is_chosen_and_kept(shell, stage, shelf):
    show(shell, shelf.put())

    shell.stage_model.ground.choose("middle")

    assert stage.view.grab().toImage().pixelColor(3, 3).name() == "#777777"


def test_an_empty_stage_stays_in_the_theme_that_its_words_are_for(shell, stage):
    before = stage.view.grab().toImage().pixelColor(3, 3).name()

    shell.stage_model.ground.choose("white")

    assert stage.view.grab().toImage().pixelColor(3, 3).name() == before


# Judging


def test_the_picture_on_the_stage_is_judged_by_keys_and_shows_it(shell, shelf, desk):
    made = show(shell, shelf.put("a fox"))
    shell.strip.add(made)
    shell.settle()
    assert shell.stage.marks.isHidden()

    QTest.keyClick(shell.stage.view, Qt.Key.Key_4)
    QTest.keyClick(shell.stage.bar.fit, Qt.Key.Key_P)
    shell.settle()

    (entry,) = shelf.service.entries_of([made.id])
    assert (entry.marks.rating, entry.marks.pick) == (4, Pick.PICKED)
    assert shell.stage.marks.isVisible()
    assert shell.stage.marks.accessibleName() == "picked, 4 stars"
    assert shell.window.status.said.text() == "picked, 4 stars"
    assert shell.strip.index(0).data(HistoryRole.MARKS) == entry.marks

    shell.stage_model.show(None)

    assert shell.stage.marks.isHidden()


def test_the_strip_knows_the_marks_of_earlier_days_and_leads_on_with_shift(shell, shelf, desk):
    for number in range(2):
        shell.strip.add(shelf.put(f"prompt {number}", minutes=number))
    newest, older = shell.strip.generation(0), shell.strip.generation(1)
    shell.settle()
    shell.history.marks.change(shelf.repository.numbers_of([older.id]), MarkChange(rating=2))
    shell.settle()
    shell.filmstrip.setCurrentIndex(shell.strip.index(0))

    QTest.keyClick(shell.filmstrip, Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)
    shell.settle()

    assert shell.strip.marks(newest.id).pick is Pick.REJECTED
    assert shell.stage_model.shown == older
    assert shell.stage.marks.accessibleName() == "2 stars"


def test_the_menu_of_the_stage_gives_stars(shell, shelf, desk):
    made = show(shell, shelf.put("a fox"))
    menu = shell.stage.make_menu(made, shell.stage)
    rate = next(action.menu() for action in menu.actions() if action.text() == "Rate")

    next(action for action in rate.actions() if action.text() == "★★★\t3").trigger()
    shell.settle()

    assert shelf.service.entries_of([made.id])[0].marks.rating == 3


@pytest.mark.parametrize("width", [240, 320, 420, 700])
def test_the_bar_cuts_no_button_however_narrow_the_stage_is(shell, shelf, stage, width):
    show(shell, edited(shelf))
    bar = stage.bar

    bar.fit_into(width)
    bar.layout().activate()

    assert bar.sizeHint().width() <= width
    assert bar.fit.isVisibleTo(bar)
    assert bar.compare.isVisibleTo(bar)
    assert bar.full.isVisibleTo(bar) == (width > 320)

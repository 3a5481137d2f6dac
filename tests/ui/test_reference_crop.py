"""Cropping a reference in its slot: the tool, what is sent of it, and what stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from flux2studio.core.cropping import Box, Crop
from flux2studio.core.request import Size
from flux2studio.ui.widgets.crop_dialog import CropDialog
from flux2studio.ui.widgets.crop_view import CropView
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import encoded

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LEFT_HALF = Crop(x=0, y=0, width=0.5, height=1)


def halves(width=400, height=200):
    """Red on the left, blue on the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, Qt.GlobalColor.blue)
    return image


@pytest.fixture
def bench(qtbot, tmp_path):
    bench = Bench(qtbot, folder=tmp_path)
    bench.compose.add_reference_bytes(encoded(halves()), "halves.png")
    bench.settle()
    return bench


@pytest.fixture
def slots(bench):
    return bench.compose_panel().references


@pytest.fixture
def dialog(bench, slots, qtbot):
    slots.crop_at(0)
    bench.settle()
    (dialog,) = slots.window().findChildren(CropDialog)
    qtbot.waitUntil(dialog.isVisible)
    dialog.view.setFocus()
    return dialog


@pytest.fixture
def view(qtbot):
    view = CropView(lambda work, done: done(work()))
    qtbot.addWidget(view)
    view.resize(440, 240)
    view.set_picture(halves(), Box(0, 0, 400, 200))
    view.show()
    return view


def drag(view, start, end):
    places = [view.place(*at).toPoint() for at in (start, end)]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=places[0])
    middle = QPoint((places[0].x() + places[1].x()) // 2, (places[0].y() + places[1].y()) // 2)
    for place in (middle, places[1]):
        QTest.mouseMove(view, place)
        move = QPointF(place)
        view.mouseMoveEvent(_moved(view, move))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=places[1])


def _moved(view, at):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    button = Qt.MouseButton.LeftButton
    where = QPointF(view.mapToGlobal(at.toPoint()))
    return QMouseEvent(
        QEvent.Type.MouseMove, at, where, button, button, Qt.KeyboardModifier.NoModifier
    )


def test_a_corner_is_pulled_and_the_frame_moved(view):
    drag(view, (400, 200), (300, 100))
    assert view.frame == (0, 0, 300, 100)

    drag(view, (150, 50), (200, 90))
    assert view.frame == (50, 40, 350, 140)


def test_a_frame_is_drawn_anew_outside_of_the_one_there(view):
    view.set_size(60, 60)
    drag(view, (200, 20), (300, 120))

    assert view.frame == (200, 20, 300, 120)


def test_a_shape_is_held_while_a_side_is_pulled(view):
    view.set_aspect(1.0)
    drag(view, (300, 100), (240, 100))

    assert view.frame.width == view.frame.height


def test_arrows_move_and_size_the_frame(view):
    view.set_size(100, 100)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left, CTRL)

    assert view.frame == (10, 1, 109, 101)


def test_a_double_click_frames_all_of_the_picture(view):
    view.set_size(50, 50)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.place(20, 20).toPoint())

    assert view.frame == (0, 0, 400, 200)


def test_the_crop_is_used_by_enter_and_the_picture_stays_whole(bench, slots, dialog):
    dialog.tools.width_box.setValue(200)
    QTest.keyClick(dialog.view, Qt.Key.Key_Return)
    bench.settle()

    reference = bench.compose.draft.references[0]
    assert reference.crop == LEFT_HALF
    assert reference.seen == Size(width=200, height=200)
    assert (reference.width, reference.height) == (400, 200)
    assert slots.buttons[0].accessibleName() == "Reference 1: halves.png, 200 × 200, cropped"


def test_the_slot_shows_the_crop(bench, slots, dialog):
    dialog.tools.width_box.setValue(200)
    dialog.use.click()
    bench.settle()

    shown = QImage.fromData(bench.compose.slots.slots[0].thumbnail)
    assert shown.pixelColor(shown.width() - 4, 4).red() > 200


def test_the_crop_is_one_step_back(bench, dialog):
    dialog.tools.width_box.setValue(200)
    dialog.use.click()
    bench.settle()
    bench.compose.undo()
    bench.settle()

    assert bench.compose.draft.references[0].crop is None


def test_leaving_changes_nothing(bench, dialog):
    before = bench.compose.draft
    dialog.tools.width_box.setValue(200)
    QTest.keyClick(dialog.view, Qt.Key.Key_Escape)

    assert bench.compose.draft == before


def test_the_whole_picture_comes_back(bench, slots, dialog):
    bench.compose.slots.set_crop(bench.compose.slots.slots[0].key, LEFT_HALF)
    dialog.tools.width_box.setValue(200)
    QTest.keyClick(dialog.view, Qt.Key.Key_Backspace)
    dialog.use.click()
    bench.settle()

    assert bench.compose.draft.references[0].crop is None


def test_the_shapes_are_those_of_the_result_and_the_usual_ones(dialog):
    names = [button.accessibleName() for button in dialog.tools.shapes]
    assert names == ["Free", "As result", "Square", "3 to 2", "4 to 3", "16 to 9"]

    dialog.tools.shapes[2].click()
    assert dialog.view.frame.width == dialog.view.frame.height
    dialog.tools.shapes[5].click()
    dialog.tools.turn.click()
    assert dialog.view.frame.height > dialog.view.frame.width


def test_what_would_be_sent_and_billed_is_said_before(bench, slots, qtbot):
    bench.compose.choose_model("fal/flux-2/lora/edit")
    slots.crop_at(0)
    bench.settle()
    dialog = slots.window().findChildren(CropDialog)[-1]

    assert dialog.facts.text() == "0.1 MP · 1 MP billed · ≈ $0.012"


def test_a_picture_that_is_gone_says_so_in_the_dialog(bench, slots, tmp_path):
    for file in tmp_path.iterdir():
        file.unlink()
    slots.crop_at(0)
    bench.settle()
    (dialog,) = slots.window().findChildren(CropDialog)

    assert "halves.png" in dialog.problem.text()
    assert not dialog.use.isEnabled()


def test_r_on_a_slot_opens_the_crop(bench, slots):
    slots.buttons[0].setFocus()
    QTest.keyClick(slots.buttons[0], Qt.Key.Key_R)

    assert slots.window().findChildren(CropDialog)


def test_the_size_as_reference_follows_the_crop(bench, slots):
    bench.compose.slots.set_crop(bench.compose.slots.slots[0].key, LEFT_HALF)
    bench.settle()
    menu = bench.shown[0].parameters.size_field.menu()
    action = next(action for action in menu.actions() if action.text().startswith("As reference 1"))

    assert action.text() == "As reference 1\t200 × 200"
    action.trigger()
    assert bench.compose.draft.size == Size(width=256, height=256)


def test_a_size_that_is_as_a_reference_stays_so_when_that_is_cropped(bench):
    bench.compose.edit(size=Size(width=512, height=256))
    bench.compose.slots.set_crop(bench.compose.slots.slots[0].key, LEFT_HALF)

    assert bench.compose.draft.size == Size(width=256, height=256)
    bench.compose.undo()
    assert bench.compose.draft.size == Size(width=512, height=256)


def test_a_large_picture_is_scaled_for_the_view_by_a_worker(qtbot):
    waiting = []
    view = CropView(lambda work, done: waiting.append((work, done)))
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_picture(QImage(8000, 6000, QImage.Format.Format_RGB32), Box(0, 0, 8000, 6000))

    assert waiting
    assert waiting[0][0]().size() == QSize(347, 260)

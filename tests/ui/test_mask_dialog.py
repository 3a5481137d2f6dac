"""The mask editor: painting by mouse and keyboard, keeping, leaving, and what is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QSlider

from flux2studio.core.request import Size
from flux2studio.ui.widgets.mask_dialog import MaskDialog
from flux2studio.ui.widgets.mask_view import Tool
from tests.ui.compose_bench import Bench
from tests.ui.compose_parts import encoded, picture

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def bench(qtbot, tmp_path):
    bench = Bench(qtbot, folder=tmp_path)
    bench.compose.add_reference_bytes(picture(200, 150), "valley.png")
    bench.settle()
    return bench


@pytest.fixture
def open_dialog(bench, qtbot):
    def open_dialog():
        reference = bench.compose.draft.references[0]
        dialog = MaskDialog(bench.compose.masks, reference, bench.ask)
        qtbot.addWidget(dialog)
        dialog.open()
        bench.settle()
        dialog.view.set_brush_size(20)
        return dialog

    return open_dialog


@pytest.fixture
def dialog(open_dialog):
    return open_dialog()


def place(view, x, y):
    """Where this pixel of the picture lies in the view."""
    target = view.transform.target()
    return (target.topLeft() + QPointF(x + 0.5, y + 0.5) * view.transform.scale).toPoint()


def drag(view, *points, button=LEFT):
    QTest.mousePress(view, button, pos=place(view, *points[0]))
    for point in points[1:]:
        QTest.mouseMove(view, place(view, *point))
    QTest.mouseRelease(view, button, pos=place(view, *points[-1]))


def marked(dialog, x, y):
    return dialog._layer.image.pixelColor(x, y).alpha() > 127


def mask_of(bench):
    return bench.compose.draft.references[0].mask


def kept(bench):
    return QImage(str(bench.references.path(mask_of(bench).sha256)))


def test_what_is_painted_becomes_the_mask_of_its_reference(bench, dialog):
    drag(dialog.view, (100, 75))

    dialog.use.click()
    bench.settle()

    assert not dialog.isVisible()
    assert (kept(bench).width(), kept(bench).height()) == (200, 150)
    assert kept(bench).pixelColor(100, 75) == QColor("white")
    assert kept(bench).pixelColor(10, 10) == QColor("black")


def test_a_mask_is_one_step_of_the_forms_undo_with_the_size_it_needs(bench, dialog):
    bench.compose.edit(size=Size(width=512, height=512))
    before = bench.compose.draft
    drag(dialog.view, (100, 75))
    dialog.use.click()
    bench.settle()
    assert bench.compose.draft.size == Size(width=336, height=256)

    bench.compose.undo()
    assert bench.compose.draft == before
    bench.compose.redo()
    assert mask_of(bench) is not None


def test_a_mask_is_opened_again_as_it_was(bench, open_dialog):
    first = open_dialog()
    drag(first.view, (100, 75))
    first.use.click()
    bench.settle()

    again = open_dialog()

    assert marked(again, 100, 75)
    assert not marked(again, 10, 10)


def test_opening_and_using_an_unchanged_mask_changes_nothing(bench, open_dialog):
    first = open_dialog()
    drag(first.view, (100, 75))
    first.use.click()
    bench.settle()
    before = bench.compose.draft

    open_dialog().use.click()
    bench.settle()

    assert bench.compose.draft == before


def test_cancel_leaves_everything_as_it_was_after_asking_once(bench, dialog):
    before = bench.compose.draft
    drag(dialog.view, (100, 75))

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.question.isVisible()
    dialog.question.discard.click()

    assert not dialog.isVisible()
    assert bench.compose.draft == before


def test_the_artist_can_go_on_painting_instead(dialog):
    drag(dialog.view, (100, 75))
    dialog.cancel.click()

    dialog.question.go_on.click()

    assert dialog.isVisible()
    assert not dialog.question.isVisible()
    assert marked(dialog, 100, 75)


def test_without_a_mark_it_closes_at_once(dialog):
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert not dialog.isVisible()


def test_nothing_marked_is_refused_and_the_editor_stays(bench, dialog):
    drag(dialog.view, (100, 75))
    dialog.tools.clear.click()

    dialog.use.click()
    bench.settle()

    assert "Nothing is marked" in dialog.problem.text()
    assert dialog.isVisible()
    assert mask_of(bench) is None
    assert dialog.use.isEnabled()


def test_a_cancel_while_it_is_kept_keeps_nothing(bench, dialog):
    drag(dialog.view, (100, 75))
    dialog.use.click()

    dialog.reject()
    bench.settle()

    assert mask_of(bench) is None


def test_the_right_button_takes_away_what_the_left_one_marks(dialog):
    drag(dialog.view, (40, 75), (160, 75))
    drag(dialog.view, (120, 75), (160, 75), button=RIGHT)

    assert marked(dialog, 50, 75)
    assert not marked(dialog, 150, 75)


@pytest.mark.parametrize(("tool", "inside"), [(Tool.RECTANGLE, (100, 60)), (Tool.LASSO, (60, 100))])
def test_rectangle_and_lasso_fill(dialog, tool, inside):
    dialog.tools.tools[tool].click()

    drag(dialog.view, (20, 20), (20, 130), (150, 130), (160, 120))

    assert marked(dialog, *inside)
    assert not marked(dialog, 190, 10)


def test_keys_choose_the_tools_and_the_size(dialog):
    for key, tool in (("r", Tool.RECTANGLE), ("l", Tool.LASSO), ("e", Tool.ERASER)):
        QTest.keyClick(dialog.view, key)
        assert dialog.view.tool is tool
        assert dialog.tools.tools[tool].isChecked()
    QTest.keyClick(dialog.view, "x")
    assert dialog.view.tool is Tool.BRUSH
    QTest.keyClick(dialog.view, Qt.Key.Key_BracketRight)
    assert dialog.view.brush_size > 20
    QTest.keyClick(dialog.view, Qt.Key.Key_BracketLeft)
    assert dialog.view.brush_size == pytest.approx(20, abs=1)


def test_slider_number_and_brush_show_the_same_size(dialog):
    dialog.tools.number.setValue(300)
    assert dialog.view.brush_size == 300

    dialog.tools.slider.setValue(0)
    assert dialog.view.brush_size == 1
    assert dialog.tools.number.value() == 1


def test_undo_and_redo_by_key(dialog):
    drag(dialog.view, (100, 75))

    QTest.keyClick(dialog.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not marked(dialog, 100, 75)
    assert dialog.tools.redo.isEnabled()
    QTest.keyClick(dialog.view, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert marked(dialog, 100, 75)


def test_the_keyboard_alone_can_paint(dialog):
    view = dialog.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Return)
    for _ in range(8):
        QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert marked(dialog, 100, 75)
    assert marked(dialog, 138, 75)
    assert not marked(dialog, 100, 100)


def test_the_keyboard_alone_can_mark_a_rectangle(dialog):
    view = dialog.view
    view.setFocus()
    QTest.keyClick(view, "r")
    QTest.keyClick(view, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Return)

    assert marked(dialog, 110, 85)
    assert not marked(dialog, 90, 85)


def wheel(view, turns, keys=Qt.KeyboardModifier.NoModifier):
    at = QPointF(view.rect().center())
    delta = QPoint(0, 120 * turns)
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        at, view.mapToGlobal(at), QPoint(), delta, Qt.MouseButton.NoButton, keys, phase, False
    )
    QApplication.sendEvent(view, event)


def test_the_wheel_zooms_and_with_ctrl_sizes_the_brush(dialog):
    zoom, size = dialog.view.zoom, dialog.view.brush_size

    wheel(dialog.view, 1)
    assert dialog.view.zoom > zoom
    zoom = dialog.view.zoom
    wheel(dialog.view, -1, Qt.KeyboardModifier.ControlModifier)
    assert dialog.view.brush_size < size
    assert dialog.view.zoom == zoom


def test_space_moves_the_picture_instead_of_painting(dialog):
    wheel(dialog.view, 8)
    before = dialog.view.transform.offset

    QTest.keyPress(dialog.view, Qt.Key.Key_Space)
    drag(dialog.view, (100, 75), (110, 80))
    QTest.keyRelease(dialog.view, Qt.Key.Key_Space)

    assert dialog.view.transform.offset != before
    assert not marked(dialog, 100, 75)


def test_a_mask_from_a_file_can_be_painted_on(bench, dialog, tmp_path):
    half = QImage(200, 150, QImage.Format.Format_Grayscale8)
    half.fill(QColor("black"))
    for x in range(100):
        for y in range(150):
            half.setPixelColor(x, y, QColor("white"))
    (tmp_path / "half.png").write_bytes(encoded(half))
    bench.files_to_choose = [tmp_path / "half.png"]

    dialog.tools.load.click()
    bench.settle()

    assert marked(dialog, 50, 75)
    assert not marked(dialog, 150, 75)
    dialog.tools.undo.click()
    assert not marked(dialog, 50, 75)


def test_a_mask_of_another_size_is_refused_and_nothing_is_lost(bench, dialog, tmp_path):
    (tmp_path / "small.png").write_bytes(picture(20, 20, "white"))
    bench.files_to_choose = [tmp_path / "small.png"]
    drag(dialog.view, (100, 75))

    dialog.tools.load.click()
    bench.settle()

    assert "another size" in dialog.problem.text()
    assert marked(dialog, 100, 75)


def test_a_picture_that_is_gone_says_so_and_nothing_can_be_painted(bench, open_dialog):
    bench.references.path(bench.compose.draft.references[0].sha256).unlink()

    dialog = open_dialog()

    assert "no longer there" in dialog.problem.text()
    assert not dialog.use.isEnabled()


def test_every_control_has_a_name_and_can_be_reached(dialog):
    controls = [
        child
        for kind in (QAbstractButton, QSlider, QAbstractSpinBox)
        for child in dialog.findChildren(kind)
        if child.isVisible()
    ]
    assert len(controls) > 10
    for control in [*controls, dialog.view]:
        assert control.accessibleName() or control.text()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus

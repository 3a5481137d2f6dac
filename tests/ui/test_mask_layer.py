"""MaskLayer: marks, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QImage

from flux2studio.ui.viewmodels.mask_layer import MaskLayer, as_layer, enclosed, rectangle


@pytest.fixture
def layer(qapp):
    return MaskLayer(QSize(100, 80))


def marked(layer, x, y):
    return layer.image.pixelColor(x, y).alpha()


def stroke(layer, *points, width=20, erase=False):
    layer.begin()
    for start, end in zip(points, points[1:] or points, strict=False):
        layer.stroke(QPointF(*start), QPointF(*end), width, erase=erase)
    layer.end()


def test_a_stroke_marks_what_lies_under_the_brush(layer):
    stroke(layer, (20, 40), (70, 40))

    assert marked(layer, 45, 40) == 255
    assert marked(layer, 45, 60) == 0


def test_a_single_click_marks_a_dot(layer):
    stroke(layer, (50, 40))

    assert marked(layer, 50, 40) == 255
    assert marked(layer, 70, 40) == 0


def test_the_eraser_takes_marks_away(layer):
    stroke(layer, (20, 40), (70, 40))
    stroke(layer, (45, 40), (70, 40), erase=True)

    assert marked(layer, 25, 40) == 255
    assert marked(layer, 60, 40) == 0


def test_only_what_changed_is_painted_again(layer, qtbot):
    with qtbot.waitSignal(layer.changed) as seen:
        layer.stroke(QPointF(50, 40), QPointF(60, 40), 10, erase=False)

    assert QRect(45, 35, 20, 10).intersects(seen.args[0])
    assert seen.args[0].width() < 30


def test_a_rectangle_covers_whole_pixels(layer):
    layer.begin()
    layer.fill(rectangle(QPointF(30.7, 50.2), QPointF(10.4, 20.8)), erase=False)
    layer.end()

    assert [marked(layer, x, 30) for x in (9, 10, 30, 31)] == [0, 255, 255, 0]


def test_a_lasso_marks_what_it_encloses_though_it_crosses_itself(layer):
    loop = [QPointF(x, y) for x, y in ((10, 10), (80, 10), (80, 70), (10, 70), (10, 5), (85, 5))]
    layer.begin()
    layer.fill(enclosed(loop), erase=False)
    layer.end()

    assert marked(layer, 45, 40) == 255


def test_undo_and_redo_walk_through_the_strokes(layer):
    stroke(layer, (20, 40))
    stroke(layer, (70, 40))

    layer.undo()
    assert (marked(layer, 20, 40), marked(layer, 70, 40)) == (255, 0)
    layer.undo()
    assert marked(layer, 20, 40) == 0
    assert not layer.can_undo
    layer.redo()
    layer.redo()
    assert (marked(layer, 20, 40), marked(layer, 70, 40)) == (255, 255)


def test_a_new_stroke_ends_the_way_forward(layer):
    stroke(layer, (20, 40))
    layer.undo()
    stroke(layer, (70, 40))

    assert not layer.can_redo


def test_a_stroke_that_changes_nothing_is_no_step(layer):
    stroke(layer, (20, 40), erase=True)

    assert not layer.can_undo


def test_invert_and_clear_can_be_taken_back(layer):
    stroke(layer, (20, 40))

    layer.invert()
    assert (marked(layer, 20, 40), marked(layer, 90, 10)) == (0, 255)
    layer.clear()
    assert marked(layer, 90, 10) == 0
    layer.undo()
    layer.undo()
    assert (marked(layer, 20, 40), marked(layer, 90, 10)) == (255, 0)


def test_a_mask_comes_back_as_it_was_kept(layer):
    stroke(layer, (20, 40))

    again = MaskLayer(QSize(100, 80), layer.grey())

    assert again.image == layer.image
    assert layer.grey().pixelColor(20, 40) == QColor("white")


def test_a_coloured_picture_marks_where_it_is_light(qapp):
    picture = QImage(10, 10, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    picture.setPixelColor(3, 3, QColor("black"))

    layer = as_layer(picture)

    assert layer.pixelColor(0, 0).alpha() == 255
    assert layer.pixelColor(3, 3).alpha() == 0


def test_the_steps_kept_take_only_so_much_memory(qapp):
    layer = MaskLayer(QSize(100, 100), undo_bytes=45_000)

    for _ in range(6):
        layer.invert()

    steps = 0
    while layer.can_undo:
        layer.undo()
        steps += 1
    assert steps == 4

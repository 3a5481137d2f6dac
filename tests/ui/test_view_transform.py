"""ViewTransform: a picture stays where the hand put it."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

from flux2studio.ui.widgets.view_transform import MARGIN, ViewTransform

sides = st.integers(1, 12_000)
scales = st.floats(0.05, 20)
points = st.builds(QPointF, st.floats(0, 800), st.floats(0, 600))


def transform(width=1000, height=500):
    return ViewTransform(picture=QSize(width, height), view=QSizeF(800, 600))


@given(sides, sides)
def test_a_fitted_picture_lies_wholly_inside_the_margins(width, height):
    target = transform(width, height).fitted().target()

    room = QRectF(0, 0, 800, 600).adjusted(MARGIN - 1, MARGIN - 1, 1 - MARGIN, 1 - MARGIN)
    assert room.contains(target)


@example(QPointF(0, 0), 1.0)  # the corner is a point like any other
@given(points, scales)
def test_zooming_keeps_the_pixel_under_the_pointer(about, scale):
    before = transform(4000, 3000).zoomed_to(0.5)
    pixel = (about - before.target().topLeft()) / before.scale

    after = before.zoomed_to(scale, about)

    now = after.target().topLeft() + pixel * after.scale
    if after.target().contains(about):  # at the rim the picture is held in the view instead
        assert now.x() == pytest.approx(about.x(), abs=0.01)
        assert now.y() == pytest.approx(about.y(), abs=0.01)


@given(st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), scales)
def test_a_picture_cannot_be_lost_outside_the_view(x, y, scale):
    moved = transform().zoomed_to(scale).panned(QPointF(x, y))

    assert moved.target().intersects(QRectF(0, 0, 800, 600))


def test_a_fitted_picture_follows_the_size_of_the_view():
    fitted = transform().fitted()

    assert fitted.resized(QSizeF(400, 300)).scale < fitted.scale


def test_a_zoomed_picture_keeps_its_scale_when_the_view_changes():
    zoomed = transform().zoomed_to(2)

    assert zoomed.resized(QSizeF(400, 300)).scale == 2


def test_another_picture_of_the_same_size_is_shown_at_the_same_place():
    zoomed = transform().zoomed_to(3).panned(QPointF(40, 0))

    assert zoomed.shown(QSize(1000, 500)) == zoomed
    assert zoomed.shown(QSize(500, 500)).fits


@given(st.floats(0.05, 15), points)
def test_another_picture_shows_the_part_that_one_shows(scale, about):
    seen = transform(1000, 800).zoomed_to(scale, about)
    larger = transform(2000, 1600).looking(seen.gaze())

    here, there = seen.target(), larger.target()
    assert there.width() == pytest.approx(here.width(), abs=0.01)
    assert there.center().x() == pytest.approx(here.center().x(), abs=0.01)
    assert there.center().y() == pytest.approx(here.center().y(), abs=0.01)


def test_a_picture_that_fits_is_followed_by_one_that_fits():
    assert transform(300, 900).zoomed_to(2).looking(transform().fitted().gaze()).fits

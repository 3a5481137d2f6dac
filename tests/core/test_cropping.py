"""The part of a picture that is used, and the frame it is chosen with."""

from __future__ import annotations

import math

from hypothesis import assume, given
from hypothesis import strategies as st

from flux2studio.core.crop_frame import Handle, moved, pulled, shaped, sized
from flux2studio.core.cropping import Box, Crop, box, crop_of

SIDES = st.integers(1, 9000)
ANY = st.floats(allow_nan=True, allow_infinity=True)
PULLS = st.floats(-5000, 15000)
ASPECTS = st.sampled_from([0.0, 1.0, 3 / 2, 2 / 3, 16 / 9, 9 / 16])
HANDLES = st.sampled_from([Handle(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1) if x or y])


@st.composite
def frames(draw, least=16):
    width, height = draw(st.integers(least, 9000)), draw(st.integers(least, 9000))
    left = draw(st.integers(0, width - least))
    top = draw(st.integers(0, height - least))
    right = draw(st.integers(left + least, width))
    bottom = draw(st.integers(top + least, height))
    return Box(left, top, right, bottom), width, height


def is_within(frame, width, height):
    across = 0 <= frame.left < frame.right <= width
    return across and 0 <= frame.top < frame.bottom <= height


@given(ANY, ANY, ANY, ANY, SIDES, SIDES)
def test_any_numbers_name_some_pixels_of_the_picture(x, y, across, down, width, height):
    assert is_within(box(Crop(x=x, y=y, width=across, height=down), width, height), width, height)


@given(frames(1))
def test_pixels_come_back_as_they_were_chosen(chosen):
    frame, width, height = chosen

    assert box(crop_of(frame, width, height), width, height) == frame


def test_the_whole_picture_is_no_crop():
    assert crop_of(Box(0, 0, 40, 30), 40, 30) is None
    assert box(None, 40, 30) == (0, 0, 40, 30)


@given(frames(), HANDLES, PULLS, PULLS, ASPECTS)
def test_a_frame_stays_in_its_picture_however_it_is_pulled(chosen, handle, x, y, aspect):
    frame, width, height = chosen
    new = pulled(frame, handle, x, y, width, height, aspect)

    assert is_within(new, width, height)
    if aspect == 0:
        assert min(new.width, new.height) >= 16


@given(frames(), st.integers(-9000, 9000), st.integers(-9000, 9000))
def test_a_frame_that_is_moved_keeps_its_size(chosen, x, y):
    frame, width, height = chosen
    new = moved(frame, x, y, width, height)

    assert is_within(new, width, height)
    assert (new.width, new.height) == (frame.width, frame.height)


@given(frames(64), ASPECTS, HANDLES, PULLS, PULLS)
def test_a_shape_is_kept_to_the_pixel_while_there_is_room(chosen, aspect, handle, x, y):
    frame, width, height = chosen
    assume(aspect and min(width, height) > 64)
    shape = shaped(frame, aspect, width, height)

    for new in (shape, pulled(shape, handle, x, y, width, height, aspect)):
        assert is_within(new, width, height)
        assert abs(new.width - new.height * aspect) <= 1 + aspect


@given(frames(), st.integers(1, 20000), st.integers(1, 20000), ASPECTS)
def test_a_size_that_is_typed_fits_the_picture(chosen, wide, high, aspect):
    frame, width, height = chosen

    assert is_within(sized(frame, wide, high, width, height, aspect), width, height)


def test_the_corner_opposite_is_held():
    frame = pulled(Box(10, 10, 50, 50), Handle(1, 1), 90, 70, 100, 100)

    assert frame == (10, 10, 90, 70)
    assert pulled(frame, Handle(-1, -1), 30, 20, 100, 100) == (30, 20, 90, 70)
    assert math.isclose(shaped(frame, 2.0, 100, 100).width / 2, 49, abs_tol=1)

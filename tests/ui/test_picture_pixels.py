"""What of a picture reaches the screen: pixel on pixel, in its own colours, sharp at any zoom."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from flux2studio.ui import mipmaps, pictures
from flux2studio.ui.widgets.picture_view import PictureView
from flux2studio.ui.widgets.zoom_view import ZoomView
from tests.ui.shell_parts import Queue, plain

ODD = (7, 5, 3, 9)  # margins, so that the view begins between two pixels of the device


def noise(width=101, height=77, form=QImage.Format.Format_RGB32):
    dice = random.Random(7)
    image = QImage(width, height, form)
    for y in range(height):
        for x in range(width):
            image.setPixel(x, y, 0xFF000000 | dice.getrandbits(24))
    return image


def at_once(work, done):
    done(work())


def shown_in_window(picture, size=(400, 300), kind=PictureView, draw=at_once):
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(*ODD)
    view = kind(draw)
    layout.addWidget(view)
    window.resize(*size)
    window.show()
    view.set_picture(picture)
    return window, view


def is_in(picture, screen):
    """Whether these very pixels are somewhere on the screen."""
    screen = screen.convertToFormat(QImage.Format.Format_RGB32)
    place = bytes(screen.constBits()).find(bytes(picture.constBits())[: picture.bytesPerLine()])
    y, x = divmod(place, screen.bytesPerLine())
    return place >= 0 and screen.copy(x // 4, y, picture.width(), picture.height()) == picture


def check_pixels():
    """Run in a process of its own, whose screen has another scale."""
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    picture = noise()
    window, view = shown_in_window(picture)
    assert view.devicePixelRatioF() == float(os.environ["QT_SCALE_FACTOR"])
    view.actual_size()
    for by in (QPointF(), QPointF(0.3, 0.7), QPointF(-11.26, 8.4)):
        view._look(view.transform.panned(by))
        assert is_in(picture, window.grab().toImage()), by
    app.processEvents()


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_at_100_percent_each_pixel_is_one_of_the_screen(scale):
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    code = "from tests.ui.test_picture_pixels import check_pixels; check_pixels()"

    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 0, done.stderr


def test_above_200_percent_a_pixel_is_a_square(qtbot):
    picture = plain(40, 30, "#000000")
    picture.setPixelColor(20, 15, QColor("#ffffff"))
    window, view = shown_in_window(picture)
    qtbot.addWidget(window)

    view._look(view.transform.zoomed_to(5.3))

    seen = view.grab().toImage()
    colours = {seen.pixelColor(x, y).name() for x in range(160, 240) for y in range(110, 180)}
    assert colours == {"#000000", "#ffffff"}


def test_below_200_percent_it_is_smooth(qtbot):
    picture = plain(40, 30, "#000000")
    picture.setPixelColor(20, 15, QColor("#ffffff"))
    window, view = shown_in_window(picture)
    qtbot.addWidget(window)

    view._look(view.transform.zoomed_to(1.7))
    view._settle()

    seen = view.grab().toImage()
    greys = {seen.pixelColor(x, y).red() for x in range(190, 215) for y in range(120, 160)}
    assert len(greys) > 2


@pytest.mark.parametrize("zoom", [0.3, 0.77, 1.4, 2.0])
def test_what_a_worker_made_joins_what_is_painted_at_once_without_a_seam(qtbot, zoom):
    """A picture of bands: a part that lay beside its place would break them."""
    picture = plain(1200, 900, "#303030")
    for y in range(0, 900, 30):
        for x in range(1200):
            for row in range(y, y + 12):
                picture.setPixel(x, row, 0xFFC0C0C0)
    queue = Queue()
    window, view = shown_in_window(
        mipmaps.mipmaps(picture), draw=lambda work, done: queue.submit(lambda: done(work()))
    )
    qtbot.addWidget(window)
    view._look(view.transform.zoomed_to(zoom))
    view._settle()
    before = view.grab().toImage()
    while queue.waiting:
        queue.waiting.popleft()()
    view._look(view.transform.panned(QPointF(-90, -70)))  # partly beyond what was made

    after = view.grab().toImage()

    target = view.transform.target()
    inside = target.toAlignedRect().intersected(view.rect()).adjusted(4, 4, -4, -4)
    assert before.size() == after.size()
    for x in range(inside.left(), inside.right(), 7):
        for y in range(inside.top(), inside.bottom(), 5):
            one, other = (
                after.pixelColor(x, y).red(),
                after.pixelColor(inside.center().x(), y).red(),
            )
            assert abs(one - other) <= 24


def test_no_full_picture_is_scaled_in_the_window(qtbot):
    """What is asked of the worker is what is seen and a little around it."""
    asked = []
    picture = mipmaps.mipmaps(plain(4000, 3000))
    window, view = shown_in_window(picture, draw=lambda work, done: asked.append(work.args))
    qtbot.addWidget(window)

    asked.clear()
    view._picture._wanted = None
    view._look(view.transform.zoomed_to(0.9))
    view._settle()

    (_, size, rect), *rest = asked
    assert not rest
    assert size == QSize(3600, 2700)
    assert rect.width() <= 1.6 * view.width()


def test_a_smaller_copy_is_painted_where_it_has_pixels_enough():
    levels = mipmaps.mipmaps(plain(4096, 2048))

    assert [level.width() for level in levels.levels] == [4096, 2048, 1024, 512, 256]
    assert levels.at_least(700).width() == 1024
    assert levels.at_least(5000).width() == 4096


@pytest.mark.parametrize("space", ["DisplayP3", "AdobeRgb"])
def test_a_picture_of_a_wide_colour_space_is_shown_in_the_colours_of_the_screen(tmp_path, space):
    named = QColorSpace(getattr(QColorSpace.NamedColorSpace, space))
    image = plain(8, 8, "#c06040")
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    wide = image.convertedToColorSpace(named)
    path = tmp_path / "wide.png"
    wide.save(str(path), "PNG")

    shown = pictures.read(path).pixelColor(4, 4)

    assert wide.pixelColor(4, 4).name() != "#c06040"
    for one, other in zip(shown.getRgb(), QColor("#c06040").getRgb(), strict=True):
        assert abs(one - other) <= 1


def test_a_checkerboard_lies_under_what_can_be_seen_through(qtbot):
    picture = QImage(80, 60, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    window, view = shown_in_window(picture)
    qtbot.addWidget(window)

    view.actual_size()

    seen = view.grab().toImage()
    place = view.transform.target().toAlignedRect()
    colours = {
        seen.pixelColor(x, y).name()
        for x in range(place.left() + 4, place.right() - 4)
        for y in range(place.top() + 4, place.bottom() - 4)
    }
    assert len(colours) == 2


def test_the_grey_around_the_picture_is_the_one_chosen(qtbot):
    window, view = shown_in_window(plain(), kind=ZoomView)
    qtbot.addWidget(window)

    view.set_ground(QColor(119, 119, 119))

    assert view.grab().toImage().pixelColor(2, 2).name() == "#777777"


def test_the_difference_is_black_where_nothing_differs():
    one, other = plain(40, 30, "#806040"), plain(40, 30, "#806040")
    other.setPixelColor(10, 10, QColor("#a06040"))

    found = mipmaps.difference(mipmaps.single(one), mipmaps.single(other))

    assert found.picture.image.pixelColor(0, 0).name() == "#000000"
    assert found.picture.image.pixelColor(10, 10).name() == "#200000"
    assert not found.is_none


def test_the_difference_of_a_picture_and_itself_says_so():
    picture = mipmaps.single(noise())

    assert mipmaps.difference(picture, picture).is_none


def test_the_difference_to_a_smaller_one_is_taken_in_the_size_of_the_picture():
    found = mipmaps.difference(
        mipmaps.mipmaps(plain(2000, 1000, "#404040")), mipmaps.single(plain(200, 100, "#303030"))
    )

    assert found.picture.whole == QSize(2000, 1000)
    assert found.picture.image.pixelColor(999, 500).name() == "#101010"

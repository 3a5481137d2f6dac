"""ThumbnailLoader: newest first, stale ones dropped, what is painted stays."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from flux2studio.core.errors import PictureError
from flux2studio.ui.thumbnail_form import Form
from flux2studio.ui.thumbnails import WAITING_MAX, ThumbnailLoader
from tests.ui.shell_parts import Queue, jpeg, plain


@pytest.fixture
def queue(qapp):
    return Queue()


@pytest.fixture
def loader(queue):
    return ThumbnailLoader(queue.submit)


def test_a_picture_asked_for_is_there_after_ready(qtbot, loader, queue):
    with qtbot.waitSignal(loader.ready) as ready:
        loader.request("a", lambda: jpeg(plain(32, 24)))
        queue.settle()

    assert ready.args == ["a"]
    assert loader.pixmap("a").width() == 32


def test_the_newest_request_is_served_first(loader, queue):
    served = []
    for key in "abc":
        loader.request(key, lambda key=key: served.append(key) or jpeg(plain()))

    queue.settle()

    assert served == ["c", "b", "a"]


def test_what_was_scrolled_away_long_ago_is_never_loaded(loader, queue):
    served = []
    for number in range(WAITING_MAX + 3):
        loader.request(str(number), lambda number=number: served.append(number) or jpeg(plain()))

    queue.settle()

    assert min(served) == 3


def test_asking_twice_loads_once(loader, queue):
    served = []
    for _ in range(2):
        loader.request("a", lambda: served.append("a") or jpeg(plain()))

    queue.settle()

    assert served == ["a"]


def test_a_picture_that_cannot_be_read_is_missing_and_not_asked_for_again(loader, queue):
    def fail():
        raise PictureError("gone")

    loader.request("a", fail)
    queue.settle()
    loader.request("a", lambda: jpeg(plain()))
    queue.settle()

    assert loader.is_missing("a")
    assert loader.pixmap("a") is None


def test_a_forgotten_picture_is_loaded_again(loader, queue):
    loader.request("a", lambda: b"no picture")
    queue.settle()

    loader.forget("a")
    loader.request("a", lambda: jpeg(plain()))
    queue.settle()

    assert loader.pixmap("a") is not None


def test_the_least_recently_painted_picture_goes_first(queue):
    loader = ThumbnailLoader(queue.submit, room=4 * 64 * 64 * 4)
    big = jpeg(plain(64, 64))
    for key in "abcd":
        loader.request(key, lambda: big)
        queue.settle()
    loader.pixmap("a")
    loader.request("e", lambda: big)
    queue.settle()

    assert loader.pixmap("a") is not None
    assert loader.pixmap("b") is None


def test_nothing_is_decoded_before_a_worker_takes_it(loader, queue):
    loader.request("a", lambda: jpeg(plain()))
    QApplication.processEvents()

    assert loader.pixmap("a") is None
    assert len(queue.waiting) == 1


FORM = Form(40, 30, 1.0, 6, "#102030", "#405060")


def test_a_picture_comes_in_the_form_of_its_cell(loader, queue):
    loader.request("a", lambda: jpeg(plain(64, 48, "#c06040")), FORM)
    queue.settle()

    image = loader.pixmap("a", FORM).toImage()
    assert (image.width(), image.height()) == (40, 30)
    assert image.pixelColor(0, 0).name() == FORM.corner
    assert near(image.pixelColor(20, 15), "#c06040")
    assert loader.pixmap("a") is None


def test_a_picture_of_another_shape_is_shown_whole_on_the_ground(loader, queue):
    loader.request("a", lambda: jpeg(plain(300, 60, "#c06040")), FORM)
    queue.settle()

    image = loader.pixmap("a", FORM).toImage()
    assert near(image.pixelColor(20, 15), "#c06040")
    assert image.pixelColor(20, 5).name() == FORM.ground


def test_a_small_picture_fills_its_cell_too(loader, queue):
    loader.request("a", lambda: jpeg(plain(8, 6, "#c06040")), FORM)
    queue.settle()

    assert near(loader.pixmap("a", FORM).toImage().pixelColor(38, 15), "#c06040")


def test_corners_without_a_colour_are_seen_through(loader, queue):
    form = FORM._replace(corner="")
    loader.request("a", lambda: jpeg(plain(64, 48)), form)
    queue.settle()

    image = loader.pixmap("a", form).toImage()
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(20, 15).alpha() == 255


def test_lower_corners_can_be_square(loader, queue):
    form = FORM._replace(square_foot=True)
    loader.request("a", lambda: jpeg(plain(64, 48, "#c06040")), form)
    queue.settle()

    assert near(loader.pixmap("a", form).toImage().pixelColor(0, 29), "#c06040")


def test_another_form_stands_in_until_the_one_asked_for_is_there(loader, queue):
    other = FORM._replace(width=80, height=60)
    loader.request("a", lambda: jpeg(plain(64, 48)), FORM)
    queue.settle()

    assert loader.pixmap("a", other) is None
    assert loader.stand_in("a").width() == FORM.width


def test_a_form_that_is_painted_no_more_is_not_made(loader, queue):
    served = []
    loader.request("a", lambda: served.append("a") or jpeg(plain()), FORM)
    loader.request("b", lambda: served.append("b") or jpeg(plain()))

    loader.withdraw(FORM)
    queue.settle()

    assert served == ["b"]


def test_what_was_missing_is_looked_for_again_when_asked(loader, queue):
    loader.request("a", lambda: b"no picture", FORM)
    queue.settle()

    loader.try_again()
    loader.request("a", lambda: jpeg(plain()), FORM)
    queue.settle()

    assert loader.pixmap("a", FORM) is not None


def near(colour, name):
    wanted = QColor(name)
    pairs = zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True)
    return all(abs(one - other) < 8 for one, other in pairs)

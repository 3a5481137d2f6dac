"""ThumbnailLoader: newest first, stale ones dropped, what is painted stays."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from flux2studio.core.errors import PictureError
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


def test_the_least_recently_painted_picture_goes_first(loader, queue):
    big = jpeg(plain(2048, 2048))  # 16 MB each as pixels
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

"""Collector: what belongs to the UI thread is taken down there, whoever makes too many objects."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from flux2studio.ui.collector import Collector


class Knot(QObject):
    """Holds itself, so that only the collector ever lets it go."""

    def __init__(self, ends):
        super().__init__()
        self.itself = self
        self.ends = ends

    def __del__(self):
        self.ends.append(threading.current_thread())


@pytest.fixture
def collector(qapp):
    collector = Collector()
    yield collector
    collector.close()
    gc.disable()  # as tests of the window run


def make_many():
    return [[number] for number in range(200_000)]


def on_a_worker(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_worker_that_makes_many_objects_takes_nothing_down(collector):
    ends = []
    Knot(ends)

    on_a_worker(make_many)

    assert ends == []


def test_the_ui_thread_takes_it_down_soon_after(qtbot, collector):
    ends = []
    Knot(ends)

    made = make_many()
    qtbot.waitUntil(lambda: ends == [threading.current_thread()])

    assert len(made) == 200_000


def test_once_closed_python_collects_by_itself_again(qapp):
    Collector().close()

    assert gc.isenabled()
    gc.disable()


def test_what_is_spared_is_looked_at_no_more_until_the_end(collector):
    before = gc.get_freeze_count()
    kept = [[number] for number in range(1000)]

    collector.spare()

    assert gc.get_freeze_count() >= before + len(kept)
    collector.close()
    assert gc.get_freeze_count() == 0

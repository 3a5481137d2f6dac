"""Speed and time left of a download, told calmly."""

import pytest

from flux2studio.core.errors import UnreachableError
from flux2studio.core.model_files import DownloadState
from flux2studio.services.model_progress import Tally


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def told():
    return []


def test_an_even_stream_has_its_speed_and_its_time_left(clock, told):
    tally = Tally({"a": 10_000_000}, {}, told.append, clock)
    for step in range(1, 101):
        clock.now = step / 20
        tally.came("a", step * 50_000)

    last = told[-1]
    assert last.bytes_per_second == pytest.approx(1_000_000, rel=0.05)
    assert last.seconds_left == pytest.approx((10_000_000 - last.done_bytes) / 1e6, rel=0.05)
    assert last.total_bytes == 10_000_000


def test_it_is_told_at_most_ten_times_a_second(clock, told):
    tally = Tally({"a": 10_000_000}, {}, told.append, clock)
    for step in range(1000):
        clock.now = step / 1000
        tally.came("a", step)

    assert len(told) <= 10


def test_what_was_there_before_counts_as_done_and_not_as_speed(clock, told):
    tally = Tally({"a": 1000, "b": 1000}, {"a": 1000, "b": 500}, told.append, clock)
    clock.now = 5.0
    tally.came("b", 500)

    assert (told[-1].done_bytes, told[-1].bytes_per_second) == (1500, 0)
    assert told[-1].seconds_left is None


def test_nobody_knows_the_time_left_at_first(clock, told):
    tally = Tally({"a": 1000}, {}, told.append, clock)
    clock.now = 0.5
    tally.came("a", 100)

    assert told[-1].seconds_left is None


def test_a_wait_is_told_at_once_with_its_reason_until_bytes_come(clock, told):
    problem = UnreachableError("The site is busy.")
    tally = Tally({"a": 1000}, {}, told.append, clock)
    tally.wait("a", problem)
    assert (told[-1].state, told[-1].problem) == (DownloadState.WAITING, problem)

    clock.now = 1.0
    tally.came("a", 10)

    assert (told[-1].state, told[-1].problem) == (DownloadState.FETCHING, None)


def test_checking_is_told_when_nothing_else_is_on_its_way(clock, told):
    tally = Tally({"a": 10, "b": 10}, {}, told.append, clock)
    for clock.now, tell in ((1, lambda: tally.came("b", 1)), (2, lambda: tally.check("a"))):
        tell()
    assert told[-1].state is DownloadState.FETCHING

    clock.now = 3
    tally.end("b")

    assert told[-1].state is DownloadState.CHECKING

"""What the artist did last is done before the window is gone."""

import threading

from flux2studio.services.background import Background


def test_work_that_was_asked_for_is_finished_at_the_end():
    background, hold, done = Background("test", workers=1), threading.Event(), []
    background.submit(lambda: hold.wait(10))
    for number in range(3):
        background.submit(lambda number=number: done.append(number))
    threading.Timer(0.05, hold.set).start()

    background.close()

    assert done == [0, 1, 2]


def test_work_for_the_eyes_only_is_dropped():
    background, hold, done = Background("test", workers=1), threading.Event(), []
    began = threading.Event()
    background.submit(lambda: (began.set(), hold.wait(10)))
    assert began.wait(10)
    background.submit(lambda: done.append("too late"))
    threading.Timer(0.05, hold.set).start()

    background.close(finish=False)

    assert done == []


def test_work_that_comes_after_the_end_is_ignored():
    background, done = Background("test", workers=1), []
    background.close()

    background.submit(lambda: done.append("late"))

    assert done == []

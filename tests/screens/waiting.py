"""Waits with the window alive and the workers running (``QTest.qWait`` keeps them out)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

SETTLE_MS = 350
PATIENCE_MS = 30_000


def wait(milliseconds: int = SETTLE_MS) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], bool]) -> None:
    waited = QElapsedTimer()
    waited.start()
    while not condition():
        assert waited.elapsed() < PATIENCE_MS, "the window never got there"
        wait(20)
    wait()

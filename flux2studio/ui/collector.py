"""Has Python's cyclic garbage collected in the UI thread alone.

Python collects in whichever thread makes one object too many. A worker that did would take down
the timers and widgets of a dialog closed long ago, and Qt aborts the app for that.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

LOOK_MS = 1000


class Collector(QObject):
    """From its making on until ``close``, nothing is collected but by this object's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def close(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def spare(self) -> None:
        """Look no more at what there is now: modules, classes and the window stay to the end.

        Most of all objects are such, and a look at each would hold up the window.
        """
        gc.freeze()

    def look(self) -> None:
        """Collect as much as Python would by now: the oldest objects seldom, the newest often."""
        counts, most = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > most[generation]:
                gc.collect(generation)
                return

"""A compose panel, a LoRA panel and a job panel on real view models, ready to be used."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.widgets.compose_panel import ComposePanel
from flux2studio.ui.widgets.job_panel import JobPanel
from flux2studio.ui.widgets.lora_panel import LoraPanel
from tests.ui.compose_parts import (
    CLAY,
    DUSK,
    INK,
    TEAL,
    Commands,
    HandTasks,
    ManualClock,
    MemoryLibrary,
    MemoryReferences,
    PlainThumbnails,
    Starter,
    catalogue,
    picture,
)


class Bench:
    def __init__(self, qtbot, draft=None, loras=(INK, DUSK, CLAY, TEAL), folder=None, records=None):
        self.qtbot = qtbot
        self.hand = HandTasks()
        self.tasks = Tasks(self.hand.submit)
        self.references = MemoryReferences(folder)
        self.shelf = records or MemoryLibrary(*loras)
        self.start = Starter()
        self.clock = ManualClock()
        self.saved = []
        self.files_to_choose = []
        self.shown = []
        self.compose = ComposeViewModel(
            catalogue(),
            draft,
            self.start,
            self.references,
            self.tasks,
            self.saved.append,
            self.clock,
        )
        self.loras = LorasViewModel(
            self.shelf, self.tasks, self.compose.add_lora, form=self.compose
        )
        self.loras.load()
        self.bridge = JobBridge()
        self.commands = Commands()
        self.jobs = JobsViewModel(
            self.bridge, self.commands, PlainThumbnails(), self.tasks, self.clock
        )
        self.settle()

    def settle(self):
        """Run what waits on worker threads, and deliver the results."""
        self.qtbot.waitUntil(lambda: self.hand.run_all() or not self.tasks.busy)

    def ask(self, parent, chosen):
        """Stand in for a file dialog that is answered at once."""
        chosen(list(self.files_to_choose))

    def compose_panel(self, width=346, height=760):
        return self._shown(ComposePanel(self.compose, self.loras, self.ask), width, height)

    def lora_panel(self, width=260, height=600):
        return self._shown(LoraPanel(self.loras), width, height)

    def job_panel(self, width=346, height=300):
        return self._shown(JobPanel(self.jobs), width, height)

    def _shown(self, widget, width, height):
        self.qtbot.addWidget(widget)
        self.shown.append(widget)
        widget.resize(width, height)
        with self.qtbot.waitExposed(widget):
            widget.show()
        widget.activateWindow()
        return widget

    def fill(self, names=("valley.png", "paper.png")):
        for number, name in enumerate(names):
            self.compose.add_reference_bytes(picture(colour=f"#{number + 1}0a0c0"), name)
        self.settle()


def drop(widget, mime, keys=Qt.KeyboardModifier.NoModifier):
    """Drag ``mime`` over a widget and let it go, as the window system would."""
    return _drop(widget, mime, keys, Qt.DropAction.CopyAction) is not None


def drop_to_move(widget, mime):
    """Drop what its program would rather move; return what it is told became of the drag."""
    actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
    return _drop(widget, mime, Qt.KeyboardModifier.ShiftModifier, actions)


def _drop(widget, mime, keys, actions):
    place, buttons = QPoint(10, 10), Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place, actions, mime, buttons, keys)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return None
    let_go = QDropEvent(QPointF(place), actions, mime, buttons, keys)
    QApplication.sendEvent(widget, let_go)
    return let_go.dropAction()


def urls(*links):
    mime = QMimeData()
    mime.setUrls([QUrl(link) for link in links])
    return mime


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime

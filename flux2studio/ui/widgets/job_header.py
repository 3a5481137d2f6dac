"""The head of the jobs: how many run and wait, how long that takes, pause, and what is for all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from flux2studio.core.job import Hold
from flux2studio.ui import icons
from flux2studio.ui.keymap import with_key
from flux2studio.ui.models.job_model import Group
from flux2studio.ui.viewmodels.jobs import JobsViewModel
from flux2studio.ui.widgets.fields import ElidedLabel, label, set_property
from flux2studio.ui.widgets.rounded import rounded


class JobHeader(QWidget):
    def __init__(self, jobs: JobsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._is_strip = False
        self.summary = ElidedLabel()
        set_property(self.summary, "role", "label")
        self.summary.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.fold = QToolButton()  # shows the rows where the window is too low for them
        self.fold.setProperty("role", "icon")
        self.fold.hide()
        self.pause = QToolButton()
        self.pause.setProperty("role", "icon")
        self.more = QToolButton()
        self.more.setProperty("role", "icon")
        icons.set_icon(self.more, "more", icons.Tone.SOFT)
        self.more.setAccessibleName(self.tr("All jobs"))
        self.more.setToolTip(self.tr("For all jobs"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = rounded(QMenu(self.more))
        self.more.setMenu(self.menu)
        self.cancel_running = self._entry(self.tr("Cancel what runs"), jobs.cancel_running)
        self.cancel_waiting = self._entry(self.tr("Remove all that wait"), jobs.cancel_waiting)
        self.cancel_all = self._entry(self.tr("Cancel all"), jobs.cancel_all)
        self.menu.addSeparator()
        self.clear = self._entry(self.tr("Clear finished (pictures stay)"), jobs.clear_done)
        self._lay_out()
        self.menu.aboutToShow.connect(self._show_entries)
        self.pause.clicked.connect(self._on_pause)
        jobs.summary_changed.connect(self._show_summary)
        jobs.hold_changed.connect(self._show_hold)
        self._show_summary()
        self._show_hold()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(label(self.tr("Jobs")))
        row.addSpacing(6)
        row.addWidget(self.summary, 1)
        row.addSpacing(6)
        row.addWidget(self.fold)
        row.addWidget(self.pause)
        row.addWidget(self.more)

    def show_fold(self, *, is_strip: bool, is_open: bool) -> None:
        """``is_strip``: no row is in view, so that this line is all there is to tell."""
        self._is_strip = is_strip
        words = self.tr("Show the jobs") if is_strip else self.tr("Hide the jobs")
        icons.set_icon(self.fold, "chevron-up" if is_strip else "chevron-down", icons.Tone.SOFT)
        self.fold.setAccessibleName(words)
        self.fold.setToolTip(words)
        self.fold.setVisible(is_strip or is_open)
        self._show_summary()

    def _show_summary(self) -> None:
        nothing = self.tr("Nothing is running.") if self._is_strip else ""
        self.summary.say(self._jobs.summary or nothing)

    def _entry(self, text: str, act: Callable[[], None]) -> QAction:
        action = QAction(text, self.menu)
        action.triggered.connect(act)
        self.menu.addAction(action)
        return action

    def _show_entries(self) -> None:
        running, waiting, done = (
            bool(self._jobs.model.group(group))
            for group in (Group.RUNNING, Group.WAITING, Group.DONE)
        )
        self.cancel_running.setEnabled(running)
        self.cancel_waiting.setEnabled(waiting)
        self.cancel_all.setEnabled(running or waiting)
        self.clear.setEnabled(done)

    def _show_hold(self) -> None:
        paused = self._jobs.hold is not Hold.NONE
        words = self.tr("Go on with the jobs") if paused else self.tr("Pause: start nothing new")
        tone = icons.Tone.ACCENT if paused else icons.Tone.SOFT
        icons.set_icon(self.pause, "play" if paused else "pause", tone)
        self.pause.setAccessibleName(words)
        self.pause.setToolTip(with_key(words, "pause_jobs"))

    def _on_pause(self) -> None:
        self._jobs.pause(self._jobs.hold is Hold.NONE)

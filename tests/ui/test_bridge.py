"""JobBridge: updates from any thread arrive in the UI thread."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QThread

from flux2studio.core.job import Job, JobState, JobUpdate
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.bridge import JobBridge


def test_updates_arrive_in_the_ui_thread(qtbot, qapp):
    bridge, threads = JobBridge(), []
    bridge.updated.connect(lambda _: threads.append(QThread.currentThread()))
    job = Job(request=GenerationRequest(prompt="x"), backend="practice", folder=Path("/pictures"))

    with qtbot.waitSignal(bridge.updated):
        threading.Thread(
            target=bridge.post, args=(JobUpdate(job=job, state=JobState.RENDERING),)
        ).start()

    assert threads == [qapp.thread()]

"""The states that only a hosted service brings; what it would tell is told to the window here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.errors import OutcomeUnknownError
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import LoraUse
from tests.screens.waiting import wait

CLICK_MS = 600  # two clicks at once are one wish
FILE = LoraUse(source="/loras/deep-teal.safetensors", name="deep-teal", size=5 * 2**29)


class HostedTour:
    """Takes the form as it is, and leaves it as it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._compose = app.view_models.compose
        self._panel = app.compose_panel

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, before = self._app.window, self._compose.draft
        self._compose.choose_backend("fal")
        self._panel.model.showPopup()
        yield "families", self._panel.model.view().window()
        self._panel.model.hidePopup()
        self._compose.choose_model("fal/flux-2/klein/4b/base")
        self._compose.edit(negative_prompt="blur, lettering, a signature in the corner", count=2)
        yield "avoid", window
        self._compose.choose_model("fal/flux-2-pro")
        self._compose.edit(loras=(), references=())
        self._panel.parameters.more.toggle.setChecked(True)
        yield "tolerance", window
        self._panel.parameters.more.toggle.setChecked(False)
        self._compose.edit(references=before.references)
        self._compose.choose_backend("aimlapi")
        self._compose.edit(loras=(*before.loras, FILE))
        yield "lora-file", window
        self._compose.choose_backend("fal")
        self._compose.choose_model("fal/flux-2")
        yield "surcharge", window
        self._compose.edit(loras=before.loras)
        self._ask_beyond_limit()
        yield "limit", window
        self._compose.not_now()
        yield from self._jobs(window)
        self._compose.load(before)

    def _jobs(self, window: QWidget) -> Iterator[tuple[str, QWidget]]:
        jobs = [self._job() for _ in range(2)]
        self._tell(jobs[0], JobState.SENDING, Phase.UPLOADING_LORA, 118_000, 331_000)
        self._tell(jobs[1], JobState.SENDING, Phase.PLEASE_WAIT, 12)
        yield "on-its-way", window
        for job in jobs:
            self._tell(job, JobState.CANCELLED, Phase.WAITING)
        doubtful = self._job()
        error = OutcomeUnknownError(
            "The request went to fal, and no answer came back.",
            hint="It may have been billed. It is not sent again by itself.",
            details="ReadTimeout after 60 s\nRequest 0b6c7c0e-5a39-4a1f-9c0e-6a2f6f6f4b1d",
        )
        self._app.view_models.bridge.post(
            JobUpdate(job=doubtful, state=JobState.UNKNOWN, error=error)
        )
        yield "unknown", window
        for row in self._app.window.findChildren(QWidget):
            steps = getattr(row, "next_steps", None)
            if steps is not None and not steps.check.isHidden():
                steps.again.click()
        yield "unknown-asks", window
        self._app.view_models.jobs.dismiss(doubtful.id)

    def _ask_beyond_limit(self) -> None:
        spending = self._app.studio.spending
        usual = spending.limit_usd
        spending.use_limit(0.01)
        wait(CLICK_MS)
        self._compose.generate()
        spending.use_limit(usual)

    def _job(self) -> Job:
        request = replace(self._compose.draft, seed=71042)
        return Job(request=request, backend="fal", folder=Path(self._app.studio.pictures_root))

    def _tell(self, job: Job, state: JobState, phase: Phase, done: int = 0, total: int = 0) -> None:
        progress = Progress(phase=phase, done=done, total=total)
        self._app.view_models.bridge.post(JobUpdate(job=job, state=state, progress=progress))

"""The jobs: several that run and wait, a pause, problems with their next step, details."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.errors import BackendError, KeyMissingError, OutcomeUnknownError
from flux2studio.core.job import Hold, Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest
from tests.screens.waiting import wait

PROMPTS = (
    "Ink wash of the valley, two pictures",
    "Harbour at night, low fog",
    "Riso print of a mountain lake",
    "Gouache poster of the dunes",
    "Frost on the hills, first light",
)


class JobsTour:
    def __init__(self, app: App) -> None:
        self._app = app
        self._jobs = app.view_models.jobs
        self._draft = app.view_models.compose.draft

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        self._line()
        yield "jobs-line", self._app.window
        self._jobs.show_hold(Hold.LEFT)
        yield "jobs-left", self._app.window
        self._jobs.show_hold(Hold.NONE)
        self._problems()
        yield "jobs-problems", self._app.window
        self._details()
        yield "jobs-details", self._app.window
        self._clear()

    def _line(self) -> None:
        for prompt in PROMPTS[2:]:
            self._tell(prompt, JobState.QUEUED, Phase.WAITING)
        self._tell(PROMPTS[1], JobState.SUBMITTED, Phase.QUEUED_REMOTELY, 4)
        self._tell(PROMPTS[0], JobState.RENDERING, Phase.RENDERING, 12, 28)
        wait(300)

    def _clear(self) -> None:
        for row in list(self._jobs.model):
            over = replace(row.update, state=JobState.CANCELLED)
            self._app.view_models.bridge.updated.emit(over)
            self._jobs.dismiss(row.id)

    def _problems(self) -> None:
        self._clear()
        self._tell(PROMPTS[0], JobState.RENDERING, Phase.RENDERING, 12, 28)
        key = KeyMissingError("There is no key for fal.", hint="Add it in the settings.")
        doubt = OutcomeUnknownError("No answer came for the request.")
        filtered = BackendError(
            "fal filtered this request: its rules do not allow the content.",
            hint="Change the prompt or the references.",
            field="prompt",
        )
        self._tell(PROMPTS[1], JobState.FAILED, Phase.WAITING, error=filtered)
        self._tell(PROMPTS[2], JobState.UNKNOWN, Phase.WAITING, error=doubt)
        self._tell(PROMPTS[3], JobState.FAILED, Phase.WAITING, error=key)
        self._tell(PROMPTS[4], JobState.CANCELLED, Phase.WAITING)
        wait(300)

    def _details(self) -> None:
        panel = self._app.window.studio.jobs.widget()
        panel.rows[0].toggle_details()
        wait(300)

    def _tell(
        self, prompt: str, state: JobState, phase: Phase, done: int = 0, total: int = 0, **rest
    ) -> None:
        request: GenerationRequest = replace(
            self._draft, prompt=prompt, model="fal/flux-2/lora/edit", seed=7
        )
        job = Job(request=request, backend="fal", folder=Path("pictures"))
        progress = Progress(phase=phase, done=done, total=total)
        job = replace(job, created_at=datetime.now(UTC))
        update = JobUpdate(job=job, state=state, progress=progress, **rest)
        self._app.view_models.bridge.updated.emit(update)

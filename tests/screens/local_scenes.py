"""This computer in its states: the GPU, models on the disk, plans, jobs of the engine, effects."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QScrollArea, QWidget

from flux2studio.assembly import App
from flux2studio.core.errors import BackendError, StudioError
from flux2studio.core.job import Job, JobState, JobUpdate, Phase, Progress
from flux2studio.core.local import Hardware
from flux2studio.core.model_files import DownloadState, ModelOrigin, ModelState
from flux2studio.core.request import LoraUse, Size
from flux2studio.services.engine_state import EngineStatus
from flux2studio.ui.viewmodels.model_rows import Act
from flux2studio.ui.viewmodels.settings import Part
from flux2studio.ui.widgets.in_turns import InTurns
from flux2studio.ui.widgets.inspector import Inspector
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.settings_dialog import SettingsDialog
from tests.screens.waiting import wait, wait_until
from tests.ui.local_parts import (
    GB,
    GIB,
    GPU,
    KLEIN,
    KLEIN_9B,
    PLAN,
    effect,
    fetching,
    place,
    run,
)

KLEIN_BASE, KV, BASE_9B = "local/klein-base-4b", "local/klein-9b-kv", "local/klein-base-9b"
LABEL = "black-forest-labs/FLUX.2-klein-4B@5e67da950fce"


class LocalTour:
    """Takes the form as it is, and leaves it as it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._models = app.view_models
        self._compose = app.view_models.compose
        self._shelf = app.studio.models
        self._engine = app.studio.engine

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, before = self._app.window, self._compose.draft
        self._compose.edit(loras=())
        self._compose.choose_model(KLEIN)
        self._settle()
        yield "local-no-gpu", window
        yield from self._page("no-gpu")
        self._find_gpu()
        yield "local-missing", window
        self._shelf.put(KLEIN, state=ModelState.PARTIAL, place=place(), have_bytes=3 * GB)
        self._shelf.put(KLEIN, download=fetching(5 * GB, 16 * GB))
        yield "local-downloading", window
        yield from self._every_state()
        yield from self._asks()
        self._shelf.whole(KLEIN)
        self._engine.put(model=LABEL, plan=PLAN, used_bytes=13 * GIB)
        self._settle()
        yield "local-ready", window
        yield from self._page("ready")
        yield from self._plans(window)
        yield from self._jobs(window)
        yield from self._effects(window)
        self._compose.load(before)

    def _page(self, name: str) -> Iterator[tuple[str, QWidget]]:
        dialog = self._open()
        yield f"computer-{name}", dialog
        bar = dialog.area(Part.COMPUTER).verticalScrollBar()
        bar.setValue(bar.maximum() // 2)
        yield f"computer-{name}-middle", dialog
        dialog.computer.python.more.setChecked(True)
        wait()
        bar.setValue(bar.maximum())
        yield f"computer-{name}-end", dialog
        dialog.close()

    def _every_state(self) -> Iterator[tuple[str, QWidget]]:
        self._engine.put(EngineStatus.UNUSABLE, problem=_unusable())
        self._shelf.whole(KLEIN_BASE, checking=(5 * GB, 16 * GB))
        part = {"state": ModelState.PARTIAL, "place": place(), "have_bytes": 3 * GB}
        self._shelf.put(KLEIN_9B, accepted=True, download=_refused(3 * GB, 35 * GB), **part)
        cache = place(ModelOrigin.CACHE, "/home/anna/.cache/huggingface/hub")
        self._shelf.whole(KV, accepted=False, place=cache)
        self._shelf.whole(
            BASE_9B,
            state=ModelState.DAMAGED,
            place=place(ModelOrigin.FOLDER, "/media/anna/models/FLUX.2-klein-base-9B"),
            problem="“transformer/model-00002.safetensors” is not what the site says it is.",
            hint="Choose another copy, or download it.",
        )
        yield from self._page("states")

    def _asks(self) -> Iterator[tuple[str, QWidget]]:
        self._engine.put(EngineStatus.OFF)
        self._shelf.put(KLEIN_9B, state=ModelState.MISSING, place=None, accepted=False)
        self._shelf.put(KLEIN_9B, download=None, have_bytes=0)
        wait()
        dialog = self._open()
        self._models.here.models.act(KLEIN_9B, Act.DOWNLOAD)
        wait()
        dialog.area(Part.COMPUTER).ensureWidgetVisible(dialog.computer.list.rows[KLEIN_9B], 0, 8)
        yield "computer-licence", dialog
        self._models.here.models.not_now()
        self._shelf.whole(KLEIN)
        wait()
        self._models.here.models.act(KLEIN, Act.REMOVE)
        self._shelf.put(BASE_9B, state=ModelState.MISSING, place=None, problem="", hint="")
        dialog.area(Part.COMPUTER).verticalScrollBar().setValue(0)
        yield "computer-remove", dialog
        self._models.here.models.not_now()
        dialog.close()

    def _plans(self, window: QWidget) -> Iterator[tuple[str, QWidget]]:
        small = replace(GPU.device, name="NVIDIA GTX 1650", total_bytes=4 * GIB, free_bytes=3 * GIB)
        self._engine.put(hardware=Hardware(device=small, ram_free_bytes=9 * GIB))
        self._compose.edit(size=Size(width=2048, height=2048))
        yield "local-too-large", window
        self._compose.edit(size=Size(width=1024, height=1024))
        self._engine.put(hardware=GPU)
        self._app.compose_panel.model.showPopup()
        yield "local-families", self._app.compose_panel.model.view().window()
        self._app.compose_panel.model.hidePopup()

    def _jobs(self, window: QWidget) -> Iterator[tuple[str, QWidget]]:
        jobs = [self._job() for _ in range(3)]
        self._tell(jobs[0], Phase.STARTING_ENGINE)
        self._tell(jobs[1], Phase.WAITING)
        yield "local-starting", window
        self._tell(jobs[0], Phase.LOADING_MODEL, 0, 15259)
        wait(600)
        self._tell(jobs[0], Phase.LOADING_MODEL, 3052, 15259)
        yield "local-loading", window
        self._tell(jobs[0], Phase.READING_PROMPT)
        self._tell(jobs[1], Phase.LOADING_LORAS, 1, 3)
        self._tell(jobs[2], Phase.DECODING)
        yield "local-phases", window
        for job in jobs[1:]:
            self._models.bridge.post(JobUpdate(job=job, state=JobState.CANCELLED))
        for done in (0, 1, 2):
            wait(300)
            self._tell(jobs[0], Phase.RENDERING, done, 4)
        yield "local-steps", window
        error = BackendError(
            "The GPU ran out of memory, also with the smallest plan.",
            hint="Choose a smaller size, fewer references, or a hosted service.",
            details="CUDA out of memory. Tried to allocate 2.00 GiB",
        )
        self._models.bridge.post(JobUpdate(job=jobs[0], state=JobState.FAILED, error=error))
        yield "local-failed", window
        for job in jobs:
            self._models.jobs.dismiss(job.id)

    def _effects(self, window: QWidget) -> Iterator[tuple[str, QWidget]]:
        loras = tuple(
            LoraUse(source=source, name=name, scale=scale)
            for source, name, scale in (
                ("atelier/ink-wash", "ink-wash", 0.85),
                ("atelier/dusk-palette", "dusk-palette", 0.4),
            )
        )
        self._compose.edit(loras=loras)
        seen = (effect("ink-wash"), effect("dusk-palette", 144, 152, 0.008, 0.4))
        shown = self._models.stage.shown
        assert shown is not None
        recipe = replace(
            shown.recipe,
            id="local-picture",
            backend="local",
            request=replace(self._compose.draft, seed=71042),
            local=run(*seen),
            sent_prompt="A loose ink wash of a valley at dusk, wet paper, one bold ridge line",
            receipt=None,
        )
        made = replace(shown, recipe=recipe)
        self._models.loras.note([made])
        wait()
        yield "local-effects", window
        self._models.history.choose(made)
        self._app.window.show_page(Page.HISTORY)
        wait()
        area = window.findChild(Inspector).findChild(QScrollArea)
        area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        yield "local-recipe", window
        self._app.window.show_page(Page.STUDIO)

    def _open(self) -> SettingsDialog:
        self._app.surroundings.open_settings(Part.COMPUTER)
        wait()
        dialog = next(
            dialog for dialog in self._app.window.findChildren(SettingsDialog) if dialog.isVisible()
        )
        wait_until(lambda: all(turns.has_ended for turns in dialog.findChildren(InTurns)))
        return dialog

    def _find_gpu(self) -> None:
        """Put a driver in the way that names one."""
        folder = self._app.studio.paths.data / "bin"
        folder.mkdir()
        driver = folder / "nvidia-smi"
        card = "0, NVIDIA GeForce RTX 4090, 24564, 22528, 550.54, 8.9"
        driver.write_text(f"#!/bin/sh\necho '{card}'\n")
        driver.chmod(0o755)
        os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"
        self._settle()

    def _settle(self) -> None:
        self._models.here.look()
        wait()

    def _job(self) -> Job:
        request = replace(self._compose.draft, seed=71042, count=1)
        return Job(request=request, backend="local", folder=Path(self._app.studio.pictures_root))

    def _tell(self, job: Job, phase: Phase, done: int = 0, total: int = 0) -> None:
        progress = Progress(phase=phase, done=done, total=total)
        state = JobState.QUEUED if phase is Phase.WAITING else JobState.RENDERING
        self._models.bridge.post(JobUpdate(job=job, state=state, progress=progress))


def _unusable() -> StudioError:
    return BackendError(
        "The NVIDIA driver is too old for this version of torch.",
        hint="Install a newer driver, 525 at least, and start the computer anew.",
        details="CUDA driver version is insufficient for CUDA runtime version",
    )


def _refused(done: int, total: int):
    problem = BackendError(
        "Hugging Face does not give FLUX.2 klein 9B to this account yet.",
        hint="Accept its terms on the model’s page, then go on.",
        details="403 GatedRepo",
    )
    problem.field = "huggingface"
    return replace(fetching(done, total, state=DownloadState.FAILED), problem=problem)

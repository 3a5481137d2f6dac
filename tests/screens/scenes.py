"""Brings the window into each state worth a look, by the ways an artist would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.backends.base import RunTask
from flux2studio.backends.practice import PracticeBackend
from flux2studio.core.control import RunControl
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.ui.widgets.main_window import Page
from tests.screens.account_scenes import AccountTour
from tests.screens.control_scenes import ControlTour
from tests.screens.engine_scenes import EngineTour
from tests.screens.history_c_scenes import NamesTour
from tests.screens.history_f_scenes import GridTour
from tests.screens.history_g_scenes import CullingTour
from tests.screens.history_h1_scenes import CompareTour
from tests.screens.history_h2_scenes import RecallTour
from tests.screens.hosted_scenes import HostedTour
from tests.screens.local_scenes import LocalTour
from tests.screens.lora_panel_scenes import LoraPanelTour
from tests.screens.lora_scenes import LoraTour
from tests.screens.mask_scenes import MaskTour
from tests.screens.waiting import wait, wait_until
from tests.screens.workspace_w1_scenes import FirstStartTour
from tests.screens.workspace_w2_scenes import SlotTour
from tests.screens.workspace_w3_scenes import FormTour
from tests.screens.workspace_w4_scenes import JobsTour
from tests.screens.workspace_w5_scenes import StageTour
from tests.screens.workspace_w8_scenes import HelpTour

CLICK_MS = 600  # two clicks at once are one wish
LORAS = (
    "atelier/ink-wash",
    "atelier/dusk-palette",
    "atelier/riso-print",
    "atelier/studio-clay",
    "atelier/gouache-70s",
    "https://example.org/loras/deep-teal.safetensors",
)
PROMPTS = (
    "Harbour at night, low fog, lanterns along the quay",
    "Riso print of a mountain lake, three colours",
    "Gouache poster of the dunes, late afternoon",
    "Deep teal forest, moonrise behind the ridge",
    "Frost on the hills, first light",
    "Studio light on a clay landscape",
)
WISH = (
    "Paint the valley as a loose ink wash drawing, keep the ridge line,"
    " paper texture of the second picture"
)
DAYS_AGO = (0, 0, 0, 0, 0, 1, 1, 1, 1, 3, 3)  # newest first, then a month ago

Scene = tuple[str, QWidget]


class Tour:
    """Each scene is a name and the widget to look at; it holds until the next is asked for."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._models = app.view_models
        self._folder = app.studio.paths.data

    def scenes(self) -> Iterator[Scene]:
        window = self._app.window
        yield from FirstStartTour(self._app).scenes()
        self._begin()
        self._fill_form()
        yield "form", window
        yield from MaskTour(self._app).scenes()
        yield from SlotTour(self._app).scenes()
        self._make_earlier()
        yield from FormTour(self._app).scenes()
        yield from ControlTour(self._app).scenes()
        self._make_result()
        yield "result", window
        yield from StageTour(self._app).scenes()
        self._open_history()
        yield "history", window
        yield from GridTour(self._app).scenes()
        yield from CullingTour(self._app).scenes()
        yield from RecallTour(self._app).scenes()
        yield from CompareTour(self._app).scenes()
        yield from NamesTour(self._app).scenes()
        yield from HelpTour(self._app).scenes()
        window.show_page(Page.STUDIO)
        yield from LoraPanelTour(self._app).scenes()
        yield from LoraTour(self._app).scenes()
        self._start_two()
        yield "running", window
        self._cancel_all()
        yield from JobsTour(self._app).scenes()
        yield from HostedTour(self._app).scenes()
        yield from AccountTour(self._app).scenes()
        yield from LocalTour(self._app).scenes()
        yield from EngineTour(self._app).scenes()
        self._go_wrong()
        yield "error", window

    def _begin(self) -> None:
        for number, source in enumerate(reversed(LORAS), start=1):
            self._models.loras.add(source)
            wait_until(lambda number=number: self._models.loras.count == number)

    def _fill_form(self) -> None:
        compose = self._models.compose
        names = {"valley.png": 7, "paper.png": 23}
        for name, seed in names.items():
            request = GenerationRequest(prompt=name, size=Size(width=1024, height=768), seed=seed)
            (self._folder / name).write_bytes(self._drawn(request))
        compose.add_reference_files([self._folder / name for name in names])
        wait_until(lambda: len(compose.draft.references) == len(names))
        compose.edit(prompt=WISH, seed=71042)
        for source, scale in (("atelier/ink-wash", 0.85), ("atelier/dusk-palette", 0.4)):
            compose.add_lora(LoraUse(source=source, name=source.split("/")[1], scale=scale))

    def _make_result(self) -> None:
        self._models.compose.edit(steps=6, size=Size(width=1152, height=864))
        self._run(1)
        stage = self._models.stage
        wait_until(lambda: not stage.picture.is_null and not stage.before.is_null)
        self._app.window.shortcuts["compare"].trigger()

    def _make_earlier(self) -> None:
        """What was made before: it fills the filmstrip and the history."""
        draft = self._models.compose.draft
        for number, prompt in enumerate(PROMPTS, start=1):
            loras = (LoraUse(source=LORAS[number - 1], name=LORAS[number - 1].split("/")[-1]),)
            self._models.compose.load(
                replace(
                    draft, prompt=prompt, references=(), loras=loras, steps=4, count=2, seed=number
                )
            )
            self._run(2)
        for row in list(self._models.jobs.model):
            self._models.jobs.dismiss(row.id)
        self._models.compose.load(draft)

    def _open_history(self) -> None:
        self._spread_over_days()
        self._app.window.show_page(Page.HISTORY)
        self._models.history.load()
        wait_until(lambda: self._models.history.model.rowCount() > len(PROMPTS))
        self._models.history.choose(self._models.history.model.entry(0).generation)

    def _spread_over_days(self) -> None:
        """Date the history's rows back, as if the pictures had been made on several days."""
        repository = self._app.studio.history.repository
        for number, made in enumerate(repository.page()):
            days = DAYS_AGO[number] if number < len(DAYS_AGO) else 30
            when = made.recipe.created_at - timedelta(days=days)
            repository.remove(made.id)
            repository.restore(replace(made, recipe=replace(made.recipe, created_at=when)))

    def _start_two(self) -> None:
        self._models.compose.edit(steps=50, count=4)
        for _ in range(2):
            wait(CLICK_MS)
            self._models.compose.generate()
        wait_until(lambda: self._models.stage.note is not None)
        wait(800)

    def _cancel_all(self) -> None:
        for _ in range(2):
            self._models.jobs.cancel_newest()
        wait_until(lambda: self._models.stage.note is None)

    def _go_wrong(self) -> None:
        (self._folder / "notes.png").write_text("not a picture")
        self._models.compose.add_reference_files([self._folder / "notes.png"])
        self._models.compose.edit(prompt="")
        shown = self._models.history.model.entry(0).generation
        shown.path.unlink()
        self._models.history.open_outside(shown)

    def _run(self, pictures: int) -> None:
        """Press Generate and wait for the pictures."""
        made: list[object] = []
        self._models.jobs.finished.connect(made.extend)
        wait(CLICK_MS)
        self._models.compose.generate()
        wait_until(lambda: len(made) >= pictures)
        self._models.jobs.finished.disconnect(made.extend)

    def _drawn(self, request: GenerationRequest) -> bytes:
        model = self._app.studio.catalogue.model("practice")
        task = RunTask(job_id="sample", request=request, model=model)
        return next(iter(PracticeBackend(step_seconds=0).generate(task, RunControl()))).data

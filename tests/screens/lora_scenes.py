"""The dialogs of the LoRAs: adding, the import table, the page of a card, a file that is gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from flux2studio.assembly import App
from flux2studio.core.errors import NotAllowedError
from flux2studio.ui.lora_desk import LoraDesk, LoraServices
from flux2studio.ui.tasks import Tasks
from tests.screens.organise_scenes import OrganiseTour
from tests.screens.sheet_scenes import SheetTour
from tests.screens.waiting import wait, wait_until
from tests.ui.lora_parts import FULL, ROWS, PretendAdding, PretendFolders, fetching, row

GATED = NotAllowedError(
    "“atelier/closed” is only for people who agreed to its terms.",
    hint="Agree on its page, then enter your Hugging Face token.",
    field="huggingface",
)


class LoraTour:
    """Sites and folders are pretended; the collection, the history and the form are real."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._models = app.view_models
        self._adding = PretendAdding()
        self._adding.refusals["atelier/closed"] = GATED
        studio = app.studio
        services = LoraServices(
            loras=studio.loras,
            adding=lambda: self._adding,
            folders=PretendFolders([*ROWS, *(row(f"study {n:03}") for n in range(400))]),
            picture=studio.history.repository.get,
        )
        settings = app.surroundings.open_settings
        tasks = Tasks(studio.background.submit, app.window)
        self._desk = LoraDesk(services, app.view_models, tasks, app.window, settings)

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        yield from self._add()
        yield from self._import()
        yield from OrganiseTour(self._app).scenes()
        yield from SheetTour(self._app).scenes()
        yield from self._page()
        yield from self._in_use()

    def _add(self) -> Iterator[tuple[str, QWidget]]:
        yield from self._shown("lora-add", self._desk.add())
        yield from self._shown("lora-add-gated", self._desk.add("atelier/closed"))
        dialog = self._desk.add("atelier/ink-wash")
        yield from self._shown("lora-add-file", self._desk.add("/loras/deep-teal.safetensors"))
        wait()
        yield "lora-add-offer", dialog
        dialog.reject()
        self._adding.tells, self._adding.stays = (fetching(),), True
        dialog = self._desk.add("atelier/ink-wash")
        wait()
        dialog.add.click()
        wait()
        yield "lora-add-fetching", dialog
        dialog.stop.click()
        yield "lora-add-stopped", dialog
        dialog.reject()
        self._adding.tells, self._adding.stays = (), False

    def _import(self) -> Iterator[tuple[str, QWidget]]:
        folder = Path(self._app.studio.paths.data)
        yield from self._shown("lora-import", self._desk.import_table([folder]))

    def _page(self) -> Iterator[tuple[str, QWidget]]:
        library, loras = self._app.studio.loras, self._models.loras
        cover = self._models.stage.shown
        (lora,) = library.add_all([replace(FULL, source="/loras/ink-wash-v2.safetensors")])
        if cover is not None:
            library.set_preview(lora.id, cover.path)
        loras.load()
        wait_until(lambda: loras.find(lora.id) is not None)
        yield from self._page_of(lora.id, "lora-page-missing")
        known = loras.by_source("atelier/ink-wash")
        changes = {
            name: getattr(FULL, name)
            for name in ("name", "base", "trigger_words", "optional_words", "notes", "rating")
        }
        library.edit(known.id, scale_low=0.6, scale_high=1.1, default_scale=0.85, **changes)
        if cover is not None:
            second = self._models.history.model.entry(2).generation
            library.set_pair(known.id, cover.path, second.path)
        loras.load()
        wait()
        yield from self._page_of(known.id, "lora-page")
        library.remove(lora.id)
        loras.load()
        wait()

    def _page_of(self, lora_id: str, name: str) -> Iterator[tuple[str, QWidget]]:
        page = self._desk.show_page(lora_id)
        assert page is not None
        wait()
        yield name, page
        for area in page.areas:
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
        page.identity.toggle.setChecked(True)
        yield f"{name}-end", page
        page.accept()

    def _in_use(self) -> Iterator[tuple[str, QWidget]]:
        before = self._models.compose.draft
        self._models.compose.edit(prompt="A harbour at night", references=())
        yield "lora-in-use", self._app.window
        self._models.compose.load(before)

    def _shown(self, name: str, dialog: QDialog) -> Iterator[tuple[str, QWidget]]:
        wait()
        yield name, dialog
        dialog.reject()

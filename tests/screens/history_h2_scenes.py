"""The inspector with marks and family, a recipe that comes back in parts, and a picture dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from flux2studio.assembly import App
from flux2studio.core.control import RunControl
from flux2studio.core.generation import Generation
from flux2studio.core.history import Label, MarkChange, Pick
from flux2studio.core.recall import ALL
from flux2studio.core.request import LoraUse, ReferenceImage
from flux2studio.ui.widgets.main_window import Page
from flux2studio.ui.widgets.recall_dialog import RecallDialog
from tests.imaging import foreign_files
from tests.screens.waiting import wait, wait_until

_GONE = LoraUse(source="/drive/loras/deep-teal.safetensors", name="Deep teal", scale=0.7)
_HAT = ReferenceImage(sha256="a" * 64, name="hat.png", width=640, height=480)


class RecallTour:
    """Needs ten pictures in the history and leaves the form as it was."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._models = app.view_models

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, models = self._app.window, self._models
        before = models.compose.draft
        pictures = self._app.studio.history.page(limit=12)
        self._relate(pictures)
        window.show_page(Page.HISTORY)
        self._choose(pictures[4])
        self._mark()
        yield "family", window
        self._choose(pictures[0])
        yield "family-small", window
        imported = self._imported()
        models.history.load()
        wait_until(lambda: models.history.model.row_of_id(imported.id) >= 0)
        self._choose(imported)
        yield "recipe-imported", window
        yield from self._dialogs(pictures[4])
        window.show_page(Page.STUDIO)
        models.recall.drop(pictures[2].path)
        offer = self._app.compose_panel.prompt.recall_offer
        wait_until(offer.isVisible)
        yield "prompt-offer", window
        offer.close_button.click()
        recipe = pictures[4].recipe
        request = replace(recipe.request, loras=(_GONE,), references=(_HAT,))
        models.recall.recall(replace(recipe, request=request), ALL)
        wait_until(lambda: bool(window.messages.messages))
        yield "recall-missing", window
        for message in window.messages.messages:
            window.messages.take_back(message)
        models.compose.load(before)

    def _dialogs(self, picture: Generation) -> Iterator[tuple[str, QWidget]]:
        recall, recipe = self._models.recall, picture.recipe
        recall.choose(recipe)
        wait()
        dialog = self._dialog()
        yield "recall-parts", dialog
        dialog.close()
        request = replace(recipe.request, loras=(*recipe.request.loras, _GONE), references=(_HAT,))
        recall.choose(replace(recipe, request=request))
        wait()
        dialog = self._dialog()
        dialog.place.setCurrentIndex(dialog.place.findData("fal"))
        dialog.place.activated.emit(dialog.place.currentIndex())
        wait()
        yield "recall-elsewhere", dialog
        dialog.close()

    def _relate(self, pictures: list[Generation]) -> None:
        families = self._app.studio.families.repository
        families.link(pictures[4].id, [pictures[number].id for number in (9, 8, 7)])
        for child in (3, 2, 1, 5, 6):
            families.link(pictures[child].id, [pictures[4].id])
        families.link(pictures[0].id, [pictures[1].id, "a-picture-that-is-gone"])

    def _choose(self, generation: Generation) -> None:
        history = self._models.history
        history.choose(generation)
        wait_until(lambda: history.entry is not None and history.entry.id == generation.id)
        wait()

    def _mark(self) -> None:
        history = self._models.history
        for name in ("Winter", "Posters", "For the printer"):
            history.albums.add(name)
        wait_until(lambda: len(history.albums.all) >= 3)
        inside = tuple(album.id for album in history.albums.all[:2])
        assert history.entry is not None
        change = MarkChange(
            rating=4,
            pick=Pick.PICKED,
            label=Label.GREEN,
            add_tags=("harbour", "night", "riso print"),
            add_albums=inside,
        )
        history.marks.change([history.entry.number], change)
        wait_until(lambda: history.entry is not None and history.entry.marks.rating == 4)

    def _imported(self) -> Generation:
        folder = self._app.studio.paths.data / "ComfyUI"
        folder.mkdir()
        (folder / "ComfyUI_00042_.webp").write_bytes(
            foreign_files.comfyui_webp(foreign_files.COMFYUI, (640, 480))
        )
        studio = self._app.studio
        studio.history_import.take(folder, RunControl())
        found = studio.history.search.first("tool:comfyui", before=None, limit=1)
        return found.entries[0].generation

    def _dialog(self) -> RecallDialog:
        return next(
            dialog for dialog in self._app.window.findChildren(RecallDialog) if dialog.isVisible()
        )

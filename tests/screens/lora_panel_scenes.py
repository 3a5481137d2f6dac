"""The LoRA panel in its states: cards of every kind, filters, menus, the picker, nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from flux2studio.assembly import App
from flux2studio.backends.base import RunTask
from flux2studio.backends.practice import PracticeBackend
from flux2studio.core.control import RunControl
from flux2studio.core.lora import Lora, LoraPlace, LoraProof, LoraSet, PlaceKind
from flux2studio.core.lora_marks import Facet, State
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.core.request import GenerationRequest, LoraUse, Size
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.ui.viewmodels.lora_edits import Done
from flux2studio.ui.widgets.lora_panel import LoraPanel
from flux2studio.ui.widgets.lora_picker import LoraPicker
from tests.screens.waiting import wait

_DAY = datetime(2026, 11, 20, tzinfo=UTC)
_BASES = ("FLUX.2 dev", "FLUX.2 dev", "FLUX.2 klein 4B", "FLUX.2 dev", "FLUX.2 klein 9B", "")
_NAMES = (
    "Ink wash",
    "Dusk palette",
    "Riso print",
    "Studio clay",
    "Gouache 70s",
    "Night shoot",
    "Deep teal",
    "Frost",
    "Botanical plate with a very long name",
    "Paper cut",
    "Linocut",
    "Halftone",
    "Neon rain",
    "Clear line",
    "Oil study",
    "Wet plate",
)
_SETS = (("Harbour book", (0, 1)), ("Poster, loud", (2, 12, 11)))
_FILES = [Path("/loras/new.safetensors"), Path("/loras/newer.safetensors")]


class LoraPanelTour:
    """Shows cards of its own, and puts those of the library back."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._loras = app.view_models.loras
        panel = app.window.findChild(LoraPanel)
        assert panel is not None
        self._panel = panel

    def scenes(self) -> Iterator[tuple[str, QWidget]]:
        window, loras, panel = self._app.window, self._loras, self._panel
        compose, before = self._app.view_models.compose, loras.all()
        draft = compose.draft
        compose.choose_backend("fal")
        compose.edit(loras=())
        self._keep((), before)
        yield "loras-empty", window
        loras.folders.show("reading 3,120 of 10,000", is_reading=True)
        yield "loras-reading", window
        loras.folders.show("", _FILES)
        cards = self._cards()
        self._keep(cards, ())
        loras.show_updates([cards[7].id])
        compose.edit(loras=(cards[0].use(), cards[1].use()))
        wait()
        yield "loras-cards", window
        loras.folders.show("")
        yield from self._narrowed()
        yield from self._menus(cards)
        yield from self._picker()
        loras.edits.done.emit(Done(words="“Riso print” removed.", offers_undo=True))
        panel.grid.setFocus()
        yield "loras-undo", window
        panel.done.hide()
        self._keep(before, cards)
        compose.load(draft)

    def _keep(self, cards: Sequence[Lora], gone: Sequence[Lora]) -> None:
        """Have ``cards`` in the collection, and those that are ``gone`` no longer."""
        repository = self._app.studio.loras.repository
        for lora in gone:
            repository.remove(lora.id)
        for lora in cards:
            repository.restore(lora)
        self._loras.take_in(cards, [lora.id for lora in gone])
        wait()

    def _narrowed(self) -> Iterator[tuple[str, QWidget]]:
        finder = self._loras.finder
        popover = self._panel.filters.open_popover()
        yield "loras-popover", popover
        popover.close()
        finder.toggle(Facet.BASE, "FLUX.2 dev")
        finder.toggle(Facet.RATING, "3")
        finder.toggle(Facet.TAG, "print")
        yield "loras-filtered", self._app.window
        self._panel.search.setText("watercolour of a cat")
        yield "loras-not-found", self._app.window
        finder.clear()
        finder.toggle(Facet.STATE, State.FAVOURITE)
        yield "loras-favourites", self._app.window
        finder.clear()

    def _menus(self, cards: list[Lora]) -> Iterator[tuple[str, QWidget]]:
        grid, model = self._panel.grid, self._loras.model
        flag = grid.selectionModel().SelectionFlag
        for row in (1, 2, 4):
            grid.selectionModel().select(model.index(row), flag.Select)
        grid.selectionModel().setCurrentIndex(model.index(2), flag.NoUpdate)
        grid.setFocus()
        yield "loras-selected", self._app.window
        menu = _opened(grid.menu([cards[6]]))
        yield "loras-menu", menu
        menu.close()
        self._loras.sets.show([_set(name, [cards[at] for at in rows]) for name, rows in _SETS])
        sets = self._panel.sets.menu()
        assert sets is not None
        yield "loras-sets", _opened(sets)
        sets.close()
        self._loras.sets.show([])
        grid.clearSelection()
        yield from self._searches()

    def _searches(self) -> Iterator[tuple[str, QWidget]]:
        searches = self._loras.searches
        best = LoraSearch(name="Best of print", query="print", marks=((Facet.RATING, "3"),))
        quiet = LoraSearch(name="Never used, for dev", marks=((Facet.STATE, State.UNUSED),))
        searches.show([best, quiet])
        searches.apply(best.id)
        yield "loras-search-kept", self._app.window
        menu = self._panel.searches.menu()
        assert menu is not None
        yield "loras-searches", _opened(menu)
        menu.close()
        searches.show([])
        self._loras.finder.clear()

    def _picker(self) -> Iterator[tuple[str, QWidget]]:
        picker = LoraPicker(self._loras, self._app.window)
        picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        picker.open()
        wait()
        yield "loras-picker", picker
        picker.search.setText("klein")
        picker.show_details(True)
        wait()
        yield "loras-picker-details", picker
        picker.close()

    def _cards(self) -> list[Lora]:
        """Of every kind: own previews, drawn covers, gone, elsewhere, newer, seen to work."""
        cards = [
            Lora(
                source=self._file(name),
                name=name,
                added_at=_DAY - timedelta(days=number),
                base=_BASES[number % len(_BASES)],
                trigger_words=(f"{name.split()[0].casefold()} style",) if number % 4 else (),
                rating=(5, 4, 3, 0, 2, 4)[number % 6],
                favourite=number in (0, 5),
                tags=("print", "paper") if number % 2 else ("light",),
                collections=("Book",) if number % 3 == 0 else (),
                licence="apache-2.0" if number % 2 else "",
                commercial=(True, None, False)[number % 3],
                preview="" if number % 2 else self._preview(number),
            )
            for number, name in enumerate(_NAMES)
        ]
        Path(cards[3].source).unlink()
        away = LoraPlace(kind=PlaceKind.CIVITAI, address="https://civitai.com/models/1")
        cards[6] = replace(cards[6], source="atelier/deep-teal-2", places=(away,))
        cards[9] = replace(cards[9], proof=_proof(192))
        cards[13] = replace(cards[13], proof=_proof(120))
        return cards

    def _file(self, name: str) -> str:
        file = self._app.studio.paths.data / f"{name.casefold().replace(' ', '-')}.safetensors"
        file.touch()
        return str(file)

    def _preview(self, number: int) -> str:
        """A picture as the artist's own, kept as the library keeps it."""
        size = Size(width=512, height=384)
        request = GenerationRequest(prompt=_NAMES[number], size=size, seed=number)
        practice = self._app.studio.catalogue.model("practice")
        task = RunTask(job_id="sample", request=request, model=practice)
        drawn = next(iter(PracticeBackend(step_seconds=0).generate(task, RunControl())))
        jpeg = self._app.studio.shelves.pictures.preview(drawn.data)
        return LoraPreviews(self._app.studio.paths.lora_previews).keep(jpeg)


def _proof(matched: int) -> LoraProof:
    return LoraProof(
        model="local/klein-4b", made_at=_DAY, matched=matched, total=192, strength=0.04, scale=1.0
    )


def _set(name: str, loras: list[Lora]) -> LoraSet:
    uses = tuple(LoraUse(source=lora.source, name=lora.name, scale=0.7) for lora in loras)
    return LoraSet(name=name, loras=uses)


def _opened(menu: QMenu) -> QMenu:
    menu.popup(menu.pos())
    wait()
    return menu

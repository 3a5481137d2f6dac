"""What a finished picture can become for the LoRAs it was made with: preview, or half of a pair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from flux2studio.core.generation import Generation
from flux2studio.core.lora import Lora
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.loras import LorasViewModel
from flux2studio.ui.viewmodels.picture_action import PictureAction

SetPair = Callable[[str, Path, Path], Lora]


class LoraPictures(QObject):
    """A pair is kept in two clicks: first the picture with the LoRA, then that without."""

    said = Signal(str)  # what happened, or what to do next
    failed = Signal(object)  # StudioError

    def __init__(
        self,
        loras: LorasViewModel,
        set_pair: SetPair,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._loras = loras
        self._set_pair = set_pair
        self._tasks = tasks
        self._half: tuple[str, Generation] | None = None  # id of the LoRA, picture with it

    def actions(
        self, generation: Generation, chosen: Sequence[Generation] = ()
    ) -> list[PictureAction]:
        """What the menu of a picture offers; ``chosen`` are all that are chosen with it."""
        found = []
        for lora in self._made_with(generation):
            text = self.tr("Set as preview of “{0}”").format(lora.name)
            act = partial(self._loras.edits.set_preview, lora.id, generation.path)
            found.append(PictureAction(icon="image", text=text, act=act))
            found.append(self._pair_action(lora, generation, chosen))
        if (half := self._half) is not None and half[1].id != generation.id:
            lora_id, with_lora = half
            if (known := self._loras.find(lora_id)) is not None:
                text = self.tr("Keep as the picture without “{0}”").format(known.name)
                act = partial(self._keep, known, generation, with_lora)
                found.append(PictureAction(icon="compare", text=text, act=act))
        return found

    def _pair_action(
        self, lora: Lora, generation: Generation, chosen: Sequence[Generation]
    ) -> PictureAction:
        others = [one for one in chosen if one.id != generation.id]
        if len(others) == 1 and lora not in self._made_with(others[0]):
            text = self.tr("Keep both as without and with “{0}”").format(lora.name)
            act = partial(self._keep, lora, others[0], generation)
        else:
            text = self.tr("Keep as the picture with “{0}”").format(lora.name)
            act = partial(self._keep_half, lora, generation)
        return PictureAction(icon="compare", text=text, act=act)

    def _made_with(self, generation: Generation) -> list[Lora]:
        uses = generation.request.active_loras
        cards = (self._loras.by_source(use.source) for use in uses)
        return [card for card in cards if card is not None]

    def _keep_half(self, lora: Lora, generation: Generation) -> None:
        self._half = (lora.id, generation)
        words = self.tr("Now the picture without “{0}”: its menu keeps it as that.")
        self.said.emit(words.format(lora.name))

    def _keep(self, lora: Lora, without: Generation, with_lora: Generation) -> None:
        self._half = None
        work = partial(self._set_pair, lora.id, without.path, with_lora.path)
        self._tasks.run(work, self._on_kept, self.failed.emit)

    def _on_kept(self, lora: Lora) -> None:
        self._loras.take_in([lora])
        self.said.emit(self.tr("The card of “{0}” shows what it does.").format(lora.name))

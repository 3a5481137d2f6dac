"""Puts LoRAs in use that are written into the prompt, as <lora:name:0.8>."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from flux2studio.core.lora import Lora
from flux2studio.core.lora_fields import SCALE_MAX
from flux2studio.core.lora_tags import LoraTag, meant, tags, without
from flux2studio.core.request import GenerationRequest, LoraUse
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.lora_room import no_room
from flux2studio.ui.viewmodels.loras import LorasViewModel


class LoraTags(QObject):
    """Takes what is typed or pasted, once: a tag that undo brought back stays as it is."""

    def __init__(
        self, compose: ComposeViewModel, loras: LorasViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._loras = loras
        self._taken_from = ""  # the prompt that was typed when a tag was taken
        compose.typed.connect(self._on_typed)

    def find(self, tag: LoraTag) -> Lora | None:
        """Return the card that a tag means."""
        return meant(tag, self._loras.all())

    def used(self, draft: GenerationRequest, tag: LoraTag, lora: Lora) -> GenerationRequest:
        """Return ``draft`` with the LoRA of a tag in use, in place of the tag."""
        scale = lora.default_scale if tag.scale is None else min(max(tag.scale, 0.0), SCALE_MAX)
        use = replace(lora.use(), scale=scale)
        return replace(
            draft, prompt=without(draft.prompt, tag), loras=self._with(draft.loras, use, lora)
        )

    def _with(self, loras: tuple[LoraUse, ...], use: LoraUse, lora: Lora) -> tuple[LoraUse, ...]:
        """One that is in use already, under whatever source, gets the scale."""
        for at, known in enumerate(loras):
            card = self._loras.by_source(known.source)
            if card is not None and card.id == lora.id:
                return (
                    *loras[:at],
                    replace(known, scale=use.scale, enabled=True),
                    *loras[at + 1 :],
                )
        return (*loras, use)

    def _on_typed(self, before: str) -> None:
        draft = self._compose.draft
        if "<" not in draft.prompt:
            self._taken_from = ""  # what is typed from now on is no undo of it
            return
        if draft.prompt == self._taken_from:
            return
        there = {tag.text for tag in tags(before)}
        after = draft
        for tag in tags(draft.prompt):
            if tag.text not in there and (lora := self.find(tag)) is not None:
                if self._refuses(after, lora):
                    return
                after = self.used(after, tag, lora)
        if after is not draft:
            self._taken_from = draft.prompt
            self._compose.edit(prompt=after.prompt, loras=after.loras)

    def _refuses(self, draft: GenerationRequest, lora: Lora) -> bool:
        """Say at the LoRAs why it cannot be put in use."""
        compose = self._compose
        active = len(draft.active_loras)
        refusal = self._loras.refusal(lora) or no_room(compose.catalogue, compose.model, active)
        if refusal is not None:
            compose.rejected.emit(refusal)
        return refusal is not None

"""The advice that the form shows: a piece for each field at the most, none that was waved off."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from PySide6.QtCore import QObject, Signal

from flux2studio.core.advice import Advice, AdviceKind, Known, advice
from flux2studio.core.lora_tags import tags, without
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.viewmodels.compose import ComposeViewModel
from flux2studio.ui.viewmodels.lora_tags import LoraTags
from flux2studio.ui.viewmodels.loras import LorasViewModel

SHOWN_MAX = 2  # at once: advice is no sermon


class FormHints(QObject):
    """``hidden`` are the kinds that the artist does not want to see; ``hide`` keeps one more."""

    changed = Signal()

    def __init__(
        self, compose: ComposeViewModel, loras: LorasViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._compose = compose
        self._loras = loras
        self._tags = LoraTags(compose, loras, self)
        self._hidden: Callable[[], Collection[str]] = tuple
        self._hide: Callable[[str], None] | None = None
        self.shown: tuple[Advice, ...] = ()
        compose.draft_changed.connect(self._look)
        loras.changed.connect(self.look_again)
        self._look(compose.draft)

    def use(self, hidden: Callable[[], Collection[str]], hide: Callable[[str], None]) -> None:
        """Take from there what is waved off, and keep it there."""
        self._hidden, self._hide = hidden, hide
        self.look_again()

    def of(self, *fields: str) -> Advice | None:
        """Return what is to be said at these fields."""
        return next((one for one in self.shown if one.field in fields), None)

    def follow(self, one: Advice) -> None:
        """Do what is advised, in one step."""
        if one.changes:
            self._compose.edit(**one.changes)

    def wave_off(self, one: Advice) -> None:
        """Say nothing of the kind any more, until it is brought back in the settings."""
        if self._hide is not None:
            self._hide(one.kind.value)
        self.look_again()

    def look_again(self) -> None:
        self._look(self._compose.draft)

    def _look(self, draft: GenerationRequest) -> None:
        hidden = set(self._hidden())
        found: dict[str, Advice] = {}
        for one in self._all(draft):
            if one.kind not in hidden:
                found.setdefault(one.field, one)
        shown = tuple(found.values())[:SHOWN_MAX]
        if shown != self.shown:
            self.shown = shown
            self.changed.emit()

    def _all(self, draft: GenerationRequest) -> Iterator[Advice]:
        if "<" in draft.prompt:
            yield from self._tagged(draft)
        cards = [(use, self._loras.by_source(use.source)) for use in draft.active_loras]
        known = Known(
            before=self._compose.sent,
            good={use.source: card.scale_high or 0.0 for use, card in cards if card is not None},
            words=self._loras.trigger_words(draft) if draft.expand_prompt else (),
        )
        yield from advice(draft, self._compose.model, known)

    def _tagged(self, draft: GenerationRequest) -> Iterator[Advice]:
        """What is still written as a tag would be sent as text."""
        for tag in tags(draft.prompt):
            card = self._tags.find(tag)
            if card is None:
                changes: dict[str, Any] = {"prompt": without(draft.prompt, tag)}
                kind = AdviceKind.UNKNOWN_LORA
            else:
                after = self._tags.used(draft, tag, card)
                changes = {"prompt": after.prompt, "loras": after.loras}
                kind = AdviceKind.WRITTEN_LORA
            yield Advice(kind=kind, field="prompt", changes=changes, name=tag.name)

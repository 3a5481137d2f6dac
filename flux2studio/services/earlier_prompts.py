"""The prompts that pictures were made of, found page by page in the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flux2studio.core.history import Entry
from flux2studio.core.prompt_page import EarlierPrompt, PromptPage
from flux2studio.storage.history_words import folded

PAGE = 100  # pictures that are looked at for a page

First = Callable[[str, int | None, int], list[Entry]]  # words, before which number, how many


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPrompts:
    """Blocking, thread-safe. ``first`` finds pictures whose recipe holds words."""

    first: First

    def page(self, words: str = "", before: int | None = None) -> PromptPage:
        """Return prompts that hold all ``words``, each once in the page, older than ``before``."""
        entries = self.first(words, before, PAGE)
        found: dict[str, EarlierPrompt] = {}
        wanted = folded(words).split()
        for entry in entries:
            request = entry.generation.request
            prompt = request.typed_prompt or request.prompt
            text = folded(prompt)
            if prompt.strip() and all(word in text for word in wanted):
                found.setdefault(prompt, EarlierPrompt(prompt=prompt, generation=entry.generation))
        is_end = len(entries) < PAGE
        return PromptPage(
            prompts=tuple(found.values()), before=None if is_end else entries[-1].number
        )

"""The prompts that pictures were made of, found page by page in the history."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.core.prompt_page import EarlierPrompt, PromptPage
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.history_words import folded
from flux2studio.storage.search import compile_text

PAGE = 100  # pictures that are looked at for a page


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPrompts:
    """Blocking, thread-safe."""

    reader: HistoryReader

    def page(self, words: str = "", before: int | None = None) -> PromptPage:
        """Return prompts that hold all ``words``, each once in the page, older than ``before``."""
        entries = self.reader.first(compile_text(words), before, PAGE)
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

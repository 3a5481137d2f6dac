"""Earlier prompts as they are read: a page of them at a time, the newest first."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.core.generation import Generation


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierPrompt:
    """``prompt`` as it was typed; ``generation`` is the newest picture that was made of it."""

    prompt: str
    generation: Generation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPage:
    """``before``: where the next page begins; None at the end."""

    prompts: tuple[EarlierPrompt, ...] = ()
    before: int | None = None

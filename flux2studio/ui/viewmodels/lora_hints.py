"""What a LoRA in use still asks of the form: its words, its instruction, reference pictures."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.core.lora import Lora
from flux2studio.core.request import GenerationRequest

GAP = "{}"  # where the artist's own words go in an instruction


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraHints:
    """``words`` that it needs are not in the prompt; ``template`` could be used;
    so many ``references`` it needs, and fewer are there. All empty: nothing is asked."""

    words: tuple[str, ...] = ()
    template: str = ""
    references: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.template or self.references)


def hints(lora: Lora | None, draft: GenerationRequest) -> LoraHints:
    if lora is None:
        return LoraHints()
    prompt = draft.prompt.casefold()
    has_instruction = all(part.casefold() in prompt for part in lora.template.split(GAP))
    template = "" if has_instruction else lora.template
    needed = max(lora.references, 1 if lora.edits else 0)
    return LoraHints(
        words=tuple(
            word
            for word in lora.trigger_words
            if word.casefold() not in prompt and word.casefold() not in template.casefold()
        ),
        template=template,
        references=needed if len(draft.active_references) < needed else 0,
    )


def with_words(prompt: str, words: tuple[str, ...]) -> str:
    """Return the prompt with words put before it, as trainers write them."""
    return ", ".join(part for part in (*words, prompt.strip()) if part)


def with_template(prompt: str, template: str) -> str:
    """Return the instruction with the artist's own words in their place."""
    if GAP in template:
        return template.replace(GAP, prompt.strip()).strip()
    return f"{template} {prompt}".strip()

"""Gives a reference another name, in its slot and wherever the prompt has it: one step."""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.prompt_names import cleaned, key, name_of, renamed, unique
from flux2studio.ui.viewmodels.compose import ComposeViewModel


def rename_reference(compose: ComposeViewModel, index: int, typed: str) -> None:
    """``typed`` is made into what can stand behind an @, and gets a number where it is taken."""
    slots = compose.slots.slots
    reference = slots[index].reference if index < len(slots) else None
    if reference is None or not cleaned(typed):
        return
    place = sum(slot.reference is not None for slot in slots[:index])
    names = [name_of(each) for each in compose.slots.references]
    taken = {key(name) for at, name in enumerate(names) if at != place}
    name = unique(cleaned(typed), taken)
    references = list(compose.slots.references)
    references[place] = replace(reference, handle=name)
    if name_of(replace(reference, handle="")) == name:
        references[place] = replace(reference, handle="")
    compose.edit(
        references=tuple(references),
        prompt=renamed(compose.draft.prompt, names[place], name, names),
    )

"""What is really sent of a form: one request, or one for each picture where choices are made."""

from __future__ import annotations

from dataclasses import replace

from flux2studio.core.models import Model
from flux2studio.core.request import SEED_MAX, GenerationRequest
from flux2studio.core.wildcards import Template, read


def requests_of(
    draft: GenerationRequest, model: Model, next_seed: int
) -> tuple[GenerationRequest, ...]:
    """Return the requests that make the pictures of ``draft``, in their order.

    Without choices in the prompt that is the draft itself. With them the seed decides:
    ``next_seed`` where the draft has none; picture i has the choices of that seed + i, as one
    that is made of it alone would have.
    """
    template = read(draft.prompt)
    if not template.has_choices:
        return (_literal(draft, template),)
    count = draft.count if model.count else 1
    first = next_seed if draft.seed is None else draft.seed
    seeded = draft.with_seed(min(first, SEED_MAX - count + 1))
    each = [chosen(replace(seeded, seed=(seeded.seed or 0) + at, count=1)) for at in range(count)]
    if len({request.prompt for request in each}) == 1:
        return (replace(each[0], count=draft.count),)
    return tuple(each)


def chosen(request: GenerationRequest) -> GenerationRequest:
    """Return ``request``, of one picture with its seed, with the choices of that seed made."""
    template = read(request.prompt)
    if not template.has_choices or request.seed is None:
        return _literal(request, template)
    return _with_prompt(request, template.text(request.seed))


def _literal(request: GenerationRequest, template: Template) -> GenerationRequest:
    """Signs that were written with a backslash are sent without it."""
    return request if template.has_choices else _with_prompt(request, template.text(0))


def _with_prompt(request: GenerationRequest, prompt: str) -> GenerationRequest:
    if prompt == request.prompt:
        return request
    return replace(request, prompt=prompt, typed_prompt=request.typed_prompt or request.prompt)

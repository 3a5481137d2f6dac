"""The recipe of a picture as lines of words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.foreign_recipe import TOOLS
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.models import Catalogue, Model
from flux2studio.core.request import ReferenceImage
from flux2studio.ui import words
from flux2studio.ui.widgets.local_run_words import run_lines
from flux2studio.ui.widgets.receipt_words import receipt_lines
from flux2studio.ui.words import decimal


class Line(NamedTuple):
    """``wanted_elsewhere``: it is worth a button that copies it alone. ``is_block``: it takes the
    whole width, below its name."""

    name: str
    value: str
    wanted_elsewhere: bool = False
    is_block: bool = False


def lines(generation: Generation, catalogue: Catalogue) -> Iterator[Line]:
    """Yield name and value of all that made this picture, in the order of the form."""
    recipe = generation.recipe
    model = find_model(recipe, catalogue)
    name = words.said(model.name if model else recipe.request.model)
    if recipe.tool:
        yield from _foreign(recipe, name)
    else:
        backend = backend_name(recipe.backend, catalogue)
        yield Line(_tr("Model"), name if name == backend else f"{name}, {backend}")
    if recipe.request.typed_prompt:  # names were replaced, or choices made
        yield Line(_tr("Prompt as sent"), recipe.request.prompt, is_block=True)
    yield from _ingredients(recipe)
    yield Line(_tr("Size"), f"{recipe.width} × {recipe.height} {_format(generation)}")
    if not recipe.tool or recipe.tool in TOOLS:  # a plain file says no numbers
        yield from _numbers(recipe, model)
    yield from _circumstances(recipe)
    yield Line(_tr("File"), generation.path.name)
    if recipe.local is not None:
        for name, value in run_lines(recipe.local):
            yield Line(name, value, is_block=value.startswith("•"))
    if not recipe.tool:
        yield from _sent(recipe, catalogue)


def backend_name(backend: str, catalogue: Catalogue) -> str:
    """The name of the backend or of another program, or its id when it is not known."""
    try:
        return words.said(catalogue.backend(backend).name)
    except InvalidRequestError:
        return TOOLS.get(backend, backend)


def find_model(recipe: Recipe, catalogue: Catalogue) -> Model | None:
    try:
        return catalogue.model(recipe.request.model)
    except InvalidRequestError:
        return None


def _format(generation: Generation) -> str:
    """What was asked for; of a picture that was taken in, what it is called."""
    if generation.recipe.tool:
        return generation.path.suffix.lstrip(".").upper()
    return generation.request.format.upper()


def _foreign(recipe: Recipe, model: str) -> Iterator[Line]:
    """A picture that was taken in: of a plain file nobody knows what made it."""
    if recipe.tool in TOOLS:
        yield Line(_tr("Made with"), TOOLS[recipe.tool])
    if model:
        yield Line(_tr("Model"), model)
    if recipe.request.negative_prompt:
        yield Line(_tr("Avoided"), recipe.request.negative_prompt)


def _ingredients(recipe: Recipe) -> Iterator[Line]:
    references = recipe.request.active_references
    if references:
        names = ", ".join(map(_reference, references))
        large = recipe.local is not None and recipe.request.large_reference
        is_large = large and len(references) == 1
        yield Line(_tr("References"), _tr("{0} (large)").format(names) if is_large else names)
    if recipe.request.mask is not None:
        yield Line(_tr("Mask"), _mask_words(recipe))
    loras = recipe.request.active_loras
    if loras:
        yield Line(
            _tr("LoRAs"),
            ", ".join(f"{lora.name or lora.source} {decimal(lora.scale, 2)}" for lora in loras),
        )


def _reference(reference: ReferenceImage) -> str:
    """With its name in the prompt, and what was cut off."""
    words = reference.name
    if reference.handle:
        words = f"{words} (@{reference.handle})"
    if reference.crop is not None:
        size = f"{reference.seen.width} × {reference.seen.height}"
        return _tr("{0}, cropped to {1}").format(words, size)
    return words


def _mask_words(recipe: Recipe) -> str:
    """Which picture it lies on, and how strongly it was painted there."""
    words = _tr("on {0}, strength {1}")
    request = recipe.request
    return words.format(request.active_references[0].name, decimal(request.strength))


def _numbers(recipe: Recipe, model: Model | None) -> Iterator[Line]:
    request = recipe.request
    if request.seed is not None:
        yield Line(_tr("Seed"), str(request.seed))
    if model is None or model.steps is not None:
        yield Line(_tr("Steps"), str(request.steps))
    if model is None or model.guidance is not None:
        yield Line(_tr("Guidance"), decimal(request.guidance))
    if model is not None and model.acceleration is not None and not recipe.tool:
        yield Line(_tr("Acceleration"), _acceleration(request.acceleration))


def _acceleration(level: str) -> str:
    known = {"none": _tr("None"), "regular": _tr("Regular"), "high": _tr("High")}
    return known.get(level, level.capitalize())


def _circumstances(recipe: Recipe) -> Iterator[Line]:
    if recipe.cost_usd:
        yield Line(_tr("Cost"), words.money(recipe.cost_usd))
    if recipe.seconds:
        yield Line(_tr("Time"), words.duration(recipe.seconds))
    yield Line(_tr("Made"), words.moment(recipe.created_at))
    if recipe.remote_id:
        yield Line(_tr("Request"), recipe.remote_id, wanted_elsewhere=True)


def _sent(recipe: Recipe, catalogue: Catalogue) -> Iterator[Line]:
    if recipe.receipt is not None:
        yield Line(_tr("Sent to"), "\n".join(receipt_lines(recipe.receipt)), is_block=True)
    elif _is_hosted(recipe, catalogue):
        yield Line(_tr("Sent to"), _left(recipe, catalogue))


def text(generation: Generation, catalogue: Catalogue) -> str:
    """The whole recipe, to be pasted elsewhere."""
    recipe = generation.recipe
    parts = [prompt_as_typed(recipe)]
    if recipe.sent_prompt:
        parts.append(f"{rewritten_title(recipe)}:\n{recipe.sent_prompt}")
    told = (f"{line.name}: {line.value}" for line in lines(generation, catalogue))
    parts.append("\n".join(told))
    return "\n\n".join(part for part in parts if part)


def prompt_as_typed(recipe: Recipe) -> str:
    return recipe.request.typed_prompt or recipe.request.prompt


def rewritten_title(recipe: Recipe) -> str:
    """What stands above the prompt as it was really used."""
    if recipe.local is not None:
        return _tr("As the model expanded it")
    return _tr("As the service rewrote it")


def _is_hosted(recipe: Recipe, catalogue: Catalogue) -> bool:
    try:
        return catalogue.backend(recipe.backend).paid
    except InvalidRequestError:
        return True


def _left(recipe: Recipe, catalogue: Catalogue) -> str:
    """Of a picture made before receipts were kept."""
    sent = len(recipe.request.active_references)
    told = _tr("%1: the prompt and %n picture(s)", sent) if sent else _tr("%1: the prompt")
    return told.replace("%1", backend_name(recipe.backend, catalogue))


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("recipe_table", text, None, number)

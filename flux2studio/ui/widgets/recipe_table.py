"""The recipe of a picture as lines of words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.generation import Generation, Recipe
from flux2studio.core.models import Catalogue, Model
from flux2studio.ui import words

Line = tuple[str, str]


def lines(generation: Generation, catalogue: Catalogue) -> Iterator[Line]:
    """Yield name and value of all that made this picture, in the order of the form."""
    recipe = generation.recipe
    model = find_model(recipe, catalogue)
    name = model.name if model else recipe.request.model
    backend = backend_name(recipe.backend, catalogue)
    yield _tr("Model"), name if name == backend else f"{name}, {backend}"
    yield from _ingredients(recipe)
    yield _tr("Size"), f"{recipe.width} × {recipe.height} {recipe.request.format.upper()}"
    yield from _numbers(recipe, model)
    yield from _circumstances(recipe, catalogue)
    yield _tr("File"), generation.path.name


def backend_name(backend: str, catalogue: Catalogue) -> str:
    """The name of the backend, or its id when it is no longer known."""
    try:
        return catalogue.backend(backend).name
    except InvalidRequestError:
        return backend


def find_model(recipe: Recipe, catalogue: Catalogue) -> Model | None:
    try:
        return catalogue.model(recipe.request.model)
    except InvalidRequestError:
        return None


def _ingredients(recipe: Recipe) -> Iterator[Line]:
    references = recipe.request.active_references
    if references:
        yield _tr("References"), ", ".join(reference.name for reference in references)
    loras = recipe.request.active_loras
    if loras:
        yield (
            _tr("LoRAs"),
            ", ".join(f"{lora.name or lora.source} {lora.scale:.2f}" for lora in loras),
        )


def _numbers(recipe: Recipe, model: Model | None) -> Iterator[Line]:
    request = recipe.request
    if request.seed is not None:
        yield _tr("Seed"), str(request.seed)
    if model is None or model.steps is not None:
        yield _tr("Steps"), str(request.steps)
    if model is None or model.guidance is not None:
        yield _tr("Guidance"), f"{request.guidance:g}"
    if model is not None and model.acceleration is not None:
        yield _tr("Acceleration"), request.acceleration.capitalize()


def _circumstances(recipe: Recipe, catalogue: Catalogue) -> Iterator[Line]:
    if recipe.cost_usd:
        yield _tr("Cost"), words.money(recipe.cost_usd)
    if recipe.seconds:
        yield _tr("Time"), words.duration(recipe.seconds)
    yield _tr("Made"), words.moment(recipe.created_at)
    yield _tr("Left the machine"), _left(recipe, catalogue)


def _left(recipe: Recipe, catalogue: Catalogue) -> str:
    try:
        is_hosted = catalogue.backend(recipe.backend).paid
    except InvalidRequestError:
        is_hosted = True
    if not is_hosted:
        return _tr("Nothing")
    sent = len(recipe.request.active_references)
    text = {0: _tr("The prompt, to %1"), 1: _tr("The prompt and 1 picture, to %1")}.get(
        sent, _tr("The prompt and %2 pictures, to %1")
    )
    return text.replace("%1", backend_name(recipe.backend, catalogue)).replace("%2", str(sent))


def _tr(text: str) -> str:
    return QCoreApplication.translate("recipe_table", text)

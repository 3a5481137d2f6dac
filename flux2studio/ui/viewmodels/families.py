"""What each family of models is for, in the few words a menu has room for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.models import Catalogue, Model
from flux2studio.core.request import GenerationRequest
from flux2studio.ui import words
from flux2studio.ui.viewmodels.lora_room import lora_rule


class LocalModels(Protocol):
    """The models of this computer; of others it says nothing. Asked at every change."""

    def problem(self, model: Model) -> InvalidRequestError | None:
        """Why it cannot be used yet, or None."""

    def tag(self, model: Model) -> str:
        """What there is to do first, in a word or two; empty when it can be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyChoice:
    """``id`` is that of its plainest model. ``words``: what it is for, and takes."""

    id: str
    name: str
    words: str
    price: str


def as_chosen(model: Model, family: Sequence[Model]) -> Model:
    """``model`` under the name the artist chose, for sentences about it."""
    has_plainer = any(other.loras is None for other in family)
    name = model.family
    if model.loras is not None and has_plainer:
        name = _tr("{0} with LoRA").format(name)
    return replace(model, name=name)


def likest(models: Sequence[Model], draft: GenerationRequest, now: Model, last: str) -> Model:
    """Return the model of the family ``last``, else the one most like ``now`` for ``draft``."""
    references = len(draft.active_references)
    return max(
        models,
        key=lambda model: (
            model.family == last,
            model.family == now.family,
            (model.loras is not None) >= bool(draft.loras),
            model.references.minimum <= references <= model.references.maximum,
        ),
    )


def families(
    catalogue: Catalogue,
    backend_id: str,
    priced: Callable[[Model], Model],
    local: LocalModels | None,
) -> tuple[FamilyChoice, ...]:
    """Return those of a backend, in the order of the catalogue.

    What ``local`` says there is to do first stands in the place of the price.
    """
    groups: dict[str, list[Model]] = {}
    for model in catalogue.models_of(backend_id):
        groups.setdefault(model.family, []).append(priced(model))
    return tuple(
        FamilyChoice(
            id=models[0].id,
            name=name,
            words=_words(name, models),
            price=(local.tag(models[0]) if local else "") or _price(models),
        )
        for name, models in groups.items()
    )


def _words(name: str, models: Sequence[Model]) -> str:
    references = max(model.references.maximum for model in models)
    parts = (
        _purposes().get(name, ""),
        _tr("LoRAs") if lora_rule(models) else _tr("no LoRAs"),
        _tr("%n reference(s)", references) if references else _tr("no references"),
    )
    return " · ".join(part for part in parts if part)


def _price(models: Sequence[Model]) -> str:
    """Of one megapixel, with the plainest of them."""
    prices = [model.price for model in models if model.price is not None]
    if not prices:
        return _tr("free")
    first = min(price.usd_first_megapixel or price.usd_per_megapixel for price in prices)
    return _tr("{0} / MP").format(words.money(first * prices[0].factor))


def _purposes() -> dict[str, str]:
    return {
        "Practice": _tr("drawn here, to try out"),
        "FLUX.2": _tr("all-round"),
        "FLUX.2 turbo": _tr("fast"),
        "FLUX.2 flash": _tr("fastest"),
        "FLUX.2 klein 4B": _tr("small, quick"),
        "FLUX.2 klein 4B base": _tr("small, careful"),
        "FLUX.2 klein 9B": _tr("medium, quick"),
        "FLUX.2 klein 9B base": _tr("medium, careful"),
        "FLUX.2 klein 9B KV": _tr("medium, for references"),
        "FLUX.2 pro": _tr("polished"),
        "FLUX.2 max": _tr("best quality"),
        "FLUX.2 flex": _tr("polished, adjustable"),
    }


def _tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate("Families", text, None, number)

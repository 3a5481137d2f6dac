"""The model catalogue: what each model and endpoint takes, with limits, defaults and price."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.local import LocalModel
from flux2studio.core.phrase import phrase
from flux2studio.core.request import GenerationRequest, LoraKind, Size

# The services' named sizes, in pixels (hosted-services.md section 5).
SIZE_PRESETS: dict[str, Size] = {
    "square_hd": Size(width=1024, height=1024),
    "square": Size(width=512, height=512),
    "portrait_4_3": Size(width=768, height=1024),
    "portrait_16_9": Size(width=576, height=1024),
    "landscape_4_3": Size(width=1024, height=768),
    "landscape_16_9": Size(width=1024, height=576),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRange:
    minimum: float
    maximum: float
    default: float
    step: float = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    values: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Toggle:
    default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRule:
    """``limit`` is in UTF-16 units, as ``core.request.prompt_length`` counts."""

    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeRule:
    """Both sides lie in ``minimum``..``maximum`` pixels and are multiples of ``step``."""

    minimum: int
    maximum: int
    step: int
    default: Size

    def snapped(self, size: Size) -> Size:
        """Return the nearest size the model takes; a too large one keeps its aspect."""
        scale = min(1.0, self.maximum / max(size.width, size.height, 1))
        return Size(
            width=self._snap_side(size.width * scale), height=self._snap_side(size.height * scale)
        )

    def _snap_side(self, pixels: float) -> int:
        low = -(-self.minimum // self.step) * self.step
        high = self.maximum // self.step * self.step
        return min(max(round(pixels / self.step) * self.step, low), high)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRule:
    """``long_edge``: references are scaled down to it, in pixels, before they are sent;
    ``large_long_edge`` in its place for a ``large_reference``, 0 where there is none.

    ``edge_minimum`` in pixels, and ``aspect_maximum`` of the long over the short side, are what
    the model can read at all.

    ``body_bytes_maximum`` is that of a request with all of them inside; None where they are not.
    """

    minimum: int
    maximum: int
    long_edge: int = 2048
    large_long_edge: int = 0
    edge_minimum: int = 1
    aspect_maximum: float | None = None
    body_bytes_maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surcharge:
    """The price is ``factor`` times as high when the LoRA files together are larger than this."""

    above_gib: float
    factor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraRule:
    """``kinds`` are the sources the backend can read; ``gib_maximum`` is that of all files."""

    maximum: int
    kinds: tuple[LoraKind, ...]
    scale: NumberRange
    gib_maximum: float | None = None
    surcharges: tuple[Surcharge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """US dollars a megapixel of 2**20 pixels, each picture rounded up; see ``core.cost``.

    ``usd_first_megapixel``: the first of all costs this instead. ``reference_megapixels``: a
    larger reference is scaled down to it by the service, and billed as that.
    """

    usd_per_megapixel: float
    as_of: str
    usd_first_megapixel: float | None = None
    counts_references: bool = True
    reference_megapixels: int = 4
    factor: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One model of one backend. A parameter that is None is not taken by it.

    ``endpoint`` is the service's own name for it. Models of one ``family`` are the same weights
    behind several endpoints, with and without references and LoRAs. ``streams``: it can show
    its picture while it draws. ``strength``: it takes a mask, and paints under it so strongly.
    ``local``: it runs on this computer.
    """

    id: str
    backend: str
    endpoint: str
    name: str
    family: str
    references: ReferenceRule
    size: SizeRule
    format: Choice
    seed: NumberRange
    prompt_limit: int = 4000
    loras: LoraRule | None = None
    count: NumberRange | None = None
    steps: NumberRange | None = None
    guidance: NumberRange | None = None
    acceleration: Choice | None = None
    expand_prompt: Toggle | None = None
    safety_checker: Toggle | None = None
    negative_prompt: TextRule | None = None
    safety_tolerance: NumberRange | None = None
    strength: NumberRange | None = None
    large_reference: Toggle | None = None
    local: LocalModel | None = None
    streams: bool = False
    price: Price | None = None
    licence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackendEntry:
    """``paid``: a run costs money, so it is sent once per click. ``key``: environment variable."""

    id: str
    name: str
    paid: bool
    workers: int
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """Where private LoRAs come from. ``key``: environment variable of the artist's token."""

    id: str
    name: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    backends: tuple[BackendEntry, ...]
    models: tuple[Model, ...]
    sources: tuple[SourceEntry, ...] = ()

    @cached_property
    def _models_by_id(self) -> dict[str, Model]:
        return {model.id: model for model in self.models}

    def model(self, model_id: str) -> Model:
        """Return the model with this id. Raises InvalidRequestError when there is none."""
        try:
            return self._models_by_id[model_id]
        except KeyError:
            raise InvalidRequestError(
                phrase("There is no model “{model_id}”.", model_id=model_id),
                hint="Choose one from the list.",
                field="model",
            ) from None

    def backend(self, backend_id: str) -> BackendEntry:
        """Return the backend with this id. Raises InvalidRequestError when there is none."""
        for backend in self.backends:
            if backend.id == backend_id:
                return backend
        raise InvalidRequestError(
            phrase("There is no backend “{backend_id}”.", backend_id=backend_id),
            hint=phrase("Choose one of: {ids}.", ids=", ".join(b.id for b in self.backends)),
            field="backend",
        )

    def models_of(self, backend_id: str) -> tuple[Model, ...]:
        return tuple(model for model in self.models if model.backend == backend_id)

    def family_of(self, model: Model) -> tuple[Model, ...]:
        """``model`` and its siblings, the plainest first."""
        return tuple(
            other
            for other in self.models
            if (other.backend, other.family) == (model.backend, model.family)
        )

    def fitting(self, request: GenerationRequest) -> Model:
        """Return the plainest, and so cheapest, sibling that takes what ``request`` holds.

        That of most room when none does: ``core.checks`` then says what is too much.
        """
        siblings = self.family_of(self.model(request.model))
        return next(
            (model for model in siblings if takes(model, request)),
            max(siblings, key=lambda model: _room(model, request)),
        )


def takes(model: Model, request: GenerationRequest) -> bool:
    """Whether ``model`` is made for as many references and LoRAs as ``request`` uses."""
    references = len(request.active_references)
    loras = len(request.active_loras)
    return model.references.minimum <= references <= model.references.maximum and loras <= (
        model.loras.maximum if model.loras else 0
    )


def _room(model: Model, request: GenerationRequest) -> tuple[bool, bool]:
    return (
        bool(request.active_references) == (model.references.maximum > 0),
        model.loras is not None or not request.active_loras,
    )


def read_catalogue(data: bytes) -> Catalogue:
    """Read ``resources/models.json``. Raises msgspec.DecodeError: a broken one is our bug.

    An entry ``like`` an earlier one says only where it differs; null takes a value out.
    """
    raw = msgspec.json.decode(data, type=_RawCatalogue)
    whole: dict[str, dict[str, Any]] = {}
    for entry in raw.models:
        merged = {**whole.get(entry.get("like", ""), {}), **entry}
        whole[entry["id"]] = {name: value for name, value in merged.items() if value is not None}
    models = [{k: v for k, v in entry.items() if k != "like"} for entry in whole.values()]
    return Catalogue(
        backends=raw.backends,
        models=msgspec.convert(models, tuple[Model, ...]),
        sources=raw.sources,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _RawCatalogue:
    backends: tuple[BackendEntry, ...]
    models: tuple[dict[str, Any], ...]
    sources: tuple[SourceEntry, ...] = ()

"""A LoRA as the artist's library knows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from flux2studio.core.generation import Recipe
from flux2studio.core.request import LoraKind, LoraUse, lora_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraProof:
    """What a LoRA was seen to do in the last picture made with it on this computer.

    Of the ``total`` layers that its file changes, ``matched`` are in the model with the id
    ``model``; ``strength`` is the size of the change over that of the weights, at ``scale``.
    """

    model: str
    made_at: datetime
    matched: int
    total: int
    strength: float
    scale: float


class PlaceKind(StrEnum):
    """Where the same weights can be had."""

    FILE = "file"  # ``address`` is an absolute path
    REPOSITORY = "repository"  # at Hugging Face: ``address`` is owner/name
    URL = "url"
    CIVITAI = "civitai"  # ``address`` is the page or download link of the version


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraPlace:
    """One place of a LoRA. ``revision`` and ``file`` say which of a repository's."""

    kind: PlaceKind
    address: str
    revision: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lora:
    """The artist's record of one LoRA; it outlives the file it was made from.

    Identity: ``size`` is in bytes, 0 when unknown; ``sha256`` of the file and ``autov3``, the
    sha256 of what follows its header (whole, 64 digits), empty until they are known. ``base``
    names the model it was made for ("FLUX.2 dev", "FLUX.2 klein 4B", "FLUX.2 klein 9B", "other"),
    empty when unknown; ``layout`` how its tensors are named, ``rank`` 0 when it varies.

    Places: ``source`` is the one that is used; ``places`` are all that are known.

    Use: ``trigger_words`` are needed, ``optional_words`` help; ``scale_low`` and ``scale_high`` are
    the range that looks good; ``edits`` says that it was trained on pairs and needs ``references``
    pictures; ``template`` is an instruction with “{}” for the artist's own words.

    Rights: ``commercial`` None means that nobody knows. ``credit`` is the line to print.

    Mine: ``rating`` 0-5 (0: none). ``preview`` is the sha256 of a picture in the preview store,
    ``pair`` two of them: without and with the LoRA. ``own`` names the fields that the artist
    wrote: nothing that is read elsewhere ever replaces those. ``proof``: None until it was used
    on this computer.
    """

    source: str
    name: str
    id: str = field(default_factory=lambda: uuid4().hex)
    added_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    size: int = 0
    sha256: str = ""
    autov3: str = ""
    base: str = ""
    layout: str = ""
    rank: int = 0
    missing: bool = False
    places: tuple[LoraPlace, ...] = ()
    trigger_words: tuple[str, ...] = ()
    optional_words: tuple[str, ...] = ()
    default_scale: float = 1.0
    scale_low: float | None = None
    scale_high: float | None = None
    edits: bool | None = None
    references: int = 0
    template: str = ""
    licence: str = ""
    commercial: bool | None = None
    credit: str = ""
    page: str = ""
    description: str = ""
    rating: int = 0
    favourite: bool = False
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    notes: str = ""
    preview: str = ""
    pair: tuple[str, str] | None = None
    own: tuple[str, ...] = ()
    proof: LoraProof | None = None

    @property
    def kind(self) -> LoraKind:
        return lora_kind(self.source)

    def use(self) -> LoraUse:
        """Return this LoRA ready to be put in a request, at its default scale."""
        return LoraUse(source=self.source, name=self.name, scale=self.default_scale, size=self.size)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraSeen:
    """What the history knows of a LoRA: how often it was used, when last, in which best pictures.

    ``best`` are ids of generations, the best first.
    """

    runs: int = 0
    last_used: datetime | None = None
    best: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraIdentity:
    """Which weights a source stood for, so that they are found again under another one."""

    source: str
    sha256: str = ""
    autov3: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraSet:
    """LoRAs that go together, each with its scale, under a name of the artist's.

    ``identities`` are those known of ``loras`` when the set was saved.
    """

    name: str
    loras: tuple[LoraUse, ...]
    id: str = field(default_factory=lambda: uuid4().hex)
    added_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    notes: str = ""
    identities: tuple[LoraIdentity, ...] = ()


def proofs(recipe: Recipe) -> dict[str, LoraProof]:
    """What each LoRA of a picture made on this computer did, by its source."""
    if recipe.local is None:
        return {}
    loras, effects = recipe.request.active_loras, recipe.local.loras
    if len(loras) != len(effects):  # a recipe of another version: no guess which is which
        return {}
    return {
        lora.source: LoraProof(
            model=recipe.request.model,
            made_at=recipe.created_at,
            matched=effect.matched,
            total=effect.total,
            strength=effect.strength,
            scale=effect.scale,
        )
        for lora, effect in zip(loras, effects, strict=True)
        if effect.scale  # at 0 it is not asked to do anything
    }

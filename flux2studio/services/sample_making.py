"""Makes the sample's files at their place in this home: recipes know where their LoRAs lie here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from flux2studio.core.generation import Generation, Recipe, encode_recipe
from flux2studio.core.history import FileFacts, Marks
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import edited
from flux2studio.core.models import Catalogue
from flux2studio.core.prompt_names import resolved
from flux2studio.core.request import GenerationRequest, ReferenceImage
from flux2studio.core.sample import SampleLora, SamplePicture, SampleRecipe
from flux2studio.imaging.extras import extras_of
from flux2studio.imaging.metadata import embed
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.lora_reading import new_card
from flux2studio.services.lora_sources import describe_lora
from flux2studio.services.sample_files import LoadedSample
from flux2studio.storage.disk import disk_errors, replace_file
from flux2studio.storage.history_row import HistoryRow, make_row
from flux2studio.storage.references import ReferenceStore
from flux2studio.version import version


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSample:
    """All files are in place; nothing of it is in the database yet."""

    pictures: tuple[Generation, ...]
    rows: tuple[HistoryRow, ...]
    cards: tuple[Lora, ...]
    form: GenerationRequest


class SampleMaking:
    """Blocking; raises StudioError when a file cannot be written or the decoder refuses.

    ``folder`` is where the sample lies in this home. Making it twice writes the same again.
    """

    def __init__(
        self, folder: Path, references: ReferenceStore, pictures: LoraPictures, models: Catalogue
    ) -> None:
        self._folder = folder
        self._references = references
        self._pictures = pictures
        self._models = models

    def make(self, loaded: LoadedSample, now: datetime) -> MadeSample:
        sample, files = loaded.sample, loaded.files
        cards = tuple(
            self._card(lora, files, now - timedelta(seconds=place))  # the first is the newest
            for place, lora in enumerate(sample.loras)
        )
        loras = {lora.file.name: card for lora, card in zip(sample.loras, cards, strict=True)}
        known = {
            reference.file.name: ReferenceImage(
                sha256=self._references.add_bytes(files[reference.file.name]),
                name=reference.file.name,
                width=reference.width,
                height=reference.height,
            )
            for reference in sample.references
        }
        wanted = {name for picture in sample.pictures for name in picture.recipe.references}
        made: list[tuple[Generation, HistoryRow]] = []
        ids: dict[str, str] = {}
        for picture in sample.pictures:
            request = resolved(_request(picture.recipe, known, loras))
            parents = tuple(ids[name] for name in picture.recipe.references if name in ids)
            recipe = _recipe(picture, request, parents, now)
            generation = self._picture(picture.file.name, files, recipe)
            made.append((generation, _row(generation, picture, sample.album)))
            ids[picture.file.name] = picture.id
            if picture.file.name in wanted:
                known[picture.file.name] = self._as_reference(generation)
        return MadeSample(
            pictures=tuple(generation for generation, _ in made),
            rows=tuple(row for _, row in made),
            cards=cards,
            form=_request(sample.form, known, loras),
        )

    def _card(self, lora: SampleLora, files: Mapping[str, bytes], now: datetime) -> Lora:
        """As any LoRA that is added; then what the artist of the sample wrote on it."""
        path = self._folder / "loras" / lora.file.name
        replace_file(path, files[lora.file.name])
        card = new_card(replace(describe_lora(str(path)), id=lora.id, added_at=now), self._pictures)
        return edited(
            replace(card, added_at=now),
            default_scale=lora.default_scale,
            rating=lora.rating,
            favourite=lora.favourite,
            tags=lora.tags,
            notes=lora.notes,
        )

    def _picture(self, name: str, files: Mapping[str, bytes], recipe: Recipe) -> Generation:
        extras = extras_of(recipe, model=self._models.model(recipe.request.model))
        data = embed(files[name], encode_recipe(recipe), extras)
        path = self._folder / "pictures" / name
        replace_file(path, data)
        return Generation(recipe=recipe, path=path)

    def _as_reference(self, generation: Generation) -> ReferenceImage:
        return ReferenceImage(
            sha256=self._references.add_file(generation.path),
            name=generation.path.name,
            width=generation.recipe.width,
            height=generation.recipe.height,
        )


def _request(
    recipe: SampleRecipe, known: Mapping[str, ReferenceImage], loras: Mapping[str, Lora]
) -> GenerationRequest:
    return replace(
        recipe.request,
        references=tuple(known[name] for name in recipe.references),
        loras=tuple(replace(loras[use.lora].use(), scale=use.scale) for use in recipe.loras),
    )


def _recipe(
    picture: SamplePicture, request: GenerationRequest, parents: tuple[str, ...], now: datetime
) -> Recipe:
    job, _, _ = picture.id.partition("-")
    return Recipe(
        id=picture.id,
        job_id=job,
        index=0,
        created_at=now - timedelta(minutes=picture.minutes),
        backend="practice",
        request=request,
        width=picture.width,
        height=picture.height,
        seconds=picture.seconds,
        cost_usd=0.0,
        app_version=version(),
        parents=parents,
    )


def _row(generation: Generation, picture: SamplePicture, album: str) -> HistoryRow:
    with disk_errors("The sample cannot be kept", generation.path):
        seen = generation.path.stat()
    marks = Marks(
        rating=picture.rating,
        pick=picture.pick,
        label=picture.label,
        tags=picture.tags,
        albums=(album,),
    )
    return make_row(
        generation.recipe,
        encode_recipe(generation.recipe).decode(),
        str(generation.path),
        marks,
        FileFacts(size=seen.st_size, mtime_ns=seen.st_mtime_ns),
    )

"""Jobs, pictures and recipes for the storage tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flux2studio.core.generation import Generation, Recipe, encode_recipe
from flux2studio.core.job import Job
from flux2studio.core.lora import Lora
from flux2studio.core.request import GenerationRequest, LoraUse, ReferenceImage, Size
from flux2studio.imaging.metadata import embed
from flux2studio.storage.picture_tree import picture_folders
from flux2studio.storage.rebuild import RebuildWriter, batches_of, read_here
from tests.fakes import png

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

REQUEST = GenerationRequest(
    model="practice",
    prompt="a fox in the snow",
    references=(ReferenceImage(sha256="a" * 64, name="fox.jpg", width=640, height=480),),
    loras=(LoraUse(source="owner/ink-wash", name="Ink wash", scale=0.8),),
    size=Size(width=512, height=768),
    seed=7,
)


def make_job(folder=Path("/pictures/2026-11-20"), **changes):
    return Job(
        request=replace(REQUEST, **changes), backend="practice", folder=folder, created_at=NOON
    )


def make_recipe(job=None, index=0, minute=0, **changes):
    job = job or make_job()
    recipe = Recipe(
        id=f"{job.id}-{index}",
        job_id=job.id,
        index=index,
        created_at=NOON + timedelta(minutes=minute),
        backend=job.backend,
        request=job.request,
        width=512,
        height=768,
        cost_usd=0.02,
    )
    return replace(recipe, **changes)


def make_generation(root, job=None, index=0, minute=0, **changes):
    recipe = make_recipe(job, index, minute, **changes)
    return Generation(recipe=recipe, path=root / "2026-11-20" / f"{recipe.id}.png")


def picture_bytes(recipe):
    """Return a real PNG with ``recipe`` in it."""
    return embed(png(), encode_recipe(recipe))


def save_picture(outputs, job, index=0, recipe=None):
    """Take one picture through the whole commit protocol and return where it lies."""
    recipe = recipe or make_recipe(job, index)
    part = outputs.write_part(job, index, picture_bytes(recipe))
    return outputs.commit(part, outputs.final_path(job, index, job.request.format, 7))


def make_lora(name="Ink", minute=0):
    return Lora(source=f"owner/{name}", name=name, added_at=NOON + timedelta(minutes=minute))


def rebuild(database, history, folders):
    """Index every picture below ``folders`` as the app does, in this process."""
    found = list(picture_folders(folders))
    with RebuildWriter(database, history) as writer:
        for batches, read in read_here(batches_of(found, history.root)):
            writer.add(batches, read)
    history.refresh(lambda: None)
    return writer.report(found)

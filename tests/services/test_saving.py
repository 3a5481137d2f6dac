"""What is in a saved picture: how it was made, from which others, and what other programs read."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from flux2studio.backends.base import GeneratedImage
from flux2studio.core.errors import BackendError
from flux2studio.core.history_import import imported_id
from flux2studio.core.job import Job
from flux2studio.core.lora import Lora
from flux2studio.core.request import GenerationRequest, LoraUse, ReferenceImage
from flux2studio.imaging.metadata import read_recipe
from tests.fakes import png


@pytest.fixture
def studio(open_workshop):
    return open_workshop()


def save(studio, data=None, **request):
    job = Job(
        request=GenerationRequest(prompt="a fox", seed=7, **request),
        backend="practice",
        folder=studio.paths.pictures / "2026-11-20",
    )
    image = GeneratedImage(data=data or png(), index=0, seed=7)
    return studio.shop.saver.save(job, image, seconds=1.0, closes=False)


def reference(studio, data, **values):
    sha256 = studio.shop.saver.references.add_bytes(data)
    return ReferenceImage(sha256=sha256, name="a.png", width=64, height=48, **values)


def test_the_pictures_it_was_made_from_are_its_parents(studio, tmp_path):
    first, second, unused = (save(studio, model="practice") for _ in range(3))
    exported = second.path.rename(tmp_path / "exported.png")

    child = save(
        studio,
        references=(
            reference(studio, first.path.read_bytes()),
            reference(studio, exported.read_bytes()),
            reference(studio, unused.path.read_bytes(), enabled=False),
            reference(studio, png(colour=(1, 2, 3))),
            ReferenceImage(sha256="0" * 64, name="gone.png", width=1, height=1),
            reference(studio, first.path.read_bytes()),
        ),
    )

    assert child.recipe.parents == (first.id, second.id)
    assert read_recipe(child.path).parents == (first.id, second.id)
    assert studio.history.get(child.id).recipe.parents == (first.id, second.id)


def test_a_picture_of_another_program_in_the_history_is_a_parent_too(studio):
    made = reference(studio, png(colour=(9, 9, 9)))
    theirs = save(studio)
    recipe = replace(theirs.recipe, id=imported_id(made.sha256), job_id="import", tool="a1111")
    imported = replace(theirs, recipe=recipe, path=theirs.path.with_name("theirs.png"))
    studio.history.add(imported)

    assert save(studio, references=(made,)).recipe.parents == (imported.id,)


def test_other_programs_read_how_it_was_made(studio):
    studio.shop.saver.loras.add(Lora(source="a/ink", name="Ink", autov3="c" * 64))

    made = save(studio, loras=(LoraUse(source="a/ink", name="Ink", scale=0.8),))

    with Image.open(made.path) as picture:
        assert picture.info["parameters"].splitlines()[0] == "a fox"
        assert "Model: Practice" in picture.info["parameters"]
        assert 'Lora hashes: "Ink: cccccccccccc"' in picture.info["parameters"]
        assert b"/trainedAlgorithmicMedia" in picture.info["xmp"]
    assert read_recipe(made.path) == made.recipe


def test_a_model_that_left_the_catalogue_is_no_hindrance(studio):
    made = save(studio, model="fal/of-old")

    with Image.open(made.path) as picture:
        assert "Model: fal/of-old" in picture.info["parameters"]


@pytest.mark.parametrize("form", ["png", "jpeg", "webp"])
def test_the_pixels_are_those_that_came(studio, form):
    buffer = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(buffer, form)

    made = save(studio, buffer.getvalue())

    with Image.open(made.path) as now, Image.open(buffer) as came:
        assert now.tobytes() == came.tobytes()


@pytest.mark.expects_log
def test_a_picture_that_takes_no_recipe_is_kept_all_the_same(studio, caplog):
    """Decoders pass over bytes between the segments of a JPEG, and it may be paid for."""
    buffer = BytesIO()
    Image.effect_noise((64, 48), 60).convert("RGB").save(buffer, "JPEG")
    whole = buffer.getvalue()
    odd = whole[:20] + b"\0\0" + whole[20:]

    made = save(studio, odd)

    assert made.path.read_bytes() == odd
    assert studio.history.get(made.id) == made
    assert "keeps its recipe in the history alone" in caplog.text


def test_the_history_knows_how_the_file_was(studio):
    made = save(studio)

    found = studio.history.entry(made.id)

    with studio.database.reading() as db:
        row = db.execute(
            "SELECT file_size, file_mtime_ns FROM generation WHERE number = ?", (found.number,)
        ).fetchone()
    there = made.path.stat()
    assert (row[0], row[1]) == (there.st_size, there.st_mtime_ns)


@pytest.mark.parametrize("junk", [b"<html>busy</html>", b"", png()[:100], b"GIF89a" + bytes(50)])
def test_what_is_no_picture_leaves_nothing_behind(studio, junk):
    with pytest.raises(BackendError, match="not a whole picture"):
        save(studio, junk or b"\0")

    folder = studio.paths.pictures / "2026-11-20"
    assert not folder.exists() or list(folder.iterdir()) == []
    assert not list((studio.paths.cache / "scratch").iterdir())

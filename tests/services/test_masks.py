"""A mask is kept with its reference, prepared to its size, and comes back with the picture."""

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from flux2studio.backends.practice import PracticeBackend
from flux2studio.core.control import RunControl
from flux2studio.core.errors import PictureError, StorageError
from flux2studio.core.job import Job, JobState
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.imaging.metadata import read_recipe
from tests.fakes import Pause, ScriptedBackend, png

WIDTH, HEIGHT = 400, 300


def left_half(width=WIDTH, height=HEIGHT):
    """A mask that marks the left half."""
    picture = Image.new("L", (width, height))
    picture.paste(255, (0, 0, width // 2, height))
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def studio(open_workshop):
    return open_workshop(practice=PracticeBackend(step_seconds=0))


@pytest.fixture
def masked(studio):
    return masked_by(studio)


def masked_by(studio):
    """A request for a picture whose left half is to be painted anew."""
    reference = studio.references.add_bytes(png(WIDTH, HEIGHT), "valley.png")
    mask = studio.references.add_mask(left_half(), "left.png", WIDTH, HEIGHT)
    return GenerationRequest(
        prompt="a fox",
        seed=7,
        steps=4,
        size=Size(width=WIDTH, height=304),
        references=(replace(reference, mask=mask),),
    )


def prepared(studio, request, model="local/klein-4b", **changes):
    model = replace(studio.shop.catalogue.model(model), **changes)
    job = Job(request=request, backend=model.backend, folder=studio.paths.pictures)
    references = studio.shop.payloads.prepare(job, model, RunControl())
    return references, studio.shop.payloads.prepare_mask(job, model, references[0])


def test_a_mask_survives_its_file(studio, tmp_path):
    path = tmp_path / "left.png"
    path.write_bytes(left_half())

    mask = studio.references.add_mask(path, path.name, WIDTH, HEIGHT)
    path.unlink()

    assert (mask.name, mask.width, mask.height) == ("left.png", WIDTH, HEIGHT)
    with Image.open(studio.references.path(mask.sha256)) as kept:
        assert (kept.mode, kept.size) == ("L", (WIDTH, HEIGHT))
    assert studio.references.thumbnail(mask.sha256)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (left_half(300, 400), "300 × 400"),
        (png(WIDTH, HEIGHT, (0, 0, 0)), "Nothing is marked"),
        (b"not a picture", "left.png"),
    ],
)
def test_a_mask_that_cannot_be_used_leaves_nothing_behind(studio, source, words):
    with pytest.raises(PictureError, match=words):
        studio.references.add_mask(source, "left.png", WIDTH, HEIGHT)

    assert [p for p in studio.paths.references.rglob("*") if p.is_file()] == []


def test_it_is_prepared_to_exactly_the_size_of_its_reference(studio, masked):
    rule = studio.shop.catalogue.model("local/klein-4b").references
    (reference,), mask = prepared(studio, masked, references=replace(rule, long_edge=133))

    assert (reference.width, reference.height) == (133, 100)
    assert (mask.width, mask.height, mask.media_type) == (133, 100, "image/png")
    with Image.open(mask.path) as picture:
        assert (picture.mode, picture.size) == ("L", (133, 100))
        assert (picture.getpixel((5, 50)), picture.getpixel((128, 50))) == (255, 0)


def test_what_lies_under_a_mask_is_prepared_without_loss(studio, masked):
    second = studio.references.add_bytes(png(WIDTH, HEIGHT, (9, 9, 9)), "paper.png")
    request = replace(masked, references=(*masked.references, second))

    (first, other), _ = prepared(studio, request)

    assert (first.media_type, other.media_type) == ("image/png", "image/jpeg")
    with Image.open(first.path) as picture:
        assert picture.getpixel((5, 5)) == (90, 120, 150)


def test_a_model_that_takes_none_is_given_none(studio, masked):
    assert prepared(studio, masked, "local/dev")[1] is None


def test_a_mask_that_is_gone_says_so(studio, masked):
    studio.references.path(masked.mask.sha256).unlink()

    with pytest.raises(StorageError, match="mask is no longer there"):
        prepared(studio, masked)


def test_a_single_reference_is_larger_when_it_is_looked_at_closely(studio):
    rule = studio.shop.catalogue.model("local/klein-4b").references
    rule = replace(rule, long_edge=100, large_long_edge=200)
    reference = studio.references.add_bytes(png(WIDTH, HEIGHT), "valley.png")

    def width(count, **changes):
        request = GenerationRequest(prompt="a fox", references=(reference,) * count, **changes)
        return prepared(studio, request, references=rule)[0][0].width

    assert width(1) == 100
    assert width(1, large_reference=True) == 200
    assert width(2, large_reference=True) == 100


def test_what_is_not_marked_stays_as_it_was(studio, masked):
    job = studio.service.start(masked)

    (made,) = studio.updates.wait_for(job, JobState.FINISHED).generations
    with Image.open(made.path) as picture:
        plain = Image.new("RGB", picture.size, picture.getpixel((390, 20)))
        changed = ImageChops.difference(picture.convert("RGB"), plain)
    right = changed.crop((WIDTH // 2 + 4, 4, WIDTH, 200))  # above the sign of the practice
    assert right.getbbox() is None
    assert changed.crop((0, 0, WIDTH // 2 - 4, 200)).getbbox() is not None


def test_less_strength_leaves_more_of_what_was_there(studio, masked):
    def change(strength):
        job = studio.service.start(replace(masked, strength=strength))
        (made,) = studio.updates.wait_for(job, JobState.FINISHED).generations
        with Image.open(made.path) as picture:
            left = picture.convert("RGB").crop((0, 0, WIDTH // 2 - 4, 200))
        was = Image.new("RGB", left.size, (90, 120, 150))
        return sum(ImageChops.difference(left, was).convert("L").tobytes())

    assert 0 < change(0.2) < change(1.0)


def test_the_picture_carries_its_mask_and_the_history_gives_it_back(studio, masked):
    job = studio.service.start(masked)
    (made,) = studio.updates.wait_for(job, JobState.FINISHED).generations

    assert read_recipe(made.path).request.mask == masked.mask
    (kept,) = studio.history.page()
    assert kept.request.references == masked.references
    assert studio.references.path(kept.request.mask.sha256).is_file()


def test_a_job_taken_up_again_paints_under_the_same_mask(open_workshop):
    pause = Pause()
    first = open_workshop(practice=ScriptedBackend(pause, png()))
    job = first.service.start(masked_by(first))
    assert pause.reached.wait(20)
    first.close()
    backend = ScriptedBackend(png())
    second = open_workshop(practice=backend)

    second.service.recover_now(lambda owner: False)
    second.updates.wait_for(job, JobState.FINISHED)

    (task,) = backend.tasks
    assert task.mask is not None
    assert task.mask.original == job.request.mask.sha256

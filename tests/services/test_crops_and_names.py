"""What leaves of a cropped reference, and what a name in the prompt is sent as."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageOps

from flux2studio.backends.practice import PracticeBackend
from flux2studio.core.control import RunControl
from flux2studio.core.cropping import Crop
from flux2studio.core.errors import InvalidRequestError, PictureError
from flux2studio.core.job import Job, JobState
from flux2studio.core.recall import ALL, recalled
from flux2studio.core.request import GenerationRequest, Size
from flux2studio.imaging.metadata import read_recipe

RIGHT = Crop(x=0.5, y=0, width=0.5, height=1)


def halves(width=400, height=200, form="PNG", **options):
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste((0, 0, 255), (width // 2, 0, width, height))
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def marks(box):
    mask = Image.new("L", (400, 200))
    mask.paste(255, box)
    buffer = io.BytesIO()
    mask.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def studio(open_workshop):
    return open_workshop(practice=PracticeBackend(step_seconds=0))


@pytest.fixture
def reference(studio):
    return studio.references.add_bytes(halves(), "halves.png")


def payload(studio, reference, model="local/klein-4b", **rule):
    model = studio.shop.catalogue.model(model)
    model = replace(model, references=replace(model.references, **rule))
    request = GenerationRequest(prompt="a fox", references=(reference,))
    job = Job(request=request, backend=model.backend, folder=studio.paths.pictures)
    (sent,) = studio.shop.payloads.prepare(job, model, RunControl())
    return sent, studio.shop.payloads.prepare_mask(job, model, sent)


def colours(path):
    with Image.open(path) as picture:
        shown = picture.convert("RGB")
        return {shown.getpixel((x, shown.height // 2)) for x in (4, shown.width - 4)}


def test_only_the_crop_leaves_and_has_a_hash_of_its_own(studio, reference):
    whole, _ = payload(studio, reference)
    part, _ = payload(studio, replace(reference, crop=RIGHT))

    assert (part.width, part.height) == (200, 200)
    assert all(red < 20 and blue > 230 for red, _, blue in colours(part.path))
    assert part.sha256 != whole.sha256
    assert part.original == whole.original == reference.sha256


def test_a_crop_is_scaled_as_a_picture_of_its_size_would_be(studio, reference):
    sent, _ = payload(studio, replace(reference, crop=RIGHT), long_edge=100)

    assert (sent.width, sent.height) == (100, 100)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_crop_is_one_of_the_upright_picture(studio, orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = halves(form="JPEG", quality=95, exif=exif.tobytes())
    taken = studio.references.add_bytes(data, "camera.jpg")
    with Image.open(io.BytesIO(data)) as raw:
        upright = ImageOps.exif_transpose(raw).convert("RGB")
    top = Crop(x=0, y=0, width=1, height=0.25)
    sent, _ = payload(studio, replace(taken, crop=top))

    assert (taken.width, taken.height) == upright.size
    with Image.open(sent.path) as picture:
        assert picture.size == (upright.width, round(upright.height * 0.25))
        shown = picture.convert("RGB").getpixel((5, 5))
    assert max(abs(a - b) for a, b in zip(shown, upright.getpixel((5, 5)), strict=True)) < 12


def test_of_an_animation_it_is_known_that_the_first_frame_is_used(studio):
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    buffer = io.BytesIO()
    frames[0].save(buffer, "GIF", save_all=True, append_images=frames[1:])
    taken = studio.references.add_bytes(buffer.getvalue(), "loop.gif")

    assert taken.frames == 3
    assert studio.references.add_bytes(halves(), "halves.png").frames == 1


def test_a_mask_is_cropped_with_its_picture(studio, reference):
    mask = studio.references.add_mask(marks((300, 0, 400, 200)), "m.png", 400, 200)
    _, sent = payload(studio, replace(reference, mask=mask, crop=RIGHT))

    with Image.open(sent.path) as picture:
        assert picture.size == (200, 200)
        assert (picture.getpixel((20, 9)), picture.getpixel((180, 9))) == (0, 255)


def test_a_mask_of_which_nothing_is_left_says_so_before_anything_is_sent(studio, reference):
    mask = studio.references.add_mask(marks((0, 0, 100, 200)), "m.png", 400, 200)

    with pytest.raises(PictureError, match="within the crop"):
        payload(studio, replace(reference, mask=mask, crop=RIGHT))


def test_the_thumbnail_is_that_of_the_crop(studio, reference):
    shown = Image.open(io.BytesIO(studio.references.thumbnail(reference.sha256, RIGHT)))

    assert shown.size == (200, 200)
    assert shown.convert("RGB").getpixel((3, 3))[0] < 20
    assert Image.open(io.BytesIO(studio.references.thumbnail(reference.sha256))).width == 320


def test_crop_name_and_what_was_typed_come_back_from_the_file(studio, reference):
    used = replace(reference, crop=RIGHT, handle="blue")
    asked = GenerationRequest(
        prompt="paint @blue",
        seed=5,
        steps=4,
        size=Size(width=256, height=256),
        references=(used,),
    )
    job = studio.service.start(asked)
    (made,) = studio.updates.wait_for(job, JobState.FINISHED).generations
    recipe = read_recipe(made.path)

    assert recipe.request.prompt == "paint image 1"
    assert recipe.request.typed_prompt == "paint @blue"
    assert recipe.request.references == (used,)
    assert recalled(GenerationRequest(), recipe.request, ALL) == replace(asked, seed=5)
    (kept,) = studio.history.page()
    assert kept.request == recipe.request


def test_a_request_with_a_name_that_means_nothing_is_not_started(studio, reference):
    with pytest.raises(InvalidRequestError, match="no reference “@hat”") as refusal:
        studio.service.start(GenerationRequest(prompt="a @hat", references=(reference,)))

    assert refusal.value.field == "prompt"


def test_a_crop_of_a_result_still_names_its_parent(studio):
    job = studio.service.start(
        GenerationRequest(prompt="a fox", seed=5, steps=4, size=Size(width=256, height=256))
    )
    (made,) = studio.updates.wait_for(job, JobState.FINISHED).generations
    parent = studio.references.add_file(made.path)
    child = studio.service.start(
        GenerationRequest(
            prompt="at night",
            seed=6,
            steps=4,
            size=Size(width=256, height=256),
            references=(replace(parent, crop=RIGHT),),
        )
    )
    (later,) = studio.updates.wait_for(child, JobState.FINISHED).generations

    assert later.recipe.parents == (made.id,)

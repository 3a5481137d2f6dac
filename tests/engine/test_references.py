"""References are looked at as a whole, upright and opaque, or refused by their number."""

from __future__ import annotations

import os
import shutil

import pytest
import torch
from PIL import Image

from flux2studio.core.engine_messages import FailureKind
from flux2studio.core.local import Pipeline
from flux2studio.engine.errors import EngineError
from flux2studio.engine.jobs import run_job
from flux2studio.engine.references import (
    AREA,
    LARGE_AREA,
    check_references,
    encode_references,
    fitted,
    open_reference,
)
from tests.engine.painting import Listener, Shelf, changed, colourful, scenes

KLEIN = Pipeline.KLEIN


@pytest.fixture(scope="module")
def shelf(tiny):
    return Shelf(tiny)


class SeenError(Exception):
    """Carries the size of a picture on its way into the encoder; encoding it would take long."""


def looked_at(shelf, order):
    def see(_encoder, arguments):
        raise SeenError(arguments[0].shape[-1], arguments[0].shape[-2])

    handle = shelf.model(KLEIN).pipe.vae.encoder.register_forward_pre_hook(see)
    try:
        with pytest.raises(SeenError) as seen:
            encode_references(shelf.model(KLEIN), order, lambda: None)
    finally:
        handle.remove()
    return seen.value.args


def refusal(order):
    with pytest.raises(EngineError) as refused:
        check_references(order)
    assert refused.value.kind is FailureKind.REQUEST
    assert refused.value.field == "references"
    assert refused.value.hint
    return str(refused.value)


@pytest.mark.parametrize("size", [(63, 100), (100, 63), (1, 1)])
def test_a_reference_that_is_too_small_is_named(size, shelf, tmp_path):
    good, bad = scenes(tmp_path, 1), colourful(tmp_path / "bad.png", *size)

    assert refusal(shelf.order(KLEIN, tmp_path, references=(*good, bad))) == (
        "Reference 2 is too small: each side needs at least 64 pixels."
    )


def test_a_reference_that_is_too_long_is_named(shelf, tmp_path):
    strip = colourful(tmp_path / "strip.png", 64, 8 * 64 + 1)

    assert "Reference 1 is too long" in refusal(shelf.order(KLEIN, tmp_path, references=(strip,)))


@pytest.mark.parametrize("size", [(64, 64), (64, 512), (512, 64)])
def test_the_smallest_and_the_longest_that_diffusers_takes_are_taken(size, shelf, tmp_path):
    path = colourful(tmp_path / "edge.png", *size)
    listener = Listener()

    run_job(
        shelf,
        shelf.order(KLEIN, tmp_path, references=(path,), steps=1),
        listener.say,
        listener.check,
    )

    assert len(listener.made) == 1


def test_more_than_ten_references_are_refused(shelf, tmp_path):
    assert "At most 10" in refusal(shelf.order(KLEIN, tmp_path, references=scenes(tmp_path, 11)))


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_file_that_is_no_picture_is_named(content, shelf, tmp_path):
    (tmp_path / "odd.png").write_bytes(content)
    order = shelf.order(KLEIN, tmp_path, references=(str(tmp_path / "odd.png"),))

    assert refusal(order) == "Reference 1 cannot be opened."


def test_a_file_that_is_gone_is_named(shelf, tmp_path):
    order = shelf.order(KLEIN, tmp_path, references=(str(tmp_path / "gone.png"),))

    assert refusal(order) == "Reference 1 cannot be opened."


def test_a_file_that_ends_in_the_middle_is_named(tmp_path):
    path = tmp_path / "cut.png"
    colourful(path, 200, 200)
    path.write_bytes(path.read_bytes()[:30_000])

    with pytest.raises(EngineError, match=r"Reference 3 cannot be opened\."):
        open_reference(str(path), 3)


def test_what_is_see_through_lies_on_white(tmp_path):
    image = Image.new("RGBA", (64, 64), (200, 0, 0, 0))
    image.putpixel((5, 5), (10, 20, 30, 255))
    image.save(tmp_path / "clear.png")

    opened = open_reference(str(tmp_path / "clear.png"), 1)

    assert opened.mode == "RGB"
    assert opened.getpixel((0, 0)) == (255, 255, 255)
    assert opened.getpixel((5, 5)) == (10, 20, 30)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "I;16"])
def test_every_mode_becomes_rgb(mode, tmp_path):
    Image.new(mode, (64, 64)).save(tmp_path / "any.tiff")

    assert open_reference(str(tmp_path / "any.tiff"), 1).mode == "RGB"


@pytest.mark.parametrize("size", [(1500, 1100), (1100, 1500), (1025, 1024), (1009, 1013)])
def test_a_large_reference_is_scaled_down_as_diffusers_does(size, shelf, tmp_path):
    image = open_reference(colourful(tmp_path / "large.png", *size), 1)
    processor = shelf.model(KLEIN).pipe.image_processor
    theirs = image
    if image.width * image.height > AREA:
        theirs = processor._resize_to_target_area(image, AREA)
    width, height = theirs.width // 16 * 16, theirs.height // 16 * 16
    theirs = processor.preprocess(theirs, height=height, width=width, resize_mode="crop")

    ours = fitted(image, AREA)

    assert torch.equal(processor.preprocess(ours, height=height, width=width), theirs)


def test_a_single_large_reference_can_be_looked_at_closely(shelf, tmp_path):
    path = colourful(tmp_path / "large.png", 2000, 1500)
    order = shelf.order(KLEIN, tmp_path, references=(path,))

    assert looked_at(shelf, order) == (1182 // 16 * 16, 886 // 16 * 16)
    assert looked_at(shelf, changed(order, large_reference=True)) == (2000, 1500 // 16 * 16)


def test_several_references_are_never_looked_at_closely(shelf, tmp_path):
    path = colourful(tmp_path / "large.png", 1600, 1200)
    order = shelf.order(KLEIN, tmp_path, references=(path, *scenes(tmp_path, 1)))

    assert looked_at(shelf, changed(order, large_reference=True)) == looked_at(shelf, order)


def test_even_closely_there_is_a_most():
    seen = fitted(Image.new("RGB", (5000, 4000)), LARGE_AREA)

    assert seen.width * seen.height <= LARGE_AREA
    assert seen.width % 16 == seen.height % 16 == 0


def test_a_small_reference_is_not_enlarged_and_cropped_in_the_middle():
    image = Image.new("RGB", (70, 100))
    image.putpixel((3, 2), (255, 0, 0))

    seen = fitted(image, AREA)

    assert seen.size == (64, 96)
    assert seen.getpixel((0, 0)) == (255, 0, 0)


def test_references_are_encoded_once_for_all_pictures_and_jobs(shelf, tmp_path):
    references = scenes(tmp_path, 2)
    order = shelf.order(KLEIN, tmp_path, references=references)
    vae, seen = shelf.model(KLEIN).pipe.vae, []
    handle = vae.encoder.register_forward_hook(lambda *_: seen.append(1))
    try:
        for _ in range(2):
            encode_references(shelf.model(KLEIN), order, lambda: None)
    finally:
        handle.remove()

    assert len(seen) == 2


def test_the_same_reference_is_known_in_the_folder_of_another_job(shelf, tmp_path):
    """Each job prepares its references anew, in a folder of its own."""
    [first] = scenes(tmp_path, 1)
    (tmp_path / "job-2").mkdir()
    second = shutil.copy(first, tmp_path / "job-2" / "reference-1")
    os.utime(second, (1, 1))
    vae, seen = shelf.model(KLEIN).pipe.vae, []
    encode_references(
        shelf.model(KLEIN), shelf.order(KLEIN, tmp_path, references=(first,)), lambda: None
    )

    handle = vae.encoder.register_forward_hook(lambda *_: seen.append(1))
    try:
        encode_references(
            shelf.model(KLEIN), shelf.order(KLEIN, tmp_path, references=(second,)), lambda: None
        )
    finally:
        handle.remove()

    assert not seen


def test_another_picture_under_the_same_name_is_another(shelf, tmp_path):
    path, other = tmp_path / "a.bmp", tmp_path / "b.bmp"
    Image.new("RGB", (64, 64), "red").save(path)
    Image.new("RGB", (64, 64), "blue").save(other)
    order = shelf.order(KLEIN, tmp_path, references=(str(path),))
    [first] = encode_references(shelf.model(KLEIN), order, lambda: None)
    stat = path.stat()
    shutil.copy(other, path)
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    [second] = encode_references(shelf.model(KLEIN), order, lambda: None)

    assert not torch.equal(first, second)


def test_reading_the_references_can_be_stopped(shelf, tmp_path):
    asked = []

    encode_references(
        shelf.model(KLEIN),
        shelf.order(KLEIN, tmp_path, references=scenes(tmp_path, 3)),
        lambda: asked.append(1),
    )

    assert len(asked) == 3


def test_what_is_kept_is_not_changed_by_who_uses_it(shelf, tmp_path):
    order = shelf.order(KLEIN, tmp_path, references=scenes(tmp_path, 1))
    [first] = encode_references(shelf.model(KLEIN), order, lambda: None)
    kept = first.clone()

    listener = Listener()
    run_job(shelf, order, listener.say, listener.check)

    [second] = encode_references(shelf.model(KLEIN), order, lambda: None)
    assert torch.equal(kept, second)

"""Pictures taken in as references are safe from what happens to their files."""

import io

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError, StorageError
from tests.fakes import png


@pytest.fixture
def studio(open_workshop):
    return open_workshop()


@pytest.fixture
def references(studio):
    return studio.references


def test_a_reference_survives_its_file(references, tmp_path):
    path = tmp_path / "valley.png"
    path.write_bytes(png(320, 200))

    reference = references.add_file(path)
    path.unlink()

    assert (reference.name, reference.width, reference.height) == ("valley.png", 320, 200)
    assert references.path(reference.sha256).read_bytes() == png(320, 200)


def test_the_same_picture_is_kept_once(references):
    first = references.add_bytes(png(), "a.png")
    second = references.add_bytes(png(), "b.png")

    assert first.sha256 == second.sha256
    assert references.path(first.sha256).parent.is_dir()


@pytest.mark.parametrize("content", [b"", b"not a picture", png(200, 200)[:-30]])
def test_what_is_no_whole_picture_leaves_nothing_behind(studio, tmp_path, content):
    path = tmp_path / "valley.png"
    path.write_bytes(content)

    with pytest.raises((PictureError, StorageError)) as refusal:
        studio.references.add_file(path)

    assert "valley.png" in str(refusal.value)
    assert [p for p in studio.paths.references.rglob("*") if p.is_file()] == []


def test_a_folder_is_no_picture(references, tmp_path):
    with pytest.raises((PictureError, StorageError)):
        references.add_file(tmp_path)


def test_thumbnails_are_small_jpegs(references):
    reference = references.add_bytes(png(2000, 1000), "wide.png")

    assert references.thumbnail(reference.sha256)[:2] == b"\xff\xd8"


def test_a_file_name_that_is_no_text_is_made_readable(references, tmp_path):
    path = tmp_path / b"caf\xe9.png".decode("utf-8", "surrogateescape")
    path.write_bytes(png())

    assert references.add_file(path).name == "caf?.png"


def test_any_reference_can_be_had_as_a_picture_that_everybody_reads(references):
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 150)).save(buffer, "AVIF")
    reference = references.add_bytes(buffer.getvalue(), "valley.avif")

    with Image.open(io.BytesIO(references.upright(reference.sha256, reference.name))) as picture:
        assert (picture.format, picture.size) == ("JPEG", (64, 48))

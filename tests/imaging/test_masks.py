"""Any picture can be read as a mask: what is white, or see-through, is painted anew."""

import io

import pytest
from PIL import Image

from flux2studio.core.errors import PictureError
from flux2studio.imaging.masks import read_mask
from tests.imaging.corpus import encoded


def halves(mode, left, right, form="png", size=(40, 30)):
    picture = Image.new(mode, size, right)
    picture.paste(left, (0, 0, size[0] // 2, size[1]))
    return encoded(picture, form)


def read(data, **options):
    mask = read_mask(data, name="mask.png", **options)
    return mask, Image.open(io.BytesIO(mask.data))


@pytest.mark.parametrize(
    "data",
    [
        halves("L", 255, 0),
        halves("1", 1, 0),
        halves("RGB", "white", "black"),
        halves("RGB", "white", "black", "jpeg"),
        halves("RGBA", (255, 255, 255, 255), (0, 0, 0, 255)),
        halves("RGBA", (9, 9, 9, 0), (255, 255, 255, 255)),
    ],
    ids=["grey", "one bit", "colour", "jpeg", "opaque", "see-through"],
)
def test_the_marked_half_is_white_in_a_plain_grey_png(data):
    mask, picture = read(data)

    assert (picture.mode, picture.format, picture.size) == ("L", "PNG", (40, 30))
    assert (mask.width, mask.height, mask.marks) == (40, 30, True)
    assert picture.getpixel((5, 15)) > 250
    assert picture.getpixel((35, 15)) < 5


def test_it_is_scaled_to_the_size_asked_for():
    mask, picture = read(halves("L", 255, 0), size=(20, 16))

    assert picture.size == (mask.width, mask.height) == (20, 16)
    assert picture.getpixel((3, 8)) == 255


@pytest.mark.parametrize(("grey", "marks"), [(0, False), (127, False), (128, True)])
def test_what_is_too_dark_marks_nothing(grey, marks):
    assert read(halves("L", grey, 0))[0].marks is marks


def test_it_lies_as_its_picture_does():
    lying = Image.new("L", (40, 30))
    lying.paste(255, (0, 0, 40, 5))  # the upper edge, which is the right one once upright
    exif = Image.Exif()
    exif[0x0112] = 6
    buffer = io.BytesIO()
    lying.save(buffer, "JPEG", quality=95, exif=exif)

    _, picture = read(buffer.getvalue())

    assert picture.size == (30, 40)
    assert picture.getpixel((28, 20)) > 200
    assert picture.getpixel((5, 20)) < 50


@pytest.mark.parametrize("data", [b"", b"not a picture", halves("L", 255, 0)[:-20]])
def test_what_is_no_picture_says_so(data):
    with pytest.raises(PictureError, match=r"mask\.png"):
        read(data)

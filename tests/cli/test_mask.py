"""``generate --mask``: painted only there, and refused with the field where it cannot be."""

import pytest
from PIL import Image

from tests.e2e.app_process import App


@pytest.fixture
def app(home):
    return App(home)


@pytest.fixture
def valley(tmp_path):
    return saved(tmp_path / "valley.png", Image.new("RGB", (400, 304), (90, 120, 150)))


@pytest.fixture
def mask(tmp_path):
    picture = Image.new("L", (400, 304))
    picture.paste(255, (0, 0, 200, 304))
    return saved(tmp_path / "left.png", picture)


def saved(path, picture):
    picture.save(path)
    return path


def test_only_what_is_marked_is_painted_anew(app, valley, mask):
    code, answer = app.json(
        "generate", "a fox", "--reference", valley, "--mask", mask, "--strength", 0.8,
        "--size", "400x304", "--steps", 4,
    )  # fmt: skip

    assert code == 0
    assert answer["request"]["strength"] == 0.8
    assert answer["request"]["references"][0]["mask"]["name"] == "left.png"
    with Image.open(answer["files"][0]) as picture:
        pixels = picture.convert("RGB")
    assert pixels.getpixel((350, 100)) == pytest.approx((90, 120, 150), abs=2)
    assert pixels.getpixel((60, 100)) != pytest.approx((90, 120, 150), abs=2)


def test_a_wrong_mask_names_the_field_and_the_next_step(app, valley, mask, tmp_path):
    small = saved(tmp_path / "small.png", Image.new("L", (100, 76), 255))
    reference, masked = ("--reference", valley), ("--mask", mask)
    cases = [
        (("--mask", mask), "mask"),
        ((*reference, "--mask", small), "mask"),
        ((*reference, "--strength", 0.5), "strength"),
        ((*reference, *masked, "--backend", "fal"), "mask"),
    ]
    for arguments, field in cases:
        code, answer = app.json("generate", "a fox", *arguments)

        assert (code, answer["error"]["field"]) == (2, field), arguments
        assert answer["error"]["hint"], arguments


def test_a_reference_no_model_can_read_is_named(app, tmp_path):
    dot = saved(tmp_path / "dot.png", Image.new("RGB", (20, 20)))

    code, answer = app.json("generate", "a fox", "--backend", "local", "--reference", dot)

    assert (code, answer["error"]["field"]) == (2, "references")
    assert "dot.png" in answer["error"]["message"]

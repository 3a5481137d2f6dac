"""The practice backend honours the request, repeats itself to the byte, and stops at once."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from flux2studio.backends.base import ReferencePayload, RunTask
from flux2studio.backends.practice import PracticeBackend
from flux2studio.core.control import RunControl
from flux2studio.core.errors import BackendError, Cancelled
from flux2studio.core.job import Phase, Progress
from flux2studio.core.models import Catalogue, read_catalogue
from flux2studio.core.request import GenerationRequest, ImageFormat, LoraUse, ReferenceImage, Size
from flux2studio.imaging.codec import open_picture
from flux2studio.paths import resource
from tests.imaging.corpus import encoded, rgb, write

SMALL = Size(width=320, height=256)
REQUEST = GenerationRequest(prompt="a valley at dusk", size=SMALL, seed=71042, steps=4)
ROOT = Path(__file__).resolve().parents[2]
ANY_SHA = "0" * 64


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return read_catalogue(resource("models.json").read_bytes())


@pytest.fixture
def task(catalogue):
    def make(request: GenerationRequest = REQUEST, *references: Path, **fields: object) -> RunTask:
        payloads = tuple(
            ReferencePayload(path=p, media_type="image/png", width=64, height=64, name=p.name)
            for p in references
        )
        kept = tuple(
            ReferenceImage(sha256=ANY_SHA, name=p.name, width=64, height=64) for p in references
        )
        return RunTask(
            job_id="job",
            request=replace(request, references=kept),
            model=catalogue.model("practice"),
            references=payloads,
            **fields,
        )

    return make


@pytest.fixture
def draw(task):
    """Run a request to its end and return the files' bytes."""

    def run(request: GenerationRequest = REQUEST, *references: Path) -> list[bytes]:
        made = PracticeBackend(step_seconds=0).generate(task(request, *references), RunControl())
        return [image.data for image in made]

    return run


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def difference(one: bytes, other: bytes, box: tuple[int, int, int, int] | None = None) -> float:
    """Mean difference of two pictures, in levels out of 255."""
    apart = ImageChops.difference(picture(one), picture(other)).convert("L").crop(box)
    return ImageStat.Stat(apart).mean[0]


@pytest.mark.parametrize("form", list(ImageFormat))
@pytest.mark.parametrize(
    "size", [SMALL, Size(width=SMALL.height, height=SMALL.width), Size(width=256, height=256)]
)
def test_size_and_format_are_as_asked_for_and_pass_the_validating_decoder(
    draw, tmp_path, form, size
):
    (data,) = draw(replace(REQUEST, size=size, format=form))

    info = open_picture(write(tmp_path, "result", data)).info

    assert (info.width, info.height, info.format) == (size.width, size.height, form)


@pytest.mark.parametrize("form", list(ImageFormat))
def test_the_same_request_gives_the_same_bytes(draw, form):
    request = replace(REQUEST, format=form, loras=(LoraUse(source="a/b"),))

    assert draw(request) == draw(request)


def test_another_start_of_the_app_gives_the_same_bytes(draw):
    code = (
        "from flux2studio.imaging.painting.scene import Scene, paint\n"
        "*_, canvas = paint(Scene(width=320, height=256, seed=71042, prompt='a valley at dusk'))\n"
        "import hashlib; print(hashlib.sha256(canvas.tobytes()).hexdigest())"
    )
    environment = os.environ | {"PYTHONHASHSEED": "77"}

    told = subprocess.check_output(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, text=True
    )

    assert told.strip() == hashlib.sha256(picture(draw()[0]).tobytes()).hexdigest()


def test_each_picture_of_a_run_has_a_seed_of_its_own_and_can_be_repeated_alone(draw, task):
    run = PracticeBackend(0).generate(task(replace(REQUEST, count=3)), RunControl())

    pictures = list(run)

    assert [(p.index, p.seed) for p in pictures] == [(0, 71042), (1, 71043), (2, 71044)]
    assert pictures[2].data == draw(replace(REQUEST, seed=71044))[0]
    assert difference(pictures[0].data, pictures[1].data) > 4


def test_pictures_already_saved_are_not_made_again(task):
    run = PracticeBackend(0).generate(
        task(replace(REQUEST, count=4), done=frozenset({0, 2})), RunControl()
    )

    assert [image.index for image in run] == [1, 3]


def test_practice_costs_nothing(task):
    (image,) = PracticeBackend(0).generate(task(), RunControl())

    assert image.cost_usd == 0


def test_the_prompt_changes_the_picture(draw):
    assert difference(*draw(), *draw(replace(REQUEST, prompt="a harbour at night"))) > 20


def test_the_first_reference_gives_the_colours(draw, tmp_path):
    teal = write(tmp_path, "teal.png", encoded(Image.new("RGB", (64, 64), (20, 140, 130)), "png"))

    sky = picture(draw(REQUEST, teal)[0]).crop((160, 0, 320, 60))

    red, green, _ = ImageStat.Stat(sky).mean
    assert green > red + 30


def test_every_reference_is_seen_in_the_picture(draw, tmp_path):
    colours = [(20, 140, 130), (250, 0, 250), (0, 0, 255)]
    paths = [
        write(tmp_path, f"{i}.png", encoded(Image.new("RGB", (64, 64), colour), "png"))
        for i, colour in enumerate(colours)
    ]

    drawn = picture(draw(REQUEST, *paths)[0])

    found = {rgb(drawn, x, 40) for x in range(drawn.width)}
    assert set(colours) <= found


def test_a_see_through_reference_is_used_too(draw, tmp_path):
    ghost = encoded(Image.new("RGBA", (64, 64), (255, 0, 0, 60)), "png")

    assert len(draw(REQUEST, write(tmp_path, "ghost.png", ghost))) == 1


def test_a_reference_that_is_gone_is_named(draw, tmp_path):
    with pytest.raises(BackendError, match=r"“gone\.png” cannot be read any more"):
        draw(REQUEST, tmp_path / "gone.png")


@pytest.mark.parametrize("source", ["studio/ink-wash", "someone/riso", "a/b", "c/d", "e/f", "g/h"])
def test_a_lora_shows_and_shows_more_with_its_scale(draw, source):
    plain = draw()[0]

    weak, strong = (
        difference(plain, *draw(replace(REQUEST, loras=(LoraUse(source=source, scale=scale),))))
        for scale in (0.3, 1.5)
    )

    assert 1 < weak < strong


@pytest.mark.parametrize(
    "lora", [LoraUse(source="a/b", scale=0), LoraUse(source="a/b", scale=1, enabled=False)]
)
def test_a_lora_without_scale_or_switched_off_changes_nothing(draw, lora):
    assert draw(replace(REQUEST, loras=(lora,))) == draw()


def test_two_loras_differ(draw):
    one, other = (
        draw(replace(REQUEST, loras=(LoraUse(source=source),)))[0] for source in ("a/b", "a/c")
    )

    assert difference(one, other) > 1


@pytest.mark.parametrize("size", [Size(width=256, height=256), Size(width=1024, height=768)])
def test_the_word_practice_stands_in_the_lower_right_corner(draw, size):
    data = draw(replace(REQUEST, size=size))[0]
    width, height = size.width, size.height

    corner = picture(data).crop((width // 2, height * 4 // 5, width, height)).convert("L")

    bright = sum(corner.histogram()[225:])
    assert bright > 0.004 * width * height / 10


def test_progress_counts_the_steps_of_all_pictures(task):
    seen: list[Progress] = []

    list(PracticeBackend(0).generate(task(replace(REQUEST, count=2)), RunControl(seen.append)))

    steps = [p for p in seen if p.phase is Phase.RENDERING]
    assert {p.total for p in steps} == {8}
    assert [p.done for p in steps] == [0, 1, 2, 3, 4, 4, 5, 6, 7, 8]


@pytest.mark.parametrize("step_seconds", [0, 60])
@pytest.mark.parametrize("step", range(4))
def test_a_cancel_stops_before_the_next_step(task, step, step_seconds):
    seen: list[Progress] = []

    def watch(progress: Progress) -> None:
        seen.append(progress)
        if progress == Progress(phase=Phase.RENDERING, done=step, total=4):
            control.cancel()

    control = RunControl(watch)
    run = PracticeBackend(step_seconds if step == 0 else 0).generate(task(), control)

    with pytest.raises(Cancelled):
        list(run)

    assert seen[-1].done == step


def test_nothing_is_remembered_between_jobs(draw, tmp_path):
    before = draw()
    draw(replace(REQUEST, prompt="something else", seed=3))

    assert draw() == before


def test_forget_and_close_have_nothing_to_do():
    backend = PracticeBackend()

    backend.forget("job")
    backend.close()

    assert backend.id == "practice"

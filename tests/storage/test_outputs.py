"""Pictures on disk: named once, never overwritten, adopted after a crash, safe everywhere."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flux2studio.core.errors import StorageError
from flux2studio.core.request import ImageFormat
from flux2studio.imaging.metadata import read_recipe
from flux2studio.storage.outputs import Outputs
from tests.storage.samples import NOON, make_job, make_recipe, picture_bytes, save_picture


@pytest.fixture
def job(root):
    return make_job(root / "2026-11-20")


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_saved_picture_has_its_name_and_leaves_nothing_else(outputs, job):
    place = save_picture(outputs, job)

    stamp = f"{NOON.astimezone():%Y%m%d-%H%M%S}"
    assert place == job.folder / f"{stamp}-a-fox-in-the-snow-{job.id[:8]}-0.png"
    assert files(job.folder) == [place.name]
    assert read_recipe(place) == make_recipe(job)


def test_until_it_is_committed_a_picture_is_hidden(outputs, job):
    part = outputs.write_part(job, 0, b"data")

    assert part == outputs.part_path(job, 0)
    assert files(job.folder) == [f".{job.id}-0.part"]


def test_a_part_of_an_earlier_try_is_replaced(outputs, job):
    outputs.write_part(job, 0, b"longer, from an earlier try")

    part = outputs.write_part(job, 0, b"new")

    assert part.read_bytes() == b"new"


def test_a_link_in_the_place_of_the_part_is_not_followed(outputs, job, tmp_path):
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    job.folder.mkdir(parents=True)
    outputs.part_path(job, 0).symlink_to(victim)

    outputs.write_part(job, 0, b"new")

    assert victim.read_bytes() == b"precious"


def test_a_picture_that_is_already_in_place_is_adopted(outputs, job):
    place = save_picture(outputs, job)
    before = place.read_bytes()

    again = save_picture(outputs, job, recipe=make_recipe(job, id="later", minute=5))

    assert again == place
    assert place.read_bytes() == before
    assert files(job.folder) == [place.name]


def test_a_file_of_somebody_else_is_never_overwritten(outputs, job):
    final = outputs.final_path(job, 0, ImageFormat.PNG, 7)
    final.parent.mkdir(parents=True)
    final.write_bytes(b"somebody's")
    other = final.with_name(f"{final.stem}-2.png")
    other.write_bytes(picture_bytes(make_recipe()))

    place = save_picture(outputs, job)

    assert final.read_bytes() == b"somebody's"
    assert place == final.with_name(f"{final.stem}-3.png")
    assert save_picture(outputs, job) == place  # found again under its number
    assert files(job.folder) == sorted([final.name, other.name, place.name])


def test_a_dead_link_in_the_place_of_the_picture_is_left_alone(outputs, job):
    final = outputs.final_path(job, 0, ImageFormat.PNG, 7)
    final.parent.mkdir(parents=True)
    final.symlink_to(final.with_name("nowhere.png"))

    place = save_picture(outputs, job)

    assert place.name.endswith("-2.png")
    assert final.is_symlink()
    assert not final.exists()


def test_cleaning_takes_this_jobs_parts_and_nothing_else(outputs, job):
    other = replace(job, id="f" * 32)
    outputs.write_part(job, 0, b"a")
    outputs.write_part(job, 1, b"b")
    outputs.write_part(other, 0, b"c")
    place = save_picture(outputs, job, 2)

    outputs.clean(job)

    assert files(job.folder) == sorted([f".{other.id}-0.part", place.name])


def test_cleaning_a_folder_that_was_never_made_is_fine(outputs, job):
    outputs.clean(job)

    assert not job.folder.exists()


def test_a_part_in_another_folder_is_moved(outputs, job, tmp_path):
    part = tmp_path / "scratch" / "x.part"
    part.parent.mkdir()
    part.write_bytes(picture_bytes(make_recipe(job)))

    place = outputs.commit(part, outputs.final_path(job, 0, ImageFormat.PNG, 7))

    assert not part.exists()
    assert files(job.folder) == [place.name]


def test_a_day_has_its_folder(outputs, root):
    when = datetime(2026, 3, 4, 12, tzinfo=UTC)

    assert outputs.day_folder(when) == root / f"{when.astimezone():%Y-%m-%d}"


def test_a_template_with_folders_begins_at_the_pictures_folder(root):
    outputs = Outputs(root, template="{year}/{model}/{prompt}")
    job = make_job(outputs.day_folder(NOON))

    place = save_picture(outputs, job)

    assert job.folder == root
    local = NOON.astimezone()
    assert place == root / f"{local:%Y}/practice/a-fox-in-the-snow-{job.id[:8]}-0.png"
    assert files(root) == [f"{local:%Y}"]
    assert save_picture(outputs, job) == place
    assert outputs.placed(job) == [place]


def test_a_template_without_folders_names_pictures_in_the_folder_of_the_day(root):
    outputs = Outputs(root)
    outputs.use_template("{seed} {index} {job}")
    job = make_job(outputs.day_folder(NOON))

    place = save_picture(outputs, job)

    assert place == root / f"{NOON.astimezone():%Y-%m-%d}" / f"7 0 {job.id[:8]}.png"
    assert outputs.placed(job) == [place]


def test_a_folder_chosen_for_a_job_gets_no_folders_of_the_template(root, tmp_path):
    outputs = Outputs(root, template="{year}/{prompt}")
    job = make_job(tmp_path / "elsewhere")

    assert save_picture(outputs, job).parent == tmp_path / "elsewhere"


def test_unfinished_files_are_no_pictures_in_their_place(outputs, job):
    outputs.write_part(job, 0, b"data")

    assert outputs.placed(job) == []


# Folders


def test_the_first_picture_makes_its_folders(outputs, job):
    outputs.writable(job.folder)

    assert files(job.folder) == []


def test_a_library_that_vanished_is_not_made_again_in_silence(root, job):
    outputs = Outputs(root)
    save_picture(outputs, job)
    shutil.rmtree(root)  # as when its drive is unplugged

    for act in (lambda: outputs.writable(job.folder), lambda: outputs.write_part(job, 1, b"x")):
        with pytest.raises(StorageError, match="is not there") as caught:
            act()
        assert "connect it" in caught.value.hint
    assert not root.exists()


def test_a_library_known_from_before_is_not_made_again_in_silence(root, job):
    with pytest.raises(StorageError, match="is not there"):
        Outputs(root, expected=True).writable(job.folder)

    assert not root.exists()


def test_a_new_day_in_a_library_that_is_there_is_fine(root, job):
    root.mkdir()

    Outputs(root, expected=True).writable(job.folder)

    assert job.folder.is_dir()


def test_a_file_in_the_place_of_the_folder_is_a_sentence(outputs, root, job):
    root.parent.mkdir(exist_ok=True)
    root.write_text("no folder")

    with pytest.raises(StorageError) as caught:
        outputs.writable(job.folder)

    assert caught.value.hint


# Names

RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"COM{n}" for n in range(10)),
    *(f"LPT{n}" for n in range(10)),
}
HARD = [
    *("CON", "aux", "nul.png", "trailing...", " spaces ", "a/b\\c", "../../etc/passwd", "🦊🦊"),
    *("new\nline", "x" * 5000, "Café", "Cafe\u0301", "C:\\x", "-rf", ".hidden", "tab\there"),
    *(
        "\0",
        "\u202egnp.exe",
        "雪の中の狐",
        "%s%n",
        "a" * 39 + " b",
        "ﬁne",
        "İstanbul",
        "\ud83d",
        "",
    ),
]


@given(prompt=st.sampled_from(HARD) | st.text())
def test_any_prompt_gives_a_name_that_is_safe_everywhere(prompt):
    job = make_job(prompt=prompt)

    name = Outputs(job.folder).final_path(job, 3, ImageFormat.JPEG, 7).name

    assert re.fullmatch(r"[0-9]{8}-[0-9]{6}-[a-z0-9]+(-[a-z0-9]+)*-[0-9a-f]{8}-3\.jpg", name)
    assert len(name) <= 100
    assert unicodedata.is_normalized("NFC", name)
    assert PureWindowsPath(name).name == name
    assert PureWindowsPath(name).stem.upper() not in RESERVED


def test_a_prompt_without_letters_is_named_by_its_seed(outputs):
    assert "-seed-7-" in outputs.final_path(make_job(prompt="🦊"), 0, ImageFormat.WEBP, 7).name


def test_two_jobs_with_one_prompt_in_one_second_get_two_names(outputs):
    paths = {outputs.final_path(make_job(), 0, ImageFormat.PNG, 7) for _ in range(20)}

    assert len(paths) == 20


@pytest.mark.skipif(os.name == "nt", reason="modes are those of Unix")
def test_a_picture_has_the_mode_of_any_file_the_artist_saves(outputs, job):
    place = save_picture(outputs, job)
    plain = job.folder / "plain"
    plain.touch()

    assert place.stat().st_mode == plain.stat().st_mode
    assert place.stat().st_nlink == 1

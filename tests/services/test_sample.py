"""The sample project: taken in whole or not at all, once, and removed with undo."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flux2studio.core.errors import StorageError
from flux2studio.core.generation import Generation
from flux2studio.core.history import MarkChange
from flux2studio.core.request import LoraKind
from flux2studio.imaging.metadata import read_recipe
from flux2studio.paths import paths_below, resource
from flux2studio.services.opened_sample import open_sample
from flux2studio.services.sample_files import load_sample
from flux2studio.studio import open_studio
from tests.e2e import disks
from tests.fakes import png
from tests.storage.processes import has_strace

CHILD = [sys.executable, "-m", "tests.services.sample_child"]


@pytest.fixture
def open_it():
    """Open a home as often as a test starts the app."""
    opened = []

    def _open(home):
        studio = open_studio(paths_below(home))
        opened.append(studio)
        return studio

    yield _open
    for studio in opened:
        studio.close()


@pytest.fixture
def studio(open_it, home):
    return open_it(home)


def sample_from(studio, source):
    return open_sample(studio.paths, studio.shelves, studio.catalogue, lambda: None, source)


def is_whole(studio):
    return (studio.history.count(), len(studio.loras.all()), studio.sample.is_here) == (8, 8, True)


def is_bare(studio):
    return not studio.history.count() and not studio.loras.all() and not studio.marking.albums()


def own_picture(studio, sample):
    """A picture of the artist's, made from one of the sample."""
    stage = sample.stage
    path = studio.pictures_root / "mine.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(png(64, 48))
    recipe = replace(
        stage.recipe, id="mine-0", job_id="mine", parents=(stage.id,), created_at=datetime.now(UTC)
    )
    mine = Generation(recipe=recipe, path=path)
    studio.history.repository.add(mine)
    return mine


def test_what_is_shipped_is_small_and_whole():
    loaded = load_sample(resource("sample"))

    shipped = {path.name for path in resource("sample").iterdir()}
    assert shipped == {*loaded.files, "sample.json"}
    assert sum(map(len, loaded.files.values())) < 1_000_000


def test_a_first_start_brings_a_project_that_everything_works_with(studio):
    taken = studio.sample.begin(is_first=True)

    assert is_whole(studio)
    stage = studio.history.entry(taken.stage.id)
    assert read_recipe(stage.generation.path) == stage.generation.recipe
    assert stage.generation.recipe.request.prompt.startswith("Paint image 1")
    assert (stage.marks.rating, studio.history.count("album:Sample")) == (5, 8)
    family = studio.families.look(stage.generation)
    assert [len(family.family.children), [each.name for each in family.others]] == [
        1,
        ["valley.jpg"],
    ]
    card = studio.loras.by_source(stage.generation.request.loras[0].source)
    assert (card.name, card.base, card.trigger_words, card.missing) == (
        "Ink wash",
        "FLUX.2 klein 4B",
        ("inkwash style",),
        False,
    )
    assert card.kind is LoraKind.FILE
    assert studio.loras.preview_path(card.preview).is_file()
    look = studio.recalling.look(stage.generation.recipe, "practice")
    assert not look.missing_references
    assert not look.missing_loras
    assert taken.form.references == stage.generation.request.references


def test_it_lies_with_the_data_of_the_app_and_a_check_finds_it_in_order(studio):
    studio.sample.begin(is_first=True)

    studio.sidecars.drain(lambda: None)

    assert not studio.pictures_root.exists()
    assert not studio.history_check.run().findings
    assert studio.history_rebuilding.run().added == 0
    assert not studio.history.repository.has_below_root()


def test_it_comes_once(studio, open_it, home):
    studio.sample.begin(is_first=True)

    assert studio.sample.begin(is_first=True) is None
    assert open_it(home).sample.begin(is_first=True) is None


def test_a_later_start_brings_none(studio):
    assert studio.sample.begin(is_first=False) is None
    assert is_bare(studio)


def test_a_home_with_a_lora_gets_none(studio):
    lora = studio.loras.add("owner/ink-wash")

    assert studio.sample.begin(is_first=True) is None
    studio.loras.remove(lora.id)
    assert studio.sample.begin(is_first=True) is None
    assert not studio.paths.sample.exists()


def test_removed_it_leaves_what_the_artist_made_and_undo_brings_all_of_it_back(studio):
    taken = studio.sample.begin(is_first=True)
    mine = own_picture(studio, taken)
    studio.marking.change(
        studio.history.repository.numbers_of([taken.stage.id]), MarkChange(rating=3)
    )
    studio.loras.edit(studio.loras.all()[0].id, notes="my own words")

    removed = studio.sample.remove()

    assert studio.history.page() == [mine]
    assert mine.path.is_file()
    assert not studio.loras.all()
    assert not studio.marking.albums()
    assert studio.references.path(mine.request.references[0].sha256).is_file()
    assert studio.sample.begin(is_first=True) is None
    studio.sample.bring_back(removed)
    assert studio.history.count() == 9
    assert studio.history.entry(taken.stage.id).marks.rating == 3
    assert studio.history.count("album:Sample") == 8
    assert "my own words" in {card.notes for card in studio.loras.all()}
    assert all(picture.path.is_file() for picture in taken.pictures)
    assert studio.sample.is_here


def test_an_album_in_which_the_artist_put_something_stays(studio):
    taken = studio.sample.begin(is_first=True)
    mine = own_picture(studio, taken)
    album = studio.marking.albums()[0]
    studio.marking.change(
        studio.history.repository.numbers_of([mine.id]), MarkChange(add_albums=(album.id,))
    )

    studio.sample.remove()

    assert studio.marking.albums() == [album]
    assert studio.history.count("album:Sample") == 1


def test_once_removed_it_comes_when_the_artist_asks(studio, open_it, home):
    studio.sample.begin(is_first=True)
    studio.sample.remove()
    again = open_it(home)

    again.sample.take_in()

    assert is_whole(again)


def test_its_files_go_once_nothing_of_it_can_come_back(studio):
    studio.sample.begin(is_first=True)
    studio.sample.remove()
    files = studio.paths.sample / "loras"

    studio.sample.begin(is_first=False)
    assert list(files.iterdir())  # the cards wait among the removed ones
    for card in studio.loras.removed():
        studio.loras.repository.forget_removed(card.id)
    studio.sample.begin(is_first=False)

    assert not files.exists()
    studio.sample.take_in()
    assert is_whole(studio)


def _spoil(name):
    def spoil(folder):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: len(data) // 2])

    return spoil


def _lose(name):
    return lambda folder: (folder / name).unlink()


def _lead_out(folder):
    text = (folder / "sample.json").read_text()
    (folder / "sample.json").write_text(text.replace("valley.jpg", "../valley.jpg"))


@pytest.mark.parametrize(
    "spoil",
    [
        _lose("sample.json"),
        _spoil("sample.json"),
        _lose("valley-ink.webp"),
        _spoil("valley-ink.webp"),
        _spoil("ink-wash.safetensors"),
        _lead_out,
        shutil.rmtree,
    ],
    ids=[
        "no list",
        "half a list",
        "no picture",
        "half a picture",
        "half a LoRA",
        "a way out",
        "none",
    ],
)
def test_a_sample_that_is_not_whole_is_left_out(studio, tmp_path, spoil):
    source = shutil.copytree(resource("sample"), tmp_path / "sample")
    spoil(source)
    sample = sample_from(studio, source)

    assert sample.begin(is_first=True) is None

    assert is_bare(studio)
    assert not studio.paths.sample.exists()
    with pytest.raises(StorageError):
        sample.take_in()


def test_it_is_taken_from_a_disk_that_can_only_be_read(studio, tmp_path):
    source = shutil.copytree(resource("sample"), tmp_path / "writable")
    with disks.read_only(tmp_path / "shipped", source) as shipped:
        assert sample_from(studio, shipped).begin(is_first=True) is not None

    assert is_whole(studio)
    studio.sample.remove()


def test_a_full_disk_leaves_nothing_of_it_and_room_brings_it(open_it, tmp_path):
    with disks.small(tmp_path / "disk", "8m") as disk:
        studio = open_it(disk / "home")
        filler = disks.fill(disk)
        for room in (0, 400_000):
            os.truncate(filler, filler.stat().st_size - room)
            assert studio.sample.begin(is_first=True) is None
            assert is_bare(studio)
            assert not studio.paths.sample.exists()

        filler.unlink()

        assert studio.sample.begin(is_first=True) is not None
        assert is_whole(studio)
        studio.close()


@pytest.mark.kill
@pytest.mark.skipif(not has_strace(), reason="strace cannot inject faults here")
@pytest.mark.parametrize("at", [2, 20])
def test_killed_in_the_middle_the_next_start_brings_all_of_it(open_it, home, at):
    fault = f"inject=rename:signal=KILL:when={at}"
    watch = ["strace", "-f", "-qq", "-o", os.devnull, "-e", "trace=rename", "-e", fault]
    done = subprocess.run([*watch, *CHILD, str(home)], check=False, timeout=50)
    assert done.returncode, "nobody was killed"

    studio = open_it(home)
    studio.sample.begin(is_first=True)

    assert is_whole(studio)
    studio.sidecars.drain(lambda: None)
    assert not studio.history_check.run().findings


def test_what_was_begun_gives_way_to_what_the_artist_has_made_since(studio):
    """The app was stopped in the middle, and the next start was without the sample."""
    taken = studio.sample.begin(is_first=True)
    mine = own_picture(studio, taken)
    removed = studio.sample.remove()
    studio.sample._states.save(replace(removed.state, status="begun"))

    assert studio.sample.begin(is_first=False) is None

    assert studio.history.page() == [mine]
    assert not studio.paths.sample.exists()

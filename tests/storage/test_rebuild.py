"""A lost history comes back from the pictures, with all that was said of them."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta

import pytest

from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import Album, Label, Marks, Pick
from flux2studio.core.hosted import Receipt, SentFile
from flux2studio.core.request import LoraUse, ReferenceImage
from flux2studio.imaging.metadata import embed
from flux2studio.storage import sidecars
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database, open_database
from flux2studio.storage.family import FamilyRepository
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.history_marks import HistoryMarks
from flux2studio.storage.history_reader import HistoryReader
from flux2studio.storage.picture_tree import picture_folders
from flux2studio.storage.rebuild import RebuildWriter, batches_of, read_here
from flux2studio.storage.references import ReferenceStore
from tests.fakes import png
from tests.storage.samples import (
    NOON,
    make_generation,
    make_job,
    make_recipe,
    picture_bytes,
    rebuild,
    save_picture,
)

MARKS = Marks(rating=4, pick=Pick.PICKED, label=Label.GREEN, tags=("fox", "snow"))


def fill(outputs, database, history, root):
    for number in range(5):
        job = make_job(root / f"2026-11-{10 + number}", prompt=f"fox number {number}")
        save_picture(outputs, job, 0)
        save_picture(outputs, job, 1)
    return rebuild(database, history, [root])


def is_sound(database):
    with database.transaction() as db:
        db.execute("INSERT INTO generation_search (generation_search) VALUES ('integrity-check')")
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
    return "generation_added" in names


def mark(database, history, picture_id, marks, paths=()):
    """Mark a picture as the app does: in the database, then beside it."""
    store = HistoryMarks(database, lambda: history.root)
    store.put([(picture_id, marks)])
    entry = history.entry(picture_id)
    written = sidecars.write(entry.generation.path, entry, paths)
    store.written(entry.number, marks, written)
    return history.entry(picture_id)


def test_a_deleted_database_is_rebuilt_with_everything(tmp_path, outputs, root):
    path = tmp_path / "studio.db"
    first = open_database(path, tmp_path / "backups").database
    fill(outputs, first, HistoryRepository(first, root), root)
    before = HistoryRepository(first, root).page()
    first.close()
    path.unlink()

    opened = open_database(path, tmp_path / "backups")
    history = HistoryRepository(opened.database, root)
    report = rebuild(opened.database, history, [root])

    assert opened.is_new
    assert (report.added, report.already, report.unreadable) == (10, 0, ())
    assert len(before) == 10
    assert history.page() == before
    assert len(history.page(query="number -3")) == 8
    assert is_sound(opened.database)
    opened.database.close()


def test_stars_picks_labels_tags_and_albums_come_back(tmp_path, database, history, root, outputs):
    save_picture(outputs, make_job(root / "day"))
    rebuild(database, history, [root])
    (picture,) = history.page()
    album = AlbumRepository(database).put(Album(id="harbour", name="Harbour"))
    before = mark(
        database, history, picture.id, replace(MARKS, albums=(album.id,)), ["Winter/Harbour"]
    )
    fresh = Database(tmp_path / "fresh.db")
    again = HistoryRepository(fresh, root)

    report = rebuild(fresh, again, [root])

    assert (report.added, report.sidecars, report.albums) == (1, 1, 2)
    after = again.entry(picture.id)
    albums = {one.id: one for one in AlbumRepository(fresh).all()}
    (album_id,) = after.marks.albums
    assert sidecars.album_path(albums, album_id) == "Winter/Harbour"
    assert replace(after.marks, albums=()) == replace(before.marks, albums=())
    assert [one.id for one in again.page(query="fox snow")] == [picture.id]
    assert HistoryMarks(fresh, lambda: root).dirty(10) == []  # it stands beside the picture
    fresh.close()


def test_the_family_comes_back(tmp_path, database, history, root, outputs):
    parent, child = make_job(root / "day"), make_job(root / "day")
    save_picture(outputs, parent)
    save_picture(outputs, child, recipe=make_recipe(child, minute=1, parents=(f"{parent.id}-0",)))

    report = rebuild(database, history, [root])

    family = FamilyRepository(database, HistoryReader(database, lambda: root)).family(
        f"{child.id}-0"
    )
    assert report.families == 1
    assert [one.id for one in family.parents] == [f"{parent.id}-0"]


def test_pictures_of_an_old_version_find_their_parents_in_the_references(
    tmp_path, database, history, root, outputs
):
    parent, store = make_job(root / "day"), ReferenceStore(tmp_path / "references")
    place = save_picture(outputs, parent)
    kept = store.add_bytes(place.read_bytes())
    photo = store.add_bytes(png())
    child = make_job(
        root / "day",
        references=tuple(
            ReferenceImage(sha256=sha256, name="fox.png", width=8, height=8)
            for sha256 in (kept, photo, "f" * 64)
        ),
    )
    save_picture(outputs, child)
    wanted = batches_of(picture_folders([root]), root, tmp_path / "references")

    with RebuildWriter(database, history) as writer:
        for batches, read in read_here(wanted):
            writer.add(batches, read)

    with database.reading() as db:
        rows = [tuple(row) for row in db.execute("SELECT child, parent FROM family")]
    assert rows == [(f"{child.id}-0", f"{parent.id}-0")]


def test_what_left_the_machine_is_found_again_in_the_files(outputs, database, history, root):
    until = NOON + timedelta(days=1)
    receipt = Receipt(
        service="fal",
        host="queue.fal.run",
        files=(SentFile(name="fox.jpg", how="upload", sha256="a" * 64, size=9, until=until),),
        trace="recoverable",
    )
    job = make_job(root / "2026-11-20")
    recipe = make_recipe(job, receipt=receipt, cost_usd=0.021, remote_id="r-1")
    save_picture(outputs, job, recipe=recipe)

    rebuild(database, history, [root])

    (found,) = history.page()
    assert found.recipe == recipe
    assert found.recipe.receipt == receipt


def test_pictures_of_one_moment_all_have_a_place(database, history, root, outputs):
    job = make_job(root / "day")
    for index in range(12):
        save_picture(outputs, job, index)

    report = rebuild(database, history, [root])

    assert report.added == 12
    assert len(history.of_job(job.id)) == 12
    assert is_sound(database)


def test_a_second_rebuild_adds_nothing(outputs, database, history, root):
    fill(outputs, database, history, root)

    report = rebuild(database, history, [root, root])

    assert (report.added, report.already) == (0, 10)
    assert is_sound(database)


def test_marks_that_another_program_changed_are_taken(outputs, database, history, root):
    fill(outputs, database, history, root)
    picture = history.page()[0]
    entry = mark(database, history, picture.id, MARKS)
    changed = replace(entry, marks=Marks(rating=1, tags=("hare",)))
    written = sidecars.write(picture.path, changed, ())
    os.utime(sidecars.sidecar_path(picture.path), ns=(written + 5, written + 5))

    rebuild(database, history, [root])

    assert history.entry(picture.id).marks == Marks(rating=1, tags=("hare",))


def test_marks_that_are_not_written_yet_are_not_lost_to_another_program(
    outputs, database, history, root
):
    fill(outputs, database, history, root)
    picture = history.page()[0]
    entry = mark(database, history, picture.id, Marks(rating=2))
    HistoryMarks(database, lambda: root).put([(picture.id, Marks(rating=5, tags=("mine",)))])
    written = sidecars.write(
        picture.path, replace(entry, marks=Marks(rating=1, tags=("hare",))), ()
    )
    os.utime(sidecars.sidecar_path(picture.path), ns=(written + 5, written + 5))

    rebuild(database, history, [root])

    assert history.entry(picture.id).marks == Marks(rating=5, tags=("hare", "mine"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no xml at all", "no XMP"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "no XMP"),
    ],
)
def test_a_broken_file_beside_a_picture_costs_a_sentence(
    outputs, database, history, root, content, words
):
    place = save_picture(outputs, make_job(root / "day"))
    sidecars.sidecar_path(place).write_bytes(content)

    report = rebuild(database, history, [root])

    assert report.added == 1
    (problem,) = report.problems
    assert problem.path == place
    assert words in problem.sentence
    assert report.unreadable == ()


def test_marks_of_another_picture_are_not_taken(outputs, database, history, root):
    one, other = make_job(root / "day"), make_job(root / "day")
    place = save_picture(outputs, one)
    stranger = make_generation(root, other)
    history.add(stranger)
    sidecars.write(place, replace(history.entry(stranger.id), marks=MARKS), ())

    report = rebuild(database, history, [root])

    assert history.entry(f"{one.id}-0").marks == Marks()
    assert "another picture" in report.problems[0].sentence


def test_what_is_no_picture_of_ours_is_told_and_does_not_stop_it(outputs, database, history, root):
    save_picture(outputs, make_job(root / "day"))
    foreign = root / "day" / "holiday.png"
    foreign.write_bytes(png())
    cut = root / "day" / "cut.jpg"
    cut.write_bytes(b"\xff\xd8\xff")
    (root / "day" / "notes.txt").write_text("not looked at")
    (root / "day" / ".hidden.part.png").write_bytes(b"nor this")
    (root / ".Trash-1000").mkdir()
    (root / ".Trash-1000" / "gone.png").write_bytes(picture_bytes(make_recipe()))
    (root / "day" / "dead.png").symlink_to(root / "nowhere")

    report = rebuild(database, history, [root])

    assert report.added == 1
    assert sorted(report.unreadable) == [cut, foreign]
    assert [problem.path for problem in report.problems] == [cut]


@pytest.mark.parametrize(
    "recipe_json",
    [
        b"[" * 100_000,
        b"{}",
        b"\xff\xfe",
        encode_recipe(make_recipe(id="")),
        encode_recipe(make_recipe()).replace(b'"width":512', b'"width":' + b"9" * 40),
        encode_recipe(make_recipe()).replace(b'"index":0', b'"index":-1'),
        encode_recipe(make_recipe()).replace(b'"cost_usd":0.02', b'"cost_usd":1e999'),
    ],
)
def test_a_hostile_recipe_is_told_and_stops_nothing(outputs, database, history, root, recipe_json):
    save_picture(outputs, make_job(root / "day"))
    bad = root / "day" / "bad.png"
    bad.write_bytes(embed(png(), recipe_json))

    report = rebuild(database, history, [root])

    assert report.added == 1
    assert report.unreadable == (bad,)
    assert report.problems[0].sentence


def test_a_lora_used_beyond_all_measure_hides_no_other_picture(outputs, database, history, root):
    save_picture(outputs, make_job(root / "day"))
    recipe = make_recipe(id="j-0", job_id="j")
    loras = (LoraUse(source="a/b", scale=1e308),)
    far = replace(recipe, request=replace(recipe.request, loras=loras))
    (root / "day" / "far.png").write_bytes(embed(png(), encode_recipe(far)))

    assert rebuild(database, history, [root]).added == 2
    assert history.stale_count() == 0


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_is_told_and_stops_nothing(outputs, database, history, root):
    place = save_picture(outputs, make_job(root / "day"))
    os.link(place, os.fsencode(root / "day") + b"/\xff\xfe.png")

    report = rebuild(database, history, [root])

    assert report.added == 1
    assert "no text" in report.problems[0].sentence


def test_names_in_any_script_and_of_255_bytes_are_found(outputs, database, history, root):
    recipe = make_recipe()
    folder = root / "雪の中 ☃️"
    folder.mkdir(parents=True)
    name = "é" * 125 + ".png"  # 254 bytes
    (folder / name).write_bytes(picture_bytes(recipe))
    rebuild(database, history, [root])
    mark(database, history, recipe.id, MARKS)

    fresh = Database(root.parent / "fresh.db")
    rebuild(fresh, HistoryRepository(fresh, root), [root])

    found = HistoryRepository(fresh, root).entry(recipe.id)
    assert found.generation.path == folder / name
    assert found.marks == MARKS
    fresh.close()


def test_the_same_picture_in_two_places_is_one_row(database, history, root):
    generation = make_generation(root)
    for name in ("a.png", "copy.png"):
        root.mkdir(exist_ok=True)
        (root / name).write_bytes(picture_bytes(generation.recipe))

    report = rebuild(database, history, [root])

    assert (report.added, report.already) == (1, 1)
    assert [one.path for one in history.page()] == [root / "a.png"]


def test_a_picture_that_was_moved_is_found_at_its_new_place(outputs, database, history, root):
    place = save_picture(outputs, make_job(root / "day"))
    rebuild(database, history, [root])
    (root / "elsewhere").mkdir()
    place.rename(root / "elsewhere" / "fox.png")

    report = rebuild(database, history, [root])

    assert (report.added, report.already) == (0, 1)
    assert [one.path for one in history.page()] == [root / "elsewhere" / "fox.png"]


def test_a_folder_that_is_not_there_has_no_pictures(tmp_path, database):
    history = HistoryRepository(database, tmp_path)

    assert rebuild(database, history, [tmp_path / "nowhere"]).added == 0


def test_a_full_rebuild_is_the_same_as_what_was_saved(tmp_path, outputs, root, history):
    job = make_job(root / "day")
    place = save_picture(outputs, job)
    generation = make_generation(root, job)
    history.add(type(generation)(recipe=generation.recipe, path=place))
    fresh = Database(tmp_path / "fresh.db")

    rebuild(fresh, HistoryRepository(fresh, root), [root])

    assert HistoryRepository(fresh, root).page() == history.page()
    fresh.close()

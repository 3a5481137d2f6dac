"""Folders of other programs' pictures become part of the history where they lie."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, StorageError
from flux2studio.core.generation import encode_recipe
from flux2studio.core.history import NO_FACTS, FileState, Marks, Pick
from flux2studio.core.history_import import ImportLook, model_id
from flux2studio.imaging.metadata import embed
from flux2studio.imaging.xmp import write_marks
from flux2studio.imaging.xmp_read import Sidecar
from flux2studio.services.history_import import HistoryImport
from flux2studio.storage import sidecars
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import open_database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.roots import Roots
from tests.imaging import foreign_files as files
from tests.storage.samples import make_recipe

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "home" / "data.db", tmp_path / "backups").database
    yield database
    database.close()


@pytest.fixture
def history(database, tmp_path):
    return HistoryRepository(database, tmp_path / "pictures")


@pytest.fixture
def importing(database, history):
    return HistoryImport(
        repository=history,
        roots=Roots(database),
        albums=AlbumRepository(database),
        clock=lambda: NOW,
    )


@pytest.fixture
def folder(tmp_path):
    """One picture of each program, one without a recipe, one that is none, some that are not."""
    folder = tmp_path / "outputs"
    (folder / "2026" / "tiefe Ordner 雪").mkdir(parents=True)
    (folder / ".thumbnails").mkdir()
    put(folder / "a.png", files.png([("parameters", files.A1111)], size=(32, 20)))
    put(folder / "c.webp", files.comfyui_webp(files.COMFYUI))
    put(folder / "i.png", files.png([("invokeai_metadata", json.dumps(files.INVOKEAI))]))
    put(folder / "2026" / "s.jpg", files.with_comment("JPEG", json.dumps(files.SWARMUI)))
    put(folder / "2026" / "f.png", files.png([("parameters", json.dumps(files.FOOOCUS))]))
    put(folder / "2026" / "tiefe Ordner 雪" / "d.PNG", files.drawthings_png(files.DRAWTHINGS))
    put(folder / "holiday.jpeg", files.with_comment("JPEG", "at the lake"))
    put(folder / "broken.png", b"this is no picture")
    put(folder / "notes.txt", b"no picture at all")
    put(folder / ".thumbnails" / "t.png", files.png())
    return folder


def put(path, data):
    path.write_bytes(data)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def test_a_look_counts_by_program_and_takes_nothing(importing, history, folder):
    seen = []

    look = importing.look(folder, RunControl(), lambda done, total: seen.append((done, total)))

    each = dict.fromkeys(("a1111", "comfyui", "invokeai", "swarmui", "fooocus", "drawthings"), 1)
    assert look == ImportLook(found=each, without=1, already=0, unreadable=1)
    assert seen == [(number, 8) for number in range(1, 9)]
    assert history.count() == 0


def test_what_is_taken_is_found_by_its_words_and_lies_where_it_lay(importing, history, folder):
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    report = importing.take(folder, RunControl())

    assert (report.added, report.already, report.without_recipe) == (6, 0, 1)
    assert report.unreadable == (folder / "broken.png",)
    (coat,) = history.page(query="red coat")
    assert coat.path == folder / "a.png"
    assert (coat.recipe.tool, coat.recipe.width, coat.recipe.height) == ("a1111", 32, 20)
    assert coat.request.seed == 1234567890
    assert coat.request.model == "local/dev"
    assert coat.recipe.created_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_pictures_without_a_recipe_come_when_they_are_wanted(importing, history, folder):
    report = importing.take(folder, RunControl(), plain=True)

    assert (report.added, report.without_recipe) == (7, 0)
    (holiday,) = (each for each in history.page() if each.path.name == "holiday.jpeg")
    assert (holiday.request.prompt, holiday.recipe.tool) == ("", "file")


def test_a_second_time_adds_nothing(importing, history, folder):
    importing.take(folder, RunControl())

    report = importing.take(folder, RunControl())

    assert (report.added, report.already) == (0, 6)
    assert importing.look(folder, RunControl()).already == 6
    assert history.count() == 6


def test_a_picture_that_was_moved_is_the_same_one(importing, history, folder):
    importing.take(folder, RunControl())
    (folder / "a.png").rename(folder / "2026" / "moved.png")

    report = importing.take(folder, RunControl())

    assert (report.added, report.already) == (0, 6)
    (coat,) = history.page(query="red coat")
    assert coat.path == folder / "2026" / "moved.png"


def test_our_own_pictures_come_in_as_ours(importing, history, tmp_path):
    recipe = make_recipe()
    elsewhere = tmp_path / "from the laptop"
    elsewhere.mkdir()
    put(elsewhere / "x.png", embed(files.png(), encode_recipe(recipe)))

    assert importing.look(elsewhere, RunControl()).found == {"flux2studio": 1}
    importing.take(elsewhere, RunControl())

    assert history.get(recipe.id).recipe == recipe


def test_stars_and_keywords_beside_a_picture_come_along(importing, history, folder):
    marks = Marks(rating=4, pick=Pick.PICKED, tags=("coat",))
    (folder / "a.png.xmp").write_bytes(write_marks(Sidecar(marks=marks)))

    importing.take(folder, RunControl())

    (coat,) = history.page(query="red coat")
    assert history.entry(coat.id).marks == marks


def test_links_lead_nowhere(importing, folder, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    put(outside / "secret.png", files.png([("parameters", files.A1111)]))
    (folder / "link").symlink_to(outside, target_is_directory=True)
    (folder / "link.png").symlink_to(outside / "secret.png")
    (folder / "round").symlink_to(folder, target_is_directory=True)

    assert importing.look(folder, RunControl()).found["a1111"] == 1


def test_a_cancel_keeps_what_is_in(importing, history, folder):
    control = RunControl()

    def stop(done, _total):
        if done == 3:
            control.cancel()

    with pytest.raises(Cancelled):
        importing.take(folder, control, stop)

    assert history.count() == 0
    importing.take(folder, RunControl())
    assert history.count() == 6


def test_a_folder_that_is_gone_is_a_sentence(importing, tmp_path):
    with pytest.raises(StorageError, match="cannot be looked into"):
        importing.look(tmp_path / "gone", RunControl())


def test_a_date_that_cannot_be_is_that_of_the_file_or_now(importing, history, tmp_path):
    told = json.loads(json.dumps(files.SWARMUI))
    told["sui_extra_data"]["date"] = "2999-01-01"
    path = tmp_path / "s" / "future.jpg"
    path.parent.mkdir()
    put(path, files.with_comment("JPEG", json.dumps(told)))
    assert importing.of_file(path).created_at == datetime.fromtimestamp(1_700_000_000, UTC)

    os.utime(path, (1, 1))

    assert importing.of_file(path).created_at == NOW


def test_the_folder_is_remembered_with_the_program_of_most_of_it(importing, database, folder):
    importing.take(folder, RunControl())

    assert [path for path, _tool in Roots(database).all()] == [folder]


def test_of_a_dropped_file_the_recipe_is_told(importing, folder):
    assert importing.of_file(folder / "holiday.jpeg") is None
    assert importing.of_file(folder / "i.png").request.prompt == "a lighthouse"
    recipe, ours = make_recipe(), folder / "ours.png"
    ours.write_bytes(embed(files.png(), encode_recipe(recipe)))
    assert importing.of_file(ours) == recipe


def test_names_in_any_script_and_of_255_bytes_are_taken(importing, history, tmp_path):
    folder = tmp_path / "雪と猫"
    folder.mkdir()
    name = "猫" * 83 + ".png"  # 253 bytes
    put(folder / name, files.png([("parameters", files.A1111)]))

    assert importing.take(folder, RunControl()).added == 1
    assert history.page()[0].path == folder / name


@pytest.mark.parametrize(
    ("name", "ident"),
    [
        ("flux2-dev-Q4_K_M", "local/dev"),
        ("FLUX.2 [klein] 4B", "local/klein-4b"),
        ("flux-2-klein-base-9b-fp8", "local/klein-base-9b"),
        ("flux2_klein_9b_kv", "local/klein-9b-kv"),
        ("juggernautXL_v8", "juggernautXL_v8"),
        ("flux1-dev", "flux1-dev"),
        ("", ""),
    ],
)
def test_a_model_of_flux_2_gets_the_id_of_ours(name, ident):
    assert model_id(name) == ident


def test_a_recipe_of_ours_keeps_its_place_in_the_order(importing, history, tmp_path):
    old = replace(make_recipe(), created_at=datetime(2025, 1, 1, tzinfo=UTC))
    put_in = tmp_path / "old"
    put_in.mkdir()
    put(put_in / "x.png", embed(files.png(), encode_recipe(old)))
    importing.take(put_in, RunControl())

    assert history.page()[-1].recipe.created_at == old.created_at


# What can go wrong


def test_albums_that_stand_beside_a_picture_of_ours_come_along(importing, history, tmp_path):
    """Else the next mark would write them away."""
    path = tmp_path / "moved here" / "fox.png"
    path.parent.mkdir()
    recipe = make_recipe()
    put(path, embed(files.png(), encode_recipe(recipe)))
    sidecar = Sidecar(id=recipe.id, marks=Marks(rating=4), albums=("Winter/Harbour",))
    put(sidecars.sidecar_path(path), write_marks(sidecar))

    importing.take(path.parent, RunControl())

    (harbour, winter) = importing.albums.all()
    assert (winter.name, harbour.name, harbour.parent) == ("Winter", "Harbour", winter.id)
    assert history.entry(recipe.id).marks == Marks(rating=4, albums=(harbour.id,))


def test_marks_of_another_picture_that_had_the_name_are_not_taken(importing, history, tmp_path):
    path = tmp_path / "moved here" / "fox.png"
    path.parent.mkdir()
    recipe = make_recipe()
    put(path, embed(files.png(), encode_recipe(recipe)))
    put(sidecars.sidecar_path(path), write_marks(Sidecar(id="another", marks=Marks(rating=4))))

    importing.take(path.parent, RunControl())

    assert history.entry(recipe.id).marks == Marks()


def test_a_picture_that_is_still_written_comes_the_next_time(importing, history, tmp_path):
    path = tmp_path / "outputs" / "a.png"
    path.parent.mkdir()
    whole = files.png([("parameters", files.A1111)])
    path.write_bytes(whole[:-20])
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))

    assert importing.take(path.parent, RunControl()).unreadable == (path,)
    path.write_bytes(whole)
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert importing.take(path.parent, RunControl()).added == 1


@pytest.mark.parametrize("number", [2**63, 10**400, -1])
def test_numbers_that_no_database_takes_stop_no_import(importing, history, tmp_path, number):
    folder = tmp_path / "outputs"
    folder.mkdir()
    recipe = json.loads(encode_recipe(make_recipe()))
    put(folder / "a.png", embed(files.png(), json.dumps({**recipe, "width": number}).encode()))
    put(folder / "b.png", files.png([("parameters", files.A1111)]))

    report = importing.take(folder, RunControl(), plain=True)

    assert report.added == history.count() >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names or times")
def test_a_name_that_is_no_text_and_a_time_beyond_all_calendars_stop_no_import(
    importing, history, tmp_path
):
    folder = tmp_path / "outputs"
    folder.mkdir()
    odd = folder / os.fsdecode(b"\xff\xfe.png")
    put(odd, files.png([("parameters", files.A1111)]))
    late = folder / "late\nname.png"
    put(late, files.png([("parameters", files.A1111 + "\n")], size=(8, 8)))
    os.utime(late, (2**33, 2**33))

    report = importing.take(folder, RunControl())

    assert report.unreadable == (odd,)
    assert [entry.path for entry in history.page()] == [late]


def test_a_folder_whose_import_was_cancelled_is_looked_into_by_a_rebuild(importing, tmp_path):
    folder = tmp_path / "outputs"
    folder.mkdir()
    for number in range(260):
        put(folder / f"{number:03}.png", files.png([("parameters", f"{number}\nSteps: 4")]))
    control = RunControl()

    def stop(done, _total):
        if done == 255:
            control.cancel()

    with pytest.raises(Cancelled):
        importing.take(folder, control, stop)
    assert importing.roots.all() == [(folder, "a1111")]


def test_a_picture_that_was_missing_and_is_taken_in_elsewhere_is_here_again(
    importing, history, folder, tmp_path
):
    importing.take(folder, RunControl())
    number = history.numbers_of([importing.repository.page(limit=1)[0].id])[0]
    history.set_file(number, FileState.MISSING, NO_FACTS)
    folder.rename(tmp_path / "elsewhere")

    importing.take(tmp_path / "elsewhere", RunControl())

    entries = [history.entry(each.id) for each in history.page()]
    assert {entry.file for entry in entries} == {FileState.HERE}

"""Folders of other programs, and the history made again, on the command line."""

from __future__ import annotations

import argparse
import json

import pytest

from flux2studio.cli_history import add_history
from flux2studio.cli_history_files import add_import, add_rebuild, run_import, run_rebuild
from flux2studio.services.album_keeping import AlbumKeeping
from flux2studio.services.history_backup import HistoryBackup
from flux2studio.services.history_import import HistoryImport
from flux2studio.services.history_rebuilding import HistoryRebuilding
from flux2studio.storage.albums import AlbumRepository
from flux2studio.storage.database import Database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.roots import Roots
from tests.fakes import png
from tests.imaging import foreign_files as files
from tests.storage.samples import make_job, save_picture


@pytest.fixture
def folder(tmp_path):
    """A picture of A1111, one without a recipe, and one that is none."""
    folder = tmp_path / "outputs"
    folder.mkdir()
    text = "a fox\nSteps: 20, Sampler: Euler, CFG scale: 3, Seed: 42, Size: 16x12"
    (folder / "fox.png").write_bytes(files.png([("parameters", text)]))
    (folder / "plain.png").write_bytes(png())
    (folder / "broken.png").write_bytes(b"no picture")
    return folder


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "studio.db")
    yield database
    database.close()


@pytest.fixture
def history(database, tmp_path):
    return HistoryRepository(database, tmp_path / "pictures")


@pytest.fixture
def typed(history, database, capsys):
    importing = HistoryImport(
        repository=history, roots=Roots(database), albums=AlbumRepository(database)
    )

    def _typed(*arguments):
        parser = argparse.ArgumentParser()
        add_history(parser)
        add_import(parser)
        options = parser.parse_args([str(argument) for argument in arguments])
        assert run_import(options, importing) == 0
        return capsys.readouterr()

    return _typed


def test_a_folder_is_taken_in_and_what_was_left_out_is_said(typed, history, folder):
    said = typed("--import", folder)

    assert history.count("fox") == history.count() == 1
    assert said.out == f"{folder / 'broken.png'}\n"
    assert said.err == (
        "1 picture came in, 0 already there, 1 without a recipe, 1 that cannot be read.\n"
    )


def test_a_look_changes_nothing(typed, history, folder):
    said = typed("--import", folder, "--look")

    assert said.out.split() == ["Stable", "Diffusion", "web", "UI", "1"]
    assert "1 without a recipe, 1 that cannot be read" in said.err
    assert history.count() == 0


def test_pictures_without_a_recipe_come_when_they_are_wanted(typed, history, folder):
    answer = json.loads(typed("--import", folder, "--plain", "--json").out)

    assert answer["added"] == history.count() == 2
    assert answer["unreadable"] == [str(folder / "broken.png")]


# Rebuild


@pytest.fixture
def rebuild(history, database, tmp_path, capsys):
    keeping = AlbumKeeping(AlbumRepository(database), Roots(database), lambda: history.root)
    backup = HistoryBackup(database, history, tmp_path / "backups")
    rebuilding = HistoryRebuilding(database, history, keeping, tmp_path / "references", backup)

    def _rebuild(*arguments):
        parser = argparse.ArgumentParser()
        add_rebuild(parser)
        assert run_rebuild(parser.parse_args(arguments), rebuilding, history) == 0
        return capsys.readouterr()

    return _rebuild


@pytest.fixture
def outputs(history):
    return Outputs(history.root)


def test_the_history_is_made_again_and_what_could_not_be_is_said(rebuild, history, outputs):
    save_picture(outputs, make_job(history.root / "2026-11-20"))
    made = save_picture(outputs, make_job(history.root / "2026-11-20"))
    whole = made.read_bytes()
    made.write_bytes(whole[: len(whole) // 3])
    (made.parent / "foreign.png").write_bytes(png())

    said = rebuild()

    assert history.count("fox") == history.count() == 1
    assert said.err.startswith("1 picture came back, 0 were there;")
    assert said.err.endswith("2 files are no pictures of ours.\n")
    again = json.loads(rebuild("--json").out)
    assert (again["added"], again["already"], len(again["unreadable"])) == (0, 1, 2)

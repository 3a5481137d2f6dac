"""``flux2studio check-library``: one line for each kind of thing that was wrong."""

from __future__ import annotations

import argparse
import json

import pytest

from flux2studio.cli_history_check import add_check_library, run_check_library
from flux2studio.cli_output import DONE, FAILED
from flux2studio.paths import paths_below
from flux2studio.storage.outputs import Outputs
from flux2studio.studio import open_studio
from tests.storage.samples import make_job, make_recipe, save_picture


@pytest.fixture
def studio(tmp_path):
    studio = open_studio(paths_below(tmp_path / "home"), environment={})
    yield studio
    studio.close()


def run(studio, *arguments):
    parser = argparse.ArgumentParser()
    add_check_library(parser)
    return run_check_library(parser.parse_args(arguments), studio)


def save(studio):
    job = make_job(studio.pictures_root / "day")
    return save_picture(Outputs(studio.pictures_root), job, recipe=make_recipe(job))


def test_an_empty_history_is_in_order(studio, capsys):
    assert run(studio) == DONE
    assert capsys.readouterr().out == "All is in order: 0 pictures.\n"


def test_what_was_found_is_counted_and_named_and_a_second_run_is_clean(studio, capsys):
    place = save(studio)

    assert run(studio) == DONE
    said = capsys.readouterr().out
    assert "Pictures on the disk that the history did not know: 1." in said
    place.unlink()
    assert run(studio, "--json") == DONE
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["count"], finding["mended"], finding["files"]) == (1, 1, [str(place)])
    assert run(studio) == DONE
    assert capsys.readouterr().out == "All is in order: 1 picture.\n"


def test_what_is_left_is_an_exit_code(studio, capsys):
    save(studio)
    run(studio)
    studio.pictures_root.rename(studio.pictures_root.with_name("unplugged"))

    assert run(studio) == FAILED
    assert "1, of which 1 are left" in capsys.readouterr().out

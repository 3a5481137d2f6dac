"""A disk that is full, read-only or away: a sentence, nothing half, and paid pictures come home.

The rows named are those of the fault matrix (reliability-performance.md section A4).
"""

import shutil

import pytest

from tests.e2e.app_process import App
from tests.e2e.disks import fill, mounted, read_only, small
from tests.hosted.process import HostedProcess

FOX = ["generate", "a fox", "--steps", "4", "--size", "256x256"]
EDIT = ["generate", "as ink", "--lora", "owner/ink", "1", "--size", "512x512", "--count", "2"]

# What keeps the service at work until the test lets it go on, and the request that shows it.
HOLDS = {
    "fal": ({"held": True}, "/status"),
    "aimlapi": (
        {"faults": [{"kind": "late", "on": "submit", "seconds": 60}]},
        "/v1/images/generations",
    ),
}


@pytest.fixture(params=["fal", "aimlapi"])
def service(request):
    return request.param


@pytest.fixture
def stand_in(service):
    with HostedProcess(service) as process:
        yield process
        process.script(release=True)


@pytest.fixture
def disk(tmp_path):
    with small(tmp_path / "disk", "40m") as folder:
        yield folder


def start_paid_job(app, stand_in, service, photographs, *arguments):
    """Start an edit and return once the service works on it."""
    settings, part = HOLDS[service]
    stand_in.script(**settings)
    reference = ("--reference", photographs[1])
    process = app.start(*EDIT, "--backend", service, *reference, *arguments)
    while not any(part in request["path"] for request in stand_in.log()["requests"]):
        assert process.poll() is None, process.communicate()
    return process


def refused(app, *arguments, words):
    """The command ends with 3, one line with ``words``, and the kind of trouble."""
    code, out, err = app.run(*arguments, "--json")
    assert code == 3
    assert words in err
    assert len(err.splitlines()) == 1
    assert '"kind": "storage"' in out


def test_d1_a_paid_picture_that_finds_no_room_comes_home_later(
    home, disk, stand_in, service, photographs
):
    app = App(home, stand_in.environment)
    out = disk / "out"
    process = start_paid_job(app, stand_in, service, photographs, "--out", out)
    filler = fill(disk)
    stand_in.script(release=True)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 3
    assert "disk is full" in err
    assert "flux2studio resume" in err
    assert list(out.iterdir()) == []
    filler.unlink()

    states = app.resume()

    assert list(states.values()) == ["finished"]
    assert len(list(out.iterdir())) == 2
    stand_in.check()
    assert stand_in.log()["posts"] == 1


def test_d1_d2_with_the_database_on_the_full_disk_nothing_is_lost_either(
    disk, stand_in, service, photographs
):
    app = App(disk / "home", stand_in.environment)
    process = start_paid_job(app, stand_in, service, photographs)
    filler = fill(disk)
    stand_in.script(release=True)
    while process.poll() is None and not list((disk / "home").rglob("*.body.part")):
        stand_in.log()  # the answer has come, and finds no room
    filler.unlink()
    process.communicate(timeout=30)

    app.resume()

    stand_in.check()
    assert stand_in.log()["posts"] == 1
    assert len(app.check()) == 2


def test_a_full_disk_is_said_before_anything_is_paid(
    home, tmp_path, stand_in, service, photographs
):
    app = App(home, stand_in.environment)
    with small(tmp_path / "disk") as folder:
        fill(folder)
        edit = [*EDIT, "--backend", service, "--reference", photographs[1], "--out", folder / "out"]
        refused(app, *edit, words="disk is full")

    assert stand_in.log()["posts"] == 0


def test_d4_a_read_only_folder_is_said_before_anything_is_drawn(app, tmp_path):
    source = tmp_path / "source"
    source.mkdir()
    with read_only(tmp_path / "disk", source) as folder:
        refused(app, *FOX, "--out", folder / "day", words="read-only")

    assert app.check() == []


def test_d4_a_read_only_home_is_a_sentence(app):
    app.run(*FOX)
    moved = app.home.with_name("real")
    shutil.move(app.home, moved)
    with read_only(app.home, moved):
        for command in (FOX, ["history"], ["resume"]):
            refused(app, *command, words="FLUX2STUDIO_HOME")
        _, answer = app.json("doctor")

    values = {finding["name"]: finding["value"] for finding in answer["findings"]}
    assert "cannot be written" in values["Data"]
    shutil.rmtree(app.home)
    shutil.move(moved, app.home)
    assert len(app.check()) == 1


def test_d5_a_drive_that_is_away_is_not_made_anew(app, tmp_path):
    drive = tmp_path / "drive"
    drive.mkdir()
    settings = app.home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'{{"pictures_folder": "{drive / "pictures"}"}}')
    app.run(*FOX)
    shutil.move(drive, tmp_path / "unplugged")

    refused(app, *FOX, words="connect it")

    assert not drive.exists()
    shutil.move(tmp_path / "unplugged", drive)
    assert app.run(*FOX)[0] == 0
    _, answer = app.json("history")
    assert len(answer["generations"]) == 2


def test_d6_a_cache_on_another_disk_does_no_harm(app, tmp_path):
    app.home.mkdir()
    with mounted(app.home / "cache", "-t", "tmpfs", "-o", "size=20m", "tmpfs"):
        code, _, err = app.run(*FOX)

    assert code == 0, err
    assert len(app.check()) == 1


@pytest.mark.skipif(not shutil.which("prlimit"), reason="files cannot be limited here")
def test_d7_a_disk_that_takes_no_large_file_is_a_sentence(app):
    app.run("history")

    code, _, err = app.run("generate", "a fox", "--steps", "4", under=("prlimit", "--fsize=200000"))

    assert code == 3
    assert "Free some space" in err
    assert len(err.splitlines()) == 1
    assert app.check() == []


def test_k13_a_cache_that_is_full_costs_a_sentence_at_most(app):
    app.home.mkdir()
    with small(app.home / "cache") as cache:
        app.run(*FOX)
        filler = fill(cache)
        refused(app, *FOX, words="Free some space")
        filler.unlink()
        code, _, err = app.run(*FOX)

    assert code == 0, err
    assert len(app.check()) == 2

"""The command line watches folders, says what lies there, and takes in what is new."""

from __future__ import annotations

import pytest

from tests.e2e.app_process import App
from tests.services.lora_files import foreign_bytes, rest, write_lora


@pytest.fixture
def app(home):
    return App(home, {})


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "my loras"
    write_lora(folder / "ink.safetensors", 1, metadata={"modelspec.title": "Ink"})
    write_lora(folder / "deep" / "dusk.safetensors", 2, base="FLUX.2 dev")
    (folder / "sdxl.safetensors").write_bytes(foreign_bytes())
    rest(folder / "sdxl.safetensors")
    return folder


def test_looking_says_what_is_there_and_adds_nothing(app, root):
    code, out, err = app.run("loras", "folders", "look", str(root))

    assert code == 0
    assert "Ink" in out
    assert "FLUX.2 dev" in out
    assert "was not made for FLUX.2" in out
    assert "3 files, 2 of them new" in err
    assert app.json("loras")[1]["loras"] == []


def test_what_is_new_is_taken_and_followed_when_it_moves(app, root):
    code, answer = app.json("loras", "folders", "take", str(root), "--watch")
    assert (code, len(answer["added"])) == (0, 2)
    app.run("loras", "folders", "scan")
    (root / "ink.safetensors").rename(root / "deep" / "ink.safetensors")
    (root / "deep" / "dusk.safetensors").unlink()
    write_lora(root / "new.safetensors", 3)

    _, answer = app.json("loras", "folders", "scan")

    assert len(answer["missing"]) == 1
    assert answer["new"] == [str(root / "new.safetensors")]
    sources = {lora["source"] for lora in app.json("loras")[1]["loras"]}
    assert str(root / "deep" / "ink.safetensors") in sources


def test_folders_are_listed_added_and_let_go(app, root):
    assert "No folder is watched" in app.run("loras", "folders")[2]
    app.run("loras", "folders", "add", str(root))
    assert app.json("loras", "folders")[1]["folders"] == [str(root)]

    app.run("loras", "folders", "remove", str(root))

    assert app.json("loras", "folders")[1]["folders"] == []


def test_what_is_no_folder_is_refused(app, tmp_path):
    code, _, err = app.run("loras", "folders", "add", str(tmp_path / "nowhere"))

    assert code != 0
    assert "cannot be looked into" in err

"""The LoRA collection on the command line, as a user would type it."""

from __future__ import annotations

import json
import zipfile

import pytest

from flux2studio.cli import run
from tests.fakes import png
from tests.services.lora_files import write_lora


class Typed:
    """Commands as they are typed on one computer, in this very process: there are many."""

    def __init__(self, home, capsys, monkeypatch):
        self._home, self._capsys, self._monkeypatch = home, capsys, monkeypatch

    def run(self, *arguments):
        self._monkeypatch.setenv("FLUX2STUDIO_HOME", str(self._home))
        code = run([str(argument) for argument in arguments])
        return (code, *self._capsys.readouterr())

    def json(self, *arguments):
        code, out, _ = self.run(*arguments, "--json")
        return code, json.loads(out)

    def elsewhere(self, home):
        return Typed(home, self._capsys, self._monkeypatch)


@pytest.fixture
def app(home, capsys, monkeypatch):
    return Typed(home, capsys, monkeypatch)


def test_cards_are_added_edited_found_and_removed(app, tmp_path):
    path = write_lora(tmp_path / "Riso print.safetensors")
    (tmp_path / "p.png").write_bytes(png())
    assert app.run("loras", "add", "owner/ink", path)[0] == 0

    edit = ("edit", "riso PRINT", "--rating", "4", "--tag", "paper", "--note", "two colours")
    code, answer = app.json("loras", *edit, "--scale-high", "1.2", "--preview", tmp_path / "p.png")
    (card,) = answer["loras"]
    assert (code, card["rating"], card["tags"], card["notes"]) == (0, 4, ["paper"], "two colours")
    assert card["preview"]

    assert "Riso print" in app.run("loras", "list", "paper", "two")[1]
    assert app.run("loras", "list", "paper", "three")[1] == ""
    klein = app.json("loras", "list", "--base", "FLUX.2 klein 4B")[1]["loras"]
    assert [lora["name"] for lora in klein] == ["Riso print"]
    path.unlink()
    assert "the file is missing" in app.run("loras", "--missing")[1]

    assert app.run("loras", "remove", "ink", card["id"][:8])[0] == 0
    assert app.run("loras")[1] == ""
    assert len(app.json("loras", "removed")[1]["loras"]) == 2
    app.run("loras", "restore", "Riso print")
    assert app.json("loras")[1]["loras"][0]["notes"] == "two colours"


def test_a_library_is_exported_and_imported_without_replacing_a_word(app, home, tmp_path):
    app.run("loras", "add", "owner/ink")
    app.run("loras", "edit", "ink", "--note", "rain", "--tag", "a")
    code, out, err = app.run("loras", "export", tmp_path / "mine.zip")
    assert (code, out.strip()) == (0, str(tmp_path / "mine.zip"))
    assert "1 card" in err
    assert app.run("loras", "export", tmp_path / "mine.zip")[0] == 3

    other = app.elsewhere(tmp_path / "other")
    other.run("loras", "add", "owner/ink")
    other.run("loras", "edit", "ink", "--note", "fog")
    code, out, err = other.run("loras", "import", tmp_path / "mine.zip", "--look")
    assert (code, out.strip()) == (0, "adds words   ink  (adds: tags; yours stays: notes)")
    assert other.json("loras")[1]["loras"][0]["tags"] == []

    assert other.json("loras", "import", tmp_path / "mine.zip")[1]["rows"][0]["state"] == "adds"
    (ink,) = other.json("loras")[1]["loras"]
    assert (ink["notes"], ink["tags"]) == ("fog", ["a"])
    assert "1 with nothing new" in other.run("loras", "import", tmp_path / "mine.zip")[2]


def test_the_cards_come_back_when_the_database_was_lost(app, home):
    app.run("loras", "add", "owner/ink")
    app.run("loras", "edit", "ink", "--note", "years of work")
    for path in (home / "data" / "lora-backups").iterdir():  # as if it were another day by now
        path.unlink()
    app.run("loras")
    for path in (home / "data").glob("studio.db*"):
        path.unlink()

    _, out, err = app.run("loras")

    assert "owner/ink" in out
    assert "came back from the newest backup: 1" in err
    assert app.json("loras")[1]["loras"][0]["notes"] == "years of work"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("edit", "nobody", "--rating", "3"), "No LoRA is called “nobody”"),
        (("edit", "ink"), "nothing to change"),
        (("edit", "ink", "--rating", "9"), "rating: "),
        (("edit", "ink", "--scale-low", "2"), "default_scale: "),
        (("add", "not a lora"), "neither a repository"),
        (("add", "owner/ink"), "already in your library"),
        (("remove", "ink", "nobody"), "No LoRA is called"),
        (("import", "/nowhere.zip"), "no file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(app, arguments, said):
    app.run("loras", "add", "owner/ink")

    code, _, err = app.run("loras", *arguments)

    assert code == 2
    assert said in err
    assert len(app.json("loras")[1]["loras"]) == 1


def test_a_zip_of_something_else_is_refused(app, tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as pack:
        pack.writestr("../evil", "x")

    code, answer = app.json("loras", "import", tmp_path / "x.zip")

    assert (code, answer["error"]["kind"]) == (2, "request")


def test_two_of_one_name_are_told_apart_by_their_ids(app):
    app.run("loras", "add", "owner/ink", "other/ink")

    code, _, err = app.run("loras", "remove", "ink")

    ids = [lora["id"][:8] for lora in app.json("loras")[1]["loras"]]
    assert code == 2
    assert all(lora_id in err for lora_id in ids)
    assert app.run("loras", "remove", ids[0])[0] == 0


def test_a_search_is_kept_and_used_by_its_name(app):
    app.run("loras", "add", "owner/ink", "owner/wash", "owner/oil")
    for name, rating in (("ink", 4), ("wash", 5), ("oil", 5)):
        app.run("loras", "edit", name, "--rating", rating)
    app.run("loras", "edit", "oil", "--tag", "slow")

    keep = ("save", "Best", "--query=-tag:slow", "--filter", "rating=4", "--sort", "rating")
    assert "Best    -tag:slow · rating=4 · by rating" in app.run("loras", "searches", *keep)[1]

    code, answer = app.json("loras", "--saved", "best")
    assert (code, [lora["name"] for lora in answer["loras"]]) == (0, ["wash", "ink"])
    assert [x["name"] for x in app.json("loras", "list", "ink", "--saved", "Best")[1]["loras"]] == [
        "ink"
    ]
    app.run("loras", "searches", "rename", "Best", "Good")
    assert app.run("loras", "--saved", "Best")[0] != 0
    code, _, err = app.run("loras", "searches", "save", "x", "--filter", "colour=red")
    assert (code, "is no filter" in err) == (2, True)
    assert app.json("loras", "searches", "remove", "good")[1] == {"searches": []}


def test_files_are_put_in_order_and_back_again(app, tmp_path):
    path = write_lora(tmp_path / "loras" / "ink.safetensors", 1)
    path.with_name("ink.preview.png").write_bytes(png())
    (tmp_path / "sorted").mkdir()
    app.run("loras", "add", path, write_lora(tmp_path / "gone.safetensors", 2))
    (tmp_path / "gone.safetensors").unlink()
    organise = ("loras", "organise", "--into", tmp_path / "sorted", "--template", "{base}/{name}")
    target = tmp_path / "sorted" / "FLUX.2 klein 4B" / "ink.safetensors"

    code, out, err = app.run(*organise, "--dry-run")
    assert (code, f"{path}\n  -> {target}\n" in out, "stays: Its file is not there." in out) == (
        0,
        True,
        True,
    )
    assert "1 of 2 LoRAs would be moved" in err
    assert path.is_file()

    code, answer = app.json(*organise)
    assert (code, list(answer["moved"].values()), answer["left"]) == (0, [str(target)], [])
    assert sorted(each.name for each in target.parent.iterdir()) == [
        "ink.preview.png",
        "ink.safetensors",
    ]

    assert app.run("loras", "organise", "--undo")[0] == 0
    assert path.is_file()
    assert app.run("loras", "organise")[0] == 2
    assert app.run(*organise[:-1], "{colour}")[0] == 2


def test_a_folder_to_sort_into_that_is_not_there_is_a_wrong_request(capsys, tmp_path):
    missing = tmp_path / "sorted"

    assert run(["loras", "organise", "--into", str(missing)]) == 2
    assert capsys.readouterr().err.startswith(f"into: “{missing}” is no folder. ")


def test_an_empty_collection_says_how_to_fill_it(app):
    code, out, err = app.run("loras")

    assert (code, out) == (0, "")
    assert "loras add SOURCE" in err

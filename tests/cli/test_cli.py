"""The command line refuses with the field and the next step, and says where things are."""

import json

import pytest

from flux2studio.cli import run
from flux2studio.cli_output import CLOSED
from tests.e2e.app_process import App
from tests.fakes import png


@pytest.fixture
def app(home):
    return App(home)


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        ([""], "prompt"),
        (["x" * 4001], "prompt"),
        (["a fox", "--size", "1000x768"], "size"),
        (["a fox", "--size", "100x100"], "size"),
        (["a fox", "--size", "huge"], "size"),
        (["a fox", "--steps", "3"], "steps"),
        (["a fox", "--guidance", "nan"], "guidance"),
        (["a fox", "--seed", "0"], "seed"),
        (["a fox", "--seed", "99999999999"], "seed"),
        (["a fox", "--count", "5"], "count"),
        (["a fox", "--lora", "owner/ink", "5"], "loras"),
        (["a fox", "--lora", "owner/ink", "much"], "loras"),
        (["a fox", "--lora", "ink", "1"], "loras"),
        (["a fox", "--model", "flux-9"], "model"),
        (["a fox", "--backend", "nowhere"], "backend"),
        (["a fox", "--backend", "fal", "--model", "practice"], "model"),
        (["a fox", "--backend", "aimlapi", "--model", "aimlapi/flux-2-edit"], "references"),
    ],
)
def test_a_wrong_request_ends_with_2_and_names_the_field(app, arguments, field):
    code, answer = app.json("generate", *arguments)

    assert code == 2
    assert answer["error"]["field"] == field
    assert answer["error"]["hint"]


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["generate", "a fox", "--steps", "many"], "steps"),
        (["generate", "a fox", "--format", "bmp"], "format"),
        (["generate"], ""),
        (["history", "--newest"], ""),
        (["loras", "edit", "ink", "--rating", "high"], "rating"),
        (["fox.png"], "COMMAND"),
    ],
)
def test_arguments_that_cannot_be_read_are_an_error_like_any_other(capsys, arguments, field):
    assert run([*arguments, "--json"]) == 2

    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert answer["exit_code"] == 2
    assert answer["error"]["field"] == field
    assert "--help" in answer["error"]["hint"]
    assert "usage:" not in said.err
    assert said.err.count("\n") == 1


def test_a_file_that_is_not_there_is_not_answered_with_a_list_of_commands(capsys):
    assert run(["fox.png"]) == 2

    assert "no such file" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["loras", "--json", "list"], ["loras", "list", "--json"]])
def test_json_may_be_asked_for_before_an_action_and_behind_it(app, arguments):
    _, out, _ = app.run(*arguments)

    assert json.loads(out) == {"loras": []}


def test_a_reader_that_has_had_enough_ends_a_command_without_a_word(app):
    with app.start("models", "--json") as process:
        process.stdout.close()  # nobody reads it

        assert process.wait(timeout=50) == CLOSED
        assert process.stderr.read() == ""


def test_a_reference_that_is_no_picture_is_named(app, tmp_path):
    path = tmp_path / "notes.png"
    path.write_text("not a picture")

    code, _, err = app.run("generate", "a fox", "--reference", path)

    assert code == 2
    assert "notes.png" in err


def test_a_pickle_is_refused_unopened(app, tmp_path):
    path = tmp_path / "ink.ckpt"
    path.write_bytes(b"\x80\x02}q\x00.")

    code, answer = app.json("generate", "a fox", "--lora", path, "1")

    assert code == 2
    assert "pickle" in answer["error"]["message"]


def test_a_model_that_is_not_on_this_computer_is_said_with_what_to_do(app):
    code, _, err = app.run("generate", "a fox", "--backend", "local")

    assert code != 0
    assert "is not on this computer yet" in err
    assert "Download it" in err


def test_a_preset_is_a_size(app):
    _, answer = app.json("generate", "a fox", "--size", "portrait_16_9", "--steps", "4")

    assert answer["request"]["size"] == {"width": 576, "height": 1024}


def test_the_history_finds_by_words_newest_first(app):
    for prompt in ("a red fox", "a blue fox", "a house"):
        app.json("generate", prompt, "--steps", "4", "--size", "256x256")

    _, answer = app.json("history", "fox")

    prompts = [item["request"]["prompt"] for item in answer["generations"]]
    assert prompts == ["a blue fox", "a red fox"]


@pytest.mark.parametrize("without", ["-snow", "-house"])
def test_the_history_leaves_out_what_a_dash_stands_before(app, without):
    for prompt in ("a fox in the snow", "a fox in a house", "a fox"):
        app.json("generate", prompt, "--steps", "4", "--size", "256x256")

    code, answer = app.json("history", "fox", without, "--limit", "10")

    prompts = [item["request"]["prompt"] for item in answer["generations"]]
    assert code == 0
    assert len(prompts) == 2
    assert not [prompt for prompt in prompts if without[1:] in prompt]


def test_a_folder_that_cannot_be_written_is_said_so(app, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")

    code, answer = app.json("generate", "a fox", "--out", blocked / "pictures")

    assert code == 3
    assert answer["error"]["hint"]


def test_the_doctor_names_folders_and_says_nothing_of_keys_but_their_place(app):
    app.environment["FAL_KEY"] = "secret-key-1234"

    _code, answer = app.json("doctor")

    values = {finding["name"]: finding["value"] for finding in answer["findings"]}
    assert str(app.home) in values["Data"]
    assert "environment" in values["Key for fal"]
    assert "secret-key" not in str(answer)


def test_without_a_display_the_window_says_what_works(app):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        app.environment.pop(name, None)

    code, _, err = app.run()

    assert code == 1
    assert "flux2studio generate" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize("damage", [b"", b"not a database at all", None])
def test_a_damaged_database_is_moved_aside_and_made_again_from_the_files(app, damage):
    app.json("generate", "a fox", "--steps", "4")
    database = app.home / "data" / "studio.db"
    for path in database.parent.glob("studio.db*"):
        path.unlink()
    if damage is not None:
        database.write_bytes(damage)

    code, _, err = app.run("history")

    assert code == 0
    assert "made again from 1 picture" in err
    assert len(app.check()) == 1


@pytest.mark.parametrize(
    ("arguments", "model"),
    [
        (["--reference", "photo.png"], "aimlapi/flux-2-edit"),
        (["--reference", "photo.png", "--lora", "owner/ink", "1"], "aimlapi/flux-2-lora-edit"),
        ([], "aimlapi/flux-2"),
    ],
)
def test_the_cheapest_model_that_fits_is_taken(app, tmp_path, arguments, model):
    (tmp_path / "photo.png").write_bytes(png(600, 400))
    arguments = [str(tmp_path / a) if a == "photo.png" else a for a in arguments]
    app.environment["AIML_API_KEY"] = "a-key"
    app.environment["FLUX2STUDIO_AIMLAPI_URL"] = "http://127.0.0.1:9/v1"

    _, answer = app.json("generate", "a fox", "--backend", "aimlapi", *arguments)

    assert answer["request"]["model"] == model

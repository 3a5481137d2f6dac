"""The command line lists models, fetches them, goes on after Ctrl+C, and uses files in place."""

import json
import signal

import pytest

from tests.e2e.app_process import App
from tests.hosted.hub import TOKEN, HubStandIn, Repository
from tests.services.model_parts import GATED, KLEIN, KLEIN_9B, REPOSITORY
from tests.storage.model_folders import model_files, write_cache, write_model

TEXT = "text_encoder/model.safetensors"


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories[REPOSITORY] = Repository(model_files(text=(1024, 512)))
        yield hub
        assert hub.violations == []


@pytest.fixture
def app(home, hub, tmp_path):
    return App(home, {"HF_ENDPOINT": hub.url, "HF_HUB_CACHE": str(tmp_path / "cache")})


def listed(app, model=KLEIN):
    _, answer = app.json("models")
    return next(entry for entry in answer["models"] if entry["model"] == model)


def test_the_list_says_what_is_here_and_on_what_terms(app, hub):
    code, out, _ = app.run("models")

    assert code == 0
    assert "local/klein-4b         not here · 16.0 GB · Apache-2.0" in out
    assert "local/dev" in out
    assert listed(app, KLEIN_9B)["licence_accepted"] is False
    assert hub.seen == []


def test_a_download_can_be_interrupted_and_gone_on_with(app, hub):
    hub.piece, hub.drip_s = 16384, 0.05
    process = app.start("models", "download", KLEIN)
    hub.wait_for(TEXT, 200_000)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    hub.drip_s = 0
    between = listed(app)

    code, answer = app.json("models", "download", KLEIN)

    assert process.returncode == 130
    assert "Paused at" in err
    assert "Apache-2.0" in err
    assert between["state"] == "partial"
    assert between["have_bytes"] >= 200_000 - 4 * hub.piece
    assert (code, answer["state"], answer["ready"]) == (0, "whole", True)
    assert hub.listings() == 1
    assert hub.sent_twice(TEXT) <= 4 * hub.piece
    assert app.json("models", "verify", KLEIN) == (0, {"files": 10, "compared": 10})


def test_a_licence_is_agreed_to_by_a_word_and_the_token_stays_in_its_place(home, hub, tmp_path):
    app = App(
        home,
        {"HF_ENDPOINT": hub.url, "HF_HUB_CACHE": str(tmp_path / "cache"), "HF_TOKEN": TOKEN},
    )
    hub.repositories[GATED] = Repository(model_files(), gated=True, access="granted")
    code, refused = app.json("models", "download", KLEIN_9B)
    assert code == 2
    assert "--accept-licence" in refused["error"]["hint"]

    code, answer = app.json("models", "download", KLEIN_9B, "--accept-licence")

    assert (code, answer["ready"]) == (0, True)
    assert not [path for path in home.rglob("*") if path.is_file() and holds(path, TOKEN)]


def test_the_licence_of_files_that_are_here_is_agreed_to_without_a_network(app, hub, tmp_path):
    app.run("models", "use", KLEIN_9B, write_model(tmp_path / "mine"))
    assert f"models agree {KLEIN_9B}" in app.run("models")[1]

    code, out, err = app.run("models", "agree", KLEIN_9B)

    assert code == 0
    assert "Non-Commercial" in err
    assert "ready" in out
    assert hub.seen == []


def holds(path, text):
    return text.encode() in path.read_bytes()


def test_a_closed_repository_ends_with_3_and_says_where_to_go(app, hub):
    hub.repositories[GATED] = Repository(model_files(), gated=True)

    code, answer = app.json("models", "download", KLEIN_9B, "--accept-licence")

    assert code == 3
    assert answer["error"]["field"] == "huggingface"
    assert GATED in answer["error"]["hint"]


def test_files_of_ones_own_are_used_in_place_and_forgotten(app, tmp_path):
    folder = write_model(tmp_path / "mine")
    assert app.run("models", "use", KLEIN, folder)[0] == 0
    assert (listed(app)["origin"], listed(app)["folder"]) == ("folder", str(folder))
    code, _, err = app.run("models", "remove", KLEIN)
    assert code == 2
    assert "not downloaded" in err

    assert app.run("models", "forget", KLEIN)[0] == 0

    assert listed(app)["state"] == "missing"
    assert (folder / "model_index.json").exists()


def test_the_cache_of_other_tools_is_found(app, tmp_path):
    write_cache(tmp_path / "cache", REPOSITORY, model_files(), "a" * 40)

    assert (listed(app)["origin"], listed(app)["ready"]) == ("cache", True)


def test_a_wrong_folder_and_an_unknown_model_end_with_2(app, tmp_path):
    code, answer = app.json("models", "use", KLEIN, write_model(tmp_path / "mine", "dev"))
    assert code == 2
    assert "FLUX.2 dev" in answer["error"]["message"]

    code, answer = app.json("models", "download", "local/flux-9")

    assert code == 2
    assert answer["error"]["field"] == "model"


def test_another_folder_for_models_counts_and_a_part_can_be_thrown_away(app, home, tmp_path, hub):
    (home / "config").mkdir(parents=True)
    settings = {"models_folder": str(tmp_path / "big disk")}
    (home / "config" / "settings.json").write_text(json.dumps(settings))
    hub.piece, hub.drip_s = 16384, 0.05
    process = app.start("models", "download", KLEIN)
    hub.wait_for(TEXT, 100_000)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)
    assert listed(app)["folder"].startswith(str(tmp_path / "big disk"))

    code, answer = app.json("models", "remove", KLEIN, "--part")

    assert (code, answer["state"]) == (0, "missing")
    assert not list((tmp_path / "big disk").rglob("*.part"))

"""An edit with two photographs and one LoRA, on every backend there is."""

import json

import pytest
from PIL import Image

EDIT = ["Paint the house on the paper", "--lora", "owner/ink-wash", "0.8", "--size", "1024x768"]


def references(photographs):
    return [part for path in photographs for part in ("--reference", path)]


@pytest.mark.parametrize("image_format", ["png", "jpeg", "webp"])
def test_practice_completes_the_edit(app, photographs, image_format):
    code, answer = app.json(
        "generate", *EDIT, *references(photographs), "--seed", 7, "--format", image_format
    )

    assert code == 0
    (path,) = answer["files"]
    with Image.open(path) as picture:
        assert (picture.size, picture.format) == ((1024, 768), image_format.upper())
    assert answer["request"]["seed"] == 7
    assert [lora["source"] for lora in answer["request"]["loras"]] == ["owner/ink-wash"]
    assert len(app.check()) == 1


@pytest.mark.parametrize("service", ["aimlapi", "fal"])
def test_a_hosted_service_completes_the_edit_and_is_paid_once(hosted, photographs, service):
    stand_in, app = hosted(service)

    code, answer = app.json(
        "generate", *EDIT, *references(photographs), "--backend", service, "--count", 2
    )

    assert code == 0
    assert len(answer["files"]) == 2
    assert answer["cost"] == pytest.approx(stand_in.log()["cost_usd"], rel=0.01)
    stand_in.check()
    assert stand_in.log()["charged"] == 1
    assert len(app.check()) == 2


def test_the_same_request_gives_the_same_practice_picture(app, photographs):
    pictures = []
    for _ in range(2):
        _, answer = app.json("generate", *EDIT, *references(photographs), "--seed", 3)
        with Image.open(answer["files"][0]) as picture:
            pictures.append(picture.convert("RGB").tobytes())

    assert pictures[0] == pictures[1]


def test_out_saves_there_and_the_history_has_it_all_the_same(app, tmp_path):
    folder = tmp_path / "for the client"

    code, answer = app.json("generate", "a fox", "--out", folder)

    assert code == 0
    assert [path.parent for path in folder.iterdir()] == [folder]
    _, history = app.json("history", "fox")
    assert [item["file"] for item in history["generations"]] == answer["files"]


@pytest.mark.parametrize("service", ["aimlapi", "fal"])
def test_no_key_no_request(hosted, photographs, service):
    stand_in, app = hosted(service)
    for name in ("AIML_API_KEY", "FAL_KEY"):
        app.environment.pop(name, None)

    code, answer = app.json("generate", *EDIT, *references(photographs), "--backend", service)

    assert code == 3
    assert "key" in answer["error"]["message"].lower()
    assert stand_in.log()["posts"] == 0


def test_no_key_is_written_anywhere(hosted, photographs, home):
    _stand_in, app = hosted("fal")
    app.json("generate", *EDIT, *references(photographs), "--backend", "fal")
    key = app.environment["FAL_KEY"].encode()

    leaks = [p for p in home.rglob("*") if p.is_file() and key in p.read_bytes()]

    assert leaks == []


def test_the_report_is_one_object(app):
    _, out, _ = app.run("generate", "a fox", "--json")

    assert set(json.loads(out)) >= {"request", "files", "seed", "cost", "timings"}

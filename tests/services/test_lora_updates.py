"""Newer versions of LoRAs: found when asked for, told in words, never fetched by themselves."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, UnreachableError
from flux2studio.services.lora_updates import EVERY_S
from tests.hosted.civitai import TOKEN as CIVITAI_TOKEN
from tests.hosted.civitai import CivitaiModel, CivitaiStandIn, Version
from tests.hosted.hub import HubStandIn, Repository
from tests.hosted.server import Reply
from tests.services.lora_site_parts import lora_bytes, opened_sites

NEW = "d" * 40
COMMIT = {"id": NEW, "title": "Train longer", "date": "2026-03-01T10:00:00.000Z"}


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories["artist/dusk"] = Repository(
            {"dusk.safetensors": lora_bytes(), "night.safetensors": lora_bytes(rank=8)}
        )
        yield hub
        assert hub.violations == []


@pytest.fixture
def civitai():
    with CivitaiStandIn() as civitai:
        civitai.models = [CivitaiModel(12, [Version(34, {"": lora_bytes(rank=16)})])]
        yield civitai
        assert civitai.violations == []


@pytest.fixture
def app(tmp_path, hub, civitai, pictures):
    with opened_sites(
        tmp_path,
        hub=hub.url,
        civitai=civitai.url,
        tokens={"civitai": CIVITAI_TOKEN},
        pictures=pictures,
    ) as app:
        yield app


def added(app, source, number=0):
    offer = app.adding.look_at(source, RunControl())
    return app.adding.add(offer, offer.files[number], download=False, control=RunControl())


def check(app, *loras):
    return app.updates.check(loras, RunControl())


def commit(hub, file="dusk.safetensors", rank=32):
    found = hub.repositories["artist/dusk"]
    found.older = {**found.older, found.revision: dict(found.files)}
    found.revision = NEW
    found.files[file] = lora_bytes(rank=rank)
    found.commits[file] = COMMIT


def test_a_commit_that_changes_the_file_is_told_in_its_own_words(app, hub):
    lora = added(app, "artist/dusk")
    assert check(app, lora) == {}
    commit(hub)

    update = check(app, lora)[lora.id]

    assert (update.version, update.title, update.notes) == (NEW, "Train longer", "Train longer")
    assert update.page == f"{hub.url}/artist/dusk/commit/{NEW}"
    assert update.at == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert app.updates.known() == {lora.id: update}
    assert app.loras.all() == [lora]


def test_a_commit_that_changes_something_else_is_none(app, hub):
    lora = added(app, "artist/dusk")
    commit(hub, "night.safetensors")

    assert check(app, lora) == {}


def test_two_files_of_one_repository_cost_one_question(app, hub):
    loras = [added(app, "artist/dusk"), added(app, "artist/dusk", 1)]
    hub.seen.clear()

    assert check(app, *loras) == {}
    assert hub.listings() == 1


def test_a_newer_version_for_the_same_base_is_found_at_civitai(app, civitai):
    lora = added(app, civitai.page(12, 34))
    versions = civitai.models[0].versions
    versions.insert(0, Version(35, {"": lora_bytes(rank=2)}, base="Flux.2 D"))
    assert check(app, lora) == {}
    versions.insert(0, Version(36, {"": lora_bytes(rank=3)}))
    versions.insert(0, Version(37, {"": lora_bytes(rank=5)}, said={"status": "Draft"}))

    update = check(app, lora)[lora.id]

    assert (update.version, update.title, update.notes) == ("36", "v36", "About 36")
    assert update.page == f"{civitai.url}/models/12?modelVersionId=36"


def test_a_list_of_versions_full_of_nonsense_is_read_for_what_makes_sense(app, civitai):
    lora = added(app, civitai.page(12, 34))
    listed = [None, "new", [], {}, {"id": 35, "baseModel": []}, {"id": 34}]
    body = json.dumps({"id": 12, "modelVersions": listed}).encode()
    civitai.spoil["site"] = [lambda *_: Reply(body=body)]

    assert check(app, lora) == {}


def test_a_version_that_is_ignored_is_not_told_of_but_the_next_one_is(app, civitai):
    lora = added(app, civitai.page(12, 34))
    civitai.models[0].versions.insert(0, Version(35, {"": b""}))
    assert check(app, lora)
    app.updates.ignore(lora.id, "35")

    assert check(app, lora) == {}
    assert app.updates.known() == {}
    civitai.models[0].versions.insert(0, Version(36, {"": b""}))
    assert check(app, lora)[lora.id].version == "36"


def test_nobody_is_asked_unasked_until_the_artist_wants_it_and_then_once_a_day(app, hub):
    lora, now = added(app, "artist/dusk"), [1_000_000.0]
    updates = replace(app.updates, clock=lambda: now[0])
    commit(hub)
    hub.seen.clear()

    assert updates.due([lora], RunControl()) == {}
    assert hub.seen == []
    app.settings.save(replace(app.settings.load(), lora_updates=True))
    assert lora.id in updates.due([lora], RunControl())
    asked = len(hub.seen)
    updates.due([lora], RunControl())
    assert len(hub.seen) == asked
    now[0] += EVERY_S
    updates.due([lora], RunControl())
    assert len(hub.seen) > asked


def test_a_page_that_is_gone_or_closed_leaves_the_card_as_it_is(app, hub, civitai):
    loras = [added(app, "artist/dusk"), added(app, civitai.page(12, 34))]
    hub.repositories["artist/dusk"].private = True
    civitai.models.clear()

    assert check(app, *loras) == {}
    assert len(app.loras.all()) == 2


def test_without_any_site_it_is_said(app, hub):
    lora = added(app, "artist/dusk")
    hub.listening = False
    try:
        with pytest.raises(UnreachableError):
            check(app, lora)
    finally:
        hub.listening = True


def test_a_cancel_ends_it(app):
    lora, control = added(app, "artist/dusk"), RunControl()
    control.cancel()

    with pytest.raises(Cancelled):
        app.updates.check([lora], control)


def test_a_file_of_the_artists_own_has_no_site_to_ask(app, hub, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(lora_bytes(rank=2))
    lora = added(app, str(path))

    assert check(app, lora) == {}
    assert hub.seen == []


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"a": 7}'])
def test_damaged_notes_cost_another_question_and_nothing_else(app, hub, data):
    lora = added(app, "artist/dusk")
    commit(hub)
    app.paths.lora_updates.parent.mkdir(parents=True, exist_ok=True)
    app.paths.lora_updates.write_bytes(data)

    assert app.updates.known() == {}
    assert lora.id in check(app, lora)

"""Settings and draft: forgiving to read, whole or unchanged when written."""

from __future__ import annotations

import json
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flux2studio.core.errors import StorageError
from flux2studio.core.hosted import HostedOptions, Priority, Trace
from flux2studio.core.request import GenerationRequest
from flux2studio.storage.draft import DraftStore
from flux2studio.storage.settings import Settings, SettingsStore, Theme
from tests.storage.samples import REQUEST

AIMLAPI = "FLUX2STUDIO_AIMLAPI_URL"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "settings.json"


@pytest.fixture
def store(path):
    return SettingsStore(path, environment={})


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_file_everything_is_as_usual(store, path):
    assert store.load() == Settings()
    assert store.problems == []
    assert not path.exists()


def test_settings_come_back_as_they_were_saved(store, path, tmp_path):
    changed = Settings(
        theme=Theme.DARK,
        pictures_folder=str(tmp_path / "Bilder ü"),
        aimlapi_url="http://127.0.0.1:8080",
        welcome_done=True,
    )
    store.save(changed)

    assert SettingsStore(path, environment={}).load() == changed
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_bad_value_falls_back_alone_and_is_told(store, path):
    write(path, '{"theme": "purple", "welcome_done": true, "pictures_folder": 5}')

    loaded = store.load()

    assert loaded == Settings(welcome_done=True)
    assert len(store.problems) == 2
    assert "“theme”" in store.problems[0]
    assert "“pictures_folder”" in store.problems[1]


def test_what_was_chosen_for_hosted_runs_comes_back(store, path):
    changed = Settings(
        fal_trace=Trace.MINIMAL,
        fal_priority=Priority.LOW,
        fal_inline_results=True,
        fal_preview=True,
        upload_days=7,
        monthly_limit_usd=12.5,
    )
    store.save(changed)

    loaded = SettingsStore(path, environment={}).load()

    assert loaded.monthly_limit_usd == 12.5
    assert loaded.hosted == HostedOptions(
        trace=Trace.MINIMAL,
        priority=Priority.LOW,
        inline_results=True,
        preview=True,
        upload_days=7,
    )


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("monthly_limit_usd", -0.01),
        ("monthly_limit_usd", 1e9),
        ("monthly_limit_usd", "ten"),
        ("monthly_limit_usd", None),
        ("upload_days", 0),
        ("upload_days", 31),
        ("upload_days", 1.5),
        ("fal_trace", "everything"),
        ("fal_priority", "high"),
        ("fal_inline_results", "yes"),
        ("fal_preview", 1),
        ("fal_api_url", "http://example.com"),
        ("huggingface_url", "ftp://example.com"),
        ("civitai_url", 5),
    ],
)
def test_a_bad_choice_for_hosted_runs_falls_back_alone_and_is_told(store, path, name, bad):
    write(path, json.dumps({name: bad, "welcome_done": True}))

    assert store.load() == Settings(welcome_done=True)
    assert len(store.problems) == 1
    assert f"“{name}”" in store.problems[0]


def test_what_this_version_does_not_know_survives_a_save(store, path):
    write(path, '{"from_the_future": [1, {"a": null}], "theme": "light"}')

    store.save(replace(store.load(), welcome_done=True))

    values = json.loads(path.read_text())
    assert values["from_the_future"] == [1, {"a": None}]
    assert values["theme"] == "light"


@pytest.mark.parametrize(
    "junk", ["", "garbage", "[]", "null", b"\xff\xfe\x00", '{"theme": ', "[" * 100_000, "{} {}"]
)
def test_a_file_of_garbage_is_kept_aside(store, path, junk):
    write(path, junk)
    junk = path.read_bytes()

    assert store.load() == Settings()

    (aside,) = path.parent.iterdir()
    assert aside.name.startswith("settings.json.damaged-20")
    assert aside.read_bytes() == junk
    assert aside.name in store.problems[0]
    store.save(Settings())
    assert store.load() == Settings()
    assert store.problems == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.dictionaries(
        st.sampled_from([field.name for field in fields(Settings)]),
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text()
        | st.lists(st.text()),
    )
)
def test_no_content_of_the_file_ever_raises(store, path, values):
    write(path, json.dumps(values))

    store.save(store.load())

    assert SettingsStore(path, environment={}).load() == store.load()


def test_a_host_of_the_environment_wins_and_is_not_written(path):
    named = SettingsStore(path, environment={AIMLAPI: "http://127.0.0.1:9/"})
    loaded = named.load()
    assert loaded.aimlapi_url == "http://127.0.0.1:9"

    named.save(replace(loaded, theme=Theme.DARK))

    assert SettingsStore(path, environment={}).load() == Settings(theme=Theme.DARK)


@pytest.mark.parametrize(
    "url",
    ["http://example.com", "http://10.0.0.5:80", "ftp://127.0.0.1", "example.com", "https://",
     "https://user:pass@host", "https://host:port", "https://[", "http://127.0.0.1.evil.example",
     "https://a b", "https://host?x=1", "http://localhost@evil.example"],
)  # fmt: skip
def test_a_host_that_is_not_safe_is_refused_in_a_sentence(store, path, url):
    with pytest.raises(StorageError) as caught:
        store.save(Settings(fal_run_url=url))
    assert caught.value.hint
    assert not path.exists()

    with pytest.raises(StorageError):
        SettingsStore(path, environment={AIMLAPI: url}).load()

    write(path, json.dumps({"aimlapi_url": url}))
    assert store.load() == Settings()
    assert "aimlapi_url" in store.problems[0]


@pytest.mark.parametrize(
    "url", ["https://example.com/v1", "http://localhost:1", "http://127.0.0.1:5", "http://[::1]:5"]
)
def test_a_host_that_is_safe_is_taken(store, url):
    store.save(Settings(fal_run_url=url))

    assert store.load().fal_run_url == url


def test_a_relative_pictures_folder_is_not_taken(store, path):
    write(path, '{"pictures_folder": "Pictures"}')

    assert store.load() == Settings()
    assert "whole path" in store.problems[0]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "config").write_text("a file")

    store = SettingsStore(tmp_path / "config" / "settings.json", environment={})

    assert store.load() == Settings()
    assert "cannot be read" in store.problems[0]
    with pytest.raises(StorageError, match="settings") as caught:
        store.save(Settings())
    assert caught.value.hint


# The draft


@pytest.fixture
def draft(tmp_path):
    return DraftStore(tmp_path / "data" / "draft.json")


def test_without_a_file_there_is_no_draft(draft):
    assert draft.load() is None


def test_a_draft_comes_back_as_it_was_saved(draft):
    draft.save(GenerationRequest())
    draft.save(REQUEST)

    assert draft.load() == REQUEST


@pytest.mark.parametrize("junk", [b"", b"garbage", b"[]", b'{"size": {"width": "x"}}', b"[" * 9999])
def test_a_draft_of_garbage_is_kept_aside(draft, tmp_path, junk):
    write(tmp_path / "data" / "draft.json", junk)

    assert draft.load() is None

    (aside,) = (tmp_path / "data").iterdir()
    assert aside.name.startswith("draft.json.damaged-")
    assert aside.read_bytes() == junk


def test_half_a_letter_in_the_prompt_costs_that_letter_alone(draft):
    draft.save(replace(REQUEST, prompt="a fox \ud83d in the snow"))

    assert draft.load() == replace(REQUEST, prompt="a fox ? in the snow")


def test_that_the_file_was_put_aside_is_said_as_long_as_the_app_runs(tmp_path):
    path = tmp_path / "settings.json"
    path.write_bytes(b"garbage")
    store = SettingsStore(path, {})

    store.load()
    store.load()  # somebody else asks for a setting before anybody told the artist

    assert [problem for problem in store.problems if "kept as" in problem]


def test_a_name_template_that_will_not_do_falls_back_alone(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text('{"name_template": "../{prompt}", "theme": "dark"}')
    store = SettingsStore(path, {})

    settings = store.load()

    assert (settings.name_template, settings.theme) == ("", "dark")
    assert "name_template" in store.problems[0]

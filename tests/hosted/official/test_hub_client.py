"""Hugging Face's own client against the stand-in of the hub, and our search of its cache."""

import pytest

from tests.hosted.hub import TOKEN, HubStandIn, Repository
from tests.services.model_parts import CATALOGUE, GATED, KLEIN, REPOSITORY, open_parts
from tests.storage.model_folders import model_files

FILES = model_files(shards=2)


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories[REPOSITORY] = Repository(dict(FILES))
        hub.repositories[GATED] = Repository(dict(FILES), gated=True)
        yield hub
        assert hub.violations == []


def test_the_official_client_finds_its_way_and_we_find_what_it_fetched(
    hub, python_client, tmp_path
):
    home = tmp_path / "home"
    said = python_client(
        "hub_models.py",
        {
            "repository": REPOSITORY,
            "closed": [
                {"repository": GATED},
                {"repository": GATED, "token": TOKEN},
                {"repository": "a/nowhere"},
                {"repository": "a/nowhere", "token": TOKEN},
                {"repository": REPOSITORY, "token": "hf_of-yesterday"},
            ],
        },
        HF_ENDPOINT=hub.url,
        HF_HUB_CACHE=str(home / "cache" / "hub"),
        HF_HUB_DISABLE_XET="1",
        HF_HUB_DISABLE_TELEMETRY="1",
    )
    models = open_parts(home)

    found = models.find(CATALOGUE.model(KLEIN))

    assert said["errors"] == [
        "GatedRepoError",
        "GatedRepoError",
        "RepositoryNotFoundError",
        "RepositoryNotFoundError",
        "HfHubHTTPError",
    ]
    assert said["files"] == sorted(FILES)
    assert found.folder == said["folder"]
    assert models.verify(KLEIN).compared == len(FILES)
    models.close()

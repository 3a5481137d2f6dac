"""What links to the two sites lead to."""

from __future__ import annotations

import pytest

from flux2studio.backends.civitai_links import VersionPlace, choice_of, is_civitai, version_in
from flux2studio.backends.huggingface_links import RepositoryPlace, file_link, place_in

HUB = "https://huggingface.co"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("artist/dusk", RepositoryPlace(repository="artist/dusk")),
        (f"{HUB}/artist/dusk", RepositoryPlace(repository="artist/dusk")),
        (f"{HUB}/artist/dusk/", RepositoryPlace(repository="artist/dusk")),
        ("https://hf.co/artist/dusk", RepositoryPlace(repository="artist/dusk")),
        (f"{HUB}/artist/dusk?not-for-all=1#top", RepositoryPlace(repository="artist/dusk")),
        (f"{HUB}/artist/dusk/tree/v2", RepositoryPlace(repository="artist/dusk", revision="v2")),
        (
            f"{HUB}/artist/dusk/tree/v2/sub",
            RepositoryPlace(repository="artist/dusk", revision="v2"),
        ),
        (
            f"{HUB}/artist/dusk/blob/main/sub/a%20b.safetensors",
            RepositoryPlace(repository="artist/dusk", file="sub/a b.safetensors"),
        ),
        (
            f"{HUB}/artist/dusk/resolve/c0ffee/a.safetensors?download=true",
            RepositoryPlace(repository="artist/dusk", revision="c0ffee", file="a.safetensors"),
        ),
        (f"{HUB}/datasets/dusk", None),
        (f"{HUB}/spaces/artist/dusk", None),
        (f"{HUB}/docs/hub", None),
        (f"{HUB}/artist", None),
        (f"{HUB}/../..", None),
        ("https://example.com/artist/dusk", None),
        ("https://huggingface.co.example.com/artist/dusk", None),
    ],
)
def test_a_link_to_hugging_face_says_which_repository_and_file_it_means(source, place):
    assert place_in(source, HUB) == place


def test_the_link_of_a_file_holds_nothing_that_is_not_quoted():
    place = RepositoryPlace(repository="a/b", revision="refs/pr/1", file="x y/é?.safetensors")

    assert file_link(HUB, place) == f"{HUB}/a/b/resolve/refs%2Fpr%2F1/x%20y/%C3%A9%3F.safetensors"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("https://civitai.com/models/12", VersionPlace(model=12)),
        (
            "https://civitai.com/models/12/dusk?modelVersionId=34",
            VersionPlace(model=12, version=34),
        ),
        ("https://civitai.com/en/models/12/dusk", VersionPlace(model=12)),
        ("https://www.civitai.com/models/12", VersionPlace(model=12)),
        ("https://civitai.red/models/12?modelVersionId=34", VersionPlace(model=12, version=34)),
        ("https://civitai.com/api/download/models/34", VersionPlace(version=34)),
        (
            "https://civitai.com/api/download/models/34?token=abc&fp=fp16&type=Model",
            VersionPlace(version=34, choice="fp=fp16&type=Model"),
        ),
        ("urn:air:flux2:lora:civitai:12@34", VersionPlace(model=12, version=34)),
        ("air:flux2:lora:civitai:12", VersionPlace(model=12)),
        ("urn:air:flux2:lora:civitai:12@34.safetensors", VersionPlace(model=12, version=34)),
    ],
)
def test_links_and_names_of_civitai(source, place):
    assert is_civitai(source, "https://civitai.com")
    assert version_in(source) == place


@pytest.mark.parametrize(
    "source",
    ["https://example.com/models/1", "artist/dusk", "urn:air:sd1:lora:huggingface:a/b", "air:", ""],
)
def test_others_are_not_taken_for_civitai(source):
    assert not is_civitai(source, "https://civitai.com")


@pytest.mark.parametrize("path", ["/user/artist", "/models/none", "/models/" + "9" * 400, "/"])
def test_links_to_civitai_that_lead_to_no_model(path):
    assert version_in(f"https://civitai.com{path}") is None


@pytest.mark.parametrize("link", ["https://[::1?type=Model", "//[?type=Model#x"])
def test_a_link_that_is_none_is_no_error(link):
    assert version_in(link) is None
    assert choice_of(link) == "type=Model"

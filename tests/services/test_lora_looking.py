"""Before a LoRA is added: what its site, its link or its file offers, or why it offers nothing."""

from __future__ import annotations

import hashlib

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import (
    BackendError,
    KeyMissingError,
    LoraError,
    NotAllowedError,
    StudioError,
    UnreachableError,
)
from flux2studio.core.lora import LoraPlace, PlaceKind
from flux2studio.core.lora_base import KLEIN_4B, KLEIN_9B
from tests.fakes import png
from tests.hosted.civitai import TOKEN as CIVITAI_TOKEN
from tests.hosted.civitai import CivitaiModel, CivitaiStandIn, Version
from tests.hosted.files import FileHost
from tests.hosted.hub import REVISION, TOKEN, HubStandIn, Repository, instead
from tests.hosted.server import Reply, json_reply
from tests.services.lora_site_parts import WORDS, lora_bytes, opened_sites
from tests.storage.safetensors_files import pack

LORA = lora_bytes(metadata=WORDS)
SHA256 = hashlib.sha256(LORA).hexdigest()
README = b"""---
base_model: black-forest-labs/FLUX.2-klein-4B
license: apache-2.0
tags: [ink, lora]
widget: [{text: a fox, output: {url: images/fox.png}}]
---
Ink on paper.
"""


@pytest.fixture
def hub():
    with HubStandIn() as hub:
        hub.repositories["artist/dusk"] = Repository(
            {"README.md": README, "dusk.safetensors": LORA, "images/fox.png": png()}
        )
        yield hub
        assert hub.violations == []


@pytest.fixture
def civitai():
    with CivitaiStandIn() as civitai:
        civitai.models = [
            CivitaiModel(12, [Version(35, {"": lora_bytes(rank=8)}), Version(34, {"": LORA})])
        ]
        civitai.pictures = {"fox.png": png()}
        yield civitai
        assert civitai.violations == []


@pytest.fixture
def look(tmp_path, hub, civitai, pictures):
    def _look(source, *, token=None, key=CIVITAI_TOKEN):
        tokens = {"huggingface": token, "civitai": key}
        with opened_sites(
            tmp_path / "home", hub=hub.url, civitai=civitai.url, tokens=tokens, pictures=pictures
        ) as app:
            return app.adding.look_at(source, RunControl())

    return _look


def refused(look, source, kind=StudioError, **options):
    """Nothing is worth more to an artist than the next step."""
    with pytest.raises(kind) as caught:
        look(source, **options)
    error = caught.value
    assert str(error).endswith(".")
    assert error.hint
    assert TOKEN not in repr(vars(error)) + str(error)
    return f"{error} {error.hint}"


# Hugging Face


def test_a_repository_is_shown_with_its_card_and_the_header_of_its_file(look, hub):
    offer = look("artist/dusk")

    (file,) = offer.files
    assert (offer.site, offer.name, offer.version) == ("Hugging Face", "dusk", REVISION)
    assert file.place == LoraPlace(
        kind=PlaceKind.REPOSITORY, address="artist/dusk", revision=REVISION, file="dusk.safetensors"
    )
    assert (file.size, file.sha256) == (len(LORA), SHA256)
    assert (file.facts.base, file.facts.rank) == (KLEIN_4B, 4)
    assert file.facts.trigger_words == ("ohwx dusk",)
    assert (offer.facts[0].licence, offer.facts[0].commercial) == ("apache-2.0", True)
    assert offer.facts[0].description == "Ink on paper."
    assert [picture.url for picture in offer.pictures] == [
        f"{hub.url}/artist/dusk/resolve/{REVISION}/images/fox.png"
    ]
    assert offer.page == f"{hub.url}/artist/dusk"


def test_of_a_large_file_only_the_beginning_leaves_its_host(look, hub):
    large = lora_bytes(rank=64, blocks=4)
    hub.repositories["artist/dusk"].files["dusk.safetensors"] = large

    assert look("artist/dusk").files[0].facts.rank == 64
    assert hub._sent("dusk.safetensors") <= 512 * 1024 < len(large)


def test_a_header_larger_than_the_first_bytes_is_read_whole(look, hub):
    long = lora_bytes(metadata={"ss_tag_frequency": "{}", "notes": "x" * 700_000, **WORDS})
    hub.repositories["artist/dusk"].files["dusk.safetensors"] = long

    assert look("artist/dusk").files[0].facts.trigger_words == ("ohwx dusk",)


@pytest.mark.parametrize(
    "tail",
    ["", "/tree/main", "/blob/main/dusk.safetensors", "/resolve/main/dusk.safetensors?download=1"],
)
def test_any_link_to_it_does(look, hub, tail):
    offer = look(f"{hub.url}/artist/dusk{tail}")

    assert offer.files[0].place.file == "dusk.safetensors"
    assert offer.files[0].place.revision == REVISION


def test_of_several_files_one_is_chosen_and_the_usual_name_is_first(look, hub):
    hub.repositories["artist/dusk"].files |= {
        "checkpoint-1000/pytorch_lora_weights.safetensors": LORA,
        "checkpoint-900/pytorch_lora_weights.safetensors": LORA,
        "pytorch_lora_weights.safetensors": LORA,
        "a.safetensors": lora_bytes(width=4096),
        "text_encoder/model.safetensors": b"x",
        "model-00001-of-00002.safetensors": b"x",
    }

    assert [file.name for file in look("artist/dusk").files] == [
        "pytorch_lora_weights.safetensors",
        "a.safetensors",
        "dusk.safetensors",
        "checkpoint-900/pytorch_lora_weights.safetensors",
        "checkpoint-1000/pytorch_lora_weights.safetensors",
    ]


def test_another_of_several_files_is_looked_into_when_it_is_chosen(tmp_path, hub, pictures):
    hub.repositories["artist/dusk"].files["second.safetensors"] = lora_bytes(width=4096)
    with opened_sites(tmp_path, hub=hub.url, pictures=pictures) as app:
        offer = app.adding.look_at("artist/dusk", RunControl())
        second = offer.files[1]

        assert second.facts is None
        assert app.adding.peek(offer, second, RunControl()).facts.base == KLEIN_9B


def test_a_repository_that_was_renamed_says_its_new_name(look, hub):
    hub.renamed["artist/old"] = "artist/dusk"

    offer = look("artist/old")

    assert offer.files[0].place.address == "artist/dusk"
    assert offer.notices == ("This repository is called “artist/dusk” now.",)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"README.md": README}, "is empty"),
        ({"model.bin": b"x", "README.md": README}, "only pickles"),
        ({"model_index.json": b"{}", "transformer/x.safetensors": LORA}, "whole model"),
        ({"config.json": b"{}"}, "holds no .safetensors"),
        ({"other.safetensors": pack({"encoder.conv.weight": (4, 4)})}, "no LoRA"),
        ({"a.safetensors": b"PK\x03\x04" + bytes(600)}, "pickle"),
        ({"a.safetensors": b"<!DOCTYPE html><p>log in"}, "web page"),
        ({"a.safetensors": b"version https://git-lfs.github.com/spec/v1\n"}, "pointer"),
        ({"a.safetensors": bytes(64)}, "damaged"),
        ({"a.safetensors": LORA[:-3]}, "damaged"),
        ({"../../evil.safetensors": LORA}, "holds no .safetensors"),
    ],
)
def test_a_repository_without_a_lora_is_a_sentence(look, hub, files, words):
    hub.repositories["artist/dusk"].files = files

    assert words in refused(look, "artist/dusk", LoraError)


def test_a_file_that_is_not_there_any_more_is_a_sentence(look, hub):
    link = f"{hub.url}/artist/dusk/blob/main/gone.safetensors"

    assert "holds no LoRA called “gone.safetensors”" in refused(look, link, LoraError)


def test_a_private_repository_opens_to_the_artists_token_alone(look, hub):
    hub.repositories["artist/dusk"].private = True

    assert "read token" in refused(look, "artist/dusk", KeyMissingError)
    offer = look("artist/dusk", token=TOKEN)
    assert offer.is_closed
    assert offer.files[0].facts.rank == 4
    assert "Only your own token" in offer.notices[0]


def test_the_token_stays_at_home_where_nobody_needs_it(look, hub):
    look("artist/dusk", token=TOKEN)

    assert not any("authorization" in request.headers for request in hub.seen)


@pytest.mark.parametrize(
    ("access", "token", "kind", "words"),
    [
        ("none", None, KeyMissingError, "accepted its licence"),
        ("none", TOKEN, NotAllowedError, "has not accepted the licence"),
        ("awaiting", TOKEN, NotAllowedError, "not yet answered"),
        ("rejected", TOKEN, NotAllowedError, "declined"),
        ("fine-grained", TOKEN, NotAllowedError, "Your token may not"),
        ("none", "hf_an-old-one", KeyMissingError, "does not know your token"),
    ],
)
def test_a_gated_repository_says_what_to_do(look, hub, access, token, kind, words):
    hub.repositories["artist/dusk"].gated = True
    hub.repositories["artist/dusk"].access = access

    said = refused(look, "artist/dusk", kind, token=token)

    assert words in said
    assert "klein" not in said


def test_a_gated_repository_opens_once_its_licence_is_accepted(look, hub):
    hub.repositories["artist/dusk"].gated = True
    hub.repositories["artist/dusk"].access = "granted"

    assert look("artist/dusk", token=TOKEN).files[0].facts.rank == 4


@pytest.mark.parametrize("token", [None, TOKEN])
def test_a_repository_that_is_gone_is_a_sentence(look, token):
    said = refused(look, "artist/none", BackendError, token=token)

    assert "artist/none" in said


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=503), "busy"),
        (Reply(body=b"<html>welcome to the hotel", media_type="text/html"), "sign in"),
        (Reply(drop=True), "Hugging Face"),
        (json_reply([]), "something else"),
        (json_reply({"sha": "not one", "siblings": []}), "something else"),
    ],
)
def test_a_site_that_is_not_itself_is_a_sentence(look, hub, reply, words):
    hub.spoil["site"] = [instead(reply)] * 3

    if reply.drop:
        refused(look, "artist/dusk", UnreachableError)
    else:
        assert words in refused(look, "artist/dusk", BackendError)


def test_a_listing_full_of_nonsense_is_read_for_what_makes_sense(look, hub):
    hub.repositories["artist/dusk"].listed = {
        "../../etc/x.safetensors": {"size": "many"},
        "a\x00b.safetensors": {},
        "huge.safetensors": {"size": 2**60, "lfs": {"sha256": "F" * 64, "size": 2**60}},
    }

    offer = look(f"{hub.url}/artist/dusk/blob/main/dusk.safetensors")

    assert offer.files[0].facts.rank == 4


# Civitai


def test_a_page_of_civitai_is_shown_with_its_words_terms_and_pictures(look, civitai):
    offer = look(civitai.page(12, 34))

    (file,) = offer.files
    (facts,) = offer.facts
    assert (offer.site, offer.name, offer.version) == ("Civitai", "Dusk", "v34")
    assert file.place == LoraPlace(
        kind=PlaceKind.CIVITAI, address=f"{civitai.url}/models/12?modelVersionId=34"
    )
    assert (file.sha256, file.size, file.facts.rank) == (SHA256, len(LORA), 4)
    assert (facts.base, facts.trigger_words) == (KLEIN_4B, ("dusk light", "dsk"))
    assert facts.description == "Soft light.\n\nAbout 34"
    assert (facts.commercial, facts.credit) == (True, "Dusk by artist")
    assert facts.tags == ("style", "light")
    assert [(p.url, p.is_mild) for p in offer.pictures] == [
        (f"{civitai.url}/width=512/fox.png", True)
    ]


@pytest.mark.parametrize(
    ("source", "version"),
    [
        ("{url}/models/12", "v35"),
        ("{url}/models/12/dusk?modelVersionId=34", "v34"),
        ("{url}/api/download/models/34?token=c0pied", "v34"),
        ("urn:air:flux2:lora:civitai:12@34", "v34"),
        ("urn:air:flux2:lora:civitai:12", "v35"),
    ],
)
def test_any_link_or_name_of_a_version_does(look, civitai, source, version):
    assert look(source.format(url=civitai.url)).version == version
    assert not any("c0pied" in repr(request) for request in civitai.seen)


def test_without_a_key_the_page_is_shown_and_what_is_missing_said(look, civitai):
    offer = look(civitai.page(12, 34), key=None)

    assert offer.files[0].facts is None
    assert "add your key" in offer.notices[0]


def test_the_files_of_a_version_are_told_apart(look, civitai):
    civitai.models[0].versions[1].files = {"": LORA, "fp=fp16": lora_bytes(rank=2)}

    first, second = look(civitai.page(12, 34)).files

    assert (first.name, second.note) == ("dusk-34.safetensors", "fp16")
    assert second.place.address == f"{civitai.url}/api/download/models/34?fp=fp16"


@pytest.mark.parametrize(
    ("said", "about", "words"),
    [
        ({}, {"type": "Checkpoint"}, "lists it as “Checkpoint”"),
        ({"usageControl": "Generation"}, {}, "at Civitai only"),
        ({"files": []}, {}, "has no file"),
        ({"files": [{"name": "x.zip", "type": "Model"}]}, {}, "pickle or an archive"),
    ],
)
def test_a_version_that_cannot_be_used_is_a_sentence(look, civitai, said, about, words):
    civitai.models[0].said = about
    civitai.models[0].versions[1].said = said

    assert words in refused(look, civitai.page(12, 34), LoraError)


def test_early_access_is_said_before_anything_is_tried(look, civitai):
    civitai.models[0].versions[1].said = {"earlyAccessEndsAt": "2999-03-01T00:00:00.000Z"}

    assert "Until 1 March 2999" in look(civitai.page(12, 34)).notices[0]


def test_pictures_that_are_not_for_everybody_are_marked(look, civitai):
    picture = {"url": f"{civitai.url}/original=true/fox.png", "nsfwLevel": 16}
    video = {"url": f"{civitai.url}/original=true/fox.mp4", "nsfwLevel": 1, "type": "video"}
    strange = {"url": "file:///etc/passwd", "nsfwLevel": 1}
    civitai.models[0].versions[1].said = {"images": [video, picture, strange, 7]}

    assert [picture.is_mild for picture in look(civitai.page(12, 34)).pictures] == [False]


def test_hostile_words_of_a_page_come_as_plain_short_text(look, civitai):
    civitai.models[0].said = {
        "description": "<img src=x onerror=alert(1)>Hi<script>x</script>" + "<p>a</p>" * 100_000,
        "tags": ["a" * 10_000, 7, None, "ok"],
    }
    civitai.models[0].versions[1].said = {"trainedWords": ["w\x1b[31m", {}, "w" * 10_000]}

    (facts,) = look(civitai.page(12, 34)).facts

    assert facts.description.startswith("Hi")
    assert "<" not in facts.description
    assert len(facts.description) < 10_000
    assert all(len(word) <= 200 for word in (*facts.tags, *facts.trigger_words))


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(status=503), "just now"),
        (Reply(status=404), "does not know"),
        (Reply(body=b"<html>", media_type="text/html"), "sign in"),
        (Reply(body=b"[" * 100_000), "something else"),
        (Reply(body=b'{"id": 34, "model": {"type": []}}'), "is no LoRA"),
    ],
)
def test_civitai_out_of_order_is_a_sentence(look, civitai, reply, words):
    civitai.spoil["site"] = [lambda *_: reply] * 3

    assert words in refused(look, civitai.page(12, 34))


# Links and files


def test_a_link_is_shown_with_the_header_behind_it(look):
    with FileHost() as host:
        host.answers["/files/Dusk%20light.safetensors"] = Reply(body=LORA, media_type="x/y")
        host.answers["/files/Dusk light.safetensors"] = Reply(body=LORA, media_type="x/y")
        offer = look(f"{host.url}/files/Dusk%20light.safetensors")

    assert (offer.name, offer.files[0].facts.rank) == ("Dusk light", 4)
    assert offer.files[0].place.kind is PlaceKind.URL


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(body=b"<!DOCTYPE html>log in", media_type="text/html"), "web page"),
        (Reply(body=b"<html>", media_type="application/octet-stream"), "web page"),
        (Reply(body=b"PK\x03\x04" + bytes(600), media_type="x/y"), "pickle"),
        (Reply(body=LORA[:-1], media_type="x/y"), "damaged"),
        (Reply(body=b"", media_type="x/y"), "empty"),
        (Reply(status=404), "does not give out"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "not an address"),
        (Reply(status=302, headers={"Location": "https://192.168.1.1/x"}), "open internet"),
        (Reply(status=302, headers={"Location": "https://[::1]/x"}), ""),
        (Reply(status=302, headers={"Location": "http://example.com/x"}), "not an address"),
    ],
)
def test_a_link_without_a_lora_behind_it_is_a_sentence(look, reply, words):
    with FileHost() as host:
        host.answers["/a.safetensors"] = reply

        assert words in refused(look, f"{host.url}/a.safetensors")


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("https://example.com/a.safetensors?token=abc", "holds a key"),
        ("https://example.com/a.safetensors?X-Amz-Signature=abc", "holds a key"),
        ("https://me:secret@example.com/a.safetensors", "password"),
        ("https://example.com/a.ckpt", "pickle"),
        ("http://example.com/a.safetensors", "https"),
        ("ftp://example.com/a.safetensors", "neither"),
        ("https://192.168.0.1/a.safetensors", "open internet"),
        ("https://169.254.169.254/latest/a.safetensors", "open internet"),
        ("just words", "neither"),
        ("", "neither"),
    ],
)
def test_a_link_that_must_not_be_followed_is_a_sentence(look, link, words):
    assert words in refused(look, link)


def test_a_file_of_this_computer_is_shown_with_what_lies_beside_it(look, tmp_path):
    path = tmp_path / "dusk.safetensors"
    path.write_bytes(LORA)
    (tmp_path / "dusk.civitai.info").write_text('{"trainedWords": ["beside"]}')

    offer = look(str(path))

    assert (offer.path, offer.site, offer.files[0].facts.rank) == (path, "This computer", 4)
    assert offer.facts[0].trigger_words == ("beside",)

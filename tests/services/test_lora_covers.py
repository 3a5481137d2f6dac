"""Cards that were taken in get the pictures of their files, soon and once."""

from __future__ import annotations

import io
import json
import sys

import pytest
from PIL import Image

from flux2studio.core.control import RunControl
from flux2studio.core.lora_facts import edited
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.storage.database import open_database
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.loras import LoraRepository
from tests.services.lora_files import until, write_lora


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    yield database
    database.close()


@pytest.fixture
def cards(database):
    return LoraRepository(database)


@pytest.fixture
def previews(tmp_path):
    return LoraPreviews(tmp_path / "previews")


@pytest.fixture
def folders(database, previews, pictures):
    service = LoraFolders(database, LoraPictures(previews, pictures), look_s=0.02, all_s=0.02)
    yield service
    service.close()


@pytest.fixture
def root(tmp_path):
    write_lora(tmp_path / "loras" / "ink.safetensors")
    return tmp_path / "loras"


def png(colour="teal"):
    data = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(data, "PNG")
    return data.getvalue()


def take(folders, root):
    return folders.take(folders.look_into([root], RunControl()).rows, RunControl(), root=root)


def test_a_picture_beside_the_file_is_shown_on_the_card(folders, cards, previews, root):
    (root / "ink.preview.png").write_bytes(png())
    (lora,) = take(folders, root)
    assert lora.preview == ""
    folders.start()

    until(folders, lambda: cards.get(lora.id).preview)

    with Image.open(previews.path(cards.get(lora.id).preview)) as picture:
        assert max(picture.size) <= 512
    assert (root / "ink.preview.png").read_bytes() == png()


def test_a_picture_that_comes_later_is_shown_too(folders, cards, root):
    (lora,) = take(folders, root)
    folders.start()
    until(folders, lambda: cards.get(lora.id).sha256)
    assert cards.get(lora.id).preview == ""

    (root / "ink.png").write_bytes(png("red"))

    until(folders, lambda: cards.get(lora.id).preview)


def test_the_artists_own_picture_stays_and_so_does_none(folders, cards, root):
    (root / "ink.png").write_bytes(png())
    write_lora(root / "dusk.safetensors", 2)
    (root / "dusk.png").write_bytes(png())
    (dusk, ink) = take(folders, root)
    cards.update(edited(edited(cards.get(ink.id), preview="a" * 64), preview=""))
    folders.start()

    until(folders, lambda: cards.get(dusk.id).preview)
    until(folders, lambda: cards.get(ink.id).sha256)

    assert cards.get(ink.id).preview == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the decoder is bounded on POSIX")
def test_a_bad_picture_costs_no_more_than_itself(folders, cards, root):
    (root / "ink.png").write_bytes(png()[:200])
    (root / "ink.json").write_text(json.dumps({"activation text": "ink"}))
    (lora,) = take(folders, root)
    folders.start()

    until(folders, lambda: cards.get(lora.id).sha256)

    assert cards.get(lora.id).preview == ""
    assert folders._survey.index.without_picture([lora.source]) == []

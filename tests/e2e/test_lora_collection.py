"""Years of work: what other tools knew comes along, and no lost folder or database takes it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.lora import LoraSet
from flux2studio.core.lora_sets import members
from flux2studio.core.request import LoraUse
from flux2studio.paths import paths_below
from flux2studio.studio import open_studio
from tests.services.lora_files import rest, until, write_lora
from tests.storage.lora_sidecar_files import FILES, data_uri, picture
from tests.storage.samples import make_generation, make_job

TOOLS = {  # what each tool wrote beside its “ink”, and where it keeps the picture
    "manager": ("ink.metadata.json", "ink.png"),
    "matrix": ("ink.cm-info.json", "ink.preview.jpeg"),
    "swarm": ("ink.swarm.json", ""),
    "webui": ("ink.json", "ink.preview.png"),
}
WORDS = {
    "manager": ("inkstyle",),
    "matrix": ("inkstyle",),
    "swarm": ("inkstyle", "black ink"),
    "webui": ("inkstyle", "black ink"),
}


@pytest.fixture
def root(tmp_path):
    """A folder of four LoRAs of one size, each as another tool left it."""
    folder = tmp_path / "loras"
    for number, (tool, (name, cover)) in enumerate(TOOLS.items()):
        path = write_lora(folder / tool / "ink.safetensors", number)
        said = FILES[name]
        if cover:
            path.with_name(cover).write_bytes(picture("PNG"))
        else:
            said = said | {"modelspec.thumbnail": data_uri(picture())}
        path.with_name(name).write_text(json.dumps(said), encoding="utf-8")
    return folder


@pytest.fixture
def start(home):
    """Start the services on the same home, as often as the app is started."""
    opened = []

    def _start():
        stop()
        opened.append(open_studio(paths_below(home), environment={}))
        return opened[-1]

    def stop():
        while opened:
            opened.pop().close()

    _start.stop = stop
    yield _start
    stop()


def take_in(studio, root):
    """Import a folder as the table proposes it, and wait until every file is known by hash."""
    folders = studio.lora_folders
    table = folders.look_into([root], RunControl())
    folders.take([row for row in table.rows if row.ticked], RunControl(), root=root)
    folders.start()
    folders.scan(RunControl())
    until(folders, lambda: all(card.sha256 and card.preview for card in studio.loras.all()))
    return marked(studio)


def marked(studio):
    """Put each card in a collection named after its tool; return the cards by tool."""
    found = {}
    for lora in studio.loras.all():
        tool = Path(lora.source).parent.name
        found[tool] = studio.loras.edit(lora.id, collections=(tool,))
    return found


def words(lora):
    """All that the artist would miss."""
    return {
        name: getattr(lora, name)
        for name in (
            *("id", "name", "base", "trigger_words", "default_scale", "scale_low", "scale_high"),
            *("notes", "description", "rating", "favourite", "tags", "collections", "preview"),
            *("sha256", "autov3", "page", "credit", "licence", "commercial", "own"),
        )
    }


def all_words(studio):
    return {lora.id: words(lora) for lora in studio.loras.all()}


def write_on(studio, lora):
    """What the artist does with a card: an edit, a set with it, a picture made with it."""
    studio.loras.edit(lora.id, notes="Holds the ridge line below 0.9.", rating=5)
    use = LoraUse(source=lora.source, scale=0.7)
    studio.loras.save_set(LoraSet(name="Rain", loras=(use,)))
    root = studio.pictures_root
    studio.history.repository.add(make_generation(root, make_job(loras=(use,))))


def test_a_library_of_four_other_tools_opens_with_all_they_knew(start, root):
    studio = start()

    found = take_in(studio, root)

    assert {tool: lora.trigger_words for tool, lora in found.items()} == WORDS
    for lora in found.values():
        assert studio.loras.preview_path(lora.preview).read_bytes().startswith(b"\xff\xd8")
    assert (found["manager"].rating, found["manager"].favourite) == (4, True)
    assert found["manager"].notes == "Good for\nold paper."
    assert found["webui"].notes == "Good for old paper."
    assert (found["swarm"].licence, found["swarm"].default_scale) == ("CC0", 0.8)
    assert found["matrix"].page == "https://civitai.com/models/11?modelVersionId=22"
    assert {lora.base for lora in found.values()} == {"FLUX.2 klein 4B"}  # what the tensors say


def test_deleting_and_restoring_the_folder_loses_nothing(start, root, tmp_path):
    studio = start()
    ink = take_in(studio, root)["manager"]
    write_on(studio, ink)
    before = all_words(studio)
    saved = tmp_path / "another drive"
    saved.mkdir()
    for number, tool in enumerate(TOOLS):  # other names and times: only the hash tells them
        target = saved / f"{number}.safetensors"
        shutil.copyfile(root / tool / "ink.safetensors", target)
        rest(target, 7200 + number)

    shutil.rmtree(root)
    studio.lora_folders.scan(RunControl())

    assert all(lora.missing for lora in studio.loras.all())
    assert all_words(studio) == before

    studio.lora_folders.add_root(saved)
    studio.lora_folders.scan(RunControl())
    until(studio.lora_folders, lambda: not any(lora.missing for lora in studio.loras.all()))

    assert all_words(studio) == before
    again = studio.loras.by_source(ink.source)  # as the recipe of the picture names it
    assert (again.id, again.source) == (ink.id, str(saved / "0.safetensors"))
    assert studio.loras.seen()[again.source].runs == 1
    (member,) = members(studio.loras.sets()[0], studio.loras.all())
    assert (member.use.source, member.use.scale, member.missing) == (again.source, 0.7, False)


def test_a_lost_database_gets_its_cards_sets_and_previews_back(start, root, home):
    studio = start()
    write_on(studio, take_in(studio, root)["manager"])
    studio.lora_backup.daily()
    before, sets = all_words(studio), studio.loras.sets()
    start.stop()
    paths = paths_below(home)
    for path in paths.database.parent.glob(f"{paths.database.name}*"):
        path.unlink()
    shutil.rmtree(paths.lora_previews)

    studio = start()
    studio.mend()

    assert all_words(studio) == before
    assert studio.loras.sets() == sets
    assert not any(lora.missing for lora in studio.loras.all())
    for lora in studio.loras.all():
        assert studio.loras.preview_path(lora.preview).is_file()

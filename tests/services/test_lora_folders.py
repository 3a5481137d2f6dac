"""Looking into folders, the table that is shown, and taking in what is ticked."""

from __future__ import annotations

import json
import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled, StorageError
from flux2studio.core.lora_facts import edited
from flux2studio.core.lora_import import RowState
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.storage.database import open_database
from flux2studio.storage.lora_index import LoraIndex
from flux2studio.storage.loras import LoraRepository
from tests.services.lora_files import foreign_bytes, lora_bytes, rest, write_lora

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    yield database
    database.close()


@pytest.fixture
def cards(database):
    return LoraRepository(database)


@pytest.fixture
def folders(database):
    service = LoraFolders(database, look_s=0.05, all_s=0.05)
    yield service
    service.close()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "loras"
    folder.mkdir()
    return folder


def look(folders, *places):
    return folders.look_into(places, RunControl())


def states(table):
    return {row.path.name: row.state for row in table.rows}


def take(folders, *places, **more):
    return folders.take(look(folders, *places).rows, RunControl(), **more)


def test_the_table_says_what_each_file_is(folders, root):
    metadata = {"modelspec.title": "Ink", "modelspec.trigger_phrase": "inkwash"}
    write_lora(root / "ink.safetensors", metadata=metadata, base="FLUX.2 klein 9B")

    (row,) = look(folders, root).rows

    assert (row.name, row.base, row.rank) == ("Ink", "FLUX.2 klein 9B", 1)
    assert row.trigger_words == ("inkwash",)
    assert row.size == row.path.stat().st_size
    assert row.state is RowState.NEW
    assert row.ticked


def test_nothing_is_added_and_nothing_written_by_looking(folders, cards, root):
    path = write_lora(root / "ink.safetensors")
    before = (path.stat().st_mtime_ns, sorted(root.iterdir()))

    look(folders, root)

    assert cards.all() == []
    assert folders.roots() == []
    assert (path.stat().st_mtime_ns, sorted(root.iterdir())) == before


def test_files_that_are_no_loras_say_why(folders, root):
    (root / "page.safetensors").write_bytes(b"<!doctype html><title>Sign in</title>")
    (root / "old.ckpt").write_bytes(b"\x80\x02pickle")
    (root / "cut.safetensors").write_bytes(lora_bytes()[:-100])
    (root / "sd15.safetensors").write_bytes(foreign_bytes())
    for path in root.iterdir():
        rest(path)

    table = look(folders, root)

    assert states(table) == {
        "page.safetensors": RowState.NOT_LORA,
        "old.ckpt": RowState.NOT_LORA,
        "cut.safetensors": RowState.NOT_LORA,
        "sd15.safetensors": RowState.OTHER_BASE,
    }
    assert all(row.why.endswith(".") for row in table.rows)
    assert not any(row.ticked for row in table.rows)
    why = {row.path.name: row.why for row in table.rows}
    assert "web page" in why["page.safetensors"]
    assert "pickle" in why["old.ckpt"]


def test_a_file_that_was_looked_at_is_not_opened_again(folders, root):
    good = write_lora(root / "good.safetensors")
    bad = root / "bad.safetensors"
    bad.write_bytes(b"<html>")
    rest(bad)
    first = look(folders, root)
    for path in (good, bad):  # same size and time: whoever opens them sees another file
        status = path.stat()
        path.write_bytes(b"\0" * status.st_size)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert look(folders, root) == first


@posix
def test_a_file_that_may_not_be_read_is_tried_again(folders, root):
    path = write_lora(root / "ink.safetensors")
    path.chmod(0)
    if os.access(path, os.R_OK):
        path.chmod(0o600)
        pytest.skip("nothing is closed to this user")
    closed = look(folders, root)
    path.chmod(0o600)

    assert states(closed) == {"ink.safetensors": RowState.NOT_LORA}
    assert states(look(folders, root)) == {"ink.safetensors": RowState.NEW}


def test_sidecars_are_read_again_once_they_change(folders, root):
    write_lora(root / "ink.safetensors")
    sidecar = root / "ink.json"
    sidecar.write_text(json.dumps({"activation text": "inkwash"}))
    first = look(folders, root)
    sidecar.write_text(json.dumps({"activation text": "inkwash, dusk and dawn"}))

    assert first.rows[0].trigger_words == ("inkwash",)
    assert "dusk and dawn" in look(folders, root).rows[0].trigger_words


def test_single_files_are_looked_at_like_folders(folders, root, tmp_path):
    path = write_lora(root / "ink.safetensors")
    write_lora(root / "not asked.safetensors")

    table = look(folders, path, tmp_path / "nowhere")

    assert states(table) == {"ink.safetensors": RowState.NEW}
    assert [bad.path for bad in table.unreadable] == [tmp_path / "nowhere"]


@posix
def test_a_name_that_is_no_text_is_shown_and_refused(folders, root):
    path = Path(os.fsdecode(os.fsencode(root) + b"/ink\xff.safetensors"))
    try:
        path.write_bytes(lora_bytes())
    except OSError:
        pytest.skip("this disk takes text only")

    (row,) = look(folders, root).rows

    assert row.state is RowState.NOT_LORA
    assert row.name.encode()
    assert "Rename" in row.hint
    assert folders.take([replace(row, state=RowState.NEW)], RunControl()) == []


def test_what_is_ticked_becomes_cards_with_all_that_is_known(folders, cards, root):
    write_lora(root / "ink.safetensors", metadata={"modelspec.title": "Ink"})
    (root / "ink.json").write_text(json.dumps({"activation text": "inkwash", "notes": "for fog"}))

    (lora,) = take(folders, root)

    assert cards.all() == [lora]
    assert (lora.name, lora.trigger_words, lora.notes) == ("Ink", ("inkwash",), "for fog")
    assert lora.source == str(root / "ink.safetensors")
    assert [place.address for place in lora.places] == [lora.source]
    assert "notes" in lora.own


def test_a_file_with_a_card_is_known_and_not_added_again(folders, cards, root):
    write_lora(root / "ink.safetensors")
    table = look(folders, root)
    added = folders.take(table.rows, RunControl())

    again = look(folders, root)

    assert states(again) == {"ink.safetensors": RowState.KNOWN}
    assert again.rows[0].card == added[0].id
    assert folders.take(table.rows, RunControl()) == []
    assert len(cards.all()) == 1


@posix
def test_the_same_file_under_another_name_is_known(folders, root, tmp_path):
    write_lora(root / "ink.safetensors")
    take(folders, root)
    (tmp_path / "other").mkdir()
    os.link(root / "ink.safetensors", tmp_path / "other" / "wash.safetensors")

    assert states(look(folders, tmp_path / "other")) == {"wash.safetensors": RowState.KNOWN}


def test_the_folder_is_watched_from_then_on_when_asked_to(folders, root):
    write_lora(root / "ink.safetensors")

    take(folders, root, root=root)

    assert folders.roots() == [root]


def test_a_cancel_keeps_the_batches_before_it_and_no_half(folders, cards, root):
    for number in range(260):
        write_lora(root / f"{number:03}.safetensors", number)
    control = RunControl()

    added = folders.take(
        look(folders, root).rows, control, root=root, on_progress=lambda *_: control.cancel()
    )

    assert len(added) == 250
    assert len(cards.all()) == 250
    assert folders.roots() == []


def test_looking_can_be_cancelled_and_goes_on_from_there(folders, database, root):
    for number in range(300):
        write_lora(root / f"{number:03}.safetensors", number)
    control = RunControl()

    def stop(done, total):
        assert total == 300
        if done:
            control.cancel()

    with pytest.raises(Cancelled):
        folders.look_into([root], control, stop)

    assert len(LoraIndex(database).files()) == 250
    assert len(look(folders, root).rows) == 300


def test_rows_come_while_the_files_are_read(folders, root):
    for number in range(300):
        write_lora(root / f"{number:03}.safetensors", number)
    batches = []

    table = folders.look_into([root], RunControl(), on_rows=batches.append)

    assert [len(batch) for batch in batches] == [250, 50]
    assert {row.path for batch in batches for row in batch} == {row.path for row in table.rows}


def test_an_import_is_undone_but_for_cards_that_were_written_on(folders, cards, root):
    for number in range(3):
        write_lora(root / f"{number}.safetensors", number)
    added = take(folders, root)
    mine = edited(cards.get(added[0].id), notes="the good one")
    cards.update(mine)

    gone = folders.undo_import(added)

    assert {lora.id for lora in gone} == {lora.id for lora in added[1:]}
    assert cards.all() == [mine]
    assert len(list(root.iterdir())) == 3


@pytest.mark.parametrize("more", [0, 8])
def test_the_same_weights_under_another_header_are_told_at_once(folders, cards, root, more):
    write_lora(root / "a.safetensors", 1, metadata={"modelspec.title": "Ink one"})
    write_lora(root / "b.safetensors", 1, metadata={"modelspec.title": "Ink number two"})
    write_lora(root / "c.safetensors", 2)
    for number in range(more):  # as long, and others
        write_lora(root / f"other {number}.safetensors", 10 + number)

    known = look(folders, root)

    told = states(known)
    assert {
        name: told.pop(name) for name in ("a.safetensors", "b.safetensors", "c.safetensors")
    } == {
        "a.safetensors": RowState.NEW,
        "b.safetensors": RowState.DUPLICATE,
        "c.safetensors": RowState.NEW,
    }
    assert set(told.values()) <= {RowState.NEW}
    assert known.rows[1].twin == root / "a.safetensors"
    assert not known.rows[2].autov3  # none is hashed that cannot be the same
    folders.take([row for row in known.rows if row.ticked], RunControl())
    assert "you have" in folders.look_again(known).rows[1].why


def test_a_file_that_is_still_written_is_shown_so_and_taken_once_it_rests(folders, root):
    data = lora_bytes()
    path = root / "coming.safetensors"
    path.write_bytes(data[: len(data) // 2])
    table = look(folders, root)
    path.write_bytes(data)
    rest(path)

    assert states(table) == {"coming.safetensors": RowState.WRITING}
    assert folders.take(table.rows, RunControl()) == []
    assert states(folders.look_again(table)) == {"coming.safetensors": RowState.NEW}


def test_a_half_file_that_rests_is_no_lora(folders, root):
    path = root / "half.safetensors"
    path.write_bytes(lora_bytes()[:-100])
    rest(path)

    assert states(look(folders, root)) == {"half.safetensors": RowState.NOT_LORA}


def test_a_folder_is_watched_once_whatever_its_name(folders, root, tmp_path):
    folders.add_root(root)
    folders.add_root(root / ".." / root.name)
    if sys.platform != "win32":
        (tmp_path / "link").symlink_to(root)
        assert folders.add_root(tmp_path / "link") == root

    assert folders.roots() == [root]


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_what_is_no_folder_is_refused_with_a_sentence(folders, tmp_path, kind):
    path = tmp_path / kind
    if kind == "file":
        path.touch()

    with pytest.raises(StorageError, match="looked into") as caught:
        folders.add_root(path)

    assert caught.value.hint
    assert folders.roots() == []


def test_a_folder_that_is_watched_no_more_leaves_its_cards(folders, cards, root):
    write_lora(root / "ink.safetensors")
    take(folders, root, root=root)

    folders.remove_root(root)
    folders.scan(RunControl())

    assert folders.roots() == []
    assert len(cards.all()) == 1
    assert folders.missing() == frozenset()


def test_a_card_gets_what_its_sidecar_says_later_but_keeps_the_artists_words(folders, cards, root):
    write_lora(root / "ink.safetensors")
    (lora,) = take(folders, root, root=root)
    cards.update(edited(cards.get(lora.id), trigger_words=("my own",)))
    info = {"trainedWords": ["theirs"], "description": "Fog and ink"}
    (root / "ink.civitai.info").write_text(json.dumps(info))

    folders.scan(RunControl())

    after = cards.get(lora.id)
    assert after.trigger_words == ("my own",)
    assert "Fog and ink" in after.description


def test_what_the_artist_writes_during_a_scan_is_not_lost(folders, cards, root):
    for number in range(20):
        write_lora(root / f"{number}.safetensors", number)
    added = take(folders, root, root=root)
    for lora in added:
        Path(lora.source).with_suffix(".json").write_text('{"activation text": "ink"}')
    scan = threading.Thread(target=folders.scan, args=(RunControl(),))
    scan.start()
    for lora in added:
        with cards._database.transaction():
            cards.update(edited(cards.get(lora.id), rating=4))
    scan.join()

    assert {(lora.rating, lora.trigger_words) for lora in cards.all()} == {(4, ("ink",))}

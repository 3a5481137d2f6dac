"""Files that move, go and come back while the app runs: the cards follow them, and lose nothing."""

from __future__ import annotations

import json
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import edited
from flux2studio.core.lora_import import RowState
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_news import FolderProgress
from flux2studio.storage.database import open_database
from flux2studio.storage.loras import LoraRepository
from tests.services.lora_files import head_of, lora_bytes, rest, until, write_lora
from tests.storage.safetensors_files import pack, pair


@pytest.fixture
def database(tmp_path):
    database = open_database(tmp_path / "studio.db", tmp_path / "backups").database
    yield database
    database.close()


@pytest.fixture
def cards(database):
    return LoraRepository(database)


@pytest.fixture
def open_folders(database):
    opened = []

    def _open(**more):
        service = LoraFolders(database, look_s=0.02, all_s=0.02, **more)
        opened.append(service)
        return service

    yield _open
    for service in opened:
        service.close()


@pytest.fixture
def folders(open_folders):
    return open_folders()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "loras"
    folder.mkdir()
    return folder


def take(folders, root):
    table = folders.look_into([root], RunControl())
    return folders.take(table.rows, RunControl(), root=root)


def hashed(folders, *paths):
    files = folders._survey.index.files
    until(folders, lambda: all(files().get(str(path)) for path in paths))
    until(folders, lambda: all(files()[str(path)].sha256 for path in paths))


def addresses(lora):
    return {place.address for place in lora.places}


def move(path, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    return path.rename(target)


def test_a_card_whose_file_goes_is_missing_and_whole_again_when_it_comes_back(
    folders, cards, root, tmp_path
):
    path = write_lora(root / "ink.safetensors")
    (lora,) = take(folders, root)
    cards.update(edited(cards.get(lora.id), notes="the good one", rating=5))
    before = cards.get(lora.id)
    folders.scan(RunControl())
    away = move(path, tmp_path / "away" / "ink.safetensors")

    folders.scan(RunControl())
    assert folders.missing() == {lora.id}

    move(away, path)
    folders.scan(RunControl())
    assert folders.missing() == frozenset()
    assert cards.get(lora.id) == before


def test_a_drive_that_goes_away_greys_its_cards_and_brings_them_back_whole(
    folders, cards, root, tmp_path
):
    for number in range(5):
        write_lora(root / "deep" / f"{number}.safetensors", number)
    added = take(folders, root)
    folders.start()
    hashed(folders, *(lora.source for lora in added))
    until(folders, lambda: all(lora.sha256 for lora in cards.all()))
    before = cards.all()
    root.rename(tmp_path / "unplugged")

    until(folders, lambda: folders.missing() == {lora.id for lora in added})
    (tmp_path / "unplugged").rename(root)
    until(folders, lambda: not folders.missing())

    assert cards.all() == before
    assert folders.new_paths() == ()


def test_a_file_with_another_name_in_another_folder_is_found_by_its_hash(folders, cards, root):
    path = write_lora(root / "ink.safetensors")
    (lora,) = take(folders, root)
    folders.start()
    until(folders, lambda: cards.get(lora.id).sha256)
    cards.update(edited(cards.get(lora.id), notes="the good one"))
    target = move(path, root / "new" / "wash.safetensors")
    os.utime(target)  # another time: only the hash can tell
    rest(target, 600)

    until(folders, lambda: cards.get(lora.id).source == str(target))

    after = cards.get(lora.id)
    assert (after.notes, after.name) == ("the good one", lora.name)
    assert {str(path), str(target)} <= addresses(after)
    until(folders, lambda: not folders.missing() and not folders.new_paths())


def test_weights_are_found_by_their_own_hash_when_the_header_was_edited(folders, cards, root):
    path = write_lora(root / "ink.safetensors", 7)
    (lora,) = take(folders, root)
    folders.start()
    until(folders, lambda: cards.get(lora.id).autov3)
    path.unlink()
    target = write_lora(root / "edited.safetensors", 7, metadata={"modelspec.title": "Ink 2"})

    until(folders, lambda: cards.get(lora.id).source == str(target))


def test_before_it_is_hashed_a_moved_file_is_found_by_size_time_and_name(folders, cards, root):
    paths = [write_lora(root / f"{number}.safetensors", number) for number in range(3)]
    added = {lora.source: lora for lora in take(folders, root)}
    folders.scan(RunControl())
    for path in paths:
        move(path, root / "sorted" / path.name)

    folders.scan(RunControl())

    assert folders.missing() == frozenset()
    for path in paths:
        after = cards.get(added[str(path)].id)
        assert after.source == str(root / "sorted" / path.name)
        assert str(path) in addresses(after)


def test_a_renamed_file_is_found_by_its_time_and_header(folders, cards, root):
    path = write_lora(root / "ink.safetensors", metadata={"modelspec.title": "Ink"})
    (lora,) = take(folders, root)
    folders.scan(RunControl())
    move(path, root / "wash.safetensors")

    folders.scan(RunControl())

    assert cards.get(lora.id).source == str(root / "wash.safetensors")


def test_a_guess_that_the_hash_refutes_is_taken_back(folders, cards, root):
    path = write_lora(root / "ink.safetensors", 1)
    (lora,) = take(folders, root)
    folders.scan(RunControl())
    status = path.stat()
    cards.update(replace(cards.get(lora.id), sha256="a" * 64, autov3="b" * 64))
    path.unlink()
    other = write_lora(root / "new" / "ink.safetensors", 2)
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    folders.scan(RunControl())
    assert cards.get(lora.id).source == str(other)

    folders.start()
    until(folders, lambda: folders.missing() == {lora.id})

    after = cards.get(lora.id)
    assert (after.source, after.sha256) == (str(path), "a" * 64)


def test_another_file_of_the_same_size_is_not_taken_for_the_missing_one(folders, cards, root):
    path = write_lora(root / "ink.safetensors", 1)
    (lora,) = take(folders, root)
    path.unlink()
    write_lora(root / "new" / "other.safetensors", 2, metadata={"modelspec.title": "Dusk"})

    folders.scan(RunControl())

    assert folders.missing() == {lora.id}
    assert cards.get(lora.id).source == str(path)


def test_two_cards_do_not_get_the_same_file(folders, cards, root):
    paths = [write_lora(root / name / "ink.safetensors", 1) for name in "ab"]
    for path in paths:
        os.utime(path, (1_700_000_000, 1_700_000_000))
    added = take(folders, root)
    folders.start()
    until(folders, lambda: all(lora.sha256 for lora in cards.all()))
    move(paths[0], root / "c" / "ink.safetensors")
    paths[1].unlink()

    there = str(root / "c" / "ink.safetensors")
    until(folders, lambda: there in {cards.get(lora.id).source for lora in added})
    until(folders, lambda: len(folders.missing()) == 1)

    assert len({cards.get(lora.id).source for lora in added}) == 2


def test_a_file_with_other_weights_in_the_old_place_is_told_and_the_card_stays(
    folders, cards, root
):
    path = write_lora(root / "ink.safetensors", 1)
    (lora,) = take(folders, root)
    folders.start()
    until(folders, lambda: cards.get(lora.id).sha256)
    before = cards.get(lora.id)
    write_lora(path, 2)

    until(folders, lambda: folders.replaced() == {lora.id})
    assert cards.get(lora.id) == before

    write_lora(path, 1)
    until(folders, lambda: not folders.replaced())


def test_an_edited_header_is_no_other_lora(folders, cards, root):
    path = write_lora(root / "ink.safetensors", 1)
    (lora,) = take(folders, root)
    folders.start()
    until(folders, lambda: cards.get(lora.id).sha256)
    before = cards.get(lora.id)
    write_lora(path, 1, metadata={"modelspec.trigger_phrase": "inkwash"})

    until(folders, lambda: cards.get(lora.id).sha256 != before.sha256)

    after = cards.get(lora.id)
    assert (after.autov3, after.trigger_words) == (before.autov3, ("inkwash",))
    assert after.size == path.stat().st_size
    assert folders.replaced() == frozenset()


def test_files_that_appear_are_offered_until_a_table_showed_them(folders, root):
    write_lora(root / "old.safetensors")
    take(folders, root)
    folders.start()
    new = write_lora(root / "deep" / "new.safetensors", 2)
    (root / "page.safetensors").write_bytes(b"<html>")

    until(folders, lambda: folders.new_paths() == (new,))

    folders.look_into([root], RunControl())
    assert folders.new_paths() == ()


def test_files_that_no_table_has_shown_are_offered_again_after_a_restart(open_folders, root):
    write_lora(root / "old.safetensors")
    declined = write_lora(root / "declined.safetensors", 1)
    first = open_folders()
    table = first.look_into([root], RunControl())
    first.take([row for row in table.rows if row.path != declined], RunControl(), root=root)
    new = write_lora(root / "new.safetensors", 2)
    first.scan(RunControl())
    assert first.new_paths() == (new,)
    first.close()

    second = open_folders()
    second.scan(RunControl())
    assert second.new_paths() == (new,)
    rest(declined, 7200)  # a sidecar or another time makes it no news
    second.scan(RunControl())
    assert second.new_paths() == (new,)
    second.look_into([root], RunControl())
    second.close()

    third = open_folders()
    third.scan(RunControl())
    assert third.new_paths() == ()


def test_a_lora_of_another_program_in_the_same_folder_is_no_news(open_folders, root):
    shapes = {f"unet.down_blocks.0.attn2.to_k.lora_{half}.weight": (8, 8) for half in "AB"}
    (root / "sdxl.safetensors").write_bytes(pack(shapes))
    rest(root / "sdxl.safetensors")
    ours = write_lora(root / "ink.safetensors")
    for _ in range(2):
        folders = open_folders()
        folders.add_root(root)
        folders.scan(RunControl())
        assert folders.new_paths() == (ours,)
        folders.close()


def test_the_file_of_a_card_that_was_removed_is_not_offered_after_a_restart(
    open_folders, cards, root
):
    path = write_lora(root / "ink.safetensors")
    first = open_folders()
    first.add_root(root)
    lora = Lora(source=str(path), name="ink")
    cards.add(lora)  # by the panel: no table has shown it
    first.scan(RunControl())
    first.close()
    cards.remove(lora.id)

    second = open_folders()
    second.scan(RunControl())

    assert second.new_paths() == ()


def test_a_file_that_grows_is_new_only_once_it_is_whole(folders, root):
    write_lora(root / "old.safetensors")
    take(folders, root)
    folders.start()
    data, path = lora_bytes(2), root / "coming.safetensors"
    with path.open("wb") as file:
        file.write(data[: len(data) // 2])
        file.flush()
        until(folders, lambda: str(path) in folders._survey._scan.writing)
        assert folders.new_paths() == ()
        file.write(data[len(data) // 2 :])

    until(folders, lambda: folders.new_paths() == (path,))


def test_a_sidecar_that_is_written_later_is_read(folders, cards, root):
    write_lora(root / "ink.safetensors")
    (lora,) = take(folders, root)
    folders.start()
    (root / "ink.json").write_text(json.dumps({"activation text": "inkwash"}))

    until(folders, lambda: cards.get(lora.id).trigger_words == ("inkwash",))


def test_listeners_hear_which_cards_changed(folders, root):
    write_lora(root / "ink.safetensors")
    heard = []
    folders.subscribe(lambda changed: heard.extend(lora.id for lora in changed))

    (lora,) = take(folders, root)

    assert heard == [lora.id]


def test_hashes_survive_a_restart(open_folders, cards, root):
    path = write_lora(root / "ink.safetensors")
    first = open_folders()
    take(first, root)
    first.start()
    hashed(first, path)
    first.close()
    status = path.stat()
    path.write_bytes(b"\0" * status.st_size)  # whoever reads it again would see another file
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    before = cards.all()

    second = open_folders()
    second.scan(RunControl())

    assert second._survey.waiting() == ([], 1)
    assert cards.all() == before


def test_nothing_is_hashed_while_a_picture_is_made_or_it_is_paused(open_folders, cards, root):
    is_busy = [True]
    folders = open_folders(is_busy=lambda: is_busy[0])
    path = write_lora(root / "ink.safetensors")
    new = root / "new.safetensors"
    take(folders, root)
    folders.pause_hashing(True)
    folders.start()
    write_lora(new, 2)
    until(folders, lambda: folders.new_paths() == (new,))
    assert not any(lora.sha256 for lora in cards.all())
    assert folders.progress().paused

    folders.pause_hashing(False)
    assert not folders.progress().paused
    is_busy[0] = False
    hashed(folders, path, new)


def test_closing_ends_a_long_hash_at_once(folders, root):
    tensors = pair("transformer.transformer_blocks.0.attn.to_q", 3072, 3072, rank=2**20)
    head, room = head_of(tensors, {})
    path = root / "large.safetensors"
    with path.open("wb") as file:
        file.write(head)
        file.truncate(len(head) + room)  # 12 GiB that take no room on the disk
    rest(path)
    take(folders, root)
    folders.start()
    until(folders, lambda: folders.progress().hashing == (0, 1))

    began = time.monotonic()
    folders.close()

    assert time.monotonic() - began < 20
    assert not folders._hasher._thread.is_alive()
    assert not folders._watch._thread.is_alive()


def test_how_far_it_is_can_be_said(folders, root):
    for number in range(3):
        write_lora(root / f"{number}.safetensors", number)
    words = set()
    folders.subscribe(lambda _changed: words.add(folders.progress().words))
    take(folders, root)
    folders.start()
    hashed(folders, *(root / f"{number}.safetensors" for number in range(3)))
    until(folders, lambda: folders.progress().words == "")

    assert any(word.startswith("hashing") and word.endswith("of 3") for word in words)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (FolderProgress(), ""),
        (FolderProgress(hashing=(312, 10_000)), "hashing 312 of 10,000"),
        (FolderProgress(hashing=(312, 10_000), paused=True), "hashing paused at 312 of 10,000"),
        (FolderProgress(scanning=(5, 9), hashing=(1, 2)), "reading 5 of 9"),
    ],
)
def test_progress_is_said_in_a_few_words(progress, words):
    assert progress.words == words


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs rights there")
def test_a_link_to_the_folder_of_a_card_is_no_second_lora(folders, cards, root, tmp_path):
    write_lora(root / "ink.safetensors")
    (lora,) = take(folders, root)
    (tmp_path / "mirror").symlink_to(root)
    folders.add_root(tmp_path)

    table = folders.look_into([tmp_path / "mirror"], RunControl())

    assert [row.state for row in table.rows] == [RowState.KNOWN]
    folders.scan(RunControl())
    assert [each.id for each in cards.all()] == [lora.id]
    assert folders.new_paths() == ()
    assert Path(cards.get(lora.id).source).parent == root


def test_a_card_that_is_made_while_its_file_is_hashed_gets_the_hash(folders, cards, root):
    paths = [write_lora(root / f"{number}.safetensors", number) for number in range(2)]
    folders.pause_hashing(True)
    folders.start()
    table = folders.look_into([root], RunControl())

    def rows():  # asked for once it was looked up what is known of the files
        folders.pause_hashing(False)
        hashed(folders, *paths)
        yield from table.rows

    folders.take(rows(), RunControl(), root=root)

    until(folders, lambda: all(card.sha256 for card in cards.all()))

"""Listing the artist's folders: links that loop, names that are odd, folders that are closed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.storage.lora_tree import LoraTree, find_files, key_of

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")


def nothing():
    return


@pytest.fixture
def tree():
    return LoraTree()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "loras"
    folder.mkdir()
    return folder


def put(path, data=b"x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def names(tree):
    return sorted(Path(path).name for path in tree.files())


def settle(*folders):
    """Make folders look as if nothing had happened in them for an hour."""
    for folder in folders:
        moment = folder.stat().st_mtime - 3600
        os.utime(folder, (moment, moment))


def test_loras_and_pickles_are_listed_at_any_depth_and_nothing_else(tree, root):
    put(root / "a.safetensors")
    put(root / "deep" / "er" / "B.SAFETENSORS")
    put(root / "old.ckpt")
    put(root / "a.json")
    put(root / "a.safetensors.part")

    tree.build([root], nothing)

    assert names(tree) == ["B.SAFETENSORS", "a.safetensors", "old.ckpt"]


@pytest.mark.parametrize("folder", [".trash", ".git", "$RECYCLE.BIN", "__MACOSX", "@eaDir"])
def test_hidden_folders_and_wastebaskets_are_left_alone(tree, root, folder):
    put(root / folder / "gone.safetensors")
    put(root / "._a.safetensors")

    tree.build([root], nothing)

    assert names(tree) == []


@posix
def test_folders_that_link_to_each_other_are_listed_once(tree, root):
    put(root / "a" / "one.safetensors")
    (root / "a" / "back").symlink_to(root)
    (root / "itself").symlink_to(root / "itself")
    (root / "b").symlink_to(root / "a")

    tree.build([root], nothing)

    assert names(tree) == ["one.safetensors"]


@posix
def test_a_link_to_what_lies_above_does_not_lead_out(tree, root, tmp_path):
    put(tmp_path / "private.safetensors")
    put(root / "one.safetensors")
    (root / "up").symlink_to(tmp_path)
    (root / "disk").symlink_to("/")

    tree.build([root], nothing)

    assert names(tree) == ["one.safetensors"]


@posix
def test_a_link_to_another_folder_is_followed(tree, root, tmp_path):
    put(tmp_path / "elsewhere" / "far.safetensors")
    (root / "link").symlink_to(tmp_path / "elsewhere")

    tree.build([root], nothing)

    assert list(tree.files()) == [str(root / "link" / "far.safetensors")]


def test_folders_within_each_other_list_a_file_once(tree, root):
    put(root / "in" / "one.safetensors")

    tree.build([root, root / "in", root], nothing)

    assert len(tree.files()) == 1


@posix
def test_two_names_of_one_file_are_one_and_the_preferred_name_wins(tree, root):
    put(root / "a.safetensors")
    os.link(root / "a.safetensors", root / "b.safetensors")

    tree.build([root], nothing)

    assert len(tree.files()) == 1
    for name in ("a.safetensors", "b.safetensors"):
        assert list(tree.files({str(root / name)})) == [str(root / name)]
    assert key_of(str(root / "a.safetensors")) == key_of(str(root / "b.safetensors"))


@posix
def test_a_folder_that_is_closed_is_named_and_the_others_are_listed(tree, root):
    put(root / "open" / "one.safetensors")
    put(root / "closed" / "two.safetensors")
    (root / "closed").chmod(0)
    try:
        if os.access(root / "closed", os.R_OK):
            pytest.skip("nothing is closed to this user")
        tree.build([root], nothing)
    finally:
        (root / "closed").chmod(0o700)

    assert names(tree) == ["one.safetensors"]
    assert [bad.path for bad in tree.unreadable()] == [root / "closed"]
    assert tree.unreadable()[0].why


def test_a_root_that_is_not_there_is_named(tree, tmp_path):
    tree.build([tmp_path / "unplugged"], nothing)

    assert tree.files() == {}
    assert [bad.path for bad in tree.unreadable()] == [tmp_path / "unplugged"]


@posix
def test_names_of_255_bytes_and_names_that_are_no_text_are_listed(tree, root):
    long = "ü" * 121 + "a.safetensors"
    put(root / long)
    raw = os.fsencode(root) + b"/\xff\xfe.safetensors"
    try:
        Path(os.fsdecode(raw)).write_bytes(b"x")
    except OSError:
        pytest.skip("this disk takes text only")

    tree.build([root], nothing)

    assert len(tree.files()) == 2
    assert str(root / long) in tree.files()


@posix
def test_pipes_and_dangling_links_are_no_files(tree, root):
    os.mkfifo(root / "pipe.safetensors")
    (root / "lost.safetensors").symlink_to(root / "nowhere")
    (root / "folder.safetensors").mkdir()

    tree.build([root], nothing)

    assert tree.files() == {}


def test_a_change_of_a_sidecar_shows_in_the_file_it_belongs_to(tree, root):
    put(root / "a.safetensors")
    put(root / "b.safetensors")
    tree.build([root], nothing)
    before = tree.files()

    put(root / "a.metadata.json", b"{}")
    put(root / "a.json.bak", b"{}")
    tree.build([root], nothing)
    after = tree.files()

    a, b = str(root / "a.safetensors"), str(root / "b.safetensors")
    assert before[a].beside == "" != after[a].beside
    assert before[b] == after[b]


def test_only_folders_that_changed_are_named(tree, root):
    put(root / "a" / "one.safetensors")
    put(root / "b" / "two.safetensors")
    settle(root / "a", root / "b", root)
    tree.build([root], nothing)
    still = [folder for folder in tree.changed(nothing) if Path(folder).name == "a"]
    put(root / "b" / "three.safetensors")

    assert str(root / "b") in tree.changed(nothing)
    assert still == [] or sys.platform != "win32"  # its other time, of the change, is young


def test_what_is_new_or_gone_below_a_changed_folder_is_seen(tree, root):
    put(root / "a" / "one.safetensors")
    tree.build([root], nothing)
    put(root / "new" / "deep" / "two.safetensors")
    (root / "a" / "one.safetensors").unlink()
    (root / "a").rmdir()

    tree.renew(tree.changed(nothing), nothing)

    assert names(tree) == ["two.safetensors"]
    put(root / "new" / "deep" / "three.safetensors")
    tree.renew(tree.changed(nothing), nothing)
    assert names(tree) == ["three.safetensors", "two.safetensors"]


def test_listing_ends_when_it_is_cancelled_and_what_was_known_stays(tree, root):
    put(root / "a" / "one.safetensors")
    tree.build([root], nothing)
    control = RunControl()
    control.cancel()

    with pytest.raises(Cancelled):
        tree.build([root / "a"], control.check)

    assert names(tree) == ["one.safetensors"]


def test_files_that_somebody_named_are_found_with_what_lies_beside_them(root):
    path = put(root / "a.safetensors")
    plain = find_files([path])[0]
    put(root / "a.civitai.info", b"{}")

    found = find_files([path, root / "missing.safetensors", root, Path("\0")])

    assert [file.path for file in found] == [str(path)]
    assert found[0].beside != plain.beside

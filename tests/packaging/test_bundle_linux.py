"""What a Linux desktop gets: menu entry, icons, types, packages, and no trace after removal."""

from __future__ import annotations

import ast
import gzip
import os
import re
import shutil
import subprocess
import tarfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bundle_archives import Release, write_deb, write_tarball
from bundle_desktop import check_share, write_share
from PySide6.QtGui import QImage

from flux2studio.__main__ import COMMANDS
from flux2studio.version import version

ROOT = Path(__file__).parents[2]
RELEASE = Release(
    version="1.2.3", machine="x86_64", time=1_800_000_000, glibc=(2, 36), packages=("libegl1",)
)


@pytest.fixture(scope="module")
def share(tmp_path_factory):
    folder = tmp_path_factory.mktemp("share")
    write_share(folder, version=version(), date="2026-11-22")
    return folder


@pytest.fixture
def bundle(tmp_path):
    folder = tmp_path / "bundle"
    (folder / "_internal").mkdir(parents=True)
    program = folder / "flux2studio"
    program.write_text("#!/bin/sh\necho started\n")
    program.chmod(0o755)
    library = folder / "_internal" / "libkite.so.1"
    library.write_bytes(b"kite")
    library.chmod(0o755)  # as wheels have them
    (folder / "libkite.so").symlink_to("_internal/libkite.so.1")
    return folder


def test_the_tools_of_the_desktops_find_no_fault(share):
    check_share(share)


def test_the_page_in_the_app_shop_tells_this_version(share):
    (file,) = (share / "metainfo").iterdir()
    page = ET.parse(file).getroot()

    assert page.find("releases/release").attrib == {"version": version(), "date": "2026-11-22"}
    assert page.findtext("id") == file.name.removesuffix(".metainfo.xml")
    assert (share / "applications" / page.findtext("launchable")).is_file()


def test_the_window_and_its_menu_entry_know_each_other(share):
    app = ast.parse((ROOT / "flux2studio" / "app.py").read_text())
    (said,) = [
        call.args[0].value
        for call in ast.walk(app)
        if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "setDesktopFileName"
    ]

    assert (share / "applications" / f"{said}.desktop").is_file()


@pytest.mark.parametrize("size", [16, 48, 256])
def test_there_is_an_icon_of_each_size(share, size):
    icon = QImage(str(share / f"icons/hicolor/{size}x{size}/apps/flux2studio.png"))

    assert (icon.width(), icon.height()) == (size, size)
    assert icon.pixelColor(0, 0).alpha() == 0  # rounded corners
    assert icon.pixelColor(size // 2, size // 2).alpha() == 255


def test_the_manual_page_has_every_command_of_the_app(share):
    page = gzip.decompress((share / "man/man1/flux2studio.1.gz").read_bytes()).decode()

    told = re.findall(r"^\.BI? (\S+)", page.replace("\\-", "-"), re.MULTILINE)
    assert {command for command in COMMANDS if not command.startswith("-")} <= set(told)
    assert "@" not in page


def test_lora_files_are_known_by_name_and_by_what_is_in_them(share):
    kind = ET.parse(share / "mime/packages/flux2studio.xml").getroot()
    names = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}

    assert kind.find(".//m:glob", names).get("pattern") == "*.safetensors"
    match = kind.find(".//m:match", names)
    file = (ROOT / "resources/sample/frost.safetensors").read_bytes()
    at = int(match.get("offset"))
    assert file[at:].startswith(match.get("value").encode())


# To unpack anywhere


def menu(tree, home, word):
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    return subprocess.run(["sh", str(tree / "menu.sh"), word], env=environment, check=True)


def test_a_tarball_puts_itself_into_the_menu_and_out_again(bundle, share, tmp_path):
    tree, home = tmp_path / "my apps" / "tree", tmp_path / "artist"
    shutil.copytree(bundle, tree, symlinks=True)
    shutil.copytree(share, tree / "share")
    shutil.copy2(ROOT / "packaging/linux/menu.sh", tree)
    home.mkdir()

    menu(tree, home, "add")
    entry = (home / ".local/share/applications/flux2studio.desktop").read_text()
    assert f'Exec="{tree}/flux2studio" %F' in entry
    link = home / ".local/bin/flux2studio"
    assert subprocess.run([link], capture_output=True, check=True).stdout == b"started\n"

    menu(tree, home, "remove")
    left = [path.name for path in home.rglob("*") if path.is_file() or path.is_symlink()]
    assert [name for name in left if "flux2studio" in name] == []


def test_a_tarball_is_the_same_whoever_packs_it(bundle, tmp_path):
    packed = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (bundle / "flux2studio").touch()
        packed.append(write_tarball(bundle, RELEASE, tmp_path / name))

    assert packed[0].name == "flux2studio-1.2.3-linux-x86_64.tar.xz"
    assert packed[0].read_bytes() == packed[1].read_bytes()
    with tarfile.open(packed[0]) as archive:
        program = archive.getmember("flux2studio-1.2.3-linux-x86_64/flux2studio")
    assert (program.mode, program.uid, program.mtime) == (0o755, 0, RELEASE.time)


# For Debian and its kin


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb is not installed")
def test_a_package_holds_all_in_its_places(bundle, share, tmp_path):
    deb = write_deb(bundle, share, RELEASE, tmp_path / "work", tmp_path)

    said = subprocess.run(["dpkg-deb", "--field", deb], capture_output=True, text=True, check=True)
    fields = dict(line.split(": ", 1) for line in said.stdout.splitlines() if ": " in line)
    assert deb.name == "flux2studio_1.2.3_amd64.deb"
    assert (fields["Version"], fields["Depends"]) == ("1.2.3", "libegl1")
    subprocess.run(["dpkg-deb", "--extract", deb, tmp_path / "there"], check=True)
    there = tmp_path / "there"
    assert (there / "usr/bin/flux2studio").resolve() == there / "usr/lib/flux2studio/flux2studio"
    assert (there / "usr/lib/flux2studio/libkite.so").read_bytes() == b"kite"
    assert (there / "usr/share/applications/flux2studio.desktop").is_file()
    doc = there / "usr/share/doc/flux2studio"
    assert "common-licenses/Apache-2.0" in (doc / "copyright").read_text()
    assert gzip.decompress((doc / "changelog.gz").read_bytes()).startswith(b"flux2studio (1.2.3)")
    assert gzip.decompress((doc / "NEWS.md.gz").read_bytes()).startswith(b"# Changelog")
    assert os.access(there / "usr/lib/flux2studio/flux2studio", os.X_OK)
    assert (there / "usr/lib/flux2studio/_internal/libkite.so.1").stat().st_mode & 0o777 == 0o644

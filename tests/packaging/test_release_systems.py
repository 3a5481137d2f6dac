"""What Windows and a Mac are told of the app, as far as that can be looked at elsewhere."""

from __future__ import annotations

import plistlib
import re
import sys
from pathlib import Path
from subprocess import CalledProcessError
from types import SimpleNamespace

import build_macos
import build_windows
import pytest
from bundle_facts import mac_info, windows_numbers, windows_version
from bundle_icons import write_icns, write_ico
from PIL import Image

PACKAGING = Path(__file__).parents[2] / "packaging"
SETUP = (PACKAGING / "windows" / "flux2studio.iss").read_text(encoding="utf-8-sig")


def test_the_icon_for_windows_has_a_picture_for_each_scale_of_the_screen(tmp_path):
    with Image.open(write_ico(tmp_path / "app.ico", (16, 32))) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32)}


def test_the_icon_for_a_mac_can_be_read(tmp_path):
    with Image.open(write_icns(tmp_path / "app.icns", (32, 64))) as icon:
        icon.load()
        assert icon.convert("RGBA").getpixel((0, 0))[3] == 0  # rounded corners


def test_windows_is_told_the_version_in_numbers_and_in_words():
    names = ["VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct"]
    kinds = dict.fromkeys([*names, "VarFileInfo", "VarStruct"], made)

    said = eval(windows_version("1.2.3rc1", "flux2studio.exe"), kinds)

    assert said.more["ffi"].more["filevers"] == (1, 2, 3, 0)
    (table,) = said.more["kids"][0].args[0]
    words = dict(part.args for part in table.args[1])
    assert table.args[0] == "040904B0"
    assert words["ProductVersion"] == "1.2.3rc1"
    assert windows_numbers("1.2.3rc1") == "1.2.3.0"


def made(*args, **more):
    return SimpleNamespace(args=args, more=more)


def test_a_mac_is_told_the_files_that_are_opened():
    info = mac_info("1.2.3rc1")

    assert plistlib.loads(plistlib.dumps(info)) == info
    assert info["CFBundleShortVersionString"] == "1.2.3"
    known = [kind for each in info["CFBundleDocumentTypes"] for kind in each["LSItemContentTypes"]]
    (declared,) = info["UTImportedTypeDeclarations"]
    assert {"public.png", declared["UTTypeIdentifier"]} <= set(known)


def test_what_a_mac_lets_the_app_do_is_one_thing():
    allowed = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())

    assert allowed == {"com.apple.security.cs.allow-unsigned-executable-memory": True}


def test_a_mac_is_signed_for_all_or_for_itself_only():
    assert build_macos.sign("Developer ID")[3:] == [
        "Developer ID",
        "--options",
        "runtime",
        "--timestamp",
    ]
    assert build_macos.sign("")[3:] == ["-"]


def test_apple_is_asked_only_with_the_whole_key():
    names = ("FLUX2STUDIO_NOTARY_KEY", "FLUX2STUDIO_NOTARY_KEY_ID", "FLUX2STUDIO_NOTARY_ISSUER")
    whole = dict(zip(names, ("key.p8", "K1", "I1"), strict=True))

    assert build_macos.notary(whole) == ["--key", "key.p8", "--key-id", "K1", "--issuer", "I1"]
    assert build_macos.notary({**whole, names[2]: ""}) == []


def test_an_image_of_a_busy_disk_is_made_at_another_try(tmp_path):
    tries = tmp_path / "tries"
    script = "import sys; f = open(sys.argv[1], 'a+'); f.write('.'); sys.exit(f.tell() < 2)"

    build_macos.insist([sys.executable, "-c", script, str(tries)], waits=(0, 0))

    assert tries.read_text() == ".."
    with pytest.raises(CalledProcessError):
        build_macos.insist([sys.executable, "-c", "exit(16)"], waits=(0,))


def test_the_setup_of_windows_is_given_each_word_it_asks_for():
    asked = set(re.findall(r"\{#(\w+)\}", SETUP)) - set(re.findall(r"^#define (\w+)", SETUP, re.M))
    given = {"Version", "Numbers", "Bundle", "Icon", "Out", "Name"}

    assert asked == given
    assert build_windows.words({"Version": "1.2.3"}) == ["/Qp", "/DVersion=1.2.3"]


def test_the_setup_of_windows_takes_nothing_of_the_artist_along():
    assert "[UninstallDelete]" not in SETUP
    assert re.findall(r'^Type: .*Name: "([^"]*)"', SETUP, re.M) == [
        r"{app}\_internal",
        r"{app}\licences",
    ]


def test_the_compiler_of_the_setup_is_found_where_its_own_setup_puts_it(tmp_path):
    place = tmp_path / "Inno Setup 6" / "ISCC.exe"
    place.parent.mkdir()
    place.touch()

    assert build_windows.compiler({"ProgramFiles": str(tmp_path)}) == str(place)
    with pytest.raises(SystemExit, match="Inno Setup"):
        build_windows.compiler({"PATH": ""})

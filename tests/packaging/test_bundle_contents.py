"""What goes into the bundle, which libraries it needs, and whose licences go along."""

from __future__ import annotations

import shutil
from importlib.metadata import distribution, version
from pathlib import Path

import msgspec
import PIL
import pytest
import shiboken6
from bundle_archives import packages_for
from bundle_contents import EXCLUDED_MODULES, LIBRARIES, SYSTEM_LIBRARIES, is_wanted
from bundle_elf import binaries, missing, unneeded
from bundle_licences import Component, UnknownOriginError, components, write_licences

from flux2studio.services.about import about

reads_elf = pytest.mark.skipif(shutil.which("objdump") is None, reason="objdump is not installed")
PLUGINS = "PySide6/Qt/plugins"


@pytest.mark.parametrize(
    "place",
    [
        f"{PLUGINS}/platforms/libqxcb.so",
        f"{PLUGINS}/platforms/libqwayland.so",
        f"{PLUGINS}/platforms/libqoffscreen.so",
        f"{PLUGINS}/platformthemes/libqxdgdesktopportal.so",
        f"{PLUGINS}/platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "flux2studio/resources/translations/flux2studio_de.qm",
        "flux2studio/resources/sample/sample.json",
        "libssl.so.3",
        r"PySide6\plugins\platforms\qwindows.dll",
        r"PySide6\plugins\styles\qmodernwindowsstyle.dll",
        r"PySide6\Qt6Widgets.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/lib/QtSvg.framework/Versions/A/QtSvg",
    ],
)
def test_what_the_window_uses_is_in_it(place):
    assert is_wanted(place)


@pytest.mark.parametrize(
    "place",
    [
        f"{PLUGINS}/platforms/libqeglfs.so",
        f"{PLUGINS}/platformthemes/libqgtk3.so",
        f"{PLUGINS}/tls/libqopensslbackend.so",
        f"{PLUGINS}/imageformats/libqtiff.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "PySide6/Qt/translations/designer_de.qm",
        "flux2studio/resources/translations/flux2studio_de.ts",
        "libstdc++.so.6",
        "libxcb-cursor.so.0",
        r"PySide6\translations\qtbase_fr.qm",
        r"PySide6\plugins\platforms\qdirect2d.dll",
        r"PySide6\plugins\imageformats\qtiff.dll",
        r"PySide6\Qt6Quick.dll",
        r"PySide6\opengl32sw.dll",
        "PySide6/Qt/plugins/platforms/libqminimal.dylib",
        "PySide6/Qt/lib/QtQuick.framework/Versions/A/QtQuick",
    ],
)
def test_what_nothing_of_it_uses_is_left_out(place):
    assert not is_wanted(place)


def test_torch_and_the_engine_are_no_part_of_it():
    assert {"torch", "diffusers", "numpy", "flux2studio.engine"} <= set(EXCLUDED_MODULES)


def test_about_can_tell_of_all_that_it_names():
    named = {library.name for library in about().libraries}

    assert set(LIBRARIES) <= named


def test_the_packages_are_named_that_have_the_libraries():
    found = packages_for(
        ["libEGL.so.1", "libxcb-cursor.so.0", "libQt6Core.so.6", "libc.so.6"], (2, 36)
    )

    assert {"libegl1", "libxcb-cursor0", "libc6 (>= 2.36)"} <= set(found)
    assert "libc6" not in found
    assert found == tuple(sorted(found))


# The libraries inside


@pytest.fixture
def bundle(tmp_path):
    """A module, the library it needs, a program, and a library that nobody needs."""
    inside = tmp_path / "bundle" / "_internal"
    inside.mkdir(parents=True)
    (here,) = Path(shiboken6.__file__).parent.glob("Shiboken*.so")
    (needed,) = here.parent.glob("libshiboken6*.so*")
    shutil.copy(here, inside)
    shutil.copy(needed, inside)
    shutil.copy(needed, inside / "libnobody.so.1")
    shutil.copy(needed, inside / "uv")  # a program, as far as its name goes
    (inside / "libshiboken6.so").symlink_to(needed.name)
    return tmp_path / "bundle"


@reads_elf
def test_a_library_that_nothing_leads_to_is_found(bundle):
    assert [path.name for path in unneeded(bundle, binaries(bundle))] == ["libnobody.so.1"]


@reads_elf
def test_what_is_neither_inside_nor_of_the_system_is_told(bundle):
    found = binaries(bundle)

    assert missing(found, SYSTEM_LIBRARIES) == {}
    next((bundle / "_internal").glob("libshiboken6.abi3*")).unlink()
    (lacking,) = missing(binaries(bundle), SYSTEM_LIBRARIES)
    assert lacking.startswith("libshiboken6.abi3")


@reads_elf
def test_the_oldest_system_that_can_run_it_is_known(bundle):
    assert all((2, 0) < binary.glibc < (3, 0) for binary in binaries(bundle) if binary.needed)


# Licences


def test_who_made_a_part_is_known_by_where_it_came_from(tmp_path):
    installed = [distribution(name) for name in ("pillow", "msgspec", "shiboken6")]
    found = components(
        [Path(PIL.__file__), Path(msgspec.__file__), Path(shiboken6.__file__)], tmp_path, installed
    )

    known = {component.name.lower(): component for component in found}
    assert {"pillow", "msgspec", "shiboken6", "python"} <= set(known)
    assert known["pillow"].version == version("pillow")
    assert known["pillow"].purl == f"pkg:pypi/pillow@{version('pillow')}"
    assert all(component.texts for component in found)


def test_a_part_of_unknown_origin_may_not_be_given_away(tmp_path):
    with pytest.raises(UnknownOriginError):
        components([Path("/nowhere/libunknown.so")], tmp_path, [])


def test_all_texts_are_put_together_with_a_list(tmp_path):
    one, two = tmp_path / "one" / "LICENSE", tmp_path / "two" / "LICENSE"
    for text in (one, two):
        text.parent.mkdir()
        text.write_text(text.parent.name)

    write_licences([Component(name="kite", version="1.2", texts=(one, two))], tmp_path / "all")

    texts = {path.read_text() for path in (tmp_path / "all" / "kite-1.2").iterdir()}
    assert texts == {"one", "two"}
    assert "kite 1.2" in (tmp_path / "all" / "README.txt").read_text()


def test_what_has_no_licence_may_not_be_given_away(tmp_path):
    with pytest.raises(UnknownOriginError, match="kite"):
        write_licences([Component(name="kite", version="1.2", texts=())], tmp_path / "all")

"""The build of torch is chosen by card and driver, from what the app really carries."""

from __future__ import annotations

import re

import pytest

from flux2studio.core.engine_install import EngineBuild, EngineInstallError
from flux2studio.core.local import Device, Hardware
from flux2studio.paths import resource
from flux2studio.services.engine_install_choice import choose
from flux2studio.services.engine_install_sources import Sources

LINUX = ("linux", "x86_64")


def build(name, kind, driver="", capability=None):
    return EngineBuild(
        name=name,
        system="linux",
        machine="x86_64",
        kind=kind,
        torch="2.15.0",
        python="3.12",
        download_bytes=1,
        disk_bytes=1,
        driver=driver,
        capability=capability,
    )


BUILDS = (
    build("cuda13", "cuda", "580.65", (7.5, 12.9)),
    build("cuda12", "cuda", "525.60", (5.0, 9.0)),
    build("rocm", "rocm"),
    build("cpu", "cpu"),
)


def card(kind="cuda", capability=(8, 9), driver="580.65.06"):
    device = Device(kind=kind, name="Card", capability=capability)
    return Hardware(device=device, libraries=(("driver", driver),) if driver else ())


@pytest.mark.parametrize(
    ("hardware", "name"),
    [
        (card(), "cuda13"),
        (card(driver="1000.1"), "cuda13"),
        (card(driver="550.54.14"), "cuda12"),
        (card(capability=(6, 1)), "cuda12"),
        (card(capability=(0, 0), driver=""), "cuda13"),  # a driver that does not tell
        (card("rocm", (0, 0), ""), "rocm"),
    ],
)
def test_the_newest_that_card_and_driver_can_run_is_taken(hardware, name):
    choice = choose(BUILDS, hardware, LINUX)

    assert (choice.build.name, choice.is_slow) == (name, False)


@pytest.mark.parametrize("hardware", [Hardware(), card("xpu", (0, 0)), card(capability=(3, 5))])
def test_what_no_build_is_for_works_on_the_processor_and_is_told_so(hardware):
    choice = choose(BUILDS, hardware, LINUX)

    assert (choice.build.name, choice.is_slow) == ("cpu", True)
    assert "minutes" in choice.why


def test_a_driver_that_does_not_answer_is_why_it_would_be_slow():
    choice = choose(BUILDS, Hardware(libraries=(("driver", ""),)), LINUX)

    assert choice.is_slow
    assert "does not answer" in choice.why


def test_a_driver_that_is_too_old_is_named_with_the_one_that_is_needed():
    with pytest.raises(EngineInstallError, match=r"470\.1 of the Card.*525\.60") as caught:
        choose(BUILDS, card(driver="470.1"), LINUX)

    assert "Update the graphics driver" in caught.value.hint


def test_another_one_can_be_named():
    assert choose(BUILDS, card(), LINUX, "cpu").is_slow
    assert choose(BUILDS, card(driver="1.0"), LINUX, "cuda12").build.name == "cuda12"
    with pytest.raises(EngineInstallError, match="no engine “mps”"):
        choose(BUILDS, card(), LINUX, "mps")


def test_a_computer_that_nothing_is_made_for_gets_a_next_step():
    with pytest.raises(EngineInstallError, match="not made for") as caught:
        choose(BUILDS, card(), ("sunos", "sparc"))

    assert "hosted" in caught.value.hint


def test_every_build_that_the_app_carries_has_a_lock_in_which_every_file_has_its_hash():
    sources = Sources(resource("engine"))
    assert {build.system for build in sources.builds} >= {"linux", "windows", "darwin"}
    for each in sources.builds:
        entries = re.split(r"\n(?=\S)", sources.lock(each).read_text(encoding="utf-8"))[1:]
        assert f"torch=={each.torch} " in "\n".join(entries)
        assert all("--hash=sha256:" in entry for entry in entries), each.name
        assert 10_000_000 < each.download_bytes < each.disk_bytes
        assert len(sources.identity(each)) == 12

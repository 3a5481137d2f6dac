"""The engine is installed beside the old one and takes its place only when it works."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from dataclasses import replace
from queue import SimpleQueue

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.engine_install import EngineInstallError, InstallPhase, InstallState
from flux2studio.core.engine_messages import (
    Made,
    MemoryWish,
    ModelFiles,
    PictureOrder,
    Ready,
    Run,
)
from flux2studio.core.errors import Cancelled, StudioError
from flux2studio.core.local import Device, Hardware, Pipeline
from flux2studio.core.request import Acceleration, ImageFormat
from flux2studio.services.engine_command import engine_command
from flux2studio.services.engine_install_folder import EngineFolder
from flux2studio.services.engine_install_uv import find_uv
from flux2studio.services.engine_log import EngineLog
from flux2studio.services.engine_process import EngineProcess
from flux2studio.services.opened_engine import engine_python, open_engine
from flux2studio.storage.settings import SettingsStore
from tests.services.engine_install_parts import ABSENT, BROKEN, READY, House
from tests.storage.test_disk_faults import mounted

CARD = Hardware(
    device=Device(kind="cuda", name="Card", capability=(8, 9)),
    libraries=(("driver", "580.65.06"),),
)


def ignore(_progress):
    return


@pytest.fixture
def house(tmp_path, monkeypatch):
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    folder = tmp_path / "Bücher & Bilder"  # as folders of artists are called
    folder.mkdir()
    house = House(folder)
    yield house
    house.index.close()


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The folder of an engine that was installed once, for copies."""
    house = House(tmp_path_factory.mktemp("whole"))
    try:
        assert house.installer().install(RunControl(), ignore).state is READY
    finally:
        house.index.close()
    return house.engines


@pytest.fixture
def installed(house, whole):
    shutil.copytree(whole, house.engines, symlinks=True)
    assert house.installer().status().state is READY
    return house


# From nothing to a picture


def test_an_engine_is_made_tried_and_used_and_its_download_is_gone(house):
    told = []
    installer = house.installer()
    assert installer.status().state is ABSENT
    plan = installer.plan()

    status = installer.install(RunControl(), told.append)

    assert (plan.build.name, plan.download_bytes, plan.fits) == ("tiny", 300_000, True)
    assert (status.state, status.problem) == (READY, "")
    assert dict(status.versions)["torch"] == "1.0"
    assert status.python
    assert status.python.is_relative_to(house.engines)
    phases = list(dict.fromkeys(progress.phase for progress in told))
    assert [phase for phase in phases if phase is not InstallPhase.PLACING] == [
        InstallPhase.PLANNING,
        InstallPhase.PYTHON,
        InstallPhase.FETCHING,
        InstallPhase.TESTING,
        InstallPhase.SWITCHING,
    ]
    assert len(house.environments()) == 1
    assert not (house.engines / "cache").exists()
    assert not list(house.engines.rglob("window.py"))  # only what the engine imports

    asked = len(house.index.asked)
    assert installer.install(RunControl(), ignore) == status
    assert len(house.index.asked) == asked


def test_the_first_picture_of_an_update_ends_the_engine_before_it(installed, tmp_path):
    old = installed.installer().status().python
    installed.publish(torch="2.0")
    installer = installed.installer()
    assert installer.status().state is InstallState.OUTDATED
    installed.index.asked.clear()

    status = installer.update(RunControl(), ignore)

    assert (status.state, dict(status.versions)["torch"]) == (READY, "2.0")
    assert status.python != old
    assert old.is_file()
    assert installed.index.fetched("torch") == 1
    assert installed.index.fetched("diffusers") == 0  # what is the same comes from the old engine
    paint(installed, tmp_path)
    for thread in threading.enumerate():
        if thread.name == "engine-former":
            thread.join(10)
    assert not old.exists()
    assert installed.environments() == [status.python.parents[1].name]


def test_the_python_that_the_artist_named_comes_before_the_installed_one(installed, tmp_path):
    settings = SettingsStore(tmp_path / "settings.json")
    ours = str(installed.installer().status().python)
    assert engine_python(settings, installed.engines) == ours

    settings.save(replace(settings.load(), engine_python="/opt/mine/bin/python"))

    assert engine_python(settings, installed.engines) == "/opt/mine/bin/python"


def paint(house, folder):
    """Make a picture with the installed engine, through the app's own service."""
    settings = SettingsStore(folder / "settings.json")
    service = open_engine(settings, folder / "engine.log", house.engines)
    order = Run(
        job="job",
        model=ModelFiles(pipeline=Pipeline.KLEIN, folder=str(folder)),
        memory=MemoryWish(),
        folder=str(folder),
        prompt="a house",
        pictures=(PictureOrder(index=0, seed=1),),
        width=64,
        height=64,
        steps=1,
        guidance=1.0,
        acceleration=Acceleration.REGULAR,
        format=ImageFormat.PNG,
    )
    try:
        events = list(service.run(order, RunControl()))
    finally:
        service.close()
    assert [event for event in events if isinstance(event, Made)]


# What goes wrong leaves the old engine, a sentence and a next step


def refused(house, installer, act="install"):
    """Return the error; it is told again by the next start, and the old engine works on."""
    before = installer.status().python
    with pytest.raises(StudioError) as caught:
        getattr(installer, act)(RunControl(), ignore)
    status = house.installer().status()
    assert (status.problem, status.hint) == (str(caught.value), caught.value.hint)
    assert status.unfinished
    assert status.python == before
    assert status.hint
    assert not [name for name in house.environments() if name.endswith(".new")]
    return caught.value


def test_a_library_with_another_hash_is_not_installed(installed):
    installed.publish(torch="2.0")
    name = "torch-2.0-py3-none-any.whl"
    installed.index.wheels[name] = installed.index.wheels["torch-1.0-py3-none-any.whl"]

    assert "not the one" in str(refused(installed, installed.installer()))
    assert installed.installer().status().state is InstallState.OUTDATED


def test_a_site_that_is_down_is_gone_on_with_later(house):
    house.index.broken["torch"] = 503
    installer = house.installer()

    assert "site" in str(refused(house, installer))
    assert installer.status().state is BROKEN

    house.index.broken.clear()
    assert installer.install(RunControl(), ignore).state is READY


def test_without_a_network_it_says_so(house):
    house.index.close()

    assert "network" in str(refused(house, house.installer()))


def test_a_library_that_is_no_longer_to_be_had_asks_for_an_update(house):
    del house.index.wheels["peft-1.0-py3-none-any.whl"]

    assert "update the app" in refused(house, house.installer()).hint


def test_a_network_that_wants_a_sign_in_is_told_and_forgotten_after_it(house):
    house.index.wants_sign_in = True
    assert "sign in" in refused(house, house.installer()).hint

    house.index.wants_sign_in = False
    assert house.installer().install(RunControl(), ignore).state is READY


def test_a_disk_that_becomes_full_in_the_middle_is_gone_on_with(house, tmp_path):
    with mounted(tmp_path / "disk", "-t", "tmpfs", "-o", "size=400k", "tmpfs") as disk:
        house.engines = disk / "engines"
        error = refused(house, house.installer(margin_bytes=-(2**30)))
        assert "became full" in str(error)
        assert "Free some space" in error.hint

        subprocess.run(["mount", "-o", "remount,size=20m", str(disk)], check=True)
        status = house.installer(margin_bytes=0).install(RunControl(), ignore)
        assert (status.state, status.problem) == (READY, "")


def test_a_full_disk_is_told_before_anything_is_fetched(house):
    error = refused(house, house.installer(margin_bytes=2**60))

    assert "needs" in str(error)
    assert house.index.asked == []


def test_an_engine_that_computes_wrongly_is_not_switched_to_and_its_download_is_kept(house):
    house.publish(total="3.5")
    installer = house.installer()

    assert "cannot compute" in str(refused(house, installer))

    house.publish(torch="2.0")
    assert installer.install(RunControl(), ignore).state is READY
    assert house.index.fetched("diffusers") == 1


def test_an_engine_that_does_not_see_the_card_is_not_switched_to(installed):
    installed.publish(torch="2.0", build_kind="cuda")

    assert "does not see" in str(refused(installed, installed.installer(CARD)))


def test_an_engine_that_does_not_start_is_not_switched_to(installed):
    installed.publish(torch="2.0", kind='" + undefined + "')

    assert refused(installed, installed.installer()).details


def test_a_missing_tool_is_named(house):
    def none():
        return find_uv({"PATH": ""})

    def gone():
        raise EngineInstallError("There is no uv.", hint="Install it.")

    assert none().is_file()  # the package of the test environment
    assert "uv" in str(refused(house, house.installer(tool=gone)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(house):
    house.engines.parent.mkdir(parents=True)
    house.engines.parent.chmod(0o500)
    with pytest.raises(StudioError):
        house.installer().install(RunControl(), ignore)
    house.engines.parent.chmod(0o700)


# Stopped, at once, and gone on with


def test_a_cancel_ends_it_and_what_came_is_kept(house):
    house.index.held.add("torch")
    installer, control, ended = house.installer(), RunControl(), []

    def install():
        try:
            installer.install(control, ignore)
        except Cancelled:
            ended.append("cancelled")

    thread = threading.Thread(target=install)
    thread.start()
    assert house.index.holding.wait(20)
    assert house.installer().status().state is InstallState.INSTALLING
    with pytest.raises(EngineInstallError, match="Another window"):
        house.installer().install(RunControl(), ignore)
    with pytest.raises(EngineInstallError, match="Another window"):
        house.installer().remove()
    control.cancel()
    thread.join(10)

    assert ended == ["cancelled"]
    status = house.installer().status()
    assert (status.state, status.unfinished) == (BROKEN, True)
    assert "interrupted" in status.problem
    assert house.environments() == []
    house.index.let_go()
    assert installer.install(RunControl(), ignore).state is READY


# Repaired and removed


def test_a_repair_fetches_only_what_is_damaged(installed):
    python = installed.installer().status().python
    library = next(python.parents[1].glob("lib/*/site-packages/torch/__init__.py"))
    library.write_text("broken")
    installed.index.asked.clear()

    status = installed.installer().repair(RunControl(), ignore)

    assert status.state is READY
    assert status.python != python
    assert next(status.python.parents[1].glob("lib/*/site-packages/torch/__init__.py")).read_text()
    assert installed.index.fetched("torch") == 1
    assert installed.index.fetched("diffusers") == 0


def test_an_engine_whose_python_is_gone_is_made_anew(installed):
    python = installed.installer().status().python
    python.unlink()
    status = installed.installer().status()
    assert (status.state, status.hint) == (BROKEN, "Repair the engine.")

    assert installed.installer().repair(RunControl(), ignore).state is READY


def test_an_engine_that_lacks_a_library_is_broken(installed):
    python = installed.installer().status().python
    shutil.rmtree(next(python.parents[1].glob("lib/*/site-packages/peft-*.dist-info")))

    assert installed.installer().status().state is BROKEN


def test_removing_takes_only_what_was_installed(installed):
    (installed.engines / "mine.txt").write_text("of the artist")
    (installed.engines.parent / "models").mkdir()

    assert installed.installer().remove().state is ABSENT

    assert sorted(p.name for p in installed.engines.iterdir()) == ["lock", "mine.txt"]
    assert (installed.engines.parent / "models").is_dir()


def test_what_another_window_runs_is_not_removed_and_ends_with_its_engine(installed):
    installer = installed.installer()
    python = installer.status().python
    heard = SimpleQueue()
    command = engine_command(installed=python)
    engine = EngineProcess(command, EngineLog(installed.log_file), lambda _, what: heard.put(what))
    while not isinstance(heard.get(timeout=20), Ready):
        pass

    with pytest.raises(EngineInstallError, match="Another window") as caught:
        installer.remove()
    assert "Close that window" in caught.value.hint
    for version in ("2.0", "3.0"):  # the second one needs neither the first nor that engine
        installed.publish(torch=version)
        assert installed.installer().update(RunControl(), ignore).state is READY
        assert python.is_file()
        EngineFolder(installed.engines).forget_former()
    assert python.is_file()

    engine.close()
    assert installed.installer().remove().state is ABSENT
    assert installed.environments() == []


def test_a_removal_that_was_killed_can_be_done_again(installed):
    python = installed.installer().status().python
    environment = python.parents[1]
    environment.rename(environment.with_suffix(".old"))  # as far as it came

    status = installed.installer().status()
    assert (status.state, status.hint) == (BROKEN, "Repair the engine.")

    assert installed.installer().remove().state is ABSENT
    assert installed.environments() == []

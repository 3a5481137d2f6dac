"""The processes that a frozen app starts: its own children, other programs, and the engine."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from bundle_wheel import engine_wheel
from frozen_environment import restore

from flux2studio.backends.orders import courier_command
from flux2studio.core.engine_messages import Started, decode_event
from flux2studio.services.pictures import decoder_command
from flux2studio.services.rebuild_readers import reader_command

ROOT = Path(__file__).parents[2]
FROM_WHEEL = (
    "import runpy, sys; sys.path[:] = [p for p in sys.path if 'site-packages' in p or 'lib' in p];"
    "sys.meta_path[:] = [m for m in sys.meta_path if 'editable' not in repr(m).lower()];"
    "sys.path.insert(0, sys.argv.pop());"
    "runpy.run_module('flux2studio.engine', run_name='__main__', alter_sys=True)"
)


@pytest.mark.parametrize("command", [courier_command, decoder_command, reader_command])
def test_a_frozen_app_starts_its_children_by_a_word_of_its_own(command, monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program, word = command()
    assert program == sys.executable

    started = [sys.executable, "-m", "flux2studio", word]
    told = subprocess.run(started, input=b"", capture_output=True, timeout=30, check=False)

    assert (told.stdout, told.stderr) == (b"", b"")  # nothing to do, and no complaint


def test_a_frozen_app_watches_over_a_tool_by_a_word_of_its_own():
    tool = [sys.executable, "-c", "print('made'); exit(3)"]
    command = [sys.executable, "-m", "flux2studio", "--keeper", *tool]

    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as keeper:
        assert keeper.stdout.read().split() == [b"made"]
        assert keeper.wait() == 3


def test_other_programs_find_their_own_libraries_again():
    environment = {"LD_LIBRARY_PATH": "/app/_internal", "LD_LIBRARY_PATH_ORIG": "/opt/gpu"}
    restore(environment)
    assert environment == {"LD_LIBRARY_PATH": "/opt/gpu"}

    environment = {"LD_LIBRARY_PATH": "/app/_internal", "HOME": "/home/artist"}
    restore(environment)
    assert environment == {"HOME": "/home/artist"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """As it is built, without waiting for that."""
    folder = tmp_path_factory.mktemp("wheel")
    whole = folder / "flux2studio-1.2.3-py3-none-any.whl"
    record = "flux2studio/core/control.py,sha256=x,1\nflux2studio/app.py,sha256=y,2\n"
    with zipfile.ZipFile(whole, "w") as file:
        for path in sorted((ROOT / "flux2studio").rglob("*.py")):
            file.write(path, path.relative_to(ROOT))
        file.writestr("flux2studio-1.2.3.dist-info/RECORD", record)
    return engine_wheel(whole, folder / "small")


def test_the_wheel_for_the_engine_has_nothing_of_the_window(wheel):
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        record = file.read("flux2studio-1.2.3.dist-info/RECORD").decode()

    assert {"flux2studio/__init__.py", "flux2studio/engine/__main__.py"} <= set(names)
    assert not [name for name in names if "/ui/" in name or name.endswith("/app.py")]
    assert record == "flux2studio/core/control.py,sha256=x,1\n"


def test_another_python_runs_the_engine_out_of_the_wheel(wheel):
    command = [sys.executable, "-I", "-c", FROM_WHEEL, str(wheel)]

    told = subprocess.run(command, input=b"", capture_output=True, timeout=30, check=False)

    assert isinstance(decode_event(told.stdout.splitlines()[0]), Started), told.stderr

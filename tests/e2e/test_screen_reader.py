"""What a screen reader sees of the real app, over the bus that it listens on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PYTHON = "/usr/bin/python3"  # the one that has the system's bindings
WALK = Path(__file__).parents[1] / "ui" / "atspi_walk.py"
KNOWS_ATSPI = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
BOTH = """
"$0" -m flux2studio & app=$!
"$1" "$2" 40 "Start with practice"; seen=$?
kill $app; wait $app
exit $seen
"""


def missing():
    """What is not installed here, in words; empty: all is there."""
    for program in ("dbus-run-session", "xvfb-run", "xauth", PYTHON):
        if shutil.which(program) is None:
            return f"{program} is not installed"
    if subprocess.run([PYTHON, "-c", KNOWS_ATSPI], capture_output=True, check=False).returncode:
        return "the bindings of AT-SPI are not installed"
    return ""


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    if why := missing():
        pytest.skip(why)
    environment = {
        **os.environ,
        "FLUX2STUDIO_HOME": str(tmp_path_factory.mktemp("home") / "home"),
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "LANGUAGE": "en",
        "LC_ALL": "C.UTF-8",
    }
    command = ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1600x1000x24"]
    run = subprocess.run(
        [*command, "sh", "-c", BOTH, sys.executable, PYTHON, str(WALK)],
        capture_output=True,
        env=environment,
        text=True,
        timeout=55,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("frame", "flux2studio"),
        ("image", "Stage"),
        ("text", "Prompt"),
        ("text", "Search the LoRAs"),
        ("text", "Seed"),
        ("push button", "Generate, free"),
        ("push button", "Undo"),
        ("push button", "Settings"),
        ("push button", "Size presets"),
        ("check box", "History"),
        ("spin button", "Width in pixels"),
        ("spin button", "Steps"),
        ("panel", "Jobs"),
    ],
)
def test_the_main_controls_are_known_by_role_and_name(seen, role, name):
    assert (role, name) in {(part["role"], part["name"]) for part in seen}


def test_all_that_takes_the_keyboard_has_a_name(seen):
    nameless = [part for part in seen if part["focusable"] and not part["name"]]

    assert nameless == []


def test_numbers_say_their_value(seen):
    values = {part["name"]: part["value"] for part in seen}

    assert values["Steps"] == 28.0
    assert values["Width in pixels"] >= 1024.0  # that of the sample once it is there


def test_a_choice_says_what_it_is_about(seen):
    choices = [part["description"] for part in seen if part["role"] == "combo box"]

    assert choices
    assert all(choices)

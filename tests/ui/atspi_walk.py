"""Run by the system's Python: write what a screen reader sees of the app as JSON, line by line.

``atspi_walk.py SECONDS NAME``: presses the button NAME as a screen reader does, and waits at the
most that long for the window to show the form that follows.
"""

from __future__ import annotations

import json
import sys
import time
import warnings

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore")  # the names of 2.46 and of 2.50 are both in use
DEPTH_MAX, CHILDREN_MAX = 40, 200
FORM = "Prompt"


def main() -> int:
    end = time.monotonic() + float(sys.argv[1])
    pressed = False
    while time.monotonic() < end:
        found = dict(enumerate(walk(app(), 0)))
        lines = [line for line, _ in found.values()]
        if any(line["name"] == FORM for line in lines):
            sys.stdout.write("".join(json.dumps(line) + "\n" for line in lines))
            return 0
        for line, part in found.values():
            if line["name"] == sys.argv[2] and not pressed:
                pressed = part.get_action_iface().do_action(0)
        time.sleep(0.2)
    return 1


def app():
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and "flux2studio" in (child.get_name() or ""):
            return child
    return None


def walk(part, depth):
    """What is shown, from above."""
    if part is None or depth > DEPTH_MAX:
        return
    try:
        line, is_shown, count = told(part)
    except GLib.Error:  # gone meanwhile
        return
    if depth > 1 and not is_shown:
        return
    yield line, part
    for at in range(min(count, CHILDREN_MAX)):
        yield from walk(part.get_child_at_index(at), depth + 1)


def told(part):
    states = part.get_state_set()
    value = part.get_value_iface()
    line = {
        "role": part.get_role_name(),
        "name": part.get_name() or "",
        "description": part.get_description() or "",
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "value": value.get_current_value() if value is not None else None,
    }
    return line, states.contains(Atspi.StateType.SHOWING), part.get_child_count()


if __name__ == "__main__":
    sys.exit(main())

"""Presses buttons of the app as a screen reader does; smoke.py runs it by the system's Python.

``smoke_window.py SECONDS NAME…``: each button NAME in turn, as soon as it is shown and can be
pressed, or the text ``NAME=WORDS`` is written into the field of that name. Needs the bindings of
AT-SPI (python3-gi, gir1.2-atspi-2.0).
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Iterator
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

warnings.simplefilter("ignore")  # the names of 2.46 and of 2.50 are both in use
DEPTH_MAX, CHILDREN_MAX = 40, 200


def main() -> int:
    end = time.monotonic() + float(sys.argv[1])
    for wanted in sys.argv[2:]:
        while not _do(wanted):
            if time.monotonic() > end:
                shown = sorted({part.get_name() or "" for part in _shown(_app(), 0)})
                sys.stderr.write(f"There is no {wanted} to press. Shown: {shown}\n")
                return 1
            time.sleep(0.2)
    return 0


def _do(wanted: str) -> bool:
    name, _, words = wanted.partition("=")
    for part in _shown(_app(), 0):
        try:
            if (part.get_name() or "").startswith(name) and _can(part):
                if words:
                    return bool(part.get_editable_text_iface().set_text_contents(words))
                return bool(part.get_action_iface().do_action(0))
        except (GLib.Error, AttributeError):  # gone meanwhile, or of another kind
            continue
    return False


def _can(part: Any) -> bool:
    return bool(part.get_state_set().contains(Atspi.StateType.SENSITIVE))


def _app() -> Any:
    desktop = Atspi.get_desktop(0)
    for at in range(desktop.get_child_count()):
        child = desktop.get_child_at_index(at)
        if child is not None and "flux2studio" in (child.get_name() or ""):
            return child
    return None


def _shown(part: Any, depth: int) -> Iterator[Any]:
    """All that can be seen, from above."""
    if part is None or depth > DEPTH_MAX:
        return
    try:
        is_shown = part.get_state_set().contains(Atspi.StateType.SHOWING)
        count = part.get_child_count()
    except GLib.Error:  # gone meanwhile
        return
    if depth > 1 and not is_shown:
        return
    yield part
    for at in range(min(count, CHILDREN_MAX)):
        yield from _shown(part.get_child_at_index(at), depth + 1)


if __name__ == "__main__":
    sys.exit(main())

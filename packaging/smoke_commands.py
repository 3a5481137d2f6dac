"""Tries a built app on any system: ``python packaging/smoke_commands.py PROGRAM [WINDOW]``.

What smoke.py does by the buttons of the window needs a Linux desktop; here PROGRAM makes a picture
by ``generate``, examines itself, and lets each child process do its work. WINDOW, where that is
another program than PROGRAM, has to keep its window open for some seconds, on no screen.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from smoke import say, try_courier, try_generate, try_rebuild
from smoke_desk import Desk, SmokeError, running

SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder(Desk):
    """Everything of the app below one folder, wherever the system keeps it else."""

    def pictures(self) -> list[Path]:
        return sorted(self.home.rglob("*-0.png"))


def main() -> int:
    program, window = sys.argv[1], sys.argv[-1]
    # Windows deletes nothing that a process still has open, and some end a moment after the window.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        names = {"FLUX2STUDIO_HOME": folder, "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
        here = Folder(environment={**os.environ, **names}, home=home)
        try:
            say("generate", f"{try_generate([program], here)} made")
            say("rebuild", f"{try_rebuild([program], here)} pictures found again")
            say("courier", f"{try_courier([program], here)} B of an answer carried")
            say("doctor", f"{try_doctor(program, here)} lines")
            try_open(window, here)
            say("window", f"open for {SECONDS:.0f} s")
        except SmokeError as error:
            sys.stderr.write(f"{error}\n")
            return 1
    return 0


def try_doctor(program: str, here: Desk) -> int:
    """Raises SmokeError when it finds fault with this computer or the app."""
    told = subprocess.run(
        [program, "doctor"], env=here.environment, capture_output=True, check=False
    )
    if told.returncode:
        raise SmokeError(f"doctor ends with {told.returncode}: {told.stdout!r} {told.stderr!r}")
    return len(told.stdout.splitlines())


def try_open(window: str, here: Desk) -> None:
    """Raises SmokeError when the window does not stay."""
    with running([window], here) as process:
        try:
            code = process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return
    raise SmokeError(f"The window ends by itself, with {code}.")


if __name__ == "__main__":
    sys.exit(main())

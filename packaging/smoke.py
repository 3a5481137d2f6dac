"""Tries a built app as an artist does: ``python packaging/smoke.py BUNDLE``.

Opens its window on a screen of its own, presses its buttons until a practice picture is there, and
quits by Ctrl+Q; makes another with ``generate``, and lets each child process do its work. Prints
how large it is and how soon its window is there, with ``--venv PYTHON`` beside that of the app
installed there. ``--root DIR`` runs ``BUNDLE`` inside of another system (as root). Needs Xvfb,
xdotool, dbus-daemon and AT-SPI with its bindings for the system's Python, all of them out here.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from smoke_desk import PATIENCE_S, Desk, SmokeError, desk, running, wait_for

PRESSES = ("Start with practice", "Prompt=a red kite over dunes", "Generate, free")
ROUNDS = 11
RATIO_MAX = 1.3  # of the bundle's start to that of the same app from an environment
MB = 1_000_000
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that has the bindings
_PNG = b"\x89PNG\r\n\x1a\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("bundle", help="its folder, or its program inside of --root")
    parser.add_argument("--root", type=Path, metavar="DIR")
    parser.add_argument("--venv", metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=ROUNDS, metavar="N")
    options = parser.parse_args()
    app = command_of(options.bundle, options.root)
    try:
        with desk(options.root) as here:
            say("window", f"{try_window(app, here)} made by its own buttons")
            say("generate", f"{try_generate(app, here)} made")
            say("rebuild", f"{try_rebuild(app, here)} pictures found again")
            say("courier", f"{try_courier(app, here)} B of an answer carried")
            if options.root is None:
                say("size", f"{size_of(Path(options.bundle)) / MB:.1f} MB")
            times = [start_times([app], here, options.rounds)[0]] if not options.venv else []
            if options.venv:
                times = start_times(
                    [app, [options.venv, "-m", "flux2studio"]], here, options.rounds
                )
    except SmokeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return tell_times(times)


def tell_times(times: Sequence[float]) -> int:
    """Return the exit code: 1 when the bundle starts too slowly beside an environment."""
    say("start", f"{times[0] * 1000:.0f} ms until its window is there")
    if len(times) == 1:
        return 0
    ratio = times[0] / times[1]
    say("ratio", f"{ratio:.2f} × the {times[1] * 1000:.0f} ms of the same app from an environment")
    return 0 if ratio <= RATIO_MAX else 1


def say(name: str, value: str) -> None:
    sys.stdout.write(f"{name:10}{value}\n")
    sys.stdout.flush()


def command_of(bundle: str, root: Path | None) -> list[str]:
    if root is not None:
        return ["chroot", str(root), bundle]
    return [str(Path(bundle).resolve() / "flux2studio")]


def try_window(app: Sequence[str], here: Desk) -> str:
    """Raises SmokeError when there is no picture in the end, or the app does not end well."""
    before = set(here.pictures())
    with running([*app], here) as process:
        driver = Path(__file__).with_name("smoke_window.py")
        command = [SYSTEM_PYTHON, str(driver), str(PATIENCE_S), *PRESSES]
        told = subprocess.run(
            command, env=here.environment, capture_output=True, text=True, check=False
        )
        if told.returncode:
            raise SmokeError(told.stderr.strip())
        wait_for(lambda: set(here.pictures()) - before, "picture", process)
        code = here.quit(process)
    if code is None:
        raise SmokeError("Ctrl+Q does not end it.")
    if code:
        raise SmokeError(f"It ends with {code}.")
    return checked((set(here.pictures()) - before).pop())


def try_generate(app: Sequence[str], here: Desk) -> str:
    """Raises SmokeError."""
    command = [*app, "generate", "a red kite", "--backend", "practice", "--json"]
    told = subprocess.run(
        command, env=here.environment, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise SmokeError(f"generate ends with {told.returncode}: {told.stderr}")
    (file,) = json.loads(told.stdout)["files"]
    return checked(Path(file))


def try_rebuild(app: Sequence[str], here: Desk) -> int:
    """Make the history again without its database, by the readers that the app starts.

    Raises SmokeError.
    """
    (database,) = here.home.rglob("studio.db")
    for path in (database, *here.home.rglob("studio.db-*")):
        path.unlink()
    command = [*app, "rebuild", "--json"]
    told = subprocess.run(
        command, env=here.environment, capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise SmokeError(f"rebuild ends with {told.returncode}: {told.stderr}")
    answer = json.loads(told.stdout)
    found, there = answer["added"] + answer["already"], len(here.pictures())
    if found < there:
        raise SmokeError(f"rebuild finds {found} of {there} pictures.")
    return there


def try_courier(app: Sequence[str], here: Desk) -> int:
    """Let the child process that paid requests go by carry one, to this computer.

    Raises SmokeError.
    """
    spool = here.home / "spool"
    with answering() as url:
        order = {
            "job_id": "smoke",
            "client_id": "smoke",
            "spool": str(spool),
            "url": url,
            "key": "none",
            "payload": {"prompt": "a red kite"},
        }
        line = json.dumps(order).encode() + b"\n"
        subprocess.run([*app, "--courier"], env=here.environment, input=line, check=False)
    try:
        return len((spool / "smoke.body").read_bytes())
    except OSError:
        left = [path.read_text() for path in spool.glob("*.json")]
        raise SmokeError(f"The courier brings no answer: {left}") from None


class Answering(BaseHTTPRequestHandler):
    """Takes what is sent, and gives it back."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: object) -> None:
        """Nobody reads it."""


@contextmanager
def answering() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def checked(picture: Path) -> str:
    """Raises SmokeError when ``picture`` is none."""
    if not picture.read_bytes().startswith(_PNG):
        raise SmokeError(f"{picture.name} is no picture.")
    return f"{picture.name} ({picture.stat().st_size / MB:.1f} MB)"


def start_times(apps: Sequence[Sequence[str]], here: Desk, rounds: int) -> list[float]:
    """Return the median seconds until the window is there, of each; in turn, so that a busy moment
    meets them all. The first round fills the caches and is left out.
    """
    times: list[list[float]] = [[] for _ in apps]
    for number in range(rounds + 1):
        for app, taken in zip(apps, times, strict=True):
            begin = time.monotonic()
            with running(app, here) as process:
                wait_for(here.is_window_shown, "window", process, pause_s=0)
                seconds = time.monotonic() - begin
            wait_for(lambda: not here.is_window_shown(), "end of the window")
            if number:
                taken.append(seconds)
    return [statistics.median(taken) for taken in times]


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


if __name__ == "__main__":
    sys.exit(main())

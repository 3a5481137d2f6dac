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
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PRESSES = ("Start with practice", "Prompt=a red kite over dunes", "Generate, free")
PATIENCE_S = 90.0
ROUNDS = 7
RATIO_MAX = 1.3  # of the bundle's start to that of the same app from an environment
MB = 1_000_000
SYSTEM_PYTHON = "/usr/bin/python3"  # the one that has the bindings
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A screen, a bus and a home folder, with nobody else at them."""

    environment: dict[str, str]
    home: Path

    def pictures(self) -> list[Path]:
        return sorted((self.home / "Pictures" / "flux2studio").rglob("*.png"))

    def is_window_shown(self) -> bool:
        command = ["xdotool", "search", "--onlyvisible", "--name", "^flux2studio"]
        told = subprocess.run(command, env=self.environment, capture_output=True, check=False)
        return told.returncode == 0

    def quit(self) -> None:
        """The window has no frame here whose cross could be clicked."""
        find = ["xdotool", "search", "--onlyvisible", "--name", "^flux2studio"]
        act = ["windowfocus", "--sync", "key", "--clearmodifiers", "ctrl+q"]
        subprocess.run([*find, *act], env=self.environment, check=True, capture_output=True)


class SmokeError(Exception):
    """What did not happen, in words."""


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
        here.quit()
        try:
            code = process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise SmokeError("Ctrl+Q does not end it.") from None
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


@contextmanager
def running(app: Sequence[str], here: Desk) -> Generator[subprocess.Popen[bytes], None, None]:
    process = subprocess.Popen(app, env=here.environment, cwd="/")
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(
    what: Callable[[], object],
    words: str,
    process: subprocess.Popen[bytes] | None = None,
    *,
    pause_s: float = 0.1,
) -> None:
    """Raises SmokeError when it does not come about, or ``process`` ends before."""
    until = time.monotonic() + PATIENCE_S
    while not what():
        if process is not None and process.poll() is not None:
            raise SmokeError(f"It ended with {process.returncode} before there was a {words}.")
        if time.monotonic() > until:
            raise SmokeError(f"There is no {words} after {PATIENCE_S:.0f} s.")
        time.sleep(pause_s)


@contextmanager
def desk(root: Path | None = None) -> Generator[Desk, None, None]:
    """Set everything up; what ``root`` needs of it is at the same place in there."""
    with ExitStack() as ends:
        folder = Path(tempfile.mkdtemp(prefix="smoke-", dir="/run" if root else None))
        ends.callback(shutil.rmtree, folder, ignore_errors=True)
        if root is not None:
            for place in (folder, Path("/tmp/.X11-unix")):
                ends.enter_context(mounted(place, root))
        home = folder / "home"
        home.mkdir()
        number = ends.enter_context(x_server())
        environment = {
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(folder),
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LANGUAGE": "en",
            "LC_ALL": "C.UTF-8",
        }
        bus = f"unix:path={folder}/bus"
        ends.enter_context(session_bus(bus, environment))
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus
        yield Desk(environment=environment, home=home)


@contextmanager
def mounted(place: Path, root: Path) -> Iterator[None]:
    inside = root / place.relative_to("/")
    place.mkdir(exist_ok=True)
    inside.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "--bind", place, inside], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", inside], check=True)
        inside.rmdir()


@contextmanager
def x_server() -> Iterator[str]:
    """Yield the number of a screen of our own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield told.readline().strip()
    finally:
        server.terminate()
        server.wait()


@contextmanager
def session_bus(address: str, environment: dict[str, str]) -> Iterator[None]:
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address", f"--address={address}"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert bus.stdout is not None
    bus.stdout.readline()  # it listens
    try:
        yield
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()


def size_of(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


if __name__ == "__main__":
    sys.exit(main())

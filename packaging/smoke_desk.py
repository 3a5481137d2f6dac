"""A desk to try a built app at: a screen, a bus and a home folder, with nobody else at them."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

PATIENCE_S = 90.0
TO_END_S = 10.0


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

    def quit(self, process: subprocess.Popen[bytes]) -> int | None:
        """Return the exit code, or None when it does not end. The window has no frame here whose
        cross could be clicked; nor is it found while a hint comes or goes: then once more.
        """
        find = ["xdotool", "search", "--onlyvisible", "--name", "^flux2studio"]
        act = ["windowfocus", "--sync", "key", "--clearmodifiers", "ctrl+q"]
        until = time.monotonic() + PATIENCE_S
        while process.poll() is None and time.monotonic() < until:
            subprocess.run([*find, *act], env=self.environment, check=False, capture_output=True)
            with suppress(subprocess.TimeoutExpired):
                process.wait(TO_END_S)
        return process.returncode


class SmokeError(Exception):
    """What did not happen, in words."""


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

"""The command line as a real process, which tests start, watch and kill."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from PIL import Image

from tests.nursery import STRICT, start


class App:
    """One home on disk; every call is a process of its own, as a user's would be."""

    def __init__(self, home, environment=None):
        self.home = Path(home)
        self.environment = {
            **os.environ,
            "FLUX2STUDIO_HOME": str(self.home),
            **STRICT,
            **(environment or {}),
        }

    def start(self, *arguments, under=()):
        """Start it; ``under`` is a command that starts commands, such as strace."""
        if not under:
            return start("flux2studio", *arguments, environment=self.environment)
        return subprocess.Popen(
            [*under, sys.executable, "-m", "flux2studio", *map(str, arguments)],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments, timeout=50, under=()):
        """Run to the end; return (exit code, stdout, stderr)."""
        process = self.start(*arguments, under=under)
        out, err = process.communicate(timeout=timeout)
        return process.returncode, out, err

    def json(self, *arguments, timeout=50):
        """Run with ``--json``; return (exit code, the object)."""
        code, out, err = self.run(*arguments, "--json", timeout=timeout)
        assert out, err
        return code, json.loads(out)

    def resume(self):
        """Pick up what is left; return the state each job ended in."""
        _code, answer = self.json("resume")
        return {job["job"]: job["state"] for job in answer["jobs"]}

    def check(self):
        """Assert that disk and database agree: no half file, no row without a whole picture."""
        pictures = self.home / "Pictures" / "flux2studio"
        files = {path for path in pictures.rglob("*") if path.is_file()}
        assert not [path for path in files if path.name.endswith(".part")]
        _, answer = self.json("history", "--limit", "10000")
        rows = {Path(item["file"]) for item in answer["generations"]}
        assert rows == files
        for path in files:
            with Image.open(path) as picture:
                picture.load()
        database = sqlite3.connect(self.home / "data" / "studio.db")
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        database.close()
        return answer["generations"]


def kill(process):
    """kill -9, as the machine's owner or the system would."""
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=20)


def kill_couriers(home):
    """kill -9 every courier that was started from this home; return how many there were."""
    killed = set()
    while living := _couriers(home):
        for pid in living:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        killed |= living
    return len(killed)


def _couriers(home):
    """The process ids; one that has ended and waits for its parent has no environment."""
    mark = f"FLUX2STUDIO_HOME={home}".encode()
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_courier = b"flux2studio.courier" in (process / "cmdline").read_bytes()
            if is_courier and mark in (process / "environ").read_bytes().split(b"\0"):
                found.add(int(process.name))
    return found

"""A tool of others ends with the app: when it is cancelled, when it is killed, and by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from flux2studio.core.control import RunControl
from flux2studio.core.errors import Cancelled
from flux2studio.services import keeper
from flux2studio.services.kept_process import run_kept
from tests.e2e.local_engine import wait_until

_TELLS_AND_STAYS = (
    "import os, subprocess, sys; child = subprocess.Popen(['sleep', '60']);"
    " print(os.getpid(), child.pid, flush=True); child.wait()"
)
STAYS = (sys.executable, "-I", "-S", "-c", _TELLS_AND_STAYS)


def is_gone(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


def run(*words, **options):
    said = []
    code = run_kept(
        [sys.executable, "-I", "-S", "-c", *words], os.environ, RunControl(), said.append, **options
    )
    return code, "".join(said)


def test_its_words_and_its_exit_code_come_through():
    assert run("import sys; print('ä', flush=True); sys.exit('b')") == (1, "ä\nb\n")
    assert run("pass") == (0, "")


@pytest.mark.skipif(sys.platform == "win32", reason="has no signals")
def test_the_signal_that_ended_it_comes_through():
    code, _ = run("import os; os.kill(os.getpid(), 9)")

    assert code == -signal.SIGKILL


def test_what_is_not_there_is_told():
    said = []

    assert run_kept(["/none/such"], os.environ, RunControl(), said.append)
    assert "/none/such" in "".join(said)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_cancel_ends_it_and_what_it_started():
    control, told, ended = RunControl(), [], threading.Event()

    def work():
        with suppress(Cancelled):
            run_kept(STAYS, os.environ, control, told.append)
        ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    assert wait_until(lambda: told)
    control.cancel()

    assert ended.wait(10)
    thread.join()
    assert wait_until(lambda: all(map(is_gone, told[0].split())))


def test_what_looks_at_it_may_end_it():
    def look():
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        run("import time; time.sleep(60)", look=look)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_it_does_not_outlive_an_app_that_is_killed():
    app = subprocess.Popen(
        [sys.executable, "-I", "-S", keeper.__file__, *STAYS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with app:
        tool = app.stdout.readline().split()[0].decode()
        app.stdin.close()  # as the system does for an app that is gone

        assert wait_until(lambda: is_gone(tool))

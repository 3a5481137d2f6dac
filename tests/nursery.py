"""Starts Python programs by a fork of a process that has their modules already.

Each is still a process of its own, with its own memory, pipes, signals and end. Only the
imports are not done again: they take longer than most of what the tests watch.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

_ROOT = Path(__file__).parents[1]
_LONGEST = 150_000  # bytes of arguments and environment
_KNOWN = [
    "flux2studio.cli",
    "tests.backends.app_side",
    "tests.hosted.__main__",
    "tests.storage.child",
]


def _interpreter(environment):
    """What a Python looks at when it starts, and never again."""
    return {name: value for name, value in environment.items() if name.startswith("PYTHON")}


STRICT = {"PYTHONPATH": str(_ROOT), "PYTHONWARNINGS": "error"}
_USUAL = _interpreter(os.environ) | STRICT


def start(module, *arguments, environment=None):
    """``python -m module``, with pipes of text to all its streams."""
    words = [module, *map(str, arguments)]
    environment = environment or {**os.environ, **STRICT}
    if sys.platform == "linux" and _interpreter(environment) == _USUAL:
        return Child(words, environment)
    pipe = subprocess.PIPE
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(
        command, env=environment, cwd=_ROOT, text=True, stdin=pipe, stdout=pipe, stderr=pipe
    )


class Child:
    """A program that was forked, as far as tests ask for ``subprocess.Popen``."""

    def __init__(self, words, environment):
        self.args = words
        self.returncode = None
        self._readers = None
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        order = json.dumps([words, environment]).encode()
        given, out, err = os.pipe(), os.pipe(), os.pipe()
        with theirs:
            far = [theirs.fileno(), given[0], out[1], err[1]]
            socket.send_fds(_nursery(), [order], far)
        for end in far[1:]:
            os.close(end)
        self.stdin = os.fdopen(given[1], "w", encoding="utf-8")
        self.stdout = os.fdopen(out[0], encoding="utf-8")
        self.stderr = os.fdopen(err[0], encoding="utf-8")
        self.pid = int(self._line.recv(100))

    def poll(self):
        return self._ended_within(0)

    def wait(self, timeout=None):
        if self._ended_within(timeout) is None:
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self.returncode

    def communicate(self, timeout=None):
        """Return all it said and all it complained of, once it has ended."""
        self._close_stdin()
        self._readers = self._readers or [_Reader(self.stdout), _Reader(self.stderr)]
        for reader in self._readers:
            reader.join(timeout)
            if reader.is_alive():
                raise subprocess.TimeoutExpired(self.args, timeout)
        self.wait(timeout)
        out, err = (reader.found for reader in self._readers)
        return out, err

    def send_signal(self, number):
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self):
        self.send_signal(signal.SIGKILL)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._close_stdin()
        self.stdout.close()
        self.stderr.close()
        self.wait()

    def _close_stdin(self):
        with suppress(BrokenPipeError):
            self.stdin.close()

    def _ended_within(self, timeout):
        if self.returncode is None and select.select([self._line], [], [], timeout)[0]:
            self.returncode = int(self._line.recv(100))
            self._line.close()
        return self.returncode


class _Reader(threading.Thread):
    def __init__(self, pipe):
        super().__init__(daemon=True)
        self._pipe = pipe
        self.found = None
        self.start()

    def run(self):
        with self._pipe:
            self.found = self._pipe.read()


@cache
def _nursery():
    """Start it for all tests of this process; it ends when this process does."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.nursery", str(theirs.fileno())]
    with theirs:
        # Pipes, for its children get the streams it was given, and find out once what they are.
        process = subprocess.Popen(
            command,
            env={**os.environ, **STRICT},
            pass_fds=[theirs.fileno()],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    atexit.register(_close, ours, process)
    return ours


def _close(nursery, process):
    nursery.close()
    process.communicate(timeout=20)


def _serve(orders):
    """Have a minder for every order; return in each program's own process alone."""
    while True:
        order, files, _, _ = socket.recv_fds(orders, _LONGEST, 4)
        if not order:
            os._exit(0)
        if not os.fork():
            orders.close()
            _mind(socket.socket(fileno=files[0]), files[1:])
            return json.loads(order)
        for file in files:
            os.close(file)


def _mind(line, pipes):
    """Tell the test of the program's number and end; return in the program's own process."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    program = os.fork()
    if not program:
        line.close()
        for pipe, standard in zip(pipes, (0, 1, 2), strict=True):
            os.dup2(pipe, standard)
            os.close(pipe)
        return
    for pipe in (*pipes, 0, 1, 2):
        os.close(pipe)
    line.sendall(b"%d" % program)
    _, status = os.waitpid(program, 0)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        line.sendall(b"%d" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def main():
    for module in _KNOWN:
        import_module(module)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    (module, *arguments), environment = _serve(socket.socket(fileno=int(sys.argv[1])))
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv[1:] = arguments
    if not hasattr(sys.modules.get(module), "__path__"):  # it runs anew, under another name
        sys.modules.pop(module, None)
    sys.modules.pop(f"{module}.__main__", None)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

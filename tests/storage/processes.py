"""Starts the child of the storage tests, whole, watched by strace, or killed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache

from tests.nursery import start
from tests.samples import ALL

COMMAND = [sys.executable, "-m", "tests.storage.child"]


STRACE = ["strace", "-f", "-qq"]

# What our code asks of the kernel on the way to the disk; Python's own start uses none of them
# but write, which is why the child says a word first.
WRITING_CALLS = ["pwrite64", "write", "fsync", "fdatasync", "link", "linkat", "rename", "renameat",
                 "unlink", "ftruncate", "mkdir"]  # fmt: skip


@cache
def has_strace():
    """Whether faults can be injected at single system calls here."""
    if not shutil.which("strace"):
        return False
    try_it = [*STRACE, "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"]
    return subprocess.run(try_it, capture_output=True, check=False).returncode == 0


def run_child(act, home, fault=""):
    """Run to the end. ``fault`` is one of strace: "fsync:error=EIO:when=2"."""
    call = fault.partition(":")[0]
    prefix = [*STRACE, "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={fault}"]
    command = [*(prefix if fault else []), *COMMAND, act, str(home)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)


def points(act, home, call):
    """Return which ``call`` of a whole run to spoil: the middle one, or all when asked for."""
    log = home.with_suffix(".strace")
    watch = [*STRACE, "-o", str(log), "-e", f"trace={call}"]
    subprocess.run([*watch, *COMMAND, act, str(home)], capture_output=True, check=True)
    count = log.read_text().count(f" {call}(")
    every = range(1, count + 1)
    return every if ALL in os.environ else every[count // 2 :][:1]


def start_child(act, home):
    return start("tests.storage.child", act, home)

"""Small and read-only disks for tests; only root may mount them, on Linux."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def mounted(folder, *options):
    """Mount on ``folder``, a new one; skip the test where that is refused."""
    folder.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root may mount")
    done = subprocess.run(
        ["mount", *options, str(folder)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"mount is refused here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


def small(folder, size="1m"):
    return mounted(folder, "-t", "tmpfs", "-o", f"size={size}", "tmpfs")


@contextmanager
def read_only(folder, source):
    """Show ``source``, which must be there, as a disk that takes no more."""
    with mounted(folder, "--bind", str(source)):
        remount = ["mount", "-o", "remount,ro,bind", str(folder)]
        if subprocess.run(remount, capture_output=True, check=False).returncode:
            pytest.skip("a disk cannot be made read-only here")
        yield folder


def fill(disk):
    """Leave no byte free; return the file to delete for room."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (65536, 4096, 1):
            _write_to_the_end(file, bytes(size))
    return filler


def _write_to_the_end(file, data):
    while True:
        try:
            file.write(data)
        except OSError:
            return

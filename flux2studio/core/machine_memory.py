"""How much memory this machine has, and how much of it is free; asked of the system itself."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys
from pathlib import Path

_CGROUPS = (  # how much may be used, how much is, and which of it can be given back
    ("memory.max", "memory.current", "inactive_file"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes", "total_inactive_file"),
)


def machine_memory() -> tuple[int, int]:
    """Return the bytes of memory this process could ever use, and those free; 0, 0 if unknown.

    A container's limit counts. Memory that the system gives back on demand counts as free.
    macOS and Windows were not tried.
    """
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _macos()
        return _linux()
    except (OSError, ValueError, AttributeError, subprocess.SubprocessError):
        return 0, 0


def _linux() -> tuple[int, int]:
    text = Path("/proc/meminfo").read_text(encoding="ascii")
    kib = {name: int(value) for name, value in re.findall(r"^(\w+):\s+(\d+) kB$", text, re.M)}
    total, free = kib["MemTotal"] * 1024, kib["MemAvailable"] * 1024
    for limit, left in _cgroup_limits(Path("/sys/fs/cgroup")):
        total, free = min(total, limit), min(free, left)
    return total, max(free, 0)


def _cgroup_limits(root: Path) -> list[tuple[int, int]]:
    """Return the limits of the control groups seen from here, and what is left of each."""
    found = []
    for limit_name, used_name, spare_name in _CGROUPS:
        limit_file = root / limit_name
        try:
            limit, used = int(limit_file.read_text()), int((root / used_name).read_text())
            stat = limit_file.with_name("memory.stat").read_text()
        except (OSError, ValueError):  # there is none, or it says "max"
            continue
        spare = re.search(rf"^{spare_name} (\d+)$", stat, re.M)
        found.append((limit, limit - used + (int(spare[1]) if spare else 0)))
    return found


def _macos() -> tuple[int, int]:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    said = subprocess.run(
        ["/usr/bin/vm_stat"], capture_output=True, text=True, check=True, timeout=5
    ).stdout
    pages = {
        name: int(value) for name, value in re.findall(r"^Pages (.+?):\s+(\d+)\.$", said, re.M)
    }
    spare = ("free", "inactive", "purgeable", "speculative")
    return total, sum(pages.get(name, 0) for name in spare) * os.sysconf("SC_PAGE_SIZE")


if sys.platform == "win32":

    class _MemoryStatus(ctypes.Structure):
        """MEMORYSTATUSEX of Windows."""

        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("free", ctypes.c_uint64),
            ("total_with_paging", ctypes.c_uint64),
            ("free_with_paging", ctypes.c_uint64),
            ("total_virtual", ctypes.c_uint64),
            ("free_virtual", ctypes.c_uint64),
            ("free_extended", ctypes.c_uint64),
        )

    def _windows() -> tuple[int, int]:
        status = _MemoryStatus(length=ctypes.sizeof(_MemoryStatus))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return 0, 0
        return int(status.total), int(status.free)

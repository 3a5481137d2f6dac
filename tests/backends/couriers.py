"""Finds the couriers at work by the locks they hold; on Linux."""

from pathlib import Path


def couriers_of(folder):
    """The process ids of the couriers whose order names ``folder``."""
    found = []
    for lock in folder.glob("*.lock"):
        inode = lock.stat().st_ino
        for line in Path("/proc/locks").read_text("ascii").splitlines():
            parts = line.split()
            if parts[-3].endswith(f":{inode}"):
                found.append(int(parts[-4]))
    return found

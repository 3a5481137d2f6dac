"""What kind of place a folder is: shared over a network, or copied away by a cloud program.

A write-ahead log is memory that processes share, which a network drive does not do: a database
there needs the older journal. Read from the list of mounts on Linux and asked of Windows; the
latter was never run. On macOS every folder counts as a local one.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

_MOUNTS = Path("/proc/self/mounts")
_SHARED = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "glusterfs", "lustre",
     "davfs", "virtiofs", "vboxsf", "prl_fs", "fuse.vmhgfs-fuse", "fuse.sshfs", "fuse.rclone",
     "fuse.davfs2", "fuse.glusterfs"}
)  # fmt: skip
_REMOTE = 4  # as GetDriveType calls it
_OCTAL = re.compile(r"\\([0-7]{3})")

_CLOUDS = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pcloud drive": "pCloud",
    "box sync": "Box",
}


def is_shared(folder: Path) -> bool:
    """Whether a folder lies on another machine. False where that cannot be known."""
    if sys.platform == "win32":
        return _is_remote_drive(folder)
    with suppress(OSError):
        return kind_of_mount(folder.resolve(), _MOUNTS.read_text("utf-8", "replace")) in _SHARED
    return False


def kind_of_mount(folder: Path, mounts: str) -> str:
    """Return the type of the file system that ``folder`` is on, by a list as Linux writes it."""
    found, length = "", -1
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        place = Path(_OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[1]))
        if folder.is_relative_to(place) and len(place.parts) >= length:
            found, length = fields[2], len(place.parts)
    return found


def cloud_of(folder: Path) -> str:
    """Return the program that seems to copy this folder into a cloud, empty without one."""
    for part in folder.parts:
        name = part.casefold()
        for start, program in _CLOUDS.items():
            if name == start or name.startswith((f"{start} ", f"{start}-")):
                return program
    return ""


def _is_remote_drive(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        anchor = folder.absolute().anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE
    return False

"""Tries the .deb on a Debian that has nothing: ``python packaging/bare_debian.py DEB DIR``.

As root. DIR becomes a minimal Debian by debootstrap, or is one already; there the package is
installed with what it depends on, tried by smoke.py, and removed. It fails when there is a Python
or a compiler, when a file of the package is left, or one of the artist's is not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from smoke import (
    command_of,
    say,
    start_times,
    try_courier,
    try_generate,
    try_rebuild,
    try_window,
)
from smoke_desk import Desk, SmokeError, desk

MIRROR = "http://deb.debian.org/debian"
PROGRAM = "/usr/bin/flux2studio"
NOT_WANTED = ("python3", "python3.11", "python3.13", "gcc", "cc", "c++")
# What apt, dpkg and the caches of fonts, icons and types write for any package whatever.
_OF_THE_SYSTEM = ("var", "etc", "run", "proc", "sys", "tmp", "dev")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("deb", type=Path, metavar="DEB")
    parser.add_argument("root", type=Path, metavar="DIR")
    parser.add_argument("--suite", default="bookworm")
    options = parser.parse_args()
    root = options.root.resolve()
    if not (root / "etc/debian_version").exists():
        command = ["debootstrap", "--variant=minbase", options.suite, str(root), MIRROR]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    try:
        with proc(root):
            check_bare(root)
            before = files_of(root)
            shutil.copy(options.deb, root / "tmp/flux2studio.deb")
            apt(root, "update", "-qq")
            apt(root, "install", "-y", "-qq", "--no-install-recommends", "/tmp/flux2studio.deb")
            check_bare(root)
            with desk(root) as here:
                use(here, root)
                remove(here, root, before)
    except SmokeError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def use(here: Desk, root: Path) -> None:
    app = command_of(PROGRAM, root)
    say("window", f"{try_window(app, here)} made by its own buttons")
    say("generate", f"{try_generate(app, here)} made")
    say("rebuild", f"{try_rebuild(app, here)} pictures found again")
    say("courier", f"{try_courier(app, here)} B of an answer carried")
    (seconds,) = start_times([app], here, 3)
    say("start", f"{seconds * 1000:.0f} ms until its window is there")


def remove(here: Desk, root: Path, before: set[str]) -> None:
    """Raises SmokeError when too much is gone, or too little."""
    kept = {path for path in here.home.rglob("*") if path.is_file()}
    apt(root, "purge", "-y", "-qq", "--autoremove", "flux2studio")
    left = sorted(files_of(root) - before)
    mine = [path for path in left if "flux2studio" in path]
    say("removed", f"{len(mine)} files of it are left, {len(left)} of all it came with")
    if mine:
        raise SmokeError(f"These are left: {mine[:5]}")
    if gone := [path for path in kept if not path.exists()]:
        raise SmokeError(f"These of the artist are gone: {gone[:5]}")
    say("kept", f"{len(kept)} files of the artist, {len(here.pictures())} pictures among them")


def check_bare(root: Path) -> None:
    """Raises SmokeError when it has what an artist's computer may lack."""
    places = ("bin", "usr/bin", "usr/local/bin")
    if found := [name for name in NOT_WANTED for at in places if (root / at / name).exists()]:
        raise SmokeError(f"It is not bare: {found}")


def files_of(root: Path) -> set[str]:
    """Return all files but those that the system keeps about itself."""
    found = set()
    for folder, names, files in os.walk(root):
        here = Path(folder).relative_to(root)
        if here == Path():
            names[:] = [name for name in names if name not in _OF_THE_SYSTEM]
        found |= {str(here / name) for name in files}
    return found


def apt(root: Path, *words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
    command = ["chroot", str(root), "apt-get", *words]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if told.returncode:
        raise SmokeError(f"apt-get {words[0]}: {told.stdout[-500:]} {told.stderr[-2000:]}")


@contextmanager
def proc(root: Path) -> Generator[None, None, None]:
    subprocess.run(["mount", "-t", "proc", "proc", root / "proc"], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", root / "proc"], check=True)


if __name__ == "__main__":
    sys.exit(main())

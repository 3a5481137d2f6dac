"""What is downloaded: a tarball to unpack anywhere, and a package for Debian and its kin."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

from bundle_contents import SYSTEM_LIBRARIES
from bundle_desktop import filled, write, write_zipped

_HERE = Path(__file__).parent
_MACHINES = {"x86_64": "amd64", "aarch64": "arm64"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One version for one kind of machine."""

    version: str
    machine: str  # as uname says it
    time: int  # seconds since 1970, of all files in it
    glibc: tuple[int, int]
    packages: tuple[str, ...]  # of Debian, that it needs

    @property
    def name(self) -> str:
        return f"flux2studio-{self.version}-linux-{self.machine}"


def packages_for(needed: Iterable[str], glibc: tuple[int, int]) -> tuple[str, ...]:
    """Return the packages of Debian for the libraries ``needed``, in alphabetical order.

    What Qt looks up by itself is named as well: where letters lie, and what keys mean.
    """
    packages = {SYSTEM_LIBRARIES[name] for name in needed if name in SYSTEM_LIBRARIES}
    packages -= {"libc6"}
    packages |= {f"libc6 (>= {glibc[0]}.{glibc[1]})", "xkb-data", "fontconfig-config"}
    return tuple(sorted(packages))


def write_tarball(tree: Path, release: Release, target: Path) -> Path:
    """Pack ``tree``, as it is, under the name of the release."""
    path = target / f"{release.name}.tar.xz"
    with tarfile.open(path, "w:xz", preset=9) as archive:
        archive.add(tree, arcname=release.name, filter=lambda info: _plain(info, release.time))
    return path


def write_deb(bundle: Path, share: Path, release: Release, work: Path, target: Path) -> Path:
    """Build the package from the bundle, which holds its licences, and the share of the desktop."""
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    lib = root / "usr/lib/flux2studio"
    shutil.copytree(bundle, lib, symlinks=True)
    shutil.copytree(share, root / "usr/share")
    (root / "usr/bin").mkdir()
    (root / "usr/bin/flux2studio").symlink_to("../lib/flux2studio/flux2studio")
    _write_doc(root / "usr/share/doc/flux2studio", release)
    architecture = _MACHINES[release.machine]
    values = {
        "VERSION": release.version,
        "ARCHITECTURE": architecture,
        "SIZE_KIB": str(size_of(root) // 1024),
        "DEPENDS": ", ".join(release.packages),
    }
    write(root / "DEBIAN/control", filled(_HERE / "linux" / "control", values))
    write(root / "DEBIAN/md5sums", _sums(root))
    _set_modes(root)
    path = target / f"flux2studio_{release.version}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", str(root), str(path)]
    times = {**os.environ, "SOURCE_DATE_EPOCH": str(release.time)}
    subprocess.run(command, check=True, env=times, stdout=subprocess.DEVNULL)
    return path


def size_of(folder: Path) -> int:
    """Return the bytes of all files, each counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def _write_doc(doc: Path, release: Release) -> None:
    """What Debian asks of each package; our own changelog is its news."""
    made = datetime.fromtimestamp(release.time, UTC)
    values = {"VERSION": release.version, "YEAR": str(made.year), "DATE": format_datetime(made)}
    write(doc / "copyright", filled(_HERE / "linux" / "copyright", values))
    write_zipped(doc / "changelog.gz", filled(_HERE / "linux" / "changelog", values))
    news = (_HERE.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    write_zipped(doc / "NEWS.md.gz", news)


def _sums(root: Path) -> str:
    files = (path for path in sorted((root / "usr").rglob("*")) if path.is_file())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{path.relative_to(root)}\n"
        for path in files
        if not path.is_symlink()
    )


def _set_modes(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path) else 0o644)


def _is_program(path: Path) -> bool:
    """Libraries of wheels have the bit as well, and no use for it."""
    return os.access(path, os.X_OK) and ".so" not in path.suffixes


def _plain(info: tarfile.TarInfo, time: int) -> tarfile.TarInfo:
    """The same bytes whoever packs it."""
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mtime = time
    info.mode = 0o755 if info.isdir() or info.mode & 0o100 else 0o644
    return info

"""Builds what Linux users download: ``python packaging/build_linux.py OUT``.

In OUT then lie a tarball, a .deb and their SHA256SUMS; OUT/work/flux2studio is the bundle itself.
It is built in an environment of its own, with what locks/linux.lock names, or another ``--lock``,
or with ``--newest``, by this very Python. objdump and strip (binutils) and dpkg-deb must be there.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bundle_build import HERE, describe, freeze, source_time, start, tell_sizes, write_sums


def main() -> int:
    return start(__file__, __doc__ or "", "linux", build)


def build(out: Path) -> None:
    """Inside the environment: freeze, tidy, describe, pack."""
    from importlib.metadata import version

    from bundle_archives import Release, packages_for, size_of, write_deb, write_tarball
    from bundle_contents import SYSTEM_LIBRARIES
    from bundle_desktop import check_share, write_share
    from bundle_elf import binaries, missing, unneeded

    work = out / "work"
    bundle = freeze(work)
    for path in unneeded(bundle, binaries(bundle)):
        path.unlink()
    _drop_dead_links(bundle)
    found = binaries(bundle)
    _strip(binary.path for binary in found)
    if lacking := missing(found, SYSTEM_LIBRARIES):
        raise SystemExit(f"Neither in the bundle nor known of the system: {lacking}")
    describe(work, bundle / "licences", lambda place: _is_in(bundle, place))

    built = source_time()
    glibc = max(binary.glibc for binary in found)
    release = Release(
        version=version("flux2studio"),
        machine=platform.machine(),
        time=built,
        glibc=glibc,
        packages=packages_for((name for binary in found for name in binary.needed), glibc),
    )
    share = work / "share"
    shutil.rmtree(share, ignore_errors=True)
    date = datetime.fromtimestamp(built, UTC).date().isoformat()
    write_share(share, version=release.version, date=date)
    check_share(share)
    archives = [
        write_tarball(_tarball_tree(bundle, share, release, work), release, out),
        write_deb(bundle, share, release, work, out),
    ]
    write_sums(out / "SHA256SUMS", archives)
    tell_sizes(
        {"installed": size_of(bundle), **{path.name: path.stat().st_size for path in archives}}
    )


def _drop_dead_links(bundle: Path) -> None:
    for path in bundle.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _strip(paths: Iterable[Path]) -> None:
    """Take out of the libraries what only a debugger reads; a program has its own code behind."""
    for path in paths:
        if ".so" in path.suffixes:
            subprocess.run(["strip", "--strip-unneeded", path], check=True)


def _is_in(bundle: Path, place: str) -> bool:
    """Modules of Python are in the archive; a library may have been found to be of no use."""
    return ".so" not in place or (bundle / "_internal" / place).exists()


def _tarball_tree(bundle: Path, share: Path, release: object, work: Path) -> Path:
    from bundle_archives import Release
    from bundle_desktop import filled, write

    assert isinstance(release, Release)
    tree = work / "tarball"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree, symlinks=True)
    shutil.copytree(share, tree / "share")
    shutil.copy2(HERE / "linux" / "menu.sh", tree)
    plain = [name.split(" | ")[0].split(" (")[0] for name in release.packages]
    values = {
        "VERSION": release.version,
        "MACHINE": release.machine,
        "GLIBC": ".".join(map(str, release.glibc)),
        "PACKAGES": " ".join(name for name in plain if name != "libc6"),
    }
    write(tree / "README.txt", filled(HERE / "linux" / "README.txt", values))
    return tree


if __name__ == "__main__":
    sys.exit(main())

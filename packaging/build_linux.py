"""Builds what Linux users download: ``python packaging/build_linux.py OUT``.

In OUT then lie a tarball, a .deb and their SHA256SUMS; OUT/work/flux2studio is the bundle itself.
It is built in an environment of its own, with what ``--lock`` names or else the newest of all, by
this very Python. objdump and strip (binutils) and dpkg-deb must be there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import venv
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TOOLS = ("pyinstaller>=6.22", "hatchling>=1.27", "build>=1.2", "uv>=0.9")
MB = 1_000_000
_WITH_SYMBOLS = ("libpython*", "python3*/lib-dynload/*.so", "yaml/*.so", "cryptography/**/*.so")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT")
    parser.add_argument("--lock", type=Path, help="requirements with hashes, instead of the newest")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    out = options.out.resolve()
    if options.inside:
        return _build(out)
    python = _environment(out / "work", options.lock)
    command = [python, __file__, str(out), "--inside"]
    quiet = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONNOUSERSITE": "1"}
    return subprocess.run(command, env=quiet, check=False).returncode


def _environment(work: Path, lock: Path | None) -> str:
    """Make an environment that has the app as it is installed, and nothing it has no use for."""
    place = work / "venv"
    venv.create(place, clear=True, with_pip=True)
    python = str(place / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if lock is None:
        subprocess.run([*pip, *TOOLS], check=True)
    else:
        subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
    wheel = _wheel(python, work / "wheel")
    extra = ["--no-deps"] if lock is not None else []
    subprocess.run([*pip, *extra, str(wheel)], check=True)
    return python


def _wheel(python: str, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    command = [python, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def _build(out: Path) -> int:
    """Inside the environment: freeze, tidy, describe, pack."""
    from importlib.metadata import version

    import PyInstaller
    from bundle_archives import Release, packages_for, size_of, write_deb, write_tarball
    from bundle_contents import SYSTEM_LIBRARIES
    from bundle_desktop import check_share, write_share
    from bundle_elf import binaries, missing, unneeded
    from bundle_licences import components, write_licences

    work = out / "work"
    bundle = _freeze(work)
    for path in unneeded(bundle, binaries(bundle)):
        path.unlink()
    _drop_dead_links(bundle)
    _strip(bundle)
    found = binaries(bundle)
    if lacking := missing(found, SYSTEM_LIBRARIES):
        raise SystemExit(f"Neither in the bundle nor known of the system: {lacking}")
    parts = json.loads((work / "contents.json").read_text(encoding="utf-8"))
    if engine := [place for place, _ in parts if re.match(r"(torch|diffusers|numpy)\b", place)]:
        raise SystemExit(f"These belong to the engine: {engine[:5]}")
    sources = [Path(source) for place, source in parts if _is_in(bundle, place)]
    sources.append(Path(PyInstaller.__file__))  # its loader is the program itself
    write_licences(components(sources, work), bundle / "licences")

    built = _time()
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
    _write_sums(out / "SHA256SUMS", archives)
    sizes = {"installed": size_of(bundle), **{path.name: path.stat().st_size for path in archives}}
    for name, size in sizes.items():
        sys.stdout.write(f"{size / MB:8.1f} MB  {name}\n")
    return 0


def _freeze(work: Path) -> Path:
    from bundle_wheel import engine_wheel

    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--distpath={work}", f"--workpath={work / 'pyinstaller'}"]
    wheel = engine_wheel(next((work / "wheel").glob("*.whl")), work / "engine-wheel")
    environment = {**os.environ, "FLUX2STUDIO_WHEEL": str(wheel)}
    # Elsewhere than beside the source, which Python would find before what is installed.
    subprocess.run(
        [*command, str(HERE / "flux2studio.spec")], check=True, env=environment, cwd=work
    )
    return work / "flux2studio"


def _drop_dead_links(bundle: Path) -> None:
    for path in bundle.rglob("*"):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _strip(bundle: Path) -> None:
    """Take out what only a debugger reads, of those that still have it."""
    inside = bundle / "_internal"
    for pattern in _WITH_SYMBOLS:
        for path in inside.glob(pattern):
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


def _write_sums(target: Path, files: list[Path]) -> None:
    lines = []
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    target.write_text("".join(lines), encoding="utf-8")


def _time() -> int:
    """When this source was written, so that the same source gives the same dates."""
    if stated := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(stated)
    told = subprocess.run(
        ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"],
        capture_output=True,
        text=True,
        check=False,
    )
    return int(told.stdout) if told.returncode == 0 else int(time.time())


if __name__ == "__main__":
    sys.exit(main())

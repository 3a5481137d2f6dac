"""What the builds for all systems share: an environment of their own, freezing, what is inside."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MB = 1_000_000
_OF_ENGINE = re.compile(r"(torch|diffusers|numpy)\b")


def start(script: str, words: str, system: str, build: Callable[[Path], None]) -> int:
    """Take the arguments of the script, and run ``build`` with OUT inside of an environment that
    has what is frozen and nothing it has no use for; return the exit code.
    """
    parser = argparse.ArgumentParser(description=words.splitlines()[0])
    parser.add_argument("out", type=Path, metavar="OUT")
    lock = HERE / "locks" / f"{system}.lock"
    parser.add_argument("--lock", type=Path, default=lock, help="requirements with hashes")
    parser.add_argument("--newest", action="store_true", help="of all libraries, without a lock")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    out = options.out.resolve()
    if options.inside:
        build(out)
        return 0
    python = _environment(out / "work", None if options.newest else options.lock)
    quiet = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONNOUSERSITE": "1",
        "PYTHONHASHSEED": "0",  # else the order of sets is frozen, another one each time
        "SOURCE_DATE_EPOCH": str(source_time()),
    }
    command = [str(python), script, str(out), "--inside"]
    return subprocess.run(command, env={**os.environ, **quiet}, check=False).returncode


def python_of(environment: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    if sys.platform == "win32":
        return environment / "Scripts" / "python.exe"
    return environment / "bin" / "python"


def _environment(work: Path, lock: Path | None) -> Path:
    place = work / "venv"
    venv.create(place, clear=True, with_pip=True)
    python = python_of(place)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if lock is None:
        subprocess.run([*pip, "-r", str(HERE / "locks" / "build.in")], check=True)
    else:
        subprocess.run([*pip, "--require-hashes", "--no-deps", "-r", str(lock)], check=True)
    wheel = _wheel(python, work / "wheel")
    extra = ["--no-deps"] if lock is not None else []
    subprocess.run([*pip, *extra, str(wheel)], check=True)
    return python


def _wheel(python: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    command = [str(python), "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*command, str(ROOT)], check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def freeze(work: Path) -> Path:
    """Freeze the app into ``work``; return the folder, of a Mac the ``.app``."""
    from bundle_wheel import engine_wheel

    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    command += [f"--distpath={work}", f"--workpath={work / 'pyinstaller'}"]
    wheel = engine_wheel(next((work / "wheel").glob("*.whl")), work / "engine-wheel")
    environment = {**os.environ, "FLUX2STUDIO_WHEEL": str(wheel)}
    # Elsewhere than beside the source, which Python would find before what is installed.
    subprocess.run(
        [*command, str(HERE / "flux2studio.spec")], check=True, env=environment, cwd=work
    )
    return work / ("flux2studio.app" if sys.platform == "darwin" else "flux2studio")


def describe(work: Path, licences: Path, is_there: Callable[[str], bool]) -> None:
    """Put the licences of all that is frozen, and ``is_there``, into the folder ``licences``, and
    who made what into ``components.json``.

    Raises UnknownOriginError, and SystemExit when there is something of the local engine in it.
    """
    import PyInstaller
    from bundle_licences import components, write_licences

    parts = json.loads((work / "contents.json").read_text(encoding="utf-8"))
    if engine := [place for place, _ in parts if _OF_ENGINE.match(place)]:
        raise SystemExit(f"These belong to the engine: {engine[:5]}")
    sources = [Path(source) for place, source in parts if is_there(place)]
    sources.append(Path(PyInstaller.__file__))  # its loader is the program itself
    found = components(sources, work)
    write_licences(found, licences)
    told = [{"name": part.name, "version": part.version, "purl": part.purl} for part in found]
    (work / "components.json").write_text(json.dumps(told, indent=1), encoding="utf-8")


def source_time() -> int:
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


def write_sums(target: Path, files: Iterable[Path]) -> None:
    """Write the SHA-256 of each, as ``sha256sum --check`` reads it."""
    lines = []
    for path in files:
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    target.write_text("".join(lines), encoding="utf-8")


def tell_sizes(sizes: dict[str, int]) -> None:
    for name, size in sizes.items():
        sys.stdout.write(f"{size / MB:8.1f} MB  {name}\n")

"""Makes the locks of the local engine and measures them: ``python packaging/engine/lock.py``.

Run it where the package index can be reached, and for the builds with a ``backend`` PyTorch's own
index too; ``uv`` has to be there. Each build is resolved for its own system, every
file in the lock has its hash, and the files are fetched once (some GB each) to know what a
download takes and what lies on the disk afterwards. Names of builds as arguments make only those
anew. A build whose index does not answer is left as it was; one without a lock is not offered.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
INPUT = HERE / "engine.in"
FOLDER = HERE.parents[1] / "resources" / "engine"
PYTHON = "3.12"
_SIZE = re.compile(r"Downloading \S+ \(([\d.]+)(KiB|MiB|GiB)\)")
_UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_SMALL_BYTES = 12_000_000  # of all the files below 1 MiB, of which uv says nothing


@dataclass(frozen=True)
class Wanted:
    """``target`` is a platform as uv names it; the rest is as in ``core.engine_install``."""

    name: str
    system: str
    machine: str
    kind: str
    target: str
    backend: str = ""
    driver: str = ""
    capability: tuple[float, float] | None = None


_LINUX = ("linux", "x86_64")
_LINUX_TARGET = "x86_64-manylinux_2_28"
_WINDOWS = ("windows", "x86_64")
_WINDOWS_TARGET = "x86_64-pc-windows-msvc"
_MAC_TARGET = "aarch64-apple-darwin"

# The first that fits is taken: newest CUDA first. Drivers: CUDA Toolkit release notes, minor
# version compatibility. Cards: PyTorch's RELEASE.md. On Linux the usual index holds torch for the
# newest CUDA, on Windows for the processor, on a Mac for Apple's GPU.
WANTED = (
    Wanted("linux-cuda13", *_LINUX, "cuda", _LINUX_TARGET, driver="580.65", capability=(7.5, 12.9)),
    Wanted("linux-cuda12", *_LINUX, "cuda", _LINUX_TARGET, "cu126", "525.60", (5.0, 9.0)),
    Wanted("linux-rocm", *_LINUX, "rocm", _LINUX_TARGET, "rocm7.2"),
    Wanted("linux-cpu", *_LINUX, "cpu", _LINUX_TARGET, "cpu"),
    Wanted("windows-cuda13", *_WINDOWS, "cuda", _WINDOWS_TARGET, "cu130", "580.88", (7.5, 12.9)),
    Wanted("windows-cuda12", *_WINDOWS, "cuda", _WINDOWS_TARGET, "cu126", "528.33", (5.0, 9.0)),
    Wanted("windows-cpu", *_WINDOWS, "cpu", _WINDOWS_TARGET),
    Wanted("mac", "darwin", "arm64", "mps", _MAC_TARGET),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("builds", nargs="*", metavar="NAME")
    names = parser.parse_args().builds or [wanted.name for wanted in WANTED]
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / "builds.json"
    known = {b["name"]: b for b in json.loads(file.read_bytes())["builds"]} if file.exists() else {}
    failed = []
    for wanted in (each for each in WANTED if each.name in names):
        try:
            known[wanted.name] = lock(wanted)
        except subprocess.CalledProcessError as error:
            failed.append(wanted.name)
            _say(f"{wanted.name}: {(error.stderr or '').strip()[-400:]}")
    builds = [known[each.name] for each in WANTED if each.name in known]
    file.write_text(json.dumps({"builds": builds}, indent=2) + "\n", encoding="utf-8")
    return 1 if failed else 0


def lock(wanted: Wanted) -> dict[str, object]:
    """Write the lock of one build; return what ``builds.json`` says of it."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.lock"
        _resolve(wanted, made)
        download, disk = _measure(wanted, made, Path(folder))
        text = made.read_text(encoding="utf-8")
        target = FOLDER / f"{wanted.name}.lock"
        target.write_text(_head(wanted) + text, encoding="utf-8")
    torch = next(line for line in text.splitlines() if line.startswith("torch=="))
    _say(f"{wanted.name}: {download / 1e6:.0f} MB to download, {disk / 1e6:.0f} MB on the disk")
    return {
        "name": wanted.name,
        "system": wanted.system,
        "machine": wanted.machine,
        "kind": wanted.kind,
        "torch": torch.removeprefix("torch==").rstrip(" \\"),
        "python": PYTHON,
        "download_bytes": download,
        "disk_bytes": disk,
        "backend": wanted.backend,
        "driver": wanted.driver,
        "capability": wanted.capability,
    }


def _head(wanted: Wanted) -> str:
    return f"# Made by packaging/engine/lock.py from engine.in for {wanted.target}: not by hand.\n"


def _resolve(wanted: Wanted, made: Path) -> None:
    words = ["uv", "pip", "compile", str(INPUT), "--output-file", str(made), "--generate-hashes"]
    words += ["--python-version", PYTHON, "--python-platform", wanted.target, "--quiet"]
    words += ["--only-binary", ":all:", "--no-annotate", "--no-header", "--no-emit-index-url"]
    _run([*words, *_backend(wanted)])


def _measure(wanted: Wanted, made: Path, folder: Path) -> tuple[int, int]:
    """Install it once; return the bytes of the download, and of what lies on the disk then.

    uv tells the sizes of files above 1 MiB only.
    """
    words = ["uv", "pip", "install", "--requirement", str(made), "--require-hashes", "--no-deps"]
    words += ["--target", str(folder / "put"), "--cache-dir", str(folder / "cache")]
    words += ["--python-version", PYTHON, "--python-platform", wanted.target, "--color", "never"]
    words += ["--only-binary", ":all:", *_backend(wanted)]
    said = _run(words)
    told = [float(size) * _UNITS[unit] for size, unit in _SIZE.findall(said)]
    disk = sum(path.lstat().st_size for path in (folder / "put").rglob("*") if path.is_file())
    return int(sum(told)) + _SMALL_BYTES, disk


def _backend(wanted: Wanted) -> list[str]:
    return ["--torch-backend", wanted.backend] if wanted.backend else []


def _run(words: list[str]) -> str:
    environment = {**os.environ, "MACOSX_DEPLOYMENT_TARGET": "14.0"}
    ran = subprocess.run(words, env=environment, check=True, stderr=subprocess.PIPE, text=True)
    return ran.stderr


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

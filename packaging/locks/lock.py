"""Makes the locks of the bundle: ``python packaging/locks/lock.py [NAME…] [--upgrade]``.

Run it where the package index can be reached; ``uv`` has to be there. Each lock names every library
with the hashes of its files, for the system of that name and the Python that is frozen. What a lock
has already is kept as long as it fits; ``--upgrade`` takes the newest of all.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYTHON = "3.11"  # that is frozen
_APP = (str(ROOT / "pyproject.toml"), str(HERE / "build.in"))
WANTED = {
    "linux": (*_APP, "--python-platform", "x86_64-manylinux_2_34"),
    "windows": (*_APP, "--python-platform", "x86_64-pc-windows-msvc"),
    "macos": (*_APP, "--python-platform", "aarch64-apple-darwin"),
    "tools": (str(HERE / "tools.in"), "--universal"),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--upgrade", action="store_true", help="take the newest of all")
    options = parser.parse_args()
    for name in options.names or WANTED:
        lock(name, upgrade=options.upgrade)
    return 0


def lock(name: str, *, upgrade: bool) -> None:
    """Write ``NAME.lock``. Raises CalledProcessError."""
    target = HERE / f"{name}.lock"
    words = ["uv", "pip", "compile", *WANTED[name], "--output-file", str(target), "--quiet"]
    words += ["--python-version", PYTHON, "--generate-hashes", "--only-binary", ":all:"]
    words += ["--no-annotate", "--no-header", "--no-emit-index-url"]
    subprocess.run([*words, *(["--upgrade"] if upgrade else [])], check=True)
    head = f"# Made by packaging/locks/lock.py for {name}, Python {PYTHON}: not by hand.\n"
    target.write_text(head + target.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())

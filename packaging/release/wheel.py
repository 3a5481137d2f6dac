"""Looks at what pipx and uv install: ``wheel.py DIST``, with a wheel and a source archive in DIST.

Needs ``build`` and ``hatchling``. It fails when something of the app is not in the wheel, something
else is, or the source archive does not give the same wheel.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_COMMAND = "flux2studio = flux2studio.__main__:main"
_PASSING = ("__pycache__", ".pyc")


def main() -> int:
    dist = Path(sys.argv[1])
    (wheel,), (source,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    found = faults(wheel, expected(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        if contents(wheel) != contents(rebuilt(source, Path(folder))):
            found.append("The source archive gives another wheel.")
    sys.stderr.write("".join(f"{fault}\n" for fault in found))
    if not found:
        sys.stdout.write(f"{len(contents(wheel))} files, the same from the source archive\n")
    return 1 if found else 0


def expected(root: Path) -> set[str]:
    """Return the names, in the wheel, of all of the app's code and resources."""
    names = set()
    for folder, place in (("flux2studio", "flux2studio"), ("resources", "flux2studio/resources")):
        for path in (root / folder).rglob("*"):
            name = f"{place}/{path.relative_to(root / folder).as_posix()}"
            if path.is_file() and not any(part in name for part in _PASSING):
                names.add(name)
    return names


def faults(wheel: Path, wanted: Iterable[str]) -> list[str]:
    """Return what is wrong with it, in words."""
    with zipfile.ZipFile(wheel) as file:
        names = set(file.namelist())
        entry = next((name for name in names if name.endswith("/entry_points.txt")), None)
        commands = file.read(entry).decode() if entry else ""
    own = {name for name in names if ".dist-info/" not in name}
    wanted = set(wanted)
    found = []
    if missing := sorted(wanted - own):
        found.append(f"These are missing: {missing[:5]}")
    if strange := sorted(own - wanted):
        found.append(f"These do not belong there: {strange[:5]}")
    if _COMMAND not in commands:
        found.append("There is no command flux2studio.")
    if not any("/licenses/LICENSE" in name for name in names):
        found.append("There is no licence.")
    return found


def contents(wheel: Path) -> dict[str, int]:
    """Return the checksum of each file."""
    with zipfile.ZipFile(wheel) as file:
        return {info.filename: info.CRC for info in file.infolist()}


def rebuilt(source: Path, folder: Path) -> Path:
    """Build a wheel in ``folder`` from the source archive alone. Raises CalledProcessError."""
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", str(tree)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (wheel,) = (tree / "dist").glob("*.whl")
    return wheel


if __name__ == "__main__":
    sys.exit(main())

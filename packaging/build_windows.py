"""Builds what Windows users download: ``python packaging/build_windows.py OUT``, on Windows.

In OUT then lies a setup program, made by Inno Setup 6 (ISCC.exe on the path, or where its own
setup puts it). It is not signed: Windows asks whoever opens it whether that is meant. NOT RUN so
far.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bundle_build import HERE, describe, freeze, start, tell_sizes
from bundle_facts import windows_numbers
from bundle_icons import write_ico

NAME = "flux2studio"
SCRIPT = HERE / "windows" / "flux2studio.iss"
_MACHINES = {"AMD64": "x86_64", "ARM64": "arm64"}


def main() -> int:
    return start(__file__, __doc__ or "", "windows", build)


def build(out: Path) -> None:
    """Inside the environment: freeze, describe, pack."""
    from importlib.metadata import version

    from bundle_archives import size_of

    work = out / "work"
    bundle = freeze(work)
    describe(work, bundle / "licences", lambda _place: True)
    name = f"{NAME}-{version(NAME)}-windows-{_MACHINES[platform.machine()]}"
    defined = {
        "Version": version(NAME),
        "Numbers": windows_numbers(version(NAME)),
        "Bundle": str(bundle),
        "Icon": str(write_ico(work / f"{NAME}.ico")),
        "Out": str(out),
        "Name": name,
    }
    subprocess.run([compiler(os.environ), *words(defined), str(SCRIPT)], check=True)
    setup = out / f"{name}.exe"
    tell_sizes({"installed": size_of(bundle), setup.name: setup.stat().st_size})


def words(defined: Mapping[str, str]) -> list[str]:
    return ["/Qp", *(f"/D{name}={value}" for name, value in defined.items())]


def compiler(environment: Mapping[str, str]) -> str:
    """Raises SystemExit when there is none."""
    if found := shutil.which("ISCC", path=environment.get("PATH", "")):
        return found
    for name in ("ProgramFiles(x86)", "ProgramFiles", "LOCALAPPDATA"):
        place = Path(environment.get(name, "")) / "Inno Setup 6" / "ISCC.exe"
        if place.is_file():
            return str(place)
    raise SystemExit("Inno Setup 6 is needed: there is no ISCC.exe.")


if __name__ == "__main__":
    sys.exit(main())

"""Lists what a bundle is made of, in CycloneDX: ``sbom.py WORK TARGET``.

WORK is the folder ``OUT/work`` of a build: its environment is described by ``cyclonedx-py`` (see
locks/tools.lock), of which those are kept that are in the bundle; what no wheel is of its own is
added: Python, Qt, and libraries of the system the bundle was built on.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
_QT = "pyside6-essentials"  # its wheel has Qt itself, in the same version

Bill = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("target", type=Path, metavar="TARGET")
    options = parser.parse_args()
    inside = json.loads((options.work / "components.json").read_text(encoding="utf-8"))
    bill = bill_of(described(options.work / "venv"), inside)
    text = json.dumps(bill, indent=2) + "\n"
    if problem := fault(text):
        sys.stderr.write(f"{problem}\n")
        return 1
    options.target.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(bill['components'])} components in {options.target.name}\n")
    return 0


def described(environment: Path) -> Bill:
    """Return all that is installed there. Raises CalledProcessError."""
    command = [sys.executable, "-m", "cyclonedx_py", "environment", str(environment)]
    command += ["--pyproject", str(ROOT / "pyproject.toml"), "--output-reproducible"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    bill: Bill = json.loads(told.stdout)
    return bill


def bill_of(environment: Bill, inside: Iterable[dict[str, str]]) -> Bill:
    """Return what the ``environment`` says of those ``inside``, each a name, version and purl."""
    found = {_plain(part["purl"]): part for part in environment["components"] if "purl" in part}
    kept, added = [], []
    app = environment["metadata"]["component"]
    for part in inside:
        if part["name"] == app["name"]:
            continue
        if (known := found.get(part["purl"])) is not None:
            kept.append(known)
        else:
            added.append(_component(**part))
        if part["purl"].startswith(f"pkg:pypi/{_QT}@"):
            purl = f"pkg:generic/qt@{part['version']}"
            added.append(_component(name="Qt", version=part["version"], purl=purl))
    components = sorted([*kept, *added], key=lambda part: str(part["name"]).lower())
    return {
        **environment,
        "components": components,
        "dependencies": _among(environment, app["bom-ref"], [each["bom-ref"] for each in kept]),
    }


def fault(text: str) -> str:
    """Return what the schema of CycloneDX finds wrong, or nothing."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    version = SchemaVersion.from_version(json.loads(text)["specVersion"])
    return str(JsonStrictValidator(version).validate_str(text) or "")


def _component(*, name: str, version: str, purl: str) -> dict[str, str]:
    return {"bom-ref": purl, "type": "library", "name": name, "version": version, "purl": purl}


def _among(environment: Bill, app: str, refs: list[str]) -> list[dict[str, Any]]:
    """Who needs whom, of those that are left."""
    left = {app, *refs}
    return [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", ()) if ref in left]}
        for each in environment.get("dependencies", ())
        if each["ref"] in left
    ]


def _plain(purl: str) -> str:
    return purl.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0]


if __name__ == "__main__":
    sys.exit(main())

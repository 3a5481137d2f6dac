"""The locks: every library of the bundle, in one version, with the hashes of its files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "packaging" / "locks"
SYSTEMS = {"linux": "linux", "windows": "win32", "macos": "darwin"}


def locked(name):
    """Version and number of hashes of each."""
    text = (LOCKS / f"{name}.lock").read_text()
    parts = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    found = {}
    for part in parts:
        library, version = re.match(r"([a-z0-9-]+)==(\S+)", part).groups()
        found[library] = (version, len(re.findall(r"--hash=sha256:[0-9a-f]{64}", part)))
    return found


def asked(system):
    package = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    built_with = [line.split(" #")[0] for line in (LOCKS / "build.in").read_text().splitlines()]
    lines = package["dependencies"] + [line for line in built_with if line[:1] not in ("", "#")]
    here = {"python_version": "3.11", "sys_platform": system}
    requirements = [Requirement(line) for line in lines]
    return [each for each in requirements if not each.marker or each.marker.evaluate(here)]


@pytest.mark.parametrize("name", SYSTEMS)
def test_a_lock_has_all_that_the_app_asks_for_in_a_version_it_takes(name):
    found = locked(name)

    for requirement in asked(SYSTEMS[name]):
        version, _ = found[requirement.name.lower()]
        assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("name", [*SYSTEMS, "tools"])
def test_a_lock_has_hashes_for_every_file_and_names_no_address(name):
    assert all(hashes for _, hashes in locked(name).values())
    assert "://" not in (LOCKS / f"{name}.lock").read_text()


@pytest.mark.parametrize("name", SYSTEMS)
def test_nothing_of_the_engine_is_locked_into_the_bundle(name):
    assert not {"torch", "numpy", "diffusers"} & set(locked(name))

"""The workflows: pinned, of few rights, and with the packages that the tests need."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LOADED = {path.stem: yaml.safe_load(path.read_text()) for path in FILES}
JOBS = [
    pytest.param(job, id=f"{name}-{key}")
    for name, flow in LOADED.items()
    for key, job in flow["jobs"].items()
]


def test_each_action_is_named_by_its_commit():
    used = re.findall(r"uses: (\S+)", "".join(path.read_text() for path in FILES))

    elsewhere = [name for name in used if not name.startswith("./")]
    assert elsewhere
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in elsewhere)


def test_only_the_draft_may_write_and_runs_nothing_of_the_repository():
    assert all(flow["permissions"] == {"contents": "read"} for flow in LOADED.values())
    draft = LOADED["release"]["jobs"]["draft"]
    asking = [job for flow in LOADED.values() for job in flow["jobs"].values()]
    assert [job for job in asking if "permissions" in job] == [draft]
    assert not [step for step in draft["steps"] if "checkout" in step.get("uses", "")]


@pytest.mark.parametrize("job", JOBS)
def test_no_word_from_outside_becomes_part_of_a_script(job):
    assert not [step for step in job.get("steps", ()) if "${{" in step.get("run", "")]


@pytest.mark.parametrize("job", JOBS)
def test_each_job_ends_by_itself_and_keeps_no_key_of_the_repository(job):
    assert "uses" in job or "timeout-minutes" in job
    for step in job.get("steps", ()):
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


def test_the_tests_get_the_same_packages_of_the_system_everywhere():
    packages = re.compile(r"--no-install-recommends[\s\\]+((?:[\w.+-]+[\s\\]+)+)")
    (asked,) = packages.findall((ROOT / ".ci" / "run").read_text())
    (install,) = [s["run"] for s in LOADED["tests"]["jobs"]["linux"]["steps"] if "apt" in str(s)]

    (given,) = packages.findall(f"{install}\n")
    assert set(asked.replace("\\", "").split()) == set(given.split())


def test_every_part_to_download_is_in_the_draft():
    jobs = LOADED["release"]["jobs"]
    uploading = {
        key
        for key, job in jobs.items()
        if any("upload-artifact" in step.get("uses", "") for step in job.get("steps", ()))
    }

    assert uploading <= set(jobs["draft"]["needs"])
    assert {"tests", "audit"} <= set(jobs["linux"]["needs"])

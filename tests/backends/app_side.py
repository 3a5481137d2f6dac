"""The app's side of one paid job as a process of its own, for tests that kill it.

Reads one JSON object from standard input: ``backend`` and the folder ``home``; optionally
``kill_at``, a state or phase at which it kills itself. Keeps a journal of its checkpoints, takes
up the job where the journal says it is, and prints what came of it as one JSON line.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from flux2studio.backends.aimlapi import AimlapiBackend
from flux2studio.backends.base import ReferencePayload, RunTask
from flux2studio.backends.fal import FalBackend, FalUrls
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StudioError
from flux2studio.core.job import JobState
from flux2studio.core.models import read_catalogue
from flux2studio.paths import resource
from tests.backends.conftest import BRIEF, QUICK, REQUEST

MODELS = {"aimlapi": "aimlapi/flux-2-lora-edit", "fal": "fal/flux-2/lora/edit"}


def main():
    settings = json.loads(sys.stdin.readline())
    home, kill_at = Path(settings["home"]), settings.get("kill_at")
    journal = home / "journal"
    control = _control(journal, kill_at)
    task = _task(settings["backend"], home, journal)
    backend = _backend(settings["backend"], settings["environment"], home)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        images = [len(image.data) for image in backend.generate(task, control)]
        outcome = {"images": images}
    except StudioError as error:
        outcome = {"error": type(error).__name__, "message": str(error)}
    sys.stdout.write(json.dumps(outcome) + "\n")


def _control(journal, kill_at):
    def reached(name):
        if name == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_checkpoint(state, remote):
        with journal.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"state": state, "remote": dict(remote)}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        reached(str(state))

    return RunControl(lambda progress: reached(f"phase {progress.phase}"), on_checkpoint)


def _task(backend, home, journal):
    model = read_catalogue(resource("models.json").read_bytes()).model(MODELS[backend])
    path = home / "reference.png"
    reference = ReferencePayload(
        path=path, media_type="image/png", width=256, height=256, name="one"
    )
    request = replace(REQUEST, model=model.id)
    task = RunTask(job_id="job-1", request=request, model=model, references=(reference,))
    text = journal.read_text("utf-8") if journal.exists() else ""
    entries = [json.loads(line) for line in text.splitlines()]
    if not entries:  # killed before it wrote the first one: nothing was sent
        return task
    remote = {}
    for entry in entries:
        remote |= entry["remote"]
    state = JobState(entries[-1]["state"])
    if state is JobState.QUEUED:  # turned away, and nothing was taken
        return replace(task, remote=remote)
    return replace(task, remote=remote, resumed=state, references=())


def _backend(name, environment, home):
    if name == "fal":
        urls = FalUrls(
            queue=environment["FLUX2STUDIO_FAL_QUEUE_URL"],
            run=environment["FLUX2STUDIO_FAL_RUN_URL"],
            rest=environment["FLUX2STUDIO_FAL_REST_URL"],
            api=environment["FLUX2STUDIO_FAL_API_URL"],
        )
        return FalBackend(urls, lambda: environment["FAL_KEY"], pace=QUICK, budgets=BRIEF)
    url, key = environment["FLUX2STUDIO_AIMLAPI_URL"], environment["AIML_API_KEY"]
    return AimlapiBackend(url, lambda: key, home / "spool", pace=QUICK, budgets=BRIEF)


if __name__ == "__main__":
    main()

"""What the command line prints, for people and as JSON, and its exit codes."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from flux2studio import logs
from flux2studio.core.errors import (
    InvalidRequestError,
    LoraError,
    PictureError,
    StorageError,
    StudioError,
)
from flux2studio.core.job import JobState, JobUpdate

DONE, WRONG_REQUEST, FAILED, UNKNOWN = 0, 2, 3, 4
INTERRUPTED, CLOSED = 130, 141  # as shells say it: Ctrl+C, and nobody reads any more
EXIT_CODES = {
    JobState.FINISHED: DONE,
    JobState.FAILED: FAILED,
    JobState.CANCELLED: FAILED,
    JobState.DETACHED: FAILED,
    JobState.UNKNOWN: UNKNOWN,
}
WRONG_INPUT = (InvalidRequestError, LoraError, PictureError)


def accept_any_text() -> None:
    """Escape what the terminal cannot show, instead of failing over a quotation mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def forget_closed() -> None:
    """Let what is still to be written to a closed pipe go nowhere, so that the end is quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())


def report(update: JobUpdate) -> dict[str, Any]:
    """One job as an object: request as sent, files, seed, cost in US dollars, timings, error."""
    made = update.generations
    return {
        "job": update.job.id,
        "state": update.state.value,
        "backend": update.job.backend,
        "request": msgspec.to_builtins(update.job.request),
        "files": [str(item.path) for item in made],
        "prompts": [item.recipe.request.prompt for item in made],
        "seed": update.job.request.seed,
        "cost": _cost(update),
        "timings": {"seconds": max((item.recipe.seconds for item in made), default=None)},
        "sent_prompt": next((item.recipe.sent_prompt for item in made), ""),
        "error": error_report(update.error) if update.error else None,
        "exit_code": EXIT_CODES[update.state],
    }


def _cost(update: JobUpdate) -> float | None:
    """In US dollars; None when the service did not say."""
    if update.job.backend == "practice":
        return 0.0
    costs = [item.recipe.cost_usd for item in update.generations]
    known = [cost for cost in costs if cost is not None]
    return round(sum(known), 6) if known else None


def error_report(error: StudioError) -> dict[str, str]:
    """An error as an object; keys are taken out."""
    return {
        "kind": _kind(error),
        "message": str(error),
        "hint": error.hint,
        "field": error.field,
        "details": logs.redact(error.details),
    }


def _kind(error: StudioError) -> str:
    """Where to look: at the request, at the disk, or at the backend."""
    if isinstance(error, WRONG_INPUT):
        return "request"
    return "storage" if isinstance(error, StorageError) else "backend"


def tell_made(updates: Sequence[JobUpdate], *, as_json: bool) -> int:
    """Print what came of the jobs of one wish; return the exit code."""
    code = max(EXIT_CODES[update.state] for update in updates)
    if as_json:
        jobs = [report(update) for update in updates]
        print_json(jobs[0] if len(jobs) == 1 else _together(jobs, code))
    else:
        for update in updates:
            for generation in update.generations:
                print(generation.path)
    for update in updates:
        say_trouble(update)
    return code


def _together(jobs: Sequence[dict[str, Any]], code: int) -> dict[str, Any]:
    """Several jobs as one object: files and prompts of all, picture by picture."""
    costs = [job["cost"] for job in jobs if job["cost"] is not None]
    return {
        "files": [file for job in jobs for file in job["files"]],
        "prompts": [prompt for job in jobs for prompt in job["prompts"]],
        "seed": jobs[0]["seed"],
        "cost": round(sum(costs), 6) if costs else None,
        "jobs": list(jobs),
        "exit_code": code,
    }


def tell_ends(updates: Sequence[JobUpdate], nothing: str, *, as_json: bool) -> int:
    """The same for several jobs; ``nothing`` is said where there is none."""
    if as_json:
        print_json({"jobs": [report(update) for update in updates]})
    elif not updates:
        say(nothing)
    else:
        for update in updates:
            print(f"{update.job.id}  {update.state}")
    for update in updates:
        say_trouble(update)
    return max((EXIT_CODES[update.state] for update in updates), default=DONE)


def say_trouble(update: JobUpdate) -> None:
    """Tell what went wrong, and what to do with a job that waits."""
    if update.error:
        say_error(update.error)
    if update.state is JobState.DETACHED:
        say("The job is kept: “flux2studio resume” takes it up again.")


def say_error(error: StudioError) -> None:
    field = f"{error.field}: " if error.field else ""
    say(f"{field}{error} {error.hint}".rstrip())


def say_progress(update: JobUpdate) -> None:
    if sys.stderr.isatty():
        progress = update.progress
        steps = f" {progress.done}/{progress.total}" if progress.total else ""
        print(f"\r\033[K{progress.phase.value}{steps}", end="", file=sys.stderr, flush=True)
        if update.state.is_final:
            print(file=sys.stderr)


def say(text: str) -> None:
    print(text, file=sys.stderr)


def plain(value: object) -> str:
    """For msgspec, which takes no other kind of text: what a phrase or a path reads as."""
    return str(value)[:]


def print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=sys.stdout.encoding.lower() != "utf-8", indent=2))

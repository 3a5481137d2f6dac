"""``flux2studio generate``: one job, or one for each picture where the prompt holds choices."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from flux2studio.cli_interrupt import interrupts_held_back
from flux2studio.cli_output import say, say_progress, tell_made
from flux2studio.cli_request import output_folder, read_requests
from flux2studio.core.checks import check
from flux2studio.core.cost import estimate_usd
from flux2studio.core.errors import SpendingLimitError
from flux2studio.core.job import Job
from flux2studio.core.models import SIZE_PRESETS
from flux2studio.core.request import Acceleration, GenerationRequest, ImageFormat
from flux2studio.services.waiting import JobWaiter
from flux2studio.studio import Studio


def add_generate(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` all that can be said of a picture."""
    add = parser.add_argument
    choices = "{red|green} is a choice: each picture takes its own; \\{ \\| \\} are plain signs"
    add("prompt", metavar="PROMPT", help=f"what is to be seen, or to change; {choices}")
    add("--backend", default="", help="practice, aimlapi, fal or local")
    add("--model", default="", metavar="ID", help="a model of the backend")
    reference = "a picture to start from; several in the order of image 1, image 2"
    add("--reference", action="append", default=[], type=Path, metavar="FILE", help=reference)
    mask = "paint anew only where this picture of the first reference's size is white"
    add("--mask", type=Path, metavar="FILE", help=f"{mask}, or see-through")
    add("--strength", type=float, metavar="X", help="how far to leave what lies under the mask")
    large = "look at a single reference with 4 megapixels: finer, slower"
    add("--large-reference", action=argparse.BooleanOptionalAction, help=large)
    add("--avoid", default="", metavar="TEXT", help="what shall not be in it, for a base model")
    lora = "owner/name, https://… or a file, and its scale from 0 to 4; several if you like"
    add("--lora", action="append", default=[], nargs=2, metavar=("PATH", "SCALE"), help=lora)
    add("--size", default="", help="1024x768, or one of " + ", ".join(SIZE_PRESETS))
    add("--steps", type=int, metavar="N", help="how often the picture is worked over")
    add("--guidance", type=float, metavar="X", help="how strictly the words are followed")
    add("--seed", type=int, metavar="N", help="the same one makes the same picture again")
    add("--count", type=int, metavar="N", help="how many pictures")
    speed = "how much may be spared to be faster"
    add("--acceleration", choices=[value.value for value in Acceleration], help=speed)
    add("--format", choices=[value.value for value in ImageFormat], help="of the file")
    expand = "let the words be rewritten with more detail"
    add("--expand-prompt", action=argparse.BooleanOptionalAction, help=expand)
    add("--safety", action=argparse.BooleanOptionalAction, help="filter what is taken for unsafe")
    add("--over-limit", action="store_true", help="send it though the month costs too much")
    add("--out", type=Path, metavar="DIR", help="save there instead of the pictures folder")
    add("--json", action="store_true", help="print one JSON object")


def run_generate(options: argparse.Namespace, studio: Studio) -> int:
    """Wait until all pictures are kept; return the exit code."""
    requests = read_requests(options, studio.catalogue, studio.references)
    folder = output_folder(options)
    waiter = JobWaiter(say_progress)
    studio.generation.subscribe(waiter)
    jobs: list[Job] = []
    try:
        with interrupts_held_back():  # a job that was begun is cancelled, not left
            _allow(studio, requests, beyond_limit=options.over_limit)
            start = partial(studio.generation.start, folder=folder, beyond_limit=True)
            jobs = [start(request) for request in requests]
        updates = [waiter.wait_for(job.id) for job in jobs]
    except KeyboardInterrupt:  # a second one leaves the jobs as they are, for "resume"
        if not jobs:
            raise
        say("Cancelling…")
        studio.generation.cancel_all([job.id for job in jobs])
        updates = [waiter.wait_for(job.id) for job in jobs]
    return tell_made(updates, as_json=options.json)


def _allow(studio: Studio, requests: Sequence[GenerationRequest], *, beyond_limit: bool) -> None:
    """Refuse all of them before the first is sent. Raises InvalidRequestError and
    SpendingLimitError.
    """
    studio.prices.load()
    studio.spending.load()
    model = studio.catalogue.model(requests[0].model)
    for request in requests:
        check(request, model)
    priced = studio.prices.priced(model)
    costs = [estimate_usd(request, priced) for request in requests]
    known = [cost for cost in costs if cost is not None]
    if beyond_limit or not known:
        return
    try:
        studio.spending.check_limit(sum(known))
    except SpendingLimitError as error:
        hint = "Add --over-limit to send it all the same."
        raise SpendingLimitError(str(error), hint=hint, field=error.field) from None

"""Builds the view model of the jobs on the studio's services."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from flux2studio.core.cost import CostEstimate, estimate, estimate_usd
from flux2studio.core.errors import InvalidRequestError, SpendingLimitError
from flux2studio.core.generation import Generation
from flux2studio.core.request import GenerationRequest
from flux2studio.services.usual_time import usual_seconds
from flux2studio.studio import Studio
from flux2studio.ui.bridge import JobBridge
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels.job_parts import Estimates
from flux2studio.ui.viewmodels.jobs import JobsViewModel


def open_jobs(studio: Studio, bridge: JobBridge, tasks: Tasks) -> JobsViewModel:
    """``bridge`` carries the updates of the jobs."""
    return JobsViewModel(
        bridge,
        studio.generation,
        _Thumbnails(studio),
        tasks,
        beyond_limit=partial(_beyond_limit, studio),
        estimates=Estimates(
            price=partial(_price, studio),
            usual=partial(usual_seconds, studio.history.repository),
            lanes={entry.id: entry.workers for entry in studio.catalogue.backends},
        ),
    )


@dataclass(frozen=True, slots=True)
class _Thumbnails:
    """Where the job rows get their small pictures from."""

    studio: Studio

    def of_reference(self, sha256: str) -> bytes:
        return self.studio.references.thumbnail(sha256)

    def of_generation(self, generation: Generation) -> bytes:
        return self.studio.history.thumbnail(generation)


def _price(studio: Studio, request: GenerationRequest) -> CostEstimate | None:
    try:
        model = studio.catalogue.model(request.model)
    except InvalidRequestError:  # a model of another version
        return None
    return estimate(request, studio.prices.priced(model))


def _beyond_limit(studio: Studio, request: GenerationRequest) -> str:
    """What another run of ``request`` would do to the month, if that is above its limit."""
    try:
        model = studio.catalogue.model(request.model)
        if (usd := estimate_usd(request, studio.prices.priced(model))) is not None:
            studio.spending.check_limit(usd)
    except SpendingLimitError as error:
        return str(error)
    except InvalidRequestError:  # a model of another version: sending it will say so
        return ""
    return ""

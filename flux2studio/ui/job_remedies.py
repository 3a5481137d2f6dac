"""What the artist can do next about a job that failed, as one thing to click."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from flux2studio.backends.aimlapi_platform import AIMLAPI
from flux2studio.backends.fal_queue import FAL
from flux2studio.core.errors import KeyMissingError, NotAllowedError, StudioError
from flux2studio.core.job import JobState, JobUpdate
from flux2studio.core.request import GenerationRequest, Size

SERVICES = {"aimlapi": AIMLAPI, "fal": FAL}

_LEAST = 512  # pixels of a side that every model takes
_STEP = 32


class Remedy(StrEnum):
    KEY = "key"  # enter or change the service's key
    CREDIT = "credit"  # the service's page where an account is topped up
    SMALLER = "smaller"  # the same in the form, with fewer pixels
    FORM = "form"  # the same in the form, to change what was refused


def remedy(update: JobUpdate) -> Remedy | None:
    """The next step beside sending it again; None where there is none."""
    error = update.error
    if error is None or update.state not in (JobState.FAILED, JobState.DETACHED):
        return None
    if isinstance(error, KeyMissingError | NotAllowedError):
        return Remedy.KEY
    if _wants_credit(update, error):
        return Remedy.CREDIT
    if update.state is JobState.DETACHED or not error.field:
        return None
    return Remedy.SMALLER if error.field == "size" and can_shrink(update) else Remedy.FORM


def credit_page(backend: str) -> str:
    """Where an account at that service is topped up; empty when it is not known."""
    service = SERVICES.get(backend)
    return f"https://{service.billing}" if service else ""


def smaller(request: GenerationRequest) -> GenerationRequest:
    """The same with about half the pixels, of the same shape as far as the steps allow."""
    sides = (request.size.width, request.size.height)
    width, height = (max(_LEAST, round(side * 0.7 / _STEP) * _STEP) for side in sides)
    return replace(request, size=Size(width=width, height=height))


def can_shrink(update: JobUpdate) -> bool:
    request = update.job.request
    return smaller(request).size != request.size


def _wants_credit(update: JobUpdate, error: StudioError) -> bool:
    """Its hint names the page where the account is topped up."""
    service = SERVICES.get(update.job.backend)
    return service is not None and service.billing in error.hint

"""Builds what makes pictures and counts what they cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flux2studio.backends.base import Backend
from flux2studio.core.control import RunControl
from flux2studio.core.late import LateParts
from flux2studio.core.models import Catalogue
from flux2studio.services.erasing import Eraser
from flux2studio.services.generation import GenerationService
from flux2studio.services.job_runner import Workshop
from flux2studio.services.opened_accounts import fal_account, open_accounts
from flux2studio.services.opened_shelves import Shelves
from flux2studio.services.payloads import ReferencePayloads
from flux2studio.services.prices import PriceBook, PriceSource
from flux2studio.services.saving import PictureSaver
from flux2studio.services.spending import Spending
from flux2studio.storage.erasures import Erasures
from flux2studio.storage.journal import Journal
from flux2studio.storage.loras import LoraRepository
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore
from flux2studio.storage.spending import SpendingRepository

if TYPE_CHECKING:
    from flux2studio.services.lora_places import LoraPlaces


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The services of jobs. ``backends`` are the ones that ``generation`` works with."""

    generation: GenerationService
    backends: LateParts[Backend]
    prices: PriceBook
    spending: Spending
    accounts: Mapping[str, PriceSource]
    eraser: Eraser

    def close(self) -> None:
        """End every thread and process; jobs on their way are picked up at the next start."""
        self.generation.close()
        self.eraser.close()
        for backend in self.backends.built:
            backend.close()


def open_work(
    catalogue: Catalogue,
    settings: SettingsStore,
    secrets: Secrets,
    shelves: Shelves,
    closing: RunControl,
    *,
    backends: LateParts[Backend],
    loras: Callable[[], LoraPlaces],
    owner: str,
    prices: Path,
) -> Work:
    """``owner`` is the running instance; ``prices`` the file of what runs were last said to cost.

    Nothing is asked yet, and no job is picked up.
    """
    accounts = open_accounts(settings, secrets)
    workshop = Workshop(
        catalogue=catalogue,
        backends=backends,
        journal=Journal(shelves.database, owner),
        outputs=shelves.outputs,
        saver=_saver(shelves, catalogue),
        payloads=ReferencePayloads(
            references=shelves.kept_references, pictures=shelves.pictures, scratch=shelves.scratch
        ),
        loras=loras,
        prices=PriceBook(catalogue, accounts, prices),
        spending=Spending(
            SpendingRepository(shelves.database),
            paid={entry.id for entry in catalogue.backends if entry.paid},
            limit_usd=settings.load().monthly_limit_usd,
        ),
    )
    generation = GenerationService(workshop)
    eraser = Eraser(Erasures(shelves.database), fal_account(settings, secrets).erase, closing)
    generation.subscribe(eraser)
    return Work(
        generation=generation,
        backends=backends,
        prices=workshop.prices,
        spending=workshop.spending,
        accounts=accounts,
        eraser=eraser,
    )


def _saver(shelves: Shelves, catalogue: Catalogue) -> PictureSaver:
    return PictureSaver(
        outputs=shelves.outputs,
        history=shelves.history.repository,
        pictures=shelves.pictures,
        thumbnails=shelves.thumbnails,
        scratch=shelves.scratch,
        references=shelves.kept_references,
        models=catalogue,
        loras=LoraRepository(shelves.database),
    )

"""A workshop on real parts: SQLite, files, the decoder process; only the backend is scripted."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from flux2studio.backends.civitai import Civitai
from flux2studio.backends.huggingface import HuggingFace
from flux2studio.core.models import read_catalogue
from flux2studio.paths import paths_below, resource
from flux2studio.services.generation import GenerationService
from flux2studio.services.job_runner import Workshop
from flux2studio.services.lora_downloads import LoraDownloads
from flux2studio.services.lora_places import LoraPlaces
from flux2studio.services.lora_remotes import LoraRemotes
from flux2studio.services.payloads import ReferencePayloads
from flux2studio.services.pictures import PictureService
from flux2studio.services.prices import PriceBook
from flux2studio.services.references import ReferenceService
from flux2studio.services.saving import PictureSaver
from flux2studio.services.spending import Spending
from flux2studio.storage.database import open_database
from flux2studio.storage.history import HistoryRepository
from flux2studio.storage.instance import Instance
from flux2studio.storage.journal import Journal
from flux2studio.storage.lora_store import LoraStore
from flux2studio.storage.loras import LoraRepository
from flux2studio.storage.outputs import Outputs
from flux2studio.storage.references import ReferenceStore
from flux2studio.storage.spending import SpendingRepository
from flux2studio.storage.thumbnails import ThumbnailStore
from tests.fakes import Updates


@pytest.fixture(scope="session")
def pictures():
    service = PictureService()
    yield service
    service.close()


@pytest.fixture
def open_workshop(tmp_path, pictures):
    """Open the same home as often as a test starts the app; ``backends`` are scripted."""
    opened = []

    def _open(retry_waits=(), **backends):
        paths = paths_below(tmp_path / "home")
        database = open_database(paths.database, paths.backups).database
        instance = Instance(paths.locks)
        outputs = Outputs(paths.pictures)
        history = HistoryRepository(database, paths.pictures)
        thumbnails = ThumbnailStore(paths.thumbnails)
        store = ReferenceStore(paths.references)
        scratch = paths.cache / "scratch"
        catalogue = read_catalogue(resource("models.json").read_bytes())
        loras = LoraPlaces(
            downloads=LoraDownloads(store=LoraStore(paths.loras)),
            remotes=LoraRemotes(
                civitai=Civitai(lambda: "https://civitai.com", lambda: None),
                huggingface=HuggingFace(lambda: "https://huggingface.co", lambda: None),
            ),
        )
        shop = Workshop(
            catalogue=catalogue,
            backends=backends,
            journal=Journal(database, instance.owner),
            outputs=outputs,
            saver=PictureSaver(
                outputs=outputs,
                history=history,
                pictures=pictures,
                thumbnails=thumbnails,
                scratch=scratch,
                references=store,
                models=catalogue,
                loras=LoraRepository(database),
            ),
            payloads=ReferencePayloads(references=store, pictures=pictures, scratch=scratch),
            loras=lambda: loras,
            prices=PriceBook(catalogue, {}, paths.prices),
            spending=Spending(SpendingRepository(database), paid={"aimlapi", "fal"}),
        )
        service, updates = GenerationService(shop, retry_waits=retry_waits), Updates()
        service.subscribe(updates)
        references = ReferenceService(
            store=store, pictures=pictures, thumbnails=thumbnails, fetch=lambda url: b""
        )
        studio = SimpleNamespace(
            paths=paths,
            shop=shop,
            service=service,
            updates=updates,
            history=history,
            journal=shop.journal,
            references=references,
            instance=instance,
            database=database,
        )

        def close():
            service.close()
            database.close()
            thumbnails.close()
            instance.release()

        studio.close = close
        opened.append(studio)
        return studio

    yield _open
    for studio in opened:
        studio.close()

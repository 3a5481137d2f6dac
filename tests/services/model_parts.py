"""The service of models on real folders, against a hub on loopback."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from flux2studio.backends.hub import Hub
from flux2studio.core.models import read_catalogue
from flux2studio.paths import resource
from flux2studio.services.model_downloads import ModelDownloads
from flux2studio.services.model_places import ModelPlaces
from flux2studio.services.models import Models
from flux2studio.storage.model_records import ModelRecords
from flux2studio.storage.model_store import ModelStore
from tests.backends.conftest import QUICK

CATALOGUE = read_catalogue(resource("models.json").read_bytes())
KLEIN, KLEIN_9B, DEV = "local/klein-4b", "local/klein-9b", "local/dev"
REPOSITORY = "black-forest-labs/FLUX.2-klein-4B"
GATED = "black-forest-labs/FLUX.2-klein-9B"


def open_parts(
    home: Path,
    url="http://127.0.0.1:9",
    *,
    folder=None,
    token=None,
    patience=30.0,
    margin=0,
    trash=None,
):
    """The service as a start of the app has it; nothing of it is threaded but what it starts."""
    records = ModelRecords(home / "models.json")
    store = ModelStore(lambda: folder or home / "models")
    return Models(
        ModelPlaces(
            catalogue=CATALOGUE, records=records, store=store, cache=lambda: home / "cache" / "hub"
        ),
        ModelDownloads(
            hub=Hub(url=lambda: url, token=lambda: token, pace=QUICK, patience_s=patience),
            store=store,
            records=records,
            margin_bytes=margin,
        ),
        trash=trash or _no_trash,
    )


@contextmanager
def opened(*arguments, **options):
    models = open_parts(*arguments, **options)
    try:
        yield models
    finally:
        models.close()


def _no_trash(path):
    raise OSError(f"no trash for {path}")

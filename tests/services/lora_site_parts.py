"""The services that bring LoRAs, as a start of the app has them, against sites on loopback."""

from __future__ import annotations

from contextlib import contextmanager
from types import SimpleNamespace

from flux2studio.paths import paths_below
from flux2studio.services.lora_library import LoraLibrary
from flux2studio.services.opened_lora_places import LoraHosts, open_places
from flux2studio.services.opened_lora_sites import open_sites
from flux2studio.services.pictures import PictureService
from flux2studio.storage.database import open_database
from flux2studio.storage.lora_previews import LoraPreviews
from flux2studio.storage.settings import SettingsStore
from tests.backends.conftest import QUICK
from tests.storage.safetensors_files import pack, pair

NOWHERE = "http://127.0.0.1:9"
WORDS = {"modelspec.trigger_phrase": "ohwx dusk"}


def lora_bytes(width=3072, rank=4, metadata=None, blocks=1):
    """A LoRA for klein 4B; of another ``rank`` it is another file."""
    shapes = {}
    for number in range(blocks):
        key = f"transformer.transformer_blocks.{number}.attn.to_q"
        shapes |= pair(key, width, width, rank=rank)
    return pack(shapes, metadata)


@contextmanager
def opened_sites(home, *, hub=NOWHERE, civitai=NOWHERE, tokens=None, pictures=None):
    """``tokens`` by the name of the site."""
    paths = paths_below(home)
    database = open_database(paths.database, paths.backups).database
    decoder = pictures or PictureService()
    settings = SettingsStore(
        paths.settings, {"HF_ENDPOINT": hub, "FLUX2STUDIO_CIVITAI_URL": civitai}
    )
    previews = LoraPreviews(paths.lora_previews)
    library = LoraLibrary(database, previews, decoder)
    known = tokens or {}
    hosts = LoraHosts(settings, known.get)
    sites = open_sites(settings, hosts, paths, library, decoder, pace=QUICK)
    try:
        yield SimpleNamespace(
            paths=paths,
            loras=library,
            previews=previews,
            settings=settings,
            adding=sites.adding,
            updates=sites.updates,
            places=open_places(hosts, paths, library.by_source),
        )
    finally:
        if pictures is None:
            decoder.close()
        database.close()

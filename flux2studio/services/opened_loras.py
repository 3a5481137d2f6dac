"""Builds what looks after the artist's LoRAs, from the parts that it shares with the rest."""

from __future__ import annotations

from pathlib import Path

from flux2studio.services.engine import EngineService
from flux2studio.services.engine_state import EngineStatus
from flux2studio.services.lora_folders import LoraFolders
from flux2studio.services.lora_pictures import LoraPictures
from flux2studio.services.pictures import PictureService
from flux2studio.storage.database import Database
from flux2studio.storage.lora_previews import LoraPreviews


def open_folders(
    database: Database, previews: Path, pictures: PictureService, engine: EngineService
) -> LoraFolders:
    """``previews`` is the folder they are kept in. Nothing is hashed while ``engine`` paints."""
    return LoraFolders(
        database,
        LoraPictures(LoraPreviews(previews), pictures),
        is_busy=lambda: engine.state.status is EngineStatus.BUSY,
    )

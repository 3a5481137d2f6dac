"""Builds the backends, each when the first job needs it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from flux2studio.backends.base import Backend
from flux2studio.core.late import LateParts
from flux2studio.storage.database import Database
from flux2studio.storage.secrets import Secrets
from flux2studio.storage.settings import SettingsStore


def open_backends(
    settings: SettingsStore,
    secrets: Secrets,
    database: Database,
    *,
    local: Callable[[], Backend],
    spool: Path,
    step_seconds: float,
) -> LateParts[Backend]:
    """They read hosts and keys anew at each run, so that a change counts.

    ``spool`` is where answers with pictures inside arrive; ``step_seconds`` the pace of practice.
    """
    hosted = _Hosted(settings, secrets, database, spool)

    def practice() -> Backend:
        from flux2studio.backends.practice import PracticeBackend

        return PracticeBackend(step_seconds)

    return LateParts(
        {"local": local, "practice": practice, "aimlapi": hosted.aimlapi, "fal": hosted.fal}
    )


class _Hosted:
    def __init__(
        self, settings: SettingsStore, secrets: Secrets, database: Database, spool: Path
    ) -> None:
        self._settings = settings
        self._secrets = secrets
        self._database = database
        self._spool = spool

    def aimlapi(self) -> Backend:
        from flux2studio.backends.aimlapi import AimlapiBackend

        return AimlapiBackend(
            lambda: self._settings.load().aimlapi_url,
            lambda: self._secrets.get("aimlapi"),
            self._spool,
        )

    def fal(self) -> Backend:
        from flux2studio.backends.fal import FalBackend, FalUrls
        from flux2studio.storage.claims import Claims
        from flux2studio.storage.uploads import UploadRepository

        def urls() -> FalUrls:
            now = self._settings.load()
            return FalUrls(
                queue=now.fal_queue_url,
                run=now.fal_run_url,
                rest=now.fal_rest_url,
                api=now.fal_api_url,
            )

        return FalBackend(
            urls,
            lambda: self._secrets.get("fal"),
            options=lambda: self._settings.load().hosted,
            uploads=UploadRepository(self._database),
            requests=Claims(self._database),
        )

"""Fetches LoRAs that no service can fetch for itself; each version of a file once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flux2studio.backends.lora_sites import RemoteLora
from flux2studio.backends.pace import Pace
from flux2studio.core.control import RunControl
from flux2studio.core.digest import file_sha256
from flux2studio.core.errors import LoraError
from flux2studio.core.job import Phase
from flux2studio.core.meter import Meter
from flux2studio.core.phrase import phrase
from flux2studio.core.turns import Turns
from flux2studio.services.lora_fetching import LoraFetching
from flux2studio.storage.disk import disk_errors
from flux2studio.storage.lora_store import LoraStore, StoredLora


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraDownloads:
    """Blocking; thread-safe: two jobs that need the same file fetch it once."""

    store: LoraStore
    pace: Pace = field(default_factory=Pace)
    turns: Turns = field(default_factory=Turns)

    def fetch(self, remote: RemoteLora, name: str, control: RunControl) -> StoredLora:
        """Return the whole, checked file, fetched now or earlier.

        What came before a cancel is kept and gone on with. Raises LoraError, BackendError,
        StorageError and Cancelled.
        """
        with self.turns.turn(remote.origin, control):
            if found := self.store.get(remote.origin):
                return found
            target = self.store.incoming(remote.origin)
            with disk_errors(phrase("“{name}” could not be fetched", name=name), target):
                try:
                    if not target.exists():  # else a cancel came while it was looked at
                        self._download(remote, target, name, control)
                    return self._checked(remote, target, name, control)
                except LoraError:
                    target.unlink(missing_ok=True)
                    raise

    def _download(self, remote: RemoteLora, target: Path, name: str, control: RunControl) -> None:
        meter = Meter(control, Phase.FETCHING_LORA)

        def show(done: int, total: int) -> None:
            meter.total = total
            meter.show(done)

        LoraFetching(pace=self.pace).fetch(remote, target, name, control, show)

    def _checked(
        self, remote: RemoteLora, target: Path, name: str, control: RunControl
    ) -> StoredLora:
        self.store.check(target, name)
        sha256 = file_sha256(target, control)
        if remote.sha256 and sha256 != remote.sha256.lower():
            raise LoraError(
                phrase(
                    "“{name}” is damaged: it is not the file that {site} describes.",
                    name=name,
                    site=remote.site,
                ),
                hint="Try again; it is then fetched anew.",
                field="loras",
            )
        return self.store.keep(remote.origin, target, sha256)

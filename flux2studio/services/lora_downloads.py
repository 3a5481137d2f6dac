"""Fetches LoRAs that no service can fetch for itself; each version of a file once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flux2studio.backends.addresses import RefusedAddressError, is_loopback
from flux2studio.backends.http import Answer, HttpSession
from flux2studio.backends.lora_sites import RemoteLora, refused, sign_in
from flux2studio.backends.pace import BUSY, Pace, retry_after
from flux2studio.core.control import RunControl
from flux2studio.core.digest import file_sha256
from flux2studio.core.errors import LoraError, UnreachableError
from flux2studio.core.job import Phase
from flux2studio.core.meter import Meter
from flux2studio.core.turns import Turns
from flux2studio.storage.disk import disk_errors
from flux2studio.storage.lora_store import LoraStore, StoredLora

BYTES_MAX = 8 * 2**30  # of any LoRA

_DEADLINE_S = 12 * 3600.0  # for all of a file; too slow a server is given up long before
_TRIES = 6  # each goes on where the last one stopped
_RESTART = frozenset({416})


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
            with disk_errors(f"“{name}” could not be fetched", target):
                try:
                    if not target.exists():  # else a cancel came while it was looked at
                        self._download(remote, target, name, control)
                    return self._checked(remote, target, name, control)
                except LoraError:
                    target.unlink(missing_ok=True)
                    raise

    def _download(self, remote: RemoteLora, target: Path, name: str, control: RunControl) -> None:
        for left, wait in zip(reversed(range(_TRIES)), self.pace.retries(), strict=False):
            try:
                answer = self._attempt(remote, target, control)
            except RefusedAddressError:
                raise
            except UnreachableError:
                if not left:
                    raise
                control.sleep(wait)
                continue
            if answer.status in (200, 206):
                if "text/html" in answer.headers.get("content-type", ""):
                    raise sign_in(remote.site, name, has_token=bool(remote.headers))
                return
            if not left or answer.status not in BUSY | _RESTART:
                raise refused(answer, remote.site, name, has_token=bool(remote.headers))
            control.sleep(retry_after(answer, wait))
        raise AssertionError("the last try returns or raises")

    def _attempt(self, remote: RemoteLora, target: Path, control: RunControl) -> Answer:
        meter = Meter(control, Phase.FETCHING_LORA)

        def show(done: int, total: int) -> None:
            meter.total = total
            meter.show(done)

        with HttpSession(control) as session:
            return session.download(
                remote.url,
                target,
                limit_bytes=BYTES_MAX,
                deadline_s=_DEADLINE_S,
                headers=remote.headers,
                loopback=is_loopback(remote.url),
                on_progress=show,
            )

    def _checked(
        self, remote: RemoteLora, target: Path, name: str, control: RunControl
    ) -> StoredLora:
        self.store.check(target, name)
        sha256 = file_sha256(target, control)
        if remote.sha256 and sha256 != remote.sha256.lower():
            raise LoraError(
                f"“{name}” is damaged: it is not the file that {remote.site} describes.",
                hint="Try again; it is then fetched anew.",
                field="loras",
            )
        return self.store.keep(remote.origin, target, sha256)

"""Downloads a LoRA into the artist's collection: whole, checked, and under a name of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from flux2studio.backends.lora_sites import RemoteLora
from flux2studio.core.control import RunControl
from flux2studio.core.errors import LoraError, StudioError
from flux2studio.core.job import Phase
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.meter import Meter
from flux2studio.core.model_files import Download
from flux2studio.core.phrase import phrase
from flux2studio.services.lora_fetching import LoraFetching
from flux2studio.services.model_progress import Tally
from flux2studio.storage.disk import disk_errors
from flux2studio.storage.lora_collection import LoraCollection
from flux2studio.storage.lora_facts_header import header_facts
from flux2studio.storage.lora_files import read_lora_header
from flux2studio.storage.lora_identity import read_identity

Tell = Callable[[Download], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """``facts`` are those of the header and the hashes."""

    path: Path
    facts: LoraFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraBringing:
    """Blocking; of all running instances one at a time brings the same file."""

    collection: LoraCollection
    fetching: LoraFetching = field(default_factory=LoraFetching)

    def bring(
        self, remote: RemoteLora, name: str, file_name: str, control: RunControl, tell: Tell
    ) -> Brought:
        """Return the file in the collection, once it is there whole and is what it should be.

        What came before a cancel, an error or a kill is gone on with at the next call. Raises
        LoraError, BackendError, StorageError and Cancelled.
        """
        with (
            self.collection.turn(remote.origin, name) as incoming,
            disk_errors(phrase("“{name}” could not be downloaded", name=name), incoming),
        ):
            known = remote.sha256 and self.collection.find(file_name, remote.sha256, control)
            if known:  # from a try that ended before the record was written
                return Brought(path=known, facts=_checked(known, remote, name, control))
            if not incoming.exists():  # else the last try ended while it was checked
                self.collection.check_room(remote.size, incoming, name)
                shown = _Shown(remote.size, control, tell)
                self.fetching.fetch(remote, incoming, name, control, shown.came, shown.wait)
                shown.check()
            try:
                facts = _checked(incoming, remote, name, control)
            except LoraError:
                incoming.unlink(missing_ok=True)
                raise
            path = self.collection.keep(incoming, file_name, facts.sha256, control)
            return Brought(path=path, facts=facts)


class _Shown:
    """Tells how far it is, in the words of downloads and in those of jobs."""

    def __init__(self, size: int, control: RunControl, tell: Tell) -> None:
        self._tell = tell
        self._meter = Meter(control, Phase.FETCHING_LORA, size)
        self._tally: Tally | None = None

    def came(self, done: int, total: int) -> None:
        if self._tally is None or total != self._meter.total:
            self._meter.total = total
            self._tally = Tally({"": total}, {"": done}, self._tell)
            self._tell(self._tally.now())
        self._tally.came("", done)
        self._meter.show(done)

    def wait(self, problem: StudioError) -> None:
        if self._tally is not None:
            self._tally.wait("", problem)

    def check(self) -> None:
        if self._tally is not None:
            self._tally.check("")
            self._tell(self._tally.now())


def _checked(path: Path, remote: RemoteLora, name: str, control: RunControl) -> LoraFacts:
    try:
        header = read_lora_header(path)
    except LoraError as error:
        said = str(error).replace(f"“{path.name}”", f"“{name}”")
        raise LoraError(said, hint=error.hint, field=error.field, details=error.details) from error
    identity = read_identity(path, control.check)
    if remote.sha256 and identity.sha256 != remote.sha256.lower():
        raise LoraError(
            phrase(
                "“{name}” is not the file that {site} describes, and was not kept.",
                name=name,
                site=remote.site,
            ),
            hint="Try again; it is then fetched anew.",
            field="loras",
            details=f"sha256 {identity.sha256}, not {remote.sha256}",
        )
    return replace(header_facts(header), sha256=identity.sha256, autov3=identity.autov3)

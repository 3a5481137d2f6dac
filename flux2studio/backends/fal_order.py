"""One request to fal as it will leave: its body, its files placed, and what the receipt says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flux2studio.backends.addresses import host_of
from flux2studio.backends.base import LoraPayload, ReferencePayload, RunTask
from flux2studio.backends.body import InlinePicture, JsonBody
from flux2studio.backends.fal_files import FalFiles
from flux2studio.backends.fal_options import MINIMAL_S, noted
from flux2studio.backends.fal_queue import FAL
from flux2studio.backends.fal_terms import FalTerms
from flux2studio.backends.payload import payload
from flux2studio.backends.receipts import lora_name, loras_of, sent_link, write_receipt
from flux2studio.core.control import RunControl
from flux2studio.core.errors import StorageError
from flux2studio.core.hosted import Receipt, SentFile, Trace
from flux2studio.core.job import Phase
from flux2studio.core.phrase import phrase

INLINE_MAX = 2**20  # bytes; larger data URIs fail at fal (hosted-services.md section 3)
_PAYLOAD_KEPT = timedelta(days=30)  # by fal, unless told otherwise (section 2.6)
_INSIDE, _UPLOAD = "inside the request", "upload"


@dataclass(frozen=True, slots=True, kw_only=True)
class FalOrder:
    """``chosen`` is what the artist had set, as the journal keeps it."""

    body: JsonBody
    chosen: dict[str, str]
    receipt: Receipt

    def noted(self, url: str) -> dict[str, str]:
        """What goes into the journal with the job as it leaves for ``url``."""
        return self.chosen | {"receipt": write_receipt(replace(self.receipt, host=host_of(url)))}


class OrderDesk:
    """Makes the order of one job; uploads what does not fit inside the request."""

    def __init__(
        self, task: RunTask, control: RunControl, terms: FalTerms, files: FalFiles | None
    ) -> None:
        self._task = task
        self._control = control
        self._terms = terms
        self._files = files
        self._sent: list[SentFile] = []

    def order(self) -> FalOrder:
        """Raises StorageError, BackendError and Cancelled; nothing is paid for by then."""
        pictures = [self._picture(reference) for reference in self._task.references]
        loras = [self._lora(lora) for lora in loras_of(self._task)]
        fields = payload(self._task.request, self._task.model, loras)
        fields["sync_mode"] = self._terms.options.inline_results
        receipt = Receipt(
            service=FAL.name,
            host="",
            files=tuple(self._sent),
            trace=str(self._terms.options.trace),
        )
        return FalOrder(
            body=JsonBody(fields, pictures), chosen=noted(self._terms.options), receipt=receipt
        )

    def _picture(self, reference: ReferencePayload) -> InlinePicture | str:
        try:
            size = reference.path.stat().st_size
            data = reference.path.read_bytes()
        except OSError as error:
            raise _unreadable("A prepared reference cannot be read.", error) from error
        sha256 = hashlib.sha256(data).hexdigest()
        sent = SentFile(name=reference.name, how=_INSIDE, sha256=sha256, size=size)
        if size <= INLINE_MAX or self._files is None:
            self._sent.append(replace(sent, until=self._payload_until()))
            return InlinePicture(media_type=reference.media_type, data=data)
        upload = self._files.place(
            reference.path,
            sha256=sha256,
            name=_public_name(reference.path),
            media_type=reference.media_type,
            phase=Phase.UPLOADING,
            control=self._control,
        )
        self._sent.append(replace(sent, how=_UPLOAD, until=upload.expires_at))
        return upload.url

    def _lora(self, lora: LoraPayload) -> LoraPayload:
        if lora.file is None or self._files is None:
            self._sent.append(sent_link(lora))
            return lora
        try:
            size = lora.file.stat().st_size
            sha256 = lora.sha256 or _hash(lora.file)
        except OSError as error:
            raise _unreadable(
                phrase("The LoRA “{name}” cannot be read.", name=lora_name(lora)), error
            ) from error
        upload = self._files.place(
            lora.file,
            sha256=sha256,
            name=f"{sha256[:16]}.safetensors",
            media_type="application/octet-stream",
            phase=Phase.UPLOADING_LORA,
            control=self._control,
        )
        self._sent.append(
            SentFile(
                name=lora_name(lora),
                how=_UPLOAD,
                sha256=sha256,
                size=size,
                until=upload.expires_at,
            )
        )
        return replace(lora, source=upload.url)

    def _payload_until(self) -> datetime:
        """The latest moment fal keeps the request; sooner where the app deletes it there."""
        minimal = self._terms.options.trace is Trace.MINIMAL
        return datetime.now(UTC) + (timedelta(seconds=MINIMAL_S) if minimal else _PAYLOAD_KEPT)


def _public_name(path: Path) -> str:
    """Nothing of how the artist calls the file: the name is part of a public link."""
    return path.name if path.suffix else f"{path.name}.bin"


def _hash(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unreadable(message: str, error: OSError) -> StorageError:
    return StorageError(
        phrase("{message} Nothing was sent.", message=message),
        hint="Try again.",
        details=str(error),
    )

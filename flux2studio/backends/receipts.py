"""A privacy receipt as the journal keeps it while its job runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from flux2studio.backends.base import LoraPayload, RunTask
from flux2studio.core.hosted import Receipt, SentFile
from flux2studio.core.request import LoraKind, lora_kind


def write_receipt(receipt: Receipt) -> str:
    return msgspec.json.encode(receipt).decode()


def read_receipt(text: str) -> Receipt | None:
    """None when it is missing or cannot be read."""
    try:
        return msgspec.json.decode(text, type=Receipt) if text else None
    except msgspec.DecodeError:
        return None


def sent_link(lora: LoraPayload) -> SentFile:
    """A LoRA that the service fetches for itself."""
    return SentFile(name=lora_name(lora), how="link", sha256=lora.sha256)


def lora_name(lora: LoraPayload) -> str:
    """Never the link: it may open the file for whoever reads the receipt."""
    if lora.name:
        return lora.name
    if lora_kind(lora.source) is LoraKind.REPOSITORY:
        return lora.source
    return lora.source.partition("?")[0].replace("\\", "/").rpartition("/")[2] or "LoRA"


def loras_of(task: RunTask) -> Sequence[LoraPayload]:
    """Those made ready for the service; else as the request has them."""
    return task.loras or [
        LoraPayload(
            source=use.source,
            scale=use.scale,
            name=use.name,
            file=Path(use.source) if lora_kind(use.source) is LoraKind.FILE else None,
        )
        for use in task.request.active_loras
    ]

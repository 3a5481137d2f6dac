"""What the header of a LoRA elsewhere says, from its first bytes."""

from __future__ import annotations

from collections.abc import Callable

from flux2studio.backends.remote_head import RemoteHead
from flux2studio.core.errors import LoraError
from flux2studio.core.lora_base import is_lora_key
from flux2studio.core.lora_facts import LoraFacts
from flux2studio.core.phrase import phrase
from flux2studio.core.safetensors_header import header_end, header_of
from flux2studio.storage.lora_facts_header import header_facts

_FIRST = 256 * 1024  # bytes; the header of nearly every LoRA fits into them
_MOST = 16 * 2**20
_ANY = 2**62


def peeked(read: Callable[[int], RemoteHead], name: str) -> LoraFacts | None:
    """Return the facts of a header of which ``read`` gets as many first bytes as asked for.

    None when the site does not give them out like that. Raises LoraError for what is no LoRA for
    sure, and what ``read`` raises.
    """
    head = read(_FIRST)
    if head.status not in (200, 206) or not head.data:
        return None
    end = header_end(head.data)
    if len(head.data) < end <= min(_MOST, head.size) and _looks_like_one(head.data):
        head = read(end)
    if _looks_like_one(head.data) and (not head.size or end > len(head.data)):
        return None
    header = header_of(head.data, head.size or _ANY, name)
    if not any(is_lora_key(key) for key in header.shapes):
        raise LoraError(
            phrase("“{name}” is no LoRA: it holds other weights.", name=name),
            hint="Choose a LoRA made for FLUX.2.",
            field="loras",
        )
    return header_facts(header)


def _looks_like_one(data: bytes) -> bool:
    return data[8:9] == b"{" and 2 <= header_end(data) - 8 < 2**27

"""The draft: the request in the form, kept from one start to the next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from flux2studio.core.request import GenerationRequest
from flux2studio.storage.disk import disk_errors, keep_aside, replace_file


class DraftStore:
    """Blocking. A write that is cut short leaves the draft before it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> GenerationRequest | None:
        """Return the draft, None when there is none; a file that is none is kept aside."""
        with disk_errors("The draft cannot be read", self._path):
            try:
                data = self._path.read_bytes()
            except FileNotFoundError:
                return None
        try:
            return msgspec.json.decode(data, type=GenerationRequest)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            keep_aside(self._path)
            return None

    def save(self, request: GenerationRequest) -> None:
        """Write the draft in one step. Raises StorageError."""
        try:
            data = msgspec.json.encode(request)
        except UnicodeEncodeError:  # half of a pasted letter: the form says so, the rest is kept
            texts = ("prompt", "negative_prompt", "typed_prompt")
            kept: dict[str, Any] = {name: _readable(getattr(request, name)) for name in texts}
            data = msgspec.json.encode(replace(request, **kept))
        replace_file(self._path, data)


def _readable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()

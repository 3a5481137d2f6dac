"""How a file, some bytes or a link become a reference; the work runs on a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from flux2studio.core.errors import PictureError
from flux2studio.core.request import ReferenceImage
from flux2studio.ui.viewmodels.slots import References, Source

_LORA = ".safetensors"


class Intake:
    def __init__(self, references: References) -> None:
        self._references = references

    def file(self, path: Path) -> Source:
        return Source(name=path.name, read=partial(self._read_file, path))

    def data(self, data: bytes | Callable[[], bytes], name: str) -> Source:
        return Source(name=name, read=partial(self._read_data, data, name))

    def url(self, url: str) -> Source:
        name = url.partition("?")[0].rsplit("/", 1)[-1]
        return Source(name=name, read=partial(self._references.add_url, url))

    def _read_file(self, path: Path) -> ReferenceImage:
        if path.is_dir():
            raise PictureError(
                _tr("“{0}” is a folder.").format(path.name),
                hint=_tr("Drop the pictures that lie in it."),
            )
        if path.suffix.lower() == _LORA:
            raise PictureError(
                _tr("“{0}” is a LoRA, not a picture.").format(path.name),
                hint=_tr("Drop it on the LoRAs, on the left."),
            )
        return self._references.add_file(path)

    def _read_data(self, data: bytes | Callable[[], bytes], name: str) -> ReferenceImage:
        return self._references.add_bytes(data if isinstance(data, bytes) else data(), name)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Intake", text)

"""Finds the pictures in what was dropped or pasted, wherever it comes from."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QImageWriter

from flux2studio.core.errors import PictureError
from flux2studio.core.natural import natural
from flux2studio.ui.picture_mime import PICTURES

LORA_SUFFIX = ".safetensors"
_RAW_FORMATS = (
    "image/png",
    "image/jpeg",
    "image/webp",
    "image/avif",
    "image/tiff",
    "image/gif",
    "image/bmp",
)
_DATA_URL_MAX = 128 * 2**20  # characters
_LINK_MAX = 2048  # characters; what browsers take


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Either files, or one picture's bytes, or links; else why there is none of them.

    ``data`` blocks and runs on a worker thread. Raises PictureError.
    """

    files: tuple[Path, ...] = ()
    data: Callable[[], bytes] | None = None
    name: str = ""
    links: tuple[str, ...] = ()
    refusal: PictureError | None = None


def find_pictures(mime: QMimeData) -> Dropped:
    """A file of this machine goes first, then the picture itself, then a link to it.

    Markup that comes along is never read.
    """
    urls = mime.urls()
    if files := local_files(mime):
        ours = mime.hasFormat(PICTURES)  # in the order they were seen in
        return Dropped(files=files if ours else in_order(files))
    if (data := _picture_data(mime)) is not None:
        return Dropped(data=data, name=_tr("pasted picture"))
    if not urls:
        urls = _urls_in_text(mime)
    return _from_links(urls, mime)


def local_files(mime: QMimeData) -> tuple[Path, ...]:
    """Return the files and folders of this machine that are dropped, as they come."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def in_order(files: Iterable[Path]) -> tuple[Path, ...]:
    """Files in the order people count their names in, however they were clicked on."""
    return tuple(sorted(files, key=lambda file: natural(file.name)))


def may_hold_pictures(mime: QMimeData) -> bool:
    """Whether a drop is worth an answer, even if the answer is why not."""
    return mime.hasUrls() or mime.hasImage() or mime.hasText() or _raw_format(mime) is not None


def holds_loras(mime: QMimeData) -> bool:
    """Whether these are LoRA files, by their names alone."""
    urls = mime.urls()
    return bool(urls) and all(
        url.isLocalFile() and url.fileName().lower().endswith(LORA_SUFFIX) for url in urls
    )


def accept_copy(event: QDropEvent) -> None:
    """Take a drop so that it stays where it was.

    A program that is told its drag became a move deletes the file it dragged.
    """
    if event.source() is not None:  # from this window: slots are moved
        event.acceptProposedAction()
        return
    for action in (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction):
        if event.possibleActions() & action:
            event.setDropAction(action)
            event.accept()
            return
    event.ignore()


def _picture_data(mime: QMimeData) -> Callable[[], bytes] | None:
    if (raw := _raw_format(mime)) is not None:
        return partial(bytes, mime.data(raw).data())  # as it came, not decoded here
    if mime.hasImage():
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return partial(_encoded, image)
    return None


def _raw_format(mime: QMimeData) -> str | None:
    return next((name for name in _RAW_FORMATS if mime.hasFormat(name)), None)


def _encoded(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setCompression(20)  # of 100: much of the gain for little of the time
    writer.write(image)
    return bytes(data.data())


def _urls_in_text(mime: QMimeData) -> list[QUrl]:
    text = mime.text().strip() if mime.hasText() else ""
    is_link = text.startswith(("https://", "data:")) and "\n" not in text
    return [QUrl(text)] if is_link and len(text) <= _DATA_URL_MAX else []


def _from_links(urls: list[QUrl], mime: QMimeData) -> Dropped:
    for url in urls:
        if url.scheme() == "data":
            return Dropped(data=partial(_from_data_url, url), name=_tr("picture from a page"))
    links = tuple(url.toString() for url in urls if url.scheme() == "https")
    links = tuple(link for link in links if len(link) <= _LINK_MAX)
    return Dropped(links=links) if links else Dropped(refusal=_refusal(urls, mime))


def _from_data_url(link: QUrl) -> bytes:
    url = link.toString()
    head, _, body = url.removeprefix("data:").partition(",")
    if not head.startswith("image/") or len(url) > _DATA_URL_MAX:
        raise PictureError(_tr("This link holds no picture."), hint=_tr("Save it, drop the file."))
    try:
        raw = unquote_to_bytes(body)
        return base64.b64decode(raw) if head.endswith(";base64") else raw
    except (binascii.Error, ValueError) as error:
        raise PictureError(_tr("This link is cut off."), hint=_tr("Copy it again.")) from error


def _refusal(urls: list[QUrl], mime: QMimeData) -> PictureError:
    schemes = {url.scheme() for url in urls}
    if "blob" in schemes:
        return PictureError(
            _tr("The browser keeps this picture to itself."),
            hint=_tr("Save it, then drop the file."),
        )
    if "http" in schemes:
        return PictureError(
            _tr("Only https links are taken."), hint=_tr("Save it, then drop the file.")
        )
    if schemes or mime.hasText():
        return PictureError(
            _tr("This is not a picture."), hint=_tr("Drop a picture file or an https link.")
        )
    return PictureError(_tr("There is no picture here."), hint=_tr("Copy one first."))


def _tr(text: str) -> str:
    return QCoreApplication.translate("DropSources", text)

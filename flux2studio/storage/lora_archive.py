"""What the artist knows of LoRAs in one zip: ``library.json`` and the previews.

``library.json`` is one object: ``format`` and ``version`` (below), ``made_at``, ``app_version``,
``loras`` (records as in ``core.lora.Lora``), ``sets`` (``core.lora.LoraSet``), ``searches``
(``core.lora_searches.LoraSearch``) and ``removed``, each with the record in ``lora`` and the time
in ``removed_at``. A preview is ``previews/<sha256>.jpg``.
A later version may add fields; what cannot be read without knowing them gets another ``version``.
"""

from __future__ import annotations

import hashlib
import re
import stat
import zipfile
import zlib
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from flux2studio.core.errors import LoraError, StorageError
from flux2studio.core.lora import Lora, LoraSet
from flux2studio.core.lora_searches import LoraSearch
from flux2studio.core.phrase import Phrase, phrase
from flux2studio.storage.disk import (
    disk_errors,
    fsync_folder,
    link_new,
    make_folder,
    new_file,
    sweep,
    temporary,
)
from flux2studio.storage.lora_previews import BYTES_MAX

FORMAT = "flux2studio LoRA library"
VERSION = 1
LIBRARY = "library.json"
LIBRARY_BYTES_MAX = 128 * 2**20  # a hundred thousand cards with long notes
RECORDS_MAX = 100_000
ENTRIES_MAX = 300_000  # a preview and a pair for each

_PREVIEW = re.compile(r"previews/(?P<sha256>[0-9a-f]{64})\.jpg")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same content gives the same file
_ENCRYPTED = 1
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # each fails in its own way
# A wrong type in the JSON is a ValueError, a nesting too deep a RuntimeError, as an unknown kind of
# packing is.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


class NameTakenError(StorageError):
    """A file of this name is there, and none is ever written over."""


class RemovedLora(msgspec.Struct, frozen=True):
    lora: Lora
    removed_at: datetime


class LoraArchive(msgspec.Struct, frozen=True, kw_only=True):
    """What is in ``library.json``."""

    loras: tuple[Lora, ...] = ()
    sets: tuple[LoraSet, ...] = ()
    searches: tuple[LoraSearch, ...] = ()
    removed: tuple[RemovedLora, ...] = ()
    made_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    app_version: str = ""
    format: str = FORMAT
    version: int = VERSION


class _Head(msgspec.Struct):
    """The same, before any record is looked at."""

    format: str
    version: int
    loras: list[msgspec.Raw] = []
    sets: list[msgspec.Raw] = []
    searches: list[msgspec.Raw] = []
    removed: list[msgspec.Raw] = []


def write_archive(target: Path, archive: LoraArchive, previews: Mapping[str, Path]) -> None:
    """Write ``archive`` and the pictures to ``target``, which must not exist yet.

    It is there whole, read again and compared, or not at all. Raises NameTakenError when it is
    there already, StorageError when the disk refuses or gives back something else. A picture that
    is gone is left out.
    """
    what = f"“{target.name}” could not be saved"
    with disk_errors(what, target):
        make_folder(target.parent)
        sweep(target.parent, f".{target.name}.*.part")
    part = temporary(target)
    try:
        with disk_errors(what, target):
            _write(part, archive, previews)
        _compare(part, archive, target.name)
        with disk_errors(what, target), _name_kept(target):
            link_new(part, target)
            fsync_folder(target.parent)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write(part: Path, archive: LoraArchive, previews: Mapping[str, Path]) -> None:
    with new_file(part) as file, zipfile.ZipFile(file, "w") as pack:
        _pack(pack, LIBRARY, msgspec.json.encode(archive), zipfile.ZIP_DEFLATED)
        for sha256, path in sorted(previews.items()):
            if (data := _picture(path, sha256)) is not None:
                _pack(pack, f"previews/{sha256}.jpg", data, zipfile.ZIP_STORED)


@contextmanager
def _name_kept(target: Path) -> Generator[None, None, None]:
    try:
        yield
    except FileExistsError as error:
        raise NameTakenError(
            phrase("There is a “{target}” already.", target=target.name),
            hint="Choose another name.",
            details=str(target),
        ) from error


@contextmanager
def open_archive(path: Path) -> Generator[OpenedArchive, None, None]:
    """Open what ``write_archive`` wrote, by anybody. Raises LoraError for anything else."""
    with ExitStack() as stack:
        with _readable(path.name):
            if not path.is_file():
                raise LoraError(
                    phrase("“{path}” is no file.", path=path.name), hint="Choose an exported zip."
                )
            pack = stack.enter_context(zipfile.ZipFile(path))
            opened = OpenedArchive(pack, path.name)
        yield opened


@contextmanager
def _readable(name: str) -> Generator[None, None, None]:
    """Say in a sentence why a zip cannot be read."""
    try:
        yield
    except OSError as error:
        raise LoraError(
            phrase("“{name}” cannot be read.", name=name),
            hint="See that it is there and yours to read.",
            details=str(error),
        ) from error
    except _BROKEN as error:
        raise _refused(name, _DAMAGED, str(error)) from error


class OpenedArchive:
    """A zip whose names and sizes are in order; its content is not trusted."""

    def __init__(self, pack: zipfile.ZipFile, name: str) -> None:
        self._pack = pack
        self.name = name
        self._entries = _entries(pack, name)

    def read(self) -> LoraArchive:
        """Return the records. Raises LoraError when they are none of ours."""
        data = self._bytes(LIBRARY, LIBRARY_BYTES_MAX)
        with _readable(self.name):  # what msgspec says of a wrong type is a ValueError
            self._check(msgspec.json.decode(data, type=_Head))
            return msgspec.json.decode(data, type=LoraArchive)

    def preview(self, sha256: str) -> bytes:
        """Return a picture as it lies there, empty when it is not what its name says."""
        name = f"previews/{sha256}.jpg"
        if name not in self._entries:
            return b""
        data = self._bytes(name, BYTES_MAX)
        return data if hashlib.sha256(data).hexdigest() == sha256 else b""

    def is_whole(self) -> bool:
        """Whether every picture is what its name says."""
        names = (_PREVIEW.fullmatch(name) for name in self._entries)
        return all(self.preview(name["sha256"]) for name in names if name)

    def _bytes(self, name: str, most: int) -> bytes:
        """Unpack one entry; one that grows beyond ``most`` is a bomb."""
        info = self._entries.get(name)
        if info is None:
            raise _refused(self.name, _FOREIGN, f"there is no {name}")
        if info.file_size > most:
            raise _refused(self.name, _TOO_LARGE, name)
        with _readable(self.name), self._pack.open(info) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise _refused(self.name, _TOO_LARGE, name)
        return data

    def _check(self, head: _Head) -> None:
        if head.format != FORMAT:
            raise _refused(self.name, _FOREIGN, head.format[:80])
        if head.version > VERSION:
            raise LoraError(
                phrase("“{name}” was written by a newer version of flux2studio.", name=self.name),
                hint="Install the newest version, then try again.",
            )
        lists = (head.loras, head.sets, head.searches, head.removed)
        if max(map(len, lists)) > RECORDS_MAX:
            raise _refused(self.name, _TOO_LARGE, LIBRARY)


def _entries(pack: zipfile.ZipFile, name: str) -> Mapping[str, zipfile.ZipInfo]:
    """Check the list of contents. Nothing is ever unpacked to a path, so no name can lead out."""
    found: dict[str, zipfile.ZipInfo] = {}
    if len(pack.infolist()) > ENTRIES_MAX:
        raise _refused(name, _TOO_LARGE, "its list")
    for info in pack.infolist():
        kind = stat.S_IFMT(info.external_attr >> 16)
        is_ours = info.filename == LIBRARY or _PREVIEW.fullmatch(info.filename)
        if not is_ours or info.filename in found or kind not in {0, stat.S_IFREG}:
            raise _refused(name, _FOREIGN, f"it holds {info.filename[:80]!a}")
        if info.flag_bits & _ENCRYPTED:
            raise _refused(name, _FOREIGN, "it is encrypted")
        if info.compress_type not in _PACKINGS:
            raise _refused(name, _FOREIGN, f"it is packed in the way {info.compress_type}")
        found[info.filename] = info
    return found


def _pack(pack: zipfile.ZipFile, name: str, data: bytes, how: int) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    pack.writestr(info, data, compress_type=how)


def _picture(path: Path, sha256: str) -> bytes | None:
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MAX + 1)
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _compare(part: Path, archive: LoraArchive, name: str) -> None:
    """Read what was written again, all of it, as an import would."""
    try:
        with open_archive(part) as opened:
            is_same = opened.read() == archive and opened.is_whole()
    except LoraError as error:
        raise _spoiled(name, error.details or str(error)) from error
    if not is_same:
        raise _spoiled(name, "it reads back as something else")


def _spoiled(name: str, details: str) -> StorageError:
    return StorageError(
        phrase("“{name}” could not be saved: the disk gives back something else.", name=name),
        hint="Check the disk, or choose another folder.",
        details=details,
    )


_FOREIGN = "“{name}” is no export of a LoRA library."
_DAMAGED = "“{name}” is damaged, or no export of a LoRA library."
_TOO_LARGE = "“{name}” holds more than a LoRA library ever does."


def _refused(name: str, problem: str, details: str) -> LoraError:
    return LoraError(
        Phrase(problem, {"name": name}),
        hint="Choose a zip that flux2studio wrote, as it wrote it.",
        details=details,
    )

"""The files of the sample project as they are shipped, checked before any of them is used."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.errors import StorageError
from flux2studio.core.sample import Sample, SampleFile, decode_sample

MANIFEST = "sample.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSample:
    """``files`` holds the bytes by name; all of it is below a megabyte."""

    sample: Sample
    files: Mapping[str, bytes]


def load_sample(folder: Path) -> LoadedSample:
    """Read everything. Raises StorageError when a file is missing or is not what was shipped."""
    sample = decode_sample(_read(folder, MANIFEST))
    files = {file.name: _checked(folder, file) for file in sample.files}
    return LoadedSample(sample=sample, files=files)


def _checked(folder: Path, file: SampleFile) -> bytes:
    data = _read(folder, file.name)
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise StorageError("A file of the sample is damaged.", details=file.name)
    return data


def _read(folder: Path, name: str) -> bytes:
    if Path(name).name != name:
        raise StorageError("The sample cannot be read.", details=name)
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise StorageError("A file of the sample is missing.", details=str(error)) from error

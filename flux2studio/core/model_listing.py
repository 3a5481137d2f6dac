"""What a repository holds of a model at one revision, and which of its files are fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flux2studio.core.model_files import ModelError
from flux2studio.core.phrase import phrase

SIZE_MAX = 2**41  # bytes; of any one file

_PARTS = frozenset(
    {"transformer", "text_encoder", "vae", "tokenizer", "scheduler", "processor", "image_processor"}
)
_ROOT = re.compile(r"model_index\.json|LICENSE(?:\.(?:md|txt))?")
_SMALL = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,120}\.(?:json|txt|jinja|model)")
_WEIGHTS = re.compile(
    r"(?P<stem>diffusion_pytorch_model|model)(?P<shard>-\d{5}-of-\d{5})?\.safetensors"
)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\:*?\"<>|]|^/|//|(?:^|/)\.{1,2}(?:/|$)|[. ](?:/|$)")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteFile:
    """``path`` is relative, with slashes. ``sha256`` is known of large files, of the others
    ``blob``: the sha1 that git gives them; either may be empty. ``size`` in bytes.
    """

    path: str
    size: int
    sha256: str = ""
    blob: str = ""

    @property
    def is_transformer(self) -> bool:
        return self.path.startswith("transformer/") and self.path.endswith(".safetensors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The files of a model in the diffusers layout, as ``revision`` of ``repository`` has them."""

    repository: str
    revision: str
    files: tuple[RemoteFile, ...]

    def without_transformer(self) -> Listing:
        """The same for one whose transformer is a file elsewhere."""
        files = tuple(file for file in self.files if not file.is_transformer)
        return Listing(repository=self.repository, revision=self.revision, files=files)

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)


def diffusers_files(files: Iterable[RemoteFile], repository: str) -> tuple[RemoteFile, ...]:
    """Those that make up the diffusers layout, the small ones first; never the single file beside.

    Raises ModelError where the repository holds no such layout, or names that may not be written.
    """
    files = tuple(files)
    for file in files:
        _refuse_unsafe(file, repository)
    indices = {file.path for file in files if file.path.endswith(".safetensors.index.json")}
    found = tuple(file for file in files if _is_part(file.path, indices))
    names = [file.path for file in found]
    if "model_index.json" not in names or not any(file.is_transformer for file in found):
        raise ModelError(
            phrase(
                "“{repository}” does not hold the model in the layout that is needed.",
                repository=repository,
            ),
            hint="Look for a newer version of flux2studio.",
            details=", ".join(sorted(names)[:20]),
        )
    if len({name.casefold() for name in names}) < len(names):
        raise _unsafe(repository, "two names differ in their case only")
    return tuple(sorted(found, key=lambda file: (file.size, file.path)))


def _is_part(path: str, indices: set[str]) -> bool:
    folder, _, name = path.rpartition("/")
    if not folder:
        return bool(_ROOT.fullmatch(name))
    if folder not in _PARTS:
        return False
    if weights := _WEIGHTS.fullmatch(name):
        is_split = f"{folder}/{weights['stem']}.safetensors.index.json" in indices
        return bool(weights["shard"]) == is_split
    return bool(_SMALL.fullmatch(name))


def _refuse_unsafe(file: RemoteFile, repository: str) -> None:
    parts = file.path.split("/")
    if (
        not file.path
        or _UNSAFE.search(file.path)
        or any(_RESERVED.match(part) or len(part.encode()) > 255 for part in parts)
    ):
        raise _unsafe(repository, repr(file.path[:200]))
    if not 0 <= file.size <= SIZE_MAX:
        raise _unsafe(repository, f"{file.path[:200]!r} would have {file.size} bytes")


def _unsafe(repository: str, details: str) -> ModelError:
    return ModelError(
        phrase(
            "“{repository}” names files that cannot be kept on this computer,"
            " so nothing is fetched.",
            repository=repository,
        ),
        hint="Choose another model, or a folder that you downloaded yourself.",
        details=details,
    )

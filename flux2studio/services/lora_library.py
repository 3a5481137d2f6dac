"""The artist's LoRAs: taking in a repository, a link or a file, and keeping the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from flux2studio.backends.civitai import without_token
from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora, LoraProof
from flux2studio.core.request import LoraKind, lora_kind
from flux2studio.storage.lora_files import inspect_lora
from flux2studio.storage.loras import LoraRepository

PICKLES = (".pt", ".ckpt", ".bin", ".pth")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoraLibrary:
    """Blocking; call it from a worker. Raises LoraError and StorageError."""

    repository: LoraRepository

    def all(self) -> list[Lora]:
        """Return every record, the newest first; ``missing`` says that its file is gone."""
        return [_marked(lora) for lora in self.repository.all()]

    def add(self, source: str) -> Lora:
        """Add ``owner/name``, an https link or the path of a .safetensors file.

        Nothing is downloaded and no file is copied: a service fetches the first two itself,
        and a file stays where it is.
        """
        lora = describe_lora(source)
        if self.repository.by_source(lora.source):
            raise LoraError(f"“{lora.name}” is already in your library.")
        self.repository.add(lora)
        return lora

    def update(self, lora: Lora) -> None:
        self.repository.update(lora)

    def keep_proofs(self, found: Mapping[str, LoraProof]) -> list[Lora]:
        """Keep what LoRAs were seen to do, by their sources; return the records that changed."""
        changed = []
        for source, proof in found.items():
            lora = self.repository.by_source(source)
            if lora is not None and lora.proof != proof:
                lora = _marked(replace(lora, proof=proof))
                self.repository.update(lora)
                changed.append(lora)
        return changed

    def remove(self, lora_id: str) -> Lora:
        """Forget the record, never the file; ``restore`` undoes it."""
        return self.repository.remove(lora_id)

    def restore(self, lora: Lora) -> None:
        self.repository.restore(lora)


def _marked(lora: Lora) -> Lora:
    missing = lora.kind is LoraKind.FILE and not Path(lora.source).is_file()
    return replace(lora, missing=missing) if missing != lora.missing else lora


def describe_lora(source: str) -> Lora:
    """Return what can be told of a LoRA from its source. Raises LoraError when it is none."""
    source = source.strip()
    kind = lora_kind(source)
    if kind is LoraKind.UNKNOWN and (file := _file_at(source)):
        source, kind = str(file), LoraKind.FILE
    match kind:
        case LoraKind.FILE:
            return _from_file(Path(source))
        case LoraKind.URL:
            return _from_url(source)
        case LoraKind.REPOSITORY:
            return Lora(source=source, name=source.split("/")[1])
        case _:
            raise LoraError(
                f"“{source[:80]}” is neither a repository, a link nor a file.",
                hint="Give owner/name, an https link, or a .safetensors file.",
                field="loras",
            )


def _file_at(source: str) -> Path | None:
    try:
        path = Path(source).expanduser().resolve()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # nobody of that name, a loop, no path at all
        return None


def _from_file(path: Path) -> Lora:
    if any("\ud800" <= letter <= "\udfff" for letter in str(path)):
        raise LoraError(
            "The name of this file or its folder is no text.",
            hint="Rename it, then add it again.",
            field="loras",
        )
    facts = inspect_lora(path)
    return Lora(
        source=str(path),
        name=path.stem,
        base=facts.base,
        trigger_words=facts.trigger_words,
        size=facts.size,
    )


def _from_url(url: str) -> Lora:
    try:
        parts = urlsplit(url)
        host, secret = parts.hostname, parts.username or parts.password
    except ValueError as error:
        raise LoraError("This link is not complete.", hint="Copy it again.") from error
    if not host:
        raise LoraError("This link is not complete.", hint="Copy it again.", field="loras")
    if parts.scheme != "https" and host not in {"127.0.0.1", "localhost", "::1"}:
        raise LoraError("Only https links are taken.", hint="Put https:// in front.", field="loras")
    if secret:
        raise LoraError(
            "This link holds a password, which every service it is sent to would see.",
            hint="Download the file and add it from your disk.",
            field="loras",
        )
    name = parts.path.rsplit("/", 1)[-1]
    if name.lower().endswith(PICKLES):
        raise LoraError(
            f"“{name}” is a pickle, which can run programs, and is never opened.",
            hint="Use the .safetensors version.",
            field="loras",
        )
    return Lora(source=without_token(url), name=name.removesuffix(".safetensors") or host)

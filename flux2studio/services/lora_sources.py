"""Taking in a repository, a link or a file: what can be told of a LoRA from its source."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from flux2studio.backends.civitai import without_token
from flux2studio.core.errors import LoraError
from flux2studio.core.lora import Lora
from flux2studio.core.phrase import phrase
from flux2studio.core.request import LoraKind, lora_kind
from flux2studio.core.safetensors_header import PICKLES, pickle_error
from flux2studio.storage.lora_files import inspect_lora


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
                phrase(
                    "“{source}” is neither a repository, a link nor a file.", source=source[:80]
                ),
                hint="Give owner/name, an https link, or a .safetensors file.",
                field="loras",
            )


def _file_at(source: str) -> Path | None:
    try:
        path = Path(source).expanduser().resolve()
        return path if path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # nobody of that name, a loop, no path at all
        return None


def text_path(path: Path) -> str:
    """Return ``path`` as it is kept on a card. Raises LoraError when its name is no text."""
    if any("\ud800" <= letter <= "\udfff" for letter in str(path)):
        raise LoraError(
            "The name of this file or its folder is no text.",
            hint="Rename it, then add it again.",
            field="loras",
        )
    return str(path)


def _from_file(path: Path) -> Lora:
    source = text_path(path)
    facts = inspect_lora(path)
    return Lora(
        source=source,
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
    if Path(name.lower()).suffix in PICKLES:
        raise pickle_error(f"“{name}”")
    return Lora(source=without_token(url), name=name.removesuffix(".safetensors") or host)

"""What the app is made of: its version and licence, and those of what it stands on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from flux2studio.paths import resource
from flux2studio.version import version

_WINDOW = (
    "PySide6-Essentials",
    "httpx",
    "pillow",
    "keyring",
    "msgspec",
    "platformdirs",
    "Send2Trash",
    "PyYAML",
)
_ENGINE = ("torch", "diffusers", "transformers", "peft", "accelerate", "safetensors", "torchao")
_SHORT = 60  # letters; some write the whole licence where its name belongs
_CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    name: str
    version: str
    licence: str  # empty: it has it in a file only


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    version: str
    licence: str  # its whole text
    libraries: tuple[Library, ...]


def about() -> About:
    """Look once. Blocking: reads the metadata of what is installed."""
    return About(version=version(), licence=_licence(), libraries=tuple(_libraries()))


def _licence() -> str:
    """Of a checkout it lies above the resources, else it is in the package's metadata."""
    file = resource("models.json").parents[1] / "LICENSE"
    if file.is_file():
        return file.read_text(encoding="utf-8")
    try:
        found = metadata.distribution("flux2studio").read_text("licenses/LICENSE")
    except metadata.PackageNotFoundError:
        found = None
    return found or ""


def _libraries() -> Iterator[Library]:
    for name in (*_WINDOW, *_ENGINE):
        try:
            found = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        yield Library(name=name, version=found["Version"], licence=licence_of(found))


def licence_of(found: metadata.PackageMetadata) -> str:
    """Return the short name of a licence, however the library tells it; empty: it does not."""
    values = found.json
    for key in ("license_expression", "license"):
        text = str(values.get(key, "")).strip()
        if 0 < len(text) <= _SHORT and "\n" not in text:
            return text
    classifiers = values.get("classifier", [])
    lines = [str(line) for line in classifiers if str(line).startswith(_CLASSIFIER)]
    return ", ".join(line.split(" :: ")[-1] for line in lines)

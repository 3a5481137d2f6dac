"""What a helper would ask of this computer as an engine: card, libraries, what would fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.errors import StorageError
from flux2studio.core.local import Hardware, Pipeline
from flux2studio.core.memory import Workload, plans, weights_of
from flux2studio.core.memory_words import describe, shortage
from flux2studio.core.models import Catalogue, Model
from flux2studio.services.engine_install_folder import EngineFolder
from flux2studio.services.engine_libraries import NEEDED
from flux2studio.services.hardware import find_hardware, gpu_name, unusable
from flux2studio.storage.settings import Settings, SettingsStore

_INSTALL = "Install or repair it in Settings, This computer."
_OPTIONAL = ("torchao", "bitsandbytes")
_TESTED = {  # on what our tests and benchmarks ran
    "cuda": "NVIDIA cards: not tested by us yet",
    "rocm": "AMD cards run the same code as NVIDIA's; not tested by us",
    "mps": "Apple's GPU runs the same code as NVIDIA's; not tested by us",
    "xpu": "Intel's GPU runs the same code as NVIDIA's; not tested by us",
    "cpu": "the processor runs the same code as a GPU; tested with very small models only",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the report. ``ok`` None means that it is neither good nor bad.

    ``hint`` is what to do about it, where it is bad.
    """

    name: str
    value: str
    ok: bool | None = None
    hint: str = ""


def examine_engine(
    catalogue: Catalogue,
    settings: SettingsStore,
    engines: Path,
    file_bytes: Callable[[Model], int],
) -> Iterator[Finding]:
    """Look without starting the engine, which may be installed in ``engines``. Blocking for some
    seconds at the most. ``file_bytes`` is the size of a model's chosen quantised file, or 0.
    """
    try:
        choices = settings.load()
    except StorageError:  # told with the choices
        choices = Settings()
    python = choices.engine_python or str(EngineFolder(engines).active_python() or "")
    hardware = find_hardware(python=python)
    yield _engine(choices.engine_python, EngineFolder(engines), hardware)
    yield from _libraries(hardware)
    yield _gpu(hardware)
    yield Finding(name="Tested", value=_TESTED[hardware.device.kind])
    wish = MemoryWish(tier=choices.engine_memory, quantisation=choices.engine_quantisation)
    for model in catalogue.models:
        if model.local:
            yield _fit(model, file_bytes(model), hardware, wish)


def _engine(named: str, folder: EngineFolder, hardware: Hardware) -> Finding:
    """Where it comes from, or that there is none; that is no fault of an app without one."""
    missing = set(NEEDED).difference(dict(hardware.libraries))
    left = folder.unfinished()
    if left is not None and left.message:
        return Finding(
            name="Engine", value=f"not installed: {left.message}", ok=False, hint=left.hint
        )
    if missing:
        is_there = folder.active() is not None
        value = "not whole" if is_there else "not installed"
        return Finding(name="Engine", value=value, ok=False if is_there else None, hint=_INSTALL)
    active = folder.active()
    if named or active is None:
        value = "of the Python that was named" if named else "of the app's own Python"
        return Finding(name="Engine", value=value, ok=True)
    return Finding(name="Engine", value=f"installed by the app, {active.build}", ok=True)


def _libraries(hardware: Hardware) -> Iterator[Finding]:
    versions = dict(hardware.libraries)
    for name in (*NEEDED, *_OPTIONAL):
        yield Finding(name=name, value=versions.get(name, "not installed"))


def _gpu(hardware: Hardware) -> Finding:
    name = gpu_name(hardware)
    if not name:
        return Finding(name="GPU", value=" ".join(unusable(hardware)))
    free = hardware.device.free_bytes
    room = f", {free / 2**30:.1f} GB free" if free else ""
    return Finding(name="GPU", value=name + room, ok=True)


def _fit(model: Model, file_bytes: int, hardware: Hardware, wish: MemoryWish) -> Finding:
    """Say how the model would be put into memory for a picture of a megapixel."""
    assert model.local
    local = model.local
    work = Workload(
        width=1024,
        height=1024,
        twice=local.pipeline is Pipeline.KLEIN_BASE,
        keeps_references=local.pipeline is Pipeline.KLEIN_KV,
    )
    plan = plans(weights_of(local, file_bytes), work, hardware, wish)[0]
    return Finding(name=model.name, value=shortage(plan, hardware) or describe(plan))

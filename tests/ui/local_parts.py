"""What the tests of "this computer" share: a shelf of models, an engine, hardware, effects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flux2studio.core.engine_install import EngineStanding, InstallState, InstallStatus
from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.local import (
    Device,
    Hardware,
    LocalRun,
    LoraEffect,
    MemoryPlan,
)
from flux2studio.core.model_files import (
    Download,
    DownloadState,
    ModelOrigin,
    ModelPlace,
    ModelState,
    ModelStatus,
    licence_of,
)
from flux2studio.services.engine_state import EngineState, EngineStatus
from flux2studio.ui.viewmodels.computer import ComputerViewModel
from flux2studio.ui.viewmodels.engine_install import EngineInstallViewModel
from flux2studio.ui.viewmodels.fits import Fits
from flux2studio.ui.viewmodels.models_on_disk import ModelsOnDisk
from flux2studio.ui.viewmodels.this_computer import ThisComputer

GIB = 2**30
GB = 10**9
KLEIN, KLEIN_9B, DEV = "local/klein-4b", "local/klein-9b", "local/dev"
LIBRARIES = (
    ("torch", "2.13.0"),
    ("diffusers", "0.42.1"),
    ("transformers", "5.23.0"),
    ("peft", "0.21.2"),
    ("accelerate", "1.20.0"),
)
PLAN = MemoryPlan(peak_bytes=14 * GIB, ram_bytes=18 * GIB)
GPU = Hardware(
    device=Device(
        kind="cuda",
        name="NVIDIA GeForce RTX 4090",
        total_bytes=24 * GIB,
        free_bytes=22 * GIB,
        capability=(8, 9),
    ),
    ram_total_bytes=64 * GIB,
    ram_free_bytes=48 * GIB,
    libraries=(*LIBRARIES, ("driver", "550.54")),
    features=("torchao", "compile"),
)
NO_GPU = Hardware(ram_total_bytes=64 * GIB, ram_free_bytes=52 * GIB, libraries=LIBRARIES)


def effect(name="Ink wash", matched=120, total=120, strength=0.021, scale=0.85):
    return LoraEffect(
        name=name, sha256="0" * 64, scale=scale, matched=matched, total=total, strength=strength
    )


def run(*effects, **changes):
    values = {
        "pipeline": "Flux2KleinPipeline",
        "weights": "black-forest-labs/FLUX.2-klein-4B@5e67da950fce",
        "device": "NVIDIA GeForce RTX 4090",
        "plan": PLAN,
        "acceleration": ("compiled",),
        "loras": effects,
        "seconds": 3.4,
        "seconds_per_step": 0.71,
    }
    return LocalRun(**(values | changes))


def place(origin=ModelOrigin.DOWNLOADED, folder="/models/FLUX.2-klein-4B", transformer=None):
    return ModelPlace(
        origin=origin,
        folder=Path(folder) if folder else None,
        transformer=Path(transformer) if transformer else None,
    )


def fetching(done, total, speed=42_000_000.0, left=310.0, state=DownloadState.FETCHING):
    return Download(
        state=state,
        done_bytes=done,
        total_bytes=total,
        bytes_per_second=speed,
        seconds_left=left,
    )


class PretendShelf:
    """Models whose states a test sets with ``put``; it writes down what is asked of it."""

    def __init__(self, catalogue):
        self.free_bytes = None
        self.asked = []
        self.refusal = None
        self._statuses = {m.id: _absent(m) for m in catalogue.models if m.local is not None}
        self._listeners = []

    def put(self, model_id, **changes):
        self._statuses[model_id] = replace(self._statuses[model_id], **changes)
        self.ring()

    def whole(self, model_id, **changes):
        total = self._statuses[model_id].total_bytes
        values = {
            "state": ModelState.WHOLE,
            "have_bytes": total,
            "place": place(),
            "accepted": True,
            "can_remove": True,
            "download": None,
        }
        self.put(model_id, **(values | changes))

    def ring(self):
        for listener in self._listeners:
            listener()

    def snapshot(self):
        return tuple(self._statuses.values())

    def status(self, model_id):
        return self._statuses[model_id]

    def subscribe(self, listener):
        self._listeners.append(listener)

    def refresh(self):
        self.free_bytes = 210 * GB
        self.asked.append("refresh")

    def start_download(self, model_id):
        self.asked.append(("download", model_id))

    def pause(self, model_id):
        self.asked.append(("pause", model_id))

    def start_verify(self, model_id):
        self.asked.append(("verify", model_id))

    def accept_licence(self, model_id):
        self._do("accept", model_id)
        self.put(model_id, accepted=True)

    def use(self, model_id, path):
        self._do("use", model_id, str(path))

    def forget(self, model_id):
        self._do("forget", model_id)

    def undo_forget(self, model_id):
        self._do("undo_forget", model_id)

    def remove(self, model_id):
        self._do("remove", model_id)

    def discard(self, model_id):
        self._do("discard", model_id)

    def close(self):
        self.asked.append("close")

    def _do(self, *what):
        if self.refusal is not None:
            raise self.refusal
        self.asked.append(what)


def _absent(model):
    licence = licence_of(model)
    return ModelStatus(
        model=model.id,
        name=model.name,
        state=ModelState.MISSING,
        licence=licence,
        accepted=not licence.needs_acceptance,
        total_bytes=model.local.download_bytes,
    )


class PretendEngine:
    """An engine whose state a test sets with ``put``."""

    def __init__(self):
        self.state = EngineState()
        self.asked = []
        self.refusal = None
        self._listeners = []

    def put(self, status=EngineStatus.READY, hardware=GPU, **rest):
        self.state = EngineState(status=status, hardware=hardware, **rest)
        for listener in self._listeners:
            listener(self.state)

    def subscribe(self, listener):
        self._listeners.append(listener)

    def make_ready(self):
        if self.refusal is not None:
            raise self.refusal
        self.asked.append("start")

    def ask(self):
        pass

    def release(self):
        self.asked.append("release")

    def close(self):
        self.asked.append("close")


class PretendKeeping:
    """An installation whose standing a test sets with ``put``; it writes down what is asked."""

    def __init__(self):
        self.standing = EngineStanding()
        self.asked = []
        self._listeners = []

    def put(self, **changes):
        self.standing = replace(self.standing, **changes)
        for listener in self._listeners:
            listener()

    def stand(self, state, **rest):
        """Put that status, and what it says beside the state."""
        self.put(status=InstallStatus(state=state, **rest), act=None, progress=None)

    def snapshot(self):
        return self.standing

    def subscribe(self, listener):
        if listener not in self._listeners:
            self._listeners.append(listener)

    def look(self):
        self.asked.append("look")
        if self.standing.status is None:
            self.stand(InstallState.ABSENT)

    def start(self, act):
        self.asked.append(act.value)

    def cancel(self):
        self.asked.append("cancel")

    def close(self):
        self.asked.append("close")


class Here:
    """A computer in the hands of a test."""

    def __init__(self, catalogue, tasks, hardware=GPU):
        self.hardware = hardware
        self.wish = MemoryWish()
        self.shelf = PretendShelf(catalogue)
        self.engine = PretendEngine()
        self.keeping = PretendKeeping()
        self.named = ""
        self.visited = []
        self.computer = ComputerViewModel(self.engine, lambda: self.hardware, catalogue, tasks)
        self.install = EngineInstallViewModel(
            lambda: self.keeping, self.computer, lambda: self.named, tasks, follow_ms=20
        )
        self.small_file = 0  # bytes
        self.fits = Fits(self.computer, lambda: self.wish, lambda _: self.small_file)
        self.models = ModelsOnDisk(self.shelf, catalogue, self.fits, tasks, self._visit)
        self.view_models = ThisComputer(
            computer=self.computer,
            engine=self.install,
            fits=self.fits,
            models=self.models,
            usual_folder="/home/anna/models",
        )

    def _visit(self, url):
        self.visited.append(url.toString())
        return True

"""State of this computer: its GPU, the engine process, and what lies in the engine's memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from flux2studio.core.engine_messages import MemoryWish
from flux2studio.core.errors import StudioError
from flux2studio.core.local import Device, Hardware, MemoryPlan
from flux2studio.core.memory import shares_memory
from flux2studio.core.models import Catalogue, Model
from flux2studio.services.engine_libraries import NEEDED
from flux2studio.services.engine_state import EngineState, EngineStatus
from flux2studio.services.hardware import unusable
from flux2studio.ui import words
from flux2studio.ui.bridge import Letterbox
from flux2studio.ui.tasks import Tasks
from flux2studio.ui.viewmodels import sizes

_LIBRARIES = ("torch", "diffusers")


class Engine(Protocol):
    """The engine's service. ``make_ready`` blocks for a moment; listeners are called anywhere."""

    @property
    def state(self) -> EngineState: ...
    def subscribe(self, listener: Callable[[EngineState], None]) -> None: ...
    def make_ready(self) -> None: ...
    def ask(self) -> None: ...
    def release(self) -> None: ...


class ComputerViewModel(QObject):
    """``look`` asks the drivers; the engine, once it has started, knows better."""

    changed = Signal()

    def __init__(
        self,
        engine: Engine,
        look: Callable[[], Hardware],
        catalogue: Catalogue,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._look = look
        self._catalogue = catalogue
        self._tasks = tasks
        self._found: Hardware | None = None
        self._not_started: StudioError | None = None
        self.state = engine.state
        self._letters = Letterbox(self)
        self._letters.came.connect(self._on_state)
        engine.subscribe(self._letters.post)

    def look(self) -> None:
        """Find out what there is now, on a worker."""
        self._tasks.run(self._look, self._on_found, self._on_not_found)
        self._tasks.run(self._engine.ask)

    def start_engine(self) -> None:
        self._not_started = None
        self._tasks.run(self._engine.make_ready, None, self._on_not_started)
        self.changed.emit()

    def free_memory(self) -> None:
        self._tasks.run(self._engine.release)

    @property
    def hardware(self) -> Hardware | None:
        """None until somebody has looked. The engine knows what is free without its own model."""
        told = self.state.hardware
        return (told or self._found) if self.is_running else (self._found or told)

    @property
    def has_gpu(self) -> bool:
        return self.hardware is not None and self.hardware.device.kind != "cpu"

    @property
    def name(self) -> str:
        """The GPU, or that there is none."""
        if self.hardware is None:
            return self.tr("Looking for a GPU…")
        if not self.has_gpu:
            return self.tr("No GPU that FLUX.2 can use was found")
        return self.hardware.device.name or self.tr("GPU")

    @property
    def facts(self) -> str:
        """Memory and driver of the GPU; without one, what works all the same."""
        hardware = self.hardware
        if hardware is None:
            return ""
        if not self.has_gpu:
            return " ".join(map(words.said, unusable(hardware)))
        return " · ".join(part for part in (_memory(hardware.device), _driver(hardware)) if part)

    @property
    def machine(self) -> str:
        """The machine's own memory."""
        hardware = self.hardware
        if hardware is None or not hardware.ram_total_bytes:
            return ""
        free, total = hardware.ram_free_bytes, hardware.ram_total_bytes
        return self.tr("Main memory: {0} free of {1}").format(
            sizes.memory(free), sizes.memory(total)
        )

    @property
    def short(self) -> str:
        """For the status line; nothing where there is no GPU."""
        if self.hardware is None or not self.has_gpu:
            return ""
        device = self.hardware.device
        if not device.free_bytes or shares_memory(device):
            return self.tr("GPU: {0}").format(device.name)
        return self.tr("GPU: {0}, {1} free").format(device.name, sizes.memory(device.free_bytes))

    @property
    def engine_words(self) -> str:
        words = {
            EngineStatus.OFF: self.tr("Not started. It starts with the first picture."),
            EngineStatus.STARTING: self.tr("Starting: its libraries are loaded."),
            EngineStatus.READY: self.tr("Ready"),
            EngineStatus.LOADING: self.tr("Loading a model"),
            EngineStatus.BUSY: self.tr("Making a picture"),
            EngineStatus.UNUSABLE: self.tr("It cannot be used here."),
        }[self.state.status]
        versions = self._versions() if self.is_running else ""
        return f"{words} · {versions}" if versions else words

    @property
    def engine_problem(self) -> StudioError | None:
        """Why it is of no use, and what to do about it."""
        return self._not_started or self.state.problem or self._not_installed()

    @property
    def is_running(self) -> bool:
        return self.state.status in (EngineStatus.READY, EngineStatus.LOADING, EngineStatus.BUSY)

    @property
    def can_start(self) -> bool:
        return self.state.status in (EngineStatus.OFF, EngineStatus.UNUSABLE)

    @property
    def loaded(self) -> str:
        """The model in memory and what it takes there; empty when there is none."""
        if not self.state.model:
            return ""
        if not self.state.used_bytes:
            return self._loaded_name()
        return self.tr("{0} · {1} in use").format(
            self._loaded_name(), sizes.memory(self.state.used_bytes)
        )

    @property
    def can_free(self) -> bool:
        return bool(self.state.model) and self.state.status is EngineStatus.READY

    @property
    def lacks_engine(self) -> bool:
        """There is none where it would be started from; one that runs is there."""
        return not self.is_running and bool(self._missing())

    def _not_installed(self) -> StudioError | None:
        """The engine, once it has started, says it better."""
        missing = self._missing()
        if not missing or self.state.status is not EngineStatus.OFF:
            return None
        return StudioError(
            self.tr("The engine’s libraries are not installed: {0}.").format(", ".join(missing)),
            hint=self.tr(
                "Install the engine, or name a Python that has them, in Settings, This computer."
            ),
        )

    def _missing(self) -> list[str]:
        """The libraries that are not there; none until somebody has looked."""
        if self._found is None:
            return []
        known = dict(self._found.libraries)
        return [name for name in NEEDED if name not in known]

    def loaded_as(self, model: Model, wish: MemoryWish, *, fast: bool) -> MemoryPlan | None:
        """How ``model`` lies in memory, if it does and was last used with the same wishes."""
        state = self.state
        is_wanted = (state.wish, state.fast) == (wish, fast)
        return state.plan if is_wanted and self._loaded_model() == model else None

    def _loaded_name(self) -> str:
        model = self._loaded_model()
        return model.name if model is not None else self.state.model

    def _loaded_model(self) -> Model | None:
        repository = self.state.model.split("@")[0]
        for model in self._catalogue.models:
            if model.local is not None and model.local.repository == repository:
                return model
        return None

    def _versions(self) -> str:
        known = dict(self.hardware.libraries) if self.hardware else {}
        return " · ".join(f"{name} {known[name]}" for name in _LIBRARIES if name in known)

    def _on_state(self, state: EngineState) -> None:
        self._not_started = None
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _on_found(self, hardware: Hardware) -> None:
        if hardware != self._found:
            self._found = hardware
            self.changed.emit()

    def _on_not_found(self, _: StudioError) -> None:
        self._on_found(Hardware())

    def _on_not_started(self, error: StudioError) -> None:
        self._not_started = error
        self.changed.emit()


def _memory(device: Device) -> str:
    if not device.total_bytes:
        return ""
    total = sizes.memory(device.total_bytes)
    if shares_memory(device):
        return _tr("shares {0} with the machine").format(total)
    if not device.free_bytes:
        return total
    free = sizes.memory(device.free_bytes)
    return _tr("{0} free of {1}").format(free, total)


def _driver(hardware: Hardware) -> str:
    driver = dict(hardware.libraries).get("driver", "")
    return _tr("driver {0}").format(driver) if driver else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ComputerViewModel", text)

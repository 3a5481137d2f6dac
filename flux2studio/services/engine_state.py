"""What the window shows of the engine: whether it is there, and what lies in its memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from flux2studio.core.engine_messages import (
    Done,
    EnginePhase,
    Event,
    Failed,
    MemoryWish,
    Phased,
    Planned,
    Ready,
    Started,
    State,
    Stopped,
    Unusable,
)
from flux2studio.core.errors import StudioError
from flux2studio.core.local import Hardware, MemoryPlan
from flux2studio.services.engine_words import unusable


class EngineStatus(StrEnum):
    OFF = "off"  # it starts when it is needed
    STARTING = "starting"  # its libraries are imported
    READY = "ready"
    LOADING = "loading"  # a model
    BUSY = "busy"  # with a picture
    UNUSABLE = "unusable"  # ``problem`` says why


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineState:
    """``hardware`` stays known when the engine is off; ``model`` is empty when none is loaded.

    ``plan`` is that of the model, or of the job at work; ``wish`` and ``fast`` are of the last
    picture made with the model. ``used_bytes`` is the device's memory.
    """

    status: EngineStatus = EngineStatus.OFF
    hardware: Hardware | None = None
    model: str = ""
    plan: MemoryPlan | None = None
    wish: MemoryWish | None = None
    fast: bool = False
    used_bytes: int = 0
    problem: StudioError | None = None


def after(state: EngineState, event: Event) -> EngineState:
    """Return what is known once the engine has said ``event``."""
    match event:
        case Started():
            return EngineState(status=EngineStatus.STARTING, hardware=state.hardware)
        case Ready():
            return replace(state, status=EngineStatus.READY, hardware=event.hardware)
        case Unusable():
            return replace(state, status=EngineStatus.UNUSABLE, problem=unusable(event))
        case State():
            return replace(
                state,
                hardware=event.hardware,
                model=event.model,
                plan=event.plan,
                wish=event.wish,
                fast=event.fast,
                used_bytes=event.used_bytes,
            )
        case Planned():
            return replace(state, plan=event.plan)
        case Phased():
            return replace(state, status=_STATUS.get(event.phase, EngineStatus.BUSY))
        case Done() | Stopped() | Failed():
            return replace(state, status=EngineStatus.READY)
    return state


def after_its_end(state: EngineState) -> EngineState:
    """Return what is left to know once the process is gone."""
    gone = EngineStatus.UNUSABLE if state.problem else EngineStatus.OFF
    return EngineState(status=gone, hardware=state.hardware, problem=state.problem)


_STATUS = {
    EnginePhase.STARTING: EngineStatus.STARTING,
    EnginePhase.LOADING: EngineStatus.LOADING,
}

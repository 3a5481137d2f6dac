"""The real engine process around pretended pictures: all of its protocol, and no torch.

    python -m tests.services.pretend_engine

A word in the order's prompt says what goes wrong with it, so that the app meets every way.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from pathlib import Path

from PIL import Image

from flux2studio.core.engine_messages import (
    Effects,
    EnginePhase,
    FailureKind,
    Made,
    Phased,
    Planned,
    Previewed,
    State,
)
from flux2studio.core.local import Device, Hardware, LocalRun, LoraEffect, MemoryPlan
from flux2studio.engine.__main__ import main
from flux2studio.engine.errors import EngineError

HARDWARE = Hardware(device=Device(kind="cpu", name="Pretended"), ram_total_bytes=8 * 2**30)
PLAN = MemoryPlan(peak_bytes=2**30)
NAN = float("nan")  # JSON knows no such number: the app cannot read the line
PREVIEW = b"\xff\xd8 no picture, but nobody trusts it"


class PretendWorkshop:
    """Needs a moment for each step, in which it can be stopped."""

    def __init__(self):
        self.model = ""

    def hardware(self):
        return HARDWARE

    def state(self):
        used = 2**20 if self.model else 0
        return State(hardware=HARDWARE, model=self.model, plan=PLAN, used_bytes=used)

    def unload(self):
        self.model = ""

    def run(self, order, say, check):
        say(Planned(job=order.job, plan=PLAN))
        if order.model.label != self.model:
            say(Phased(job=order.job, phase=EnginePhase.LOADING, done=0, total=16))
            self.model = order.model.label
        strength = NAN if "blurred" in order.prompt.split() else 0.1
        effects = tuple(
            LoraEffect(
                name=lora.name, sha256="", scale=lora.scale, matched=8, total=8, strength=strength
            )
            for lora in order.loras
        )
        say(Effects(job=order.job, loras=effects))
        total = order.steps * len(order.pictures)
        for place, picture in enumerate(order.pictures):
            begun = Phased(
                job=order.job, phase=EnginePhase.RENDERING, done=place * order.steps, total=total
            )
            say(begun)
            for step in range(order.steps):  # from what was said to the end of a step it is deaf
                _misbehave(order, place, step)
                check()
                done = place * order.steps + step + 1
                say(Phased(job=order.job, phase=EnginePhase.RENDERING, done=done, total=total))
                if order.previews:
                    say(Previewed(job=order.job, index=picture.index, data=PREVIEW))
            made = self._made(order, picture, effects)
            if "forgetful" not in order.prompt.split():
                say(made)

    def _made(self, order, picture, effects):
        path = Path(order.folder) / f"{order.job}-{picture.index}.{order.format.value}"
        colour = (picture.seed % 256, picture.index, 128)
        Image.new("RGB", (order.width, order.height), colour).save(path)
        garbled = "garbled" in order.prompt.split() and picture == order.pictures[0]
        run = LocalRun(
            pipeline="klein",
            weights=order.model.label,
            device="pretended",
            plan=PLAN,
            loras=effects,
            seconds=NAN if garbled else 0.1,
        )
        return Made(job=order.job, index=picture.index, seed=picture.seed, path=str(path), run=run)


def _misbehave(order, place, step):
    words, last = order.prompt.split(), place == len(order.pictures) - 1
    if "slowly" in words:
        threading.Event().wait(0.02)
    for word in words:
        if last and step == order.steps - 1 and word in _WAYS:
            _WAYS[word](order)


def _raise(error):
    raise error


def _freeze():
    os.kill(os.getpid(), signal.SIGSTOP)


def _chatter():
    sys.stdout.write("a progress bar\n")
    sys.stdout.flush()
    os.write(1, b'{"type": "done"\n' * 3)
    libc = ctypes.CDLL(None)
    libc.puts(b"from C")
    libc.fflush(None)


_WAYS = {
    "refuse": lambda order: _raise(
        EngineError(FailureKind.REQUEST, "Too wide.", hint="Narrower.", field="size")
    ),
    "lora": lambda order: _raise(EngineError(FailureKind.LORA, "“Ink” does nothing.")),
    "crowded": lambda order: _raise(MemoryError()),
    "bug": lambda order: _raise(KeyError("nobody foresaw this")),
    "burn": lambda order: _raise(RuntimeError("CUDA error: device-side assert triggered")),
    "exit": lambda order: sys.exit("a library has had enough"),
    "essay": lambda order: _raise(ValueError("weights " * 2**20 + "the end")),
    "odd": lambda order: _raise(OSError("cannot read model-\udcff.safetensors")),
    "crash": lambda order: os.abort(),
    "killed": lambda order: os.kill(os.getpid(), signal.SIGKILL),
    "leave": lambda order: os._exit(7),
    "freeze": lambda order: _freeze(),
    "heavy": lambda order: threading.Event().wait(1.5),
    "deaf": lambda order: threading.Event().wait(600),
    "chatter": lambda order: _chatter(),
    "tattle": lambda order: sys.stderr.write("Authorization: Bearer hf_0123456789abcdef\n"),
}


def _open_workshop():
    for way in sys.argv[1:]:
        if way == "broken":
            raise ModuleNotFoundError("No module named 'torch'", name="torch")
        if way == "hold":  # as the import of a large library does: no thread of ours can run
            sys.stderr.write("it holds the interpreter\n")
            ctypes.PyDLL(None).sleep(30)
        if way == "slow":
            threading.Event().wait(1.0)
        if way == "die":
            sys.stderr.write("ImportError: no such thing\n")
            os._exit(1)
    return PretendWorkshop()


if __name__ == "__main__":
    main(_open_workshop)

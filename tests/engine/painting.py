"""What the tests of painting share: orders, references, and tiny models that stay loaded."""

from __future__ import annotations

import msgspec
import numpy as np
import torch
from PIL import Image

from flux2studio.core.engine_messages import (
    Made,
    MemoryWish,
    ModelFiles,
    Phased,
    PictureOrder,
    Previewed,
    Run,
)
from flux2studio.core.local import Hardware, MemoryPlan, Pipeline, Precision
from flux2studio.core.request import Acceleration, ImageFormat
from flux2studio.engine.errors import StoppedError
from flux2studio.engine.hardware import device_of, probe
from flux2studio.engine.loading import Loader
from flux2studio.engine.model_folder import look

PLAN = MemoryPlan(precision=Precision.FP32, truncated=False)
GUIDANCE = {Pipeline.DEV: 2.5, Pipeline.KLEIN: 1.0, Pipeline.KLEIN_BASE: 4.0}


class Shelf:
    """Keeps a loaded model of each kind: a ``Keeper`` that never has to make room."""

    def __init__(self, tiny):
        self._tiny = tiny
        self._models = {}
        self.device = torch.device("cpu")

    def files(self, kind):
        return ModelFiles(pipeline=kind, folder=str(self._tiny(kind)), label=f"tiny {kind}")

    def model(self, kind):
        if kind not in self._models:
            files = self.files(kind)
            loader = Loader(
                files=files, folder=look(files), plan=PLAN, device=self.device, whole=True
            )
            self._models[kind] = loader.load(lambda done, total: None, lambda: None)
        return self._models[kind]

    def order(self, kind, folder, **changes):
        usual = {
            "job": "job",
            "model": self.files(kind),
            "memory": MemoryWish(),
            "folder": str(folder),
            "prompt": "a lighthouse at dusk",
            "pictures": pictures(5),
            "width": 64,
            "height": 48,
            "steps": 2,
            "guidance": GUIDANCE.get(kind, 1.0),
            "acceleration": Acceleration.NONE,
            "format": ImageFormat.PNG,
        }
        return Run(**usual | changes)

    def hardware(self) -> Hardware:
        return probe(device_of())

    def plans(self, order):
        return (PLAN,)

    def ready(self, order, plan, say, check):
        return self.model(order.model.pipeline)

    def unload(self):
        pass


class Listener:
    """Hears what is said; ``check`` stops the job when it is asked for the ``stop_at``-th time."""

    def __init__(self, stop_at=None):
        self.said = []
        self.pixels = []  # of the pictures, as they were when they were said
        self.asked = 0
        self._stop_at = stop_at

    def say(self, event):
        self.said.append(event)
        if isinstance(event, Made):
            self.pixels.append(pixels(event.path))

    def check(self):
        self.asked += 1
        if self.asked == self._stop_at:
            raise StoppedError

    def of(self, kind):
        return [event for event in self.said if isinstance(event, kind)]

    def phases(self):
        return [f"{e.phase} {e.done}/{e.total}" for e in self.of(Phased)]

    @property
    def previews(self):
        return self.of(Previewed)

    @property
    def made(self):
        return self.of(Made)


def pictures(seed, count=1):
    return tuple(PictureOrder(index=i, seed=seed + i) for i in range(count))


def changed(order, **changes):
    return msgspec.structs.replace(order, **changes)


def pixels(path):
    with Image.open(path) as image:
        return np.asarray(image)


def plain(model, order, **others):
    """What diffusers makes of the same request, alone and by its own ways."""
    kind = order.model.pipeline
    guidance = {} if kind is Pipeline.KLEIN_KV else {"guidance_scale": order.guidance}
    references = [Image.open(path) for path in order.references]
    with torch.no_grad():
        images = model.pipe(
            prompt=order.prompt,
            image=references or None,
            width=order.width,
            height=order.height,
            num_inference_steps=order.steps,
            generator=torch.Generator().manual_seed(order.pictures[0].seed),
            **guidance | others,
        ).images
    for reference in references:
        reference.close()
    return np.asarray(images[0])


def colourful(path, width, height, seed=0):
    """Save a picture in which no two places are alike."""
    numbers = np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)
    Image.fromarray(numbers).save(path)
    return str(path)


def scenes(folder, count):
    """Save references of different sizes, no two alike."""
    sizes = [(100, 80), (64, 96), (210, 120), *[(64, 64)] * 8]
    return tuple(colourful(folder / f"scene-{i}.png", *sizes[i], seed=i) for i in range(count))

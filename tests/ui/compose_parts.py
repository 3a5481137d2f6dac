"""What the compose, job and LoRA tests share: small real parts and plain stand-ins of services."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage

from flux2studio.core.cropping import box
from flux2studio.core.errors import LoraError, PictureError
from flux2studio.core.job import Job, JobAccount, JobState, JobUpdate, Phase, Progress
from flux2studio.core.lora import Lora
from flux2studio.core.lora_facts import edited
from flux2studio.core.models import read_catalogue
from flux2studio.core.request import GenerationRequest, LoraKind, Mask, ReferenceImage
from flux2studio.paths import resource


def catalogue():
    return read_catalogue(resource("models.json").read_bytes())


def picture(width=64, height=48, colour="#c06040", kind="PNG"):
    """The bytes of a plain picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return encoded(image, kind)


def encoded(image, kind="PNG"):
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return data.data()


class MemoryReferences:
    """A reference service that keeps everything in memory and knows what is a picture.

    With a ``folder`` what it kept can be opened again.
    """

    def __init__(self, folder=None):
        self.folder = folder
        self.pictures = {}
        self.asked = []

    def add_file(self, path: Path) -> ReferenceImage:
        self.asked.append(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise PictureError(f"“{path.name}” cannot be read.") from error
        return self.add_bytes(data, path.name)

    def add_bytes(self, data: bytes, name: str) -> ReferenceImage:
        self.asked.append(name)
        image = QImage.fromData(data)
        if image.isNull():
            raise PictureError(f"“{name}” is not a picture.", hint="Drop a PNG or JPEG.")
        sha256 = hashlib.sha256(data).hexdigest()
        small = image.scaled(320, 320, Qt.AspectRatioMode.KeepAspectRatio)
        self._keep(sha256, data, small)
        return ReferenceImage(sha256=sha256, name=name, width=image.width(), height=image.height())

    def add_url(self, url: str) -> ReferenceImage:
        self.asked.append(url)
        return self.add_bytes(picture(colour="#204080"), url.rsplit("/", 1)[-1])

    def add_mask(self, source: Path | bytes, name: str, width: int, height: int) -> Mask:
        self.asked.append(name)
        data = source if isinstance(source, bytes) else source.read_bytes()
        grey = QImage.fromData(data).convertToFormat(QImage.Format.Format_Grayscale8)
        if (grey.width(), grey.height()) != (width, height):
            raise PictureError("The mask has another size.", hint="Choose one of the same size.")
        if max(bytes(grey.constBits())) < 128:
            raise PictureError("Nothing is marked.")
        sha256 = hashlib.sha256(data).hexdigest()
        self._keep(sha256, data, grey.scaled(320, 320, Qt.AspectRatioMode.KeepAspectRatio))
        return Mask(sha256=sha256, name=name, width=width, height=height)

    def path(self, sha256: str) -> Path:
        return self.folder / sha256

    def upright(self, sha256: str, name: str) -> bytes:
        raise PictureError(f"“{name}” is no longer there.")

    def _keep(self, sha256, data, small):
        self.pictures[sha256] = encoded(small, "JPEG")
        if self.folder is not None:
            (self.folder / sha256).write_bytes(data)

    def thumbnail(self, sha256: str, crop=None) -> bytes:
        try:
            whole = self.pictures[sha256]
        except KeyError:
            raise PictureError("The picture is gone.") from None
        if crop is None:
            return whole
        image = QImage.fromData(whole)
        part = box(crop, image.width(), image.height())
        return encoded(image.copy(part.left, part.top, part.width, part.height), "JPEG")


class HandTasks:
    """Runs work when told to, in order, so that a test sees the state in between."""

    def __init__(self):
        self.waiting = []

    def submit(self, work):
        self.waiting.append(work)

    def run_all(self):
        while self.waiting:
            self.waiting.pop(0)()


class ManualClock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


class Starter:
    """Takes requests as the generation service does."""

    def __init__(self):
        self.requests = []
        self.refusal = None
        self.limit = None

    def __call__(self, request: GenerationRequest, *, beyond_limit: bool = False) -> Job:
        if self.refusal is not None:
            raise self.refusal
        if self.limit is not None and not beyond_limit:
            raise self.limit
        self.requests.append(request)
        seeded = request if request.seed is not None else request.with_seed(71042)
        return job(seeded)


class MemorySearches:
    """Keeps searches under names."""

    def __init__(self):
        self.kept = {}

    def all(self):
        return list(self.kept.values())

    def save(self, search):
        self.kept[search.id] = search
        return search

    def remove(self, search_id):
        return self.kept.pop(search_id)


class MemoryLibrary:
    """Keeps LoRAs, sets and undo steps as the library does; ``history`` is what was used."""

    def __init__(self, *loras: Lora, folder=Path()):
        self.loras = list(loras)
        self.history = {}
        self.kept_sets = []
        self.searches = MemorySearches()
        self.steps = []
        self.folder = folder

    def all(self):
        return list(self.loras)

    def some(self, lora_ids):
        return [lora for lora in self.loras if lora.id in lora_ids]

    def add(self, source):
        lora = Lora(source=source, name=source.rsplit("/", 1)[-1])
        if lora.kind is LoraKind.UNKNOWN or source.endswith(".pt"):
            raise LoraError(f"“{source}” is not a LoRA.", hint="Use a .safetensors file.")
        self.loras.insert(0, lora)
        return lora

    def update(self, lora):
        self.loras = [lora if known.id == lora.id else known for known in self.loras]

    def keep_proofs(self, found):
        changed = [replace(x, proof=found[x.source]) for x in self.loras if x.source in found]
        for lora in changed:
            self.update(lora)
        return changed

    def seen(self, loras=None):
        return dict(self.history)

    def sets(self):
        return list(self.kept_sets)

    def edit_all(self, ids, **changes):
        return self._step("Edit", [edited(self._find(one), **changes) for one in ids])

    def tag_all(self, ids, add=(), remove=(), field="tags"):
        def tagged(lora):
            words = [word for word in getattr(lora, field) if word not in remove]
            return edited(lora, **{field: (*words, *add)})

        return self._step("Tag", [tagged(self._find(one)) for one in ids])

    def remove_all(self, ids):
        gone = [self._find(one) for one in ids]
        self.steps.append(("Remove", gone))
        self.loras = [lora for lora in self.loras if lora not in gone]
        return gone

    def unite(self, keep_id, other_ids):
        lora = self._find(keep_id)
        self.remove_all(other_ids)
        return lora

    def set_preview(self, lora_id, picture):
        return self._step("Preview", [edited(self._find(lora_id), preview="ab" * 32)])[0]

    def preview_path(self, sha256):
        return self.folder / f"{sha256}.jpg"

    def undo(self):
        if not self.steps:
            return None
        what, before = self.steps.pop()
        known = {lora.id for lora in self.loras}
        for lora in before:
            if lora.id in known:
                self.update(lora)
            else:
                self.loras.insert(0, lora)
        return Change(what=what, loras=tuple(before))

    def redo(self):
        return None

    def save_set(self, lora_set):
        self.kept_sets = [lora_set, *(one for one in self.kept_sets if one.id != lora_set.id)]
        return lora_set

    def remove_set(self, set_id):
        gone = next(one for one in self.kept_sets if one.id == set_id)
        self.kept_sets.remove(gone)
        return gone

    def _find(self, lora_id):
        return next(lora for lora in self.loras if lora.id == lora_id)

    def _step(self, what, loras):
        self.steps.append((what, [self._find(lora.id) for lora in loras]))
        for lora in loras:
            self.update(lora)
        return loras


@dataclass(frozen=True, kw_only=True)
class Change:
    what: str
    loras: tuple[Lora, ...] = ()
    gone: tuple[str, ...] = ()
    sets: bool = False
    searches: bool = False


class Commands:
    """Writes down what the job rows ask for."""

    def __init__(self):
        self.asked = []

    def cancel(self, job_id):
        self.asked.append(("cancel", job_id))

    def check(self, job_id):
        self.asked.append(("check", job_id))

    def send_again(self, job_id):
        self.asked.append(("send_again", job_id))

    def dismiss(self, job_id):
        self.asked.append(("dismiss", job_id))

    def cancel_all(self, job_ids):
        self.asked.append(("cancel_all", *job_ids))

    def arrange(self, job_ids):
        self.asked.append(("arrange", *job_ids))

    def put_first(self, job_id):
        self.asked.append(("put_first", job_id))

    def pause(self):
        self.asked.append(("pause",))

    def resume(self):
        self.asked.append(("resume",))

    def account(self, job_id):
        return JobAccount(ids=(("request_id", "r-42"),))


class PlainThumbnails:
    def of_reference(self, sha256):
        return picture(96, 96, "#7080c0", "JPEG")

    def of_generation(self, generation):
        return picture(96, 96, "#c07050", "JPEG")


def job(request=None, **changes):
    request = request or GenerationRequest(prompt="a fox in the snow", seed=1)
    values = {"backend": "practice", "folder": Path("/pictures")} | changes
    return Job(request=request, **values)


def update(of, state=JobState.RENDERING, phase=Phase.RENDERING, done=0, total=0, **rest):
    progress = Progress(phase=phase, done=done, total=total)
    return JobUpdate(job=of, state=state, progress=progress, **rest)


def used(lora, **changes):
    return replace(lora.use(), **changes)


INK = Lora(
    added_at=datetime(2026, 1, 20, tzinfo=UTC),
    source="atelier/ink-wash",
    name="Ink wash",
    base="FLUX.2 dev",
    trigger_words=("inkwash style", "loose ink"),
    default_scale=0.85,
)
DUSK = Lora(
    added_at=datetime(2026, 1, 19, tzinfo=UTC),
    source="https://example.org/dusk.safetensors",
    name="Dusk palette",
    base="FLUX.2 dev",
    trigger_words=("dsk",),
)
CLAY = Lora(
    added_at=datetime(2026, 1, 18, tzinfo=UTC),
    source="atelier/clay",
    name="Studio clay",
    base="FLUX.2 klein 4B",
)
TEAL = Lora(
    added_at=datetime(2026, 1, 17, tzinfo=UTC),
    source="/loras/deep-teal.safetensors",
    name="Deep teal",
    missing=True,
)

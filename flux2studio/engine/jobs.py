"""One job from its order to its last file, with a smaller plan when the memory was not enough."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from flux2studio.core.engine_messages import (
    Effects,
    EnginePhase,
    FailureKind,
    Made,
    Phased,
    PictureOrder,
    Planned,
    Run,
)
from flux2studio.core.local import Hardware, LoraEffect, MemoryPlan, MemoryTier
from flux2studio.core.phrase import phrase
from flux2studio.engine.acceleration import accelerate, confirmed
from flux2studio.engine.encoding import PictureWriter
from flux2studio.engine.errors import Check, EngineError, OutOfMemoryError, Say
from flux2studio.engine.exhaustion import exhaustion_named
from flux2studio.engine.expansion import check_expandable, expanded
from flux2studio.engine.facts import forget_peak, local_run, peak_bytes
from flux2studio.engine.model import Model
from flux2studio.engine.orders import check_order
from flux2studio.engine.painter import Painter, Painting, true_guidance


class Keeper(Protocol):
    """Whoever loads models; see ``keeper.Keeper``."""

    def hardware(self) -> Hardware: ...

    def plans(self, order: Run) -> tuple[MemoryPlan, ...]: ...

    def ready(self, order: Run, plan: MemoryPlan, say: Say, check: Check) -> Model: ...

    def unload(self) -> None: ...


def run_job(keeper: Keeper, order: Run, say: Say, check: Check) -> None:
    """Make all pictures of ``order`` and say each once its file is whole.

    ``say`` is called from another thread, too. Raises EngineError, and StoppedError from
    ``check``; what was made until then is on disk and was said.
    """
    check_order(order)
    with PictureWriter(say) as writer:
        job = _Job(keeper, order, say, check, writer)
        shortage = ""
        for plan in keeper.plans(order):
            check()
            say(Planned(job=order.job, plan=plan))
            shortage = job.attempt(plan)
            if not shortage:
                return
            keeper.unload()
    raise _no_room(order, shortage)


class _Job:
    def __init__(
        self, keeper: Keeper, order: Run, say: Say, check: Check, writer: PictureWriter
    ) -> None:
        self._keeper, self._order = keeper, order
        self._say, self._check = say, check
        self._writer = writer
        self._hardware = keeper.hardware()
        self._sent_prompt = ""
        self._made = 0

    def attempt(self, plan: MemoryPlan) -> str:
        """Make the pictures that are not made; return what the memory was too small for, if so.

        Only text is returned: an exception would keep in memory all that its frames hold.
        """
        try:
            with exhaustion_named():
                self._work(self._keeper.ready(self._order, plan, self._say, self._check))
        except OutOfMemoryError as error:
            return error.details or str(error)
        return ""

    def _work(self, model: Model) -> None:
        order = self._order
        effects = self._apply_loras(model)
        prompt = self._expand(model) or order.prompt
        painter: Painter | None = None
        for picture in order.pictures[self._made :]:
            acceleration = accelerate(model, order)
            forget_peak(model.device)
            if painter is None:  # only now: the references are encoded at this level, too
                painter = Painter(model, order, prompt, self._say, self._check)
            painting = painter.paint(picture, self._made)
            self._keep(model, picture, painting, confirmed(model, acceleration), effects)

    def _apply_loras(self, model: Model) -> tuple[LoraEffect, ...]:
        order = self._order
        if order.loras:
            self._say(Phased(job=order.job, phase=EnginePhase.LORAS, total=len(order.loras)))
        effects = model.loras.apply(order.loras, self._check)
        if order.loras:
            self._say(Effects(job=order.job, loras=effects))
        return effects

    def _expand(self, model: Model) -> str:
        order = self._order
        if not order.expand_prompt or self._sent_prompt:
            return self._sent_prompt
        check_expandable(model)
        first = order.pictures[0]
        seed = first.seed - first.index  # the same whichever pictures are still to be made
        self._tell_expanding(0, 0)
        self._sent_prompt = expanded(
            model, order.prompt, seed, self._tell_expanding, is_edit=bool(order.references)
        )
        return self._sent_prompt

    def _tell_expanding(self, done: int, total: int) -> None:
        self._check()
        self._say(Phased(job=self._order.job, phase=EnginePhase.EXPANDING, done=done, total=total))

    def _keep(
        self,
        model: Model,
        picture: PictureOrder,
        painting: Painting,
        acceleration: tuple[str, ...],
        effects: tuple[LoraEffect, ...],
    ) -> None:
        order = self._order
        run = local_run(
            model,
            order,
            self._hardware,
            acceleration=acceleration,
            loras=effects,
            seconds=painting.seconds,
            seconds_per_step=painting.step_seconds,
            peak_bytes=peak_bytes(model.device),
            negative_prompt=order.negative_prompt if true_guidance(order) else "",
            unread=painting.unread,
        )
        name = f"{order.job}-{picture.index}.{order.format.value}"
        made = Made(
            job=order.job,
            index=picture.index,
            seed=picture.seed,
            path=str(Path(order.folder) / name),
            run=run,
            sent_prompt=self._sent_prompt,
        )
        self._writer.write(painting.image, order.format, made)
        self._made += 1


def _no_room(order: Run, details: str) -> EngineError:
    ways = []  # what helps most comes first, and two are enough
    if order.memory.tier not in (MemoryTier.AUTO, MemoryTier.LOWEST):
        ways.append(phrase("a lower memory setting"))
    if order.large_reference and len(order.references) == 1:
        ways.append(phrase("the reference at its usual size"))
    elif order.references:
        ways.append(phrase("fewer references"))
    ways += [phrase("a smaller size"), phrase("a hosted service")]
    return EngineError(
        FailureKind.MEMORY,
        "This computer has not enough free memory for this picture.",
        hint=phrase("Choose {ways} or {ways_2}.", ways=ways[0], ways_2=ways[1]),
        details=details,
    )

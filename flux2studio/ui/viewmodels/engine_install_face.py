"""What the panel of the local engine says: its state, what it would take, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from flux2studio.core.engine_install import (
    EnginePlan,
    EngineStanding,
    InstallAct,
    InstallPhase,
    InstallProgress,
    InstallState,
    InstallStatus,
)
from flux2studio.core.errors import StudioError
from flux2studio.services.engine_install_words import interrupted, no_room
from flux2studio.ui import words
from flux2studio.ui.viewmodels import sizes
from flux2studio.ui.viewmodels.job_words import duration

_KINDS = {"cuda": "CUDA", "rocm": "ROCm", "mps": "Metal"}


class Act(StrEnum):
    """What the artist can do about the engine."""

    INSTALL = "install"
    GO_ON = "go-on"
    CANCEL = "cancel"
    REPAIR = "repair"
    UPDATE = "update"
    REMOVE = "remove"
    DISCARD = "discard"
    LOOK = "look"


class Elsewhere(StrEnum):
    """Where an engine comes from that is not the one installed here."""

    NOWHERE = ""
    NAMED = "named"  # a Python that the artist named
    OWN = "own"  # the environment that the app itself runs in


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """``fraction`` is 0.0-1.0, None while nobody knows; only a ``moving`` one has a bar.

    ``facts`` are names and values. ``main`` cannot be pressed while there is a ``why_not``.
    ``problem`` has its next step and details. ``takes`` says in short what is to be downloaded.
    """

    state: str
    tone: str = ""
    note: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    main: Act | None = None
    is_primary: bool = False
    why_not: str = ""
    others: tuple[Act, ...] = ()
    moving: bool = False
    fraction: float | None = None
    progress: str = ""
    versions: tuple[tuple[str, str], ...] = ()
    problem: StudioError | None = None
    takes: str = ""


def face_of(
    standing: EngineStanding,
    elsewhere: Elsewhere = Elsewhere.NOWHERE,
    *,
    is_unusable: bool = False,
) -> Face:
    """Return what is shown of ``standing``, while the engine comes from ``elsewhere``.

    ``is_unusable``: the one that is installed looks whole, and cannot work.
    """
    status = standing.status
    if standing.act is not None:
        return _at_work(standing, standing.act)
    if status is None:
        if standing.failure is not None:
            return Face(state=_tr("Nobody can tell"), problem=standing.failure, main=Act.LOOK)
        return Face(state=_tr("Looking at this computer…"))
    if status.state is InstallState.INSTALLING:
        note = _tr("It can be stopped there; this page follows it.")
        return Face(state=_tr("Being installed in another window"), note=note, moving=True)
    face = _standing(standing, status, elsewhere)
    return _unusable(face) if is_unusable and face.tone == "ok" else face


def _at_work(standing: EngineStanding, act: InstallAct) -> Face:
    if act in (InstallAct.REMOVE, InstallAct.DISCARD):
        return Face(state=_tr("Being removed"), moving=True, progress=_tr("Removing files…"))
    progress = standing.progress or InstallProgress(phase=InstallPhase.PLANNING)
    is_known = progress.phase is InstallPhase.FETCHING and progress.total > 0
    plan = standing.plan
    return Face(
        state={
            InstallAct.INSTALL: _tr("Being installed"),
            InstallAct.UPDATE: _tr("Being updated"),
            InstallAct.REPAIR: _tr("Being repaired"),
        }[act],
        note=_tr("You can go on working. A cancel keeps what was downloaded."),
        facts=tuple(_facts(plan)) if plan is not None else (),
        main=Act.CANCEL,
        moving=True,
        fraction=progress.done / progress.total if is_known else None,
        progress=_progress(progress),
    )


def _standing(standing: EngineStanding, status: InstallStatus, elsewhere: Elsewhere) -> Face:
    if status.unfinished:
        face = _unfinished(status)
    else:
        face = {
            InstallState.ABSENT: _absent,
            InstallState.BROKEN: _broken,
            InstallState.OUTDATED: _outdated,
        }.get(status.state, _ready)(elsewhere)
    face = replace(face, versions=_versions(status))
    if standing.failure is None and status.problem == str(
        interrupted()
    ):  # by the artist, or by the end of the app
        face = replace(face, note=words.said(status.hint))
    else:
        face = replace(face, problem=_problem(standing, status))
    if elsewhere is Elsewhere.NAMED and status.python is not None:
        note = _tr("It is not used while another Python is named below.")
        face = replace(face, note=note, tone="")
    return _with_plan(face, standing)


def _absent(elsewhere: Elsewhere) -> Face:
    notes = {
        Elsewhere.NAMED: _tr(
            "The engine runs with the Python that is named below. One installed here is not used"
            " while that is there."
        ),
        Elsewhere.OWN: _tr(
            "The environment that the app runs in has an engine. One of its own is needed only"
            " where that does not suit the graphics card."
        ),
    }
    return Face(
        state=_tr("Not installed"),
        note=notes.get(elsewhere, ""),
        main=Act.INSTALL,
        is_primary=elsewhere is Elsewhere.NOWHERE,
    )


def _unfinished(status: InstallStatus) -> Face:
    works = status.python is not None
    return Face(
        state=_tr("Works; a newer one was begun") if works else _tr("Begun, and not ended"),
        tone="" if works else "warn",
        main=Act.GO_ON,
        is_primary=not works,
        others=(Act.DISCARD, Act.REMOVE) if works else (Act.DISCARD,),
    )


def _broken(_: Elsewhere) -> Face:
    others = (Act.REMOVE,)
    return Face(state=_tr("Broken"), tone="bad", main=Act.REPAIR, is_primary=True, others=others)


def _outdated(_: Elsewhere) -> Face:
    return Face(
        state=_tr("Works; this version of the app has a newer one"),
        tone="ok",
        main=Act.UPDATE,
        others=(Act.REPAIR, Act.REMOVE),
    )


def _unusable(face: Face) -> Face:
    """What is wrong with it is told where the engine itself is."""
    return replace(
        face,
        state=_tr("Installed, but cannot be used"),
        tone="bad",
        main=Act.REPAIR,
        is_primary=True,
        others=(Act.REMOVE,),
    )


def _ready(_: Elsewhere) -> Face:
    return Face(state=_tr("Installed"), tone="ok", others=(Act.REPAIR, Act.REMOVE))


def _problem(standing: EngineStanding, status: InstallStatus) -> StudioError | None:
    if standing.failure is not None:
        return standing.failure
    if status.problem:
        return StudioError(status.problem, hint=status.hint)
    return None


def _with_plan(face: Face, standing: EngineStanding) -> Face:
    """What it would take, or why it cannot be had."""
    plan = standing.plan
    if plan is None:
        if standing.no_plan is None or face.main is None:
            return face
        others = (Act.LOOK, *(act for act in face.others if act is not Act.LOOK))
        problem = face.problem or standing.no_plan
        return replace(face, main=None, is_primary=False, others=others, problem=problem)
    face = replace(face, facts=tuple(_facts(plan)), takes=_takes(plan))
    if plan.is_slow:
        face = replace(face, is_primary=False)
    if plan.fits or plan.free_bytes is None:
        return face
    short = no_room(plan.needed_bytes, plan.free_bytes, str(plan.place))
    others = (Act.LOOK, *face.others)
    return replace(face, why_not=words.told(short), others=others, is_primary=False)


def _facts(plan: EnginePlan) -> Iterator[tuple[str, str]]:
    card = plan.gpu.partition(", driver")[0]  # that stands with the card itself
    yield _tr("For"), card or _tr("the processor")
    kind = _KINDS.get(plan.build.kind, _tr("the processor"))
    what = _tr("PyTorch {0} for {1}").format(plan.build.torch, kind)
    yield _tr("What"), f"{what}. {words.said(plan.why)}"
    yield _tr("Size"), _takes(plan) + _free(plan)
    yield _tr("Place"), str(plan.place)


def _takes(plan: EnginePlan) -> str:
    return _tr("{0} to download, {1} on the disk").format(
        sizes.size(plan.download_bytes), sizes.size(plan.disk_bytes)
    )


def _free(plan: EnginePlan) -> str:
    if plan.free_bytes is None:
        return ""
    return _tr(" ({0} are free)").format(sizes.size(plan.free_bytes))


def _versions(status: InstallStatus) -> tuple[tuple[str, str], ...]:
    where = ((_tr("Python"), str(status.python)),) if status.python is not None else ()
    return (*status.versions, *where) if status.versions else ()


def _progress(progress: InstallProgress) -> str:
    parts = [
        {
            InstallPhase.PLANNING: _tr("Looking at this computer…"),
            InstallPhase.PYTHON: _tr("Making its environment…"),
            InstallPhase.FETCHING: _tr("Downloading"),
            InstallPhase.PLACING: _tr("Putting the libraries in place…"),
            InstallPhase.TESTING: _tr("Trying it on this computer…"),
            InstallPhase.SWITCHING: _tr("Switching to it…"),
        }[progress.phase]
    ]
    if progress.total:
        parts.append(sizes.part(progress.done, progress.total))
    if progress.seconds_left is not None:
        parts.append(_tr("{0} left").format(duration(progress.seconds_left)))
    return " · ".join(parts)


def _tr(text: str) -> str:
    return QCoreApplication.translate("EngineInstall", text)

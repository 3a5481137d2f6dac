"""Makes the row of a job out of its last update."""

from __future__ import annotations

from flux2studio.core.cost import CostEstimate
from flux2studio.core.job import JobState, JobUpdate, Phase
from flux2studio.ui.job_remedies import remedy
from flux2studio.ui.models.job_model import Group, JobRow
from flux2studio.ui.viewmodels import cost_words, job_words
from flux2studio.ui.words import money

_TONES = {
    JobState.FINISHED: "ok",
    JobState.FAILED: "bad",
    JobState.UNKNOWN: "warn",
    JobState.DETACHED: "warn",
}
_NEEDS_YOU = frozenset({JobState.FAILED, JobState.UNKNOWN, JobState.DETACHED})
_DONE = frozenset({JobState.FINISHED, JobState.CANCELLED})
_AGAIN = frozenset({JobState.FAILED, JobState.UNKNOWN, JobState.CANCELLED, JobState.DETACHED})
_IN_ONE_PIECE = frozenset({Phase.UPLOADING, Phase.LOADING_LORAS})
_STOPPING = frozenset({Phase.CANCELLING, Phase.TOO_LATE_TO_CANCEL, Phase.SAVING})


def group_of(update: JobUpdate) -> Group:
    """A practice job stays queued in the journal while it draws: nothing leaves the machine."""
    if update.state in _DONE:
        return Group.DONE
    if update.state in _NEEDS_YOU:
        return Group.NEEDS_YOU
    waits = update.state is JobState.QUEUED and update.progress.phase is Phase.WAITING
    return Group.WAITING if waits else Group.RUNNING


def make(
    update: JobUpdate,
    old: JobRow | None,
    *,
    words: str,
    group: Group,
    rank: int,
    estimate: CostEstimate | None,
) -> JobRow:
    """``old`` is the row as it was, whose picture stays until there is another."""
    state, final = update.state, update.state.is_final
    running = not final and state is not JobState.DETACHED
    return JobRow(
        update=update,
        title=" ".join((update.job.request.typed_prompt or update.job.request.prompt).split()),
        words=words,
        hint=job_words.hint(update),
        group=group,
        rank=rank,
        tone="warn" if job_words.notes(update) else _TONES.get(state, ""),
        bill=job_words.bill(update),
        cost=cost(update, estimate),
        remedy=remedy(update),
        fraction=_fraction(update),
        running=running,
        can_cancel=(running and update.progress.phase not in _STOPPING)
        or state is JobState.DETACHED,  # giving it up is the artist's decision
        can_send_again=state in _AGAIN,
        thumbnail=update.preview or (old.thumbnail if old else b""),
        thumbnail_key=old.thumbnail_key if old else "",
    )


def cost(update: JobUpdate, estimate: CostEstimate | None) -> str:
    """What it cost once that is known, what it may cost before; empty where it is free."""
    told = [generation.recipe.cost_usd for generation in update.generations]
    known = [usd for usd in told if usd is not None]
    if update.state.is_final and known and len(known) == len(told):
        return money(sum(known)) if sum(known) else ""
    over = update.state in (JobState.FAILED, JobState.CANCELLED)
    return "" if over or estimate is None else cost_words.tag(estimate)


def _fraction(update: JobUpdate) -> float | None:
    """None also for what is sent in one piece: it would stand at nothing to its end."""
    if update.state is JobState.FINISHED:
        return 1.0
    progress = update.progress
    in_one_piece = progress.phase in _IN_ONE_PIECE and not progress.done
    return None if in_one_piece else progress.fraction

"""What a job's row says about where the job stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from flux2studio.core.job import JobState, JobUpdate, Phase, Progress

_CONTEXT = "JobWords"


def tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate(_CONTEXT, text, None, number)


def words(update: JobUpdate, seconds_left: float | None = None) -> str:
    """One short line, without the hint."""
    if update.error is not None and (update.state.is_final or update.state is JobState.DETACHED):
        return _error_words(update)
    match update.state:
        case JobState.FINISHED:
            return _finished_words(update)
        case JobState.CANCELLED:
            return tr("cancelled")
        case JobState.UNKNOWN:
            return _error_words(update)
        case JobState.FAILED:
            return tr("failed")
        case JobState.DETACHED:
            return tr("still running at the service")
    return phase_words(update.progress, seconds_left)


def hint(update: JobUpdate) -> str:
    if update.state is JobState.UNKNOWN:
        return tr("flux2studio does not send it again by itself.")
    return update.error.hint if update.error is not None else ""


def details(update: JobUpdate) -> str:
    """What a curious artist may unfold and copy, for a report."""
    lines = [f"Job {update.job.id}", f"Backend {update.job.backend}", f"State {update.state}"]
    if update.error is not None:
        lines += [str(update.error), update.error.hint, update.error.details]
    return "\n".join(line for line in lines if line)


def phase_words(progress: Progress, seconds_left: float | None = None) -> str:
    done, total = progress.done, progress.total
    match progress.phase:
        case Phase.UPLOADING | Phase.DOWNLOADING:
            return _counted(progress.phase, done, total)
        case Phase.QUEUED_REMOTELY:
            return tr("queued, {0}").format(ordinal(done)) if done > 0 else tr("queued")
        case Phase.RENDERING:
            return _step_words(done, total, seconds_left)
    return {
        Phase.WAITING: tr("waiting"),
        Phase.PREPARING: tr("preparing references"),
        Phase.SAVING: tr("saving"),
        Phase.CANCELLING: tr("cancelling"),
        Phase.TOO_LATE_TO_CANCEL: tr("already billed: the picture is kept"),
    }[progress.phase]


def _counted(phase: Phase, done: int, total: int) -> str:
    text = tr("uploading") if phase is Phase.UPLOADING else tr("downloading")
    return f"{text} {min(done + 1, total)}/{total}" if total > 1 else text


def _step_words(done: int, total: int, seconds_left: float | None) -> str:
    if total <= 0:
        return tr("rendering")
    step = tr("step {0} of {1}").format(done, total)
    if seconds_left is None:
        return step
    return tr("{0} · {1} left").format(step, duration(seconds_left))


def _finished_words(update: JobUpdate) -> str:
    if not update.generations:
        return tr("done")
    seconds = max(generation.recipe.seconds for generation in update.generations)
    return tr("done in {0}").format(duration(seconds)) if seconds >= 1 else tr("done")


def _error_words(update: JobUpdate) -> str:
    if update.state is JobState.UNKNOWN:
        return tr("It may have been billed.")
    return str(update.error)


def duration(seconds: float) -> str:
    """As one says it: "9 s", "2 min", "1 h 5 min"."""
    if seconds < 60:
        return tr("{0} s").format(max(1, round(seconds)))
    minutes = round(seconds / 60)
    if minutes < 60:
        return tr("{0} min").format(minutes)
    return tr("{0} h {1} min").format(minutes // 60, minutes % 60)


def ordinal(number: int) -> str:
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"

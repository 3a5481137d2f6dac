"""What a job's row says about where the job stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from flux2studio.core.cost import CostEstimate
from flux2studio.core.job import Hold, JobState, JobUpdate, Phase, Progress
from flux2studio.core.request import GenerationRequest
from flux2studio.ui.job_remedies import SERVICES
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.viewmodels import sizes
from flux2studio.ui.words import money, said

_CONTEXT = "JobWords"
_WORTH_TELLING = 98  # KiB: a tenth of a megabyte


def tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate(_CONTEXT, text, None, number)


def words(
    update: JobUpdate,
    seconds_left: float | None = None,
    *,
    usual: float | None = None,
    place: int = 0,
) -> str:
    """One short line, without the hint.

    ``usual``: how many seconds such a run takes as a rule, told where nothing better is known.
    ``place``: its place in the line of those that wait here, 1 for the next one; 0: not told.
    """
    if (ended := _end_words(update)) is not None:
        return ended
    if place and update.progress.phase is Phase.WAITING:
        return tr("waiting, next") if place == 1 else tr("waiting, {0}").format(ordinal(place))
    told = phase_words(update, seconds_left)
    is_blind = update.progress.phase is Phase.RENDERING and update.progress.total <= 0
    if usual is None or not is_blind:
        return told
    return tr("{0} · usually {1}").format(told, duration(usual))


def _end_words(update: JobUpdate) -> str | None:
    """None while it goes on."""
    if update.error is not None and (update.state.is_final or update.state is JobState.DETACHED):
        return said(str(update.error)) or tr("failed")
    match update.state:
        case JobState.FINISHED:
            return " ".join(notes(update)) or _finished_words(update)
        case JobState.CANCELLED:
            return _cancelled_words(update)
        case JobState.UNKNOWN:
            return tr("No answer came.")
        case JobState.FAILED:
            return tr("failed")
        case JobState.DETACHED:
            return tr("still running at the service")
    return None


def hint(update: JobUpdate) -> str:
    told = said(update.error.hint) if update.error is not None else ""
    if update.state is JobState.UNKNOWN and not told:
        return tr("It may have been billed. It is not sent again by itself.")
    return told


def notes(update: JobUpdate) -> list[str]:
    """What is not as it was asked for, of a job that came to a good end; a sentence each."""
    made, asked = update.generations, update.job.request.count
    if update.state is not JobState.FINISHED or not made:
        return []
    found = []
    if len(made) < asked:
        found.append(tr("Only {0} of %n picture(s) came.", asked).format(len(made)))
    if marked := sum(generation.recipe.flagged for generation in made):
        found.append(tr("Marked by the service’s safety checker: {0}.").format(marked))
    return found


def bill(update: JobUpdate) -> str:
    """Where to look whether it was billed; empty when there is no doubt."""
    service = SERVICES.get(update.job.backend)
    if update.state is not JobState.UNKNOWN or service is None:
        return ""
    return tr("What was billed: {0}").format(service.billing)


def is_hosted(update: JobUpdate) -> bool:
    """It was sent to a service, and may cost money."""
    return update.job.backend in SERVICES


def hold_words(
    hold: Hold,
    waiting: Sequence[JobRow],
    price: Callable[[GenerationRequest], CostEstimate | None],
) -> str:
    """Why nothing new starts, in a sentence; empty when it does."""
    match hold:
        case Hold.ARTIST:
            return tr("Paused. What runs goes on; nothing new starts.")
        case Hold.LEFT:
            costs = [price(row.update.job.request) for row in waiting]
            usd = sum(cost.usd for cost in costs if cost is not None)
            said = tr("%n job(s) of last time (waits|wait) to be sent.", len(waiting))
            return f"{said} {tr('Together about {0}.').format(money(usd))}" if usd else said
    return ""


def step_words(phase: Phase, state: JobState) -> str:
    """A line of the details: a phase without its numbers, or an end."""
    ends = {
        JobState.FINISHED: tr("done"),
        JobState.FAILED: tr("failed"),
        JobState.CANCELLED: tr("cancelled"),
        JobState.UNKNOWN: tr("no answer came"),
        JobState.DETACHED: tr("left as it is, taken up later"),
    }
    return ends.get(state) or phase_name(phase)


def phase_words(update: JobUpdate, seconds_left: float | None = None) -> str:
    """What it does now, with how far it is."""
    progress = update.progress
    if progress.phase in (Phase.PLEASE_WAIT, Phase.LOOKING_UP):
        return _service_words(update)
    timed = {
        Phase.UPLOADING: _bytes_words,
        Phase.UPLOADING_LORA: _bytes_words,
        Phase.FETCHING_LORA: _bytes_words,
        Phase.RENDERING: _step_words,
        Phase.LOADING_MODEL: _loading_words,
    }
    if (tell := timed.get(progress.phase)) is not None:
        return _left(tell(progress), seconds_left)
    counted = {
        Phase.QUEUED_REMOTELY: _queue_words,
        Phase.DOWNLOADING: _download_words,
        Phase.LOADING_LORAS: _lora_words,
        Phase.READING_PROMPT: _reading_words,
    }
    tell = counted.get(progress.phase)
    return tell(progress) if tell is not None else phase_name(progress.phase)


def phase_name(phase: Phase) -> str:
    """What is done, without its numbers."""
    return {
        Phase.WAITING: tr("waiting"),
        Phase.PREPARING: tr("preparing references"),
        Phase.FETCHING_LORA: tr("fetching the LoRA"),
        Phase.UPLOADING_LORA: tr("uploading the LoRA"),
        Phase.UPLOADING: tr("uploading"),
        Phase.PLEASE_WAIT: tr("the service asks to wait"),
        Phase.LOOKING_UP: tr("looking it up at the service"),
        Phase.QUEUED_REMOTELY: tr("queued at the service"),
        Phase.STARTING_ENGINE: tr("starting the engine"),
        Phase.LOADING_MODEL: tr("loading the model"),
        Phase.LOADING_LORAS: tr("loading the LoRA"),
        Phase.EXPANDING_PROMPT: tr("expanding the prompt"),
        Phase.READING_PROMPT: tr("reading the prompt"),
        Phase.COMPILING: tr("compiling: once for this size, then it is faster"),
        Phase.RENDERING: tr("rendering"),
        Phase.DECODING: tr("decoding the picture"),
        Phase.DOWNLOADING: tr("downloading"),
        Phase.SAVING: tr("saving"),
        Phase.CANCELLING: tr("cancelling"),
        Phase.TOO_LATE_TO_CANCEL: tr("already billed: the picture is kept"),
    }[phase]


def _queue_words(progress: Progress) -> str:
    place = ordinal(progress.done) if progress.done > 0 else ""
    return tr("queued, {0}").format(place) if place else tr("queued")


def _bytes_words(progress: Progress) -> str:
    doing = phase_name(progress.phase)
    if progress.total < _WORTH_TELLING:
        return doing
    total = _megabytes(progress.total)
    if progress.done <= 0:
        return tr("{0} {1} MB").format(doing, total)
    done = _megabytes(min(progress.done, progress.total))
    return tr("{0} {1} of {2} MB").format(doing, done, total)


def _megabytes(kib: int) -> str:
    """Decimal ones, as file managers count; small ones with a digit more."""
    megabytes = kib * 1024 / 1_000_000
    return QLocale().toString(megabytes, "f", 0 if megabytes >= 100 else 1)


def _loading_words(progress: Progress) -> str:
    if progress.total <= 0:
        return phase_name(progress.phase)
    done = min(progress.done, progress.total) * 2**20
    return tr("loading {0}").format(sizes.part(done, progress.total * 2**20))


def _reading_words(progress: Progress) -> str:
    if progress.total <= 0:
        return tr("reading the prompt")
    words = tr(
        "the prompt is too long: of its {0} tokens the first %Ln (is|are) read", progress.done
    )
    return words.format(QLocale().toString(progress.total))


def _lora_words(progress: Progress) -> str:
    if progress.total <= 1:
        return tr("loading the LoRA")
    now = min(progress.done + 1, progress.total)
    return tr("loading LoRA {0} of {1}").format(now, progress.total)


def _download_words(progress: Progress) -> str:
    text, total = tr("downloading"), progress.total
    return f"{text} {min(progress.done + 1, total)}/{total}" if total > 1 else text


def _service_words(update: JobUpdate) -> str:
    known = SERVICES.get(update.job.backend)
    service = known.name if known else tr("the service")
    if update.progress.phase is Phase.LOOKING_UP:
        return tr("looking it up at {0}").format(service)
    if update.progress.done <= 0:
        return tr("{0} asks to wait").format(service)
    return tr("{0} asks to wait {1}").format(service, duration(update.progress.done))


def _step_words(progress: Progress) -> str:
    if progress.total <= 0:
        return tr("rendering")
    return tr("step {0} of {1}").format(progress.done, progress.total)


def _left(text: str, seconds_left: float | None) -> str:
    if seconds_left is None:
        return text
    return tr("{0} · {1} left").format(text, duration(seconds_left))


def _finished_words(update: JobUpdate) -> str:
    if not update.generations:
        return tr("done")
    seconds = max(generation.recipe.seconds for generation in update.generations)
    return tr("done in {0}").format(duration(seconds)) if seconds >= 1 else tr("done")


def _cancelled_words(update: JobUpdate) -> str:
    kept, asked = len(update.generations), update.job.request.count
    if not kept:
        return tr("cancelled")
    return tr("cancelled: {0} of %n picture(s) (is|are) kept", asked).format(kept)


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

"""What a job's row says about where the job stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from flux2studio.backends.aimlapi_platform import AIMLAPI
from flux2studio.backends.fal_queue import FAL
from flux2studio.core.job import JobState, JobUpdate, Phase, Progress
from flux2studio.ui.viewmodels import sizes

_CONTEXT = "JobWords"
_WORTH_TELLING = 98  # KiB: a tenth of a megabyte
_SERVICES = {"aimlapi": AIMLAPI, "fal": FAL}


def tr(text: str, number: int = -1) -> str:
    return QCoreApplication.translate(_CONTEXT, text, None, number)


def words(update: JobUpdate, seconds_left: float | None = None) -> str:
    """One short line, without the hint."""
    if update.error is not None and (update.state.is_final or update.state is JobState.DETACHED):
        return str(update.error) or tr("failed")
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
    return phase_words(update, seconds_left)


def hint(update: JobUpdate) -> str:
    told = update.error.hint if update.error is not None else ""
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
        found.append(tr("Only {0} of {1} pictures came.").format(len(made), asked))
    if marked := sum(generation.recipe.flagged for generation in made):
        found.append(tr("Marked by the service’s safety checker: {0}.").format(marked))
    return found


def bill(update: JobUpdate) -> str:
    """Where to look whether it was billed; empty when there is no doubt."""
    service = _SERVICES.get(update.job.backend)
    if update.state is not JobState.UNKNOWN or service is None:
        return ""
    return tr("What was billed: {0}").format(service.billing)


def is_hosted(update: JobUpdate) -> bool:
    """It was sent to a service, and may cost money."""
    return update.job.backend in _SERVICES


def details(update: JobUpdate) -> str:
    """What a curious artist may unfold and copy, for a report."""
    lines = [f"Job {update.job.id}", f"Backend {update.job.backend}", f"State {update.state}"]
    remote = dict.fromkeys(generation.recipe.remote_id for generation in update.generations)
    lines += [f"Request {remote_id}" for remote_id in remote if remote_id]
    if update.error is not None:
        lines += [str(update.error), update.error.hint, update.error.details]
    return "\n".join(line for line in lines if line)


def phase_words(update: JobUpdate, seconds_left: float | None = None) -> str:
    progress = update.progress
    match progress.phase:
        case Phase.UPLOADING | Phase.UPLOADING_LORA | Phase.FETCHING_LORA:
            return _left(_bytes_words(progress), seconds_left)
        case Phase.QUEUED_REMOTELY:
            place = ordinal(progress.done) if progress.done > 0 else ""
            return tr("queued, {0}").format(place) if place else tr("queued")
        case Phase.RENDERING:
            return _left(_step_words(progress), seconds_left)
        case Phase.LOADING_MODEL:
            return _left(_loading_words(progress), seconds_left)
        case Phase.DOWNLOADING:
            return _download_words(progress)
        case Phase.PLEASE_WAIT | Phase.LOOKING_UP:
            return _service_words(update)
    return {
        Phase.WAITING: tr("waiting"),
        Phase.PREPARING: tr("preparing references"),
        Phase.STARTING_ENGINE: tr("starting the engine"),
        Phase.LOADING_LORAS: _lora_words(progress),
        Phase.EXPANDING_PROMPT: tr("expanding the prompt"),
        Phase.READING_PROMPT: _reading_words(progress),
        Phase.COMPILING: tr("compiling: once for this size, then it is faster"),
        Phase.DECODING: tr("decoding the picture"),
        Phase.SAVING: tr("saving"),
        Phase.CANCELLING: tr("cancelling"),
        Phase.TOO_LATE_TO_CANCEL: tr("already billed: the picture is kept"),
    }[progress.phase]


def _bytes_words(progress: Progress) -> str:
    doing = {
        Phase.UPLOADING: tr("uploading"),
        Phase.UPLOADING_LORA: tr("uploading the LoRA"),
        Phase.FETCHING_LORA: tr("fetching the LoRA"),
    }[progress.phase]
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
        return tr("loading the model")
    done = min(progress.done, progress.total) * 2**20
    return tr("loading {0}").format(sizes.part(done, progress.total * 2**20))


def _reading_words(progress: Progress) -> str:
    if progress.total <= 0:
        return tr("reading the prompt")
    words = tr("the prompt is too long: only the first {0} of its {1} tokens are read")
    return words.format(progress.done, progress.total)


def _lora_words(progress: Progress) -> str:
    if progress.total <= 1:
        return tr("loading the LoRA")
    now = min(progress.done + 1, progress.total)
    return tr("loading LoRA {0} of {1}").format(now, progress.total)


def _download_words(progress: Progress) -> str:
    text, total = tr("downloading"), progress.total
    return f"{text} {min(progress.done + 1, total)}/{total}" if total > 1 else text


def _service_words(update: JobUpdate) -> str:
    known = _SERVICES.get(update.job.backend)
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
    return tr("cancelled: {0} of {1} pictures are kept").format(kept, asked)


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

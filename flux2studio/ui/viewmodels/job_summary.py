"""All jobs in one line: what runs, what waits, what needs the artist, and how long it takes."""

from __future__ import annotations

from dataclasses import dataclass

from flux2studio.core.job import Hold, Phase
from flux2studio.ui.models.job_model import Group, JobModel
from flux2studio.ui.viewmodels.job_forecast import Forecast
from flux2studio.ui.viewmodels.job_words import duration, tr

_WAITING = frozenset({Phase.WAITING, Phase.QUEUED_REMOTELY, Phase.PLEASE_WAIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """``fraction`` is that of all that runs, in hundredths; None where nobody knows."""

    words: str = ""
    fraction: float | None = None
    is_busy: bool = False


def summarised(model: JobModel, forecast: Forecast, hold: Hold) -> Summary:
    running = [row.update for row in model.group(Group.RUNNING)]
    line = [row.update for row in model.group(Group.WAITING)]
    needs = len(model.group(Group.NEEDS_YOU))
    waiting = len(line) + sum(update.progress.phase in _WAITING for update in running)
    busy = len(running) + len(line) - waiting
    left = forecast.total(running, line if hold is Hold.NONE else ()) if running else None
    parts = [
        tr("%n running", busy) if busy else "",
        tr("%n waiting", waiting) if waiting else "",
        tr("about {0} left").format(duration(left)) if left is not None else "",
        tr("%n (needs|need) you", needs) if needs else "",
    ]
    fractions = [forecast.fraction(update) for update in running]
    known = [fraction for fraction in fractions if fraction is not None]
    whole = round(sum(known) / len(known), 2) if known and len(known) == len(fractions) else None
    words = " · ".join(part for part in parts if part)
    return Summary(words=words, fraction=whole, is_busy=bool(running))

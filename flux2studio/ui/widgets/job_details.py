"""What a curious artist may unfold and copy of a job: times, ids, what left for whom, the error."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from flux2studio.core.job import JobAccount
from flux2studio.logs import redact
from flux2studio.ui.models.job_model import JobRow
from flux2studio.ui.viewmodels import job_words
from flux2studio.ui.viewmodels.job_log import Step
from flux2studio.ui.widgets.receipt_words import receipt_lines


def details(row: JobRow, steps: Sequence[Step], account: JobAccount | None) -> str:
    """Plain text, in which no key is left. ``account`` None: it is not known yet."""
    parts = (_what(row), _times(steps), _sent(row, account), _error(row))
    return redact("\n\n".join("\n".join(part) for part in map(list, parts) if part))


def _what(row: JobRow) -> Iterator[str]:
    job = row.update.job
    yield _tr("Job {0}").format(job.id)
    yield _tr("Service {0}, model {1}").format(job.backend, job.request.model)
    yield _tr("Seed {0}, {1}").format(job.request.seed, job.request.size)
    yield _tr("State {0}").format(row.update.state)


def _times(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        yield f"{_clock(step)}  {job_words.step_words(step.phase, step.state)}"


def _sent(row: JobRow, account: JobAccount | None) -> Iterator[str]:
    receipts = [generation.recipe.receipt for generation in row.generations]
    receipt = next((one for one in receipts if one is not None), None)
    receipt = receipt or (account.receipt if account else None)
    ids = dict(account.ids) if account else {}
    made = (generation.recipe.remote_id for generation in row.generations)
    for number in dict.fromkeys([*made, *ids.values()]):
        if number:
            yield _tr("Request {0}").format(number)
    if receipt is not None:
        yield _tr("Sent to:")
        yield from receipt_lines(receipt)
    elif not job_words.is_hosted(row.update):
        yield _tr("Nothing left this computer.")


def _error(row: JobRow) -> Iterator[str]:
    error = row.update.error
    if error is not None:
        yield from (text for text in (str(error), error.hint, error.details) if text)


def _clock(step: Step) -> str:
    local = QDateTime.fromMSecsSinceEpoch(int(step.at.timestamp() * 1000))
    return QLocale().toString(local, "HH:mm:ss")


def _tr(text: str) -> str:
    return QCoreApplication.translate("job_details", text)

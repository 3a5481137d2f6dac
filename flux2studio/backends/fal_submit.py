"""The one paid POST of a job at fal, and the ids that come back."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import UTC, datetime

from flux2studio.backends.addresses import RefusedAddressError
from flux2studio.backends.body import JsonBody
from flux2studio.backends.fal_options import headers
from flux2studio.backends.fal_queue import FAL, json_object
from flux2studio.backends.fal_terms import FalTerms
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import Stopwatch, may_be_repeated, retry_after, wait_aloud
from flux2studio.backends.refusals import refusal
from flux2studio.backends.sayings import details_of
from flux2studio.core.control import RunControl
from flux2studio.core.errors import OutcomeUnknownError, StorageError, UnreachableError
from flux2studio.core.job import JobState, Phase, Progress

_DISK_TRIES = 60  # seconds
_IDS = ("request_id", "status_url", "response_url", "cancel_url")


def _send(call: Call, control: RunControl) -> Answer:
    with HttpSession(control, keep_alive=False) as session:
        return session.send(call)


def submit(
    endpoint: str,
    body: JsonBody,
    remote: MutableMapping[str, str],
    control: RunControl,
    terms: FalTerms,
) -> None:
    """Send the paid request, once; ``remote`` then holds fal's ids, and they are on disk.

    ``remote`` is journalled before anything leaves, with the moment. Only when the service
    cannot have taken the request is it tried again. A cancel that comes once it has left whole
    is not raised here: the job runs, and has to be cancelled by its id. Raises
    OutcomeUnknownError when it may have been taken and no number came back.
    """
    control.progress(Progress(phase=Phase.UPLOADING, done=0, total=body.length // 1024))
    call = paid_call(f"{terms.urls.queue.rstrip('/')}/{endpoint}", body, terms)
    answer = post(call, remote, control, terms)
    if not 200 <= answer.status < 300:
        raise refusal(answer, FAL)
    ids = _ids(answer)
    remote.update(ids)
    record(ids, control)


def paid_call(url: str, body: JsonBody, terms: FalTerms) -> Call:
    """Raises KeyMissingError without a usable key."""
    key = FAL.clean_key(terms.key)
    return Call(
        method="POST",
        url=url,
        headers={"Authorization": f"Key {key}", **headers(terms.options)},
        body=body,
        paid=True,
        deadline_s=terms.budgets.submit,
        secret=key,
    )


def post(
    call: Call,
    remote: MutableMapping[str, str],
    control: RunControl,
    terms: FalTerms,
    send: Callable[[Call, RunControl], Answer] = _send,
) -> Answer:
    """Send until fal may have taken it: what proves that it has not is tried again."""
    reach, busy = Stopwatch(terms.budgets.connect), Stopwatch(terms.budgets.busy)
    retries, pauses = terms.pace.retries(), terms.pace.busy()
    while True:
        remote["sent_at"] = datetime.now(UTC).isoformat()
        control.checkpoint(JobState.SENDING, dict(remote))
        try:
            answer = send(call, control)
        except UnreachableError as error:
            if reach.is_over or isinstance(error, RefusedAddressError):
                raise
            control.sleep(next(retries))
            continue
        pause = retry_after(answer, next(pauses)) if answer.status == 429 else 0.0
        if answer.status != 429 or not may_be_repeated(answer) or pause > busy.left:
            return answer
        control.checkpoint(JobState.QUEUED)  # it was refused: a restart may send it
        wait_aloud(control, pause)


def record(ids: dict[str, str], control: RunControl) -> None:
    """Wait for a full disk: without its ids a paid job is lost."""
    keeper = control.uncancelled()
    for _ in range(_DISK_TRIES):
        try:
            return control.checkpoint(JobState.SUBMITTED, ids)
        except StorageError:
            keeper.sleep(1.0)
    return control.checkpoint(JobState.SUBMITTED, ids)


def _ids(answer: Answer) -> dict[str, str]:
    body = json_object(answer)
    if not (isinstance(body.get("request_id"), str) and body["request_id"]):
        raise OutcomeUnknownError(
            "fal took the request and gave no number for it.",
            hint="It may have been billed. It is not sent again by itself.",
            details=details_of(answer),
        )
    return {name: body[name] for name in _IDS if isinstance(body.get(name), str)}

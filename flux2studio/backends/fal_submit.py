"""The one paid POST of a job at fal, and the ids that come back."""

from __future__ import annotations

from flux2studio.backends.base import RunTask
from flux2studio.backends.body import InlinePicture, JsonBody
from flux2studio.backends.fal_queue import FAL, json_object
from flux2studio.backends.http import Answer, Call, HttpSession
from flux2studio.backends.pace import Pace
from flux2studio.backends.payload import payload
from flux2studio.backends.refusals import refusal
from flux2studio.backends.sayings import message_of
from flux2studio.core.control import RunControl
from flux2studio.core.errors import OutcomeUnknownError, StorageError, UnreachableError
from flux2studio.core.job import JobState, Phase, Progress

_DEADLINE = 300.0  # seconds, for the body with its pictures on a slow line
_CONNECT_TRIES = 3  # nothing was taken when a connection fails
_DISK_TRIES = 60  # seconds
_IDS = ("request_id", "status_url", "response_url", "cancel_url")


def submit(
    task: RunTask, control: RunControl, *, queue: str, key: str | None, pace: Pace
) -> dict[str, str]:
    """Send the paid request, once, and return fal's ids, which are recorded by then.

    Only when the service cannot have taken it is it tried again. A cancel that comes once it
    has left whole is not raised here: the job runs, and has to be cancelled by its id.
    """
    clean_key = FAL.clean_key(key)
    body = _body(task)
    control.progress(Progress(phase=Phase.UPLOADING, done=0, total=len(task.references)))
    control.checkpoint(JobState.SENDING)
    call = Call(
        method="POST",
        url=f"{queue.rstrip('/')}/{task.model.endpoint}",
        headers={"Authorization": f"Key {clean_key}"},
        body=body,
        paid=True,
        deadline_s=_DEADLINE,
        secret=clean_key,
    )
    ids = _ids(_post(call, control, pace))
    _record(ids, control)
    return ids


def _body(task: RunTask) -> JsonBody:
    try:
        pictures = [
            InlinePicture(media_type=reference.media_type, data=reference.path.read_bytes())
            for reference in task.references
        ]
    except OSError as error:
        raise StorageError(
            "A prepared reference cannot be read. Nothing was sent.",
            hint="Try again.",
            details=str(error),
        ) from error
    return JsonBody(payload(task.request, task.model), pictures)


def _post(call: Call, control: RunControl, pace: Pace) -> Answer:
    waits = pace.retries()
    for remaining in reversed(range(_CONNECT_TRIES)):
        try:
            with HttpSession(control, keep_alive=False) as session:
                return session.send(call)
        except UnreachableError:
            if not remaining:
                raise
            control.sleep(next(waits))
    raise AssertionError("the last try returns or raises")


def _ids(answer: Answer) -> dict[str, str]:
    if not 200 <= answer.status < 300:
        raise refusal(answer, FAL)
    body = json_object(answer)
    if not (isinstance(body.get("request_id"), str) and body["request_id"]):
        raise OutcomeUnknownError(
            "fal took the request and gave no number for it.",
            hint="It may have been billed. It is not sent again by itself.",
            details=message_of(answer),
        )
    return {name: body[name] for name in _IDS if isinstance(body.get(name), str)}


def _record(ids: dict[str, str], control: RunControl) -> None:
    """Wait for a full disk: without its ids a paid job is lost."""
    keeper = control.uncancelled()
    for _ in range(_DISK_TRIES):
        try:
            return control.checkpoint(JobState.SUBMITTED, ids)
        except StorageError:
            keeper.sleep(1.0)
    return control.checkpoint(JobState.SUBMITTED, ids)

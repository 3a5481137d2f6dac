"""What one run sends to AIML API: the order for the courier, its size, and the receipt."""

from __future__ import annotations

import json
from pathlib import Path

from flux2studio.backends.addresses import checked, host_of
from flux2studio.backends.aimlapi_platform import AIMLAPI
from flux2studio.backends.base import RunTask
from flux2studio.backends.orders import Order, OrderPicture
from flux2studio.backends.payload import payload
from flux2studio.backends.receipts import loras_of, sent_link
from flux2studio.core.errors import InvalidRequestError
from flux2studio.core.hosted import Receipt, SentFile
from flux2studio.core.phrase import phrase

_TRACE = "AIML API does not say how long it keeps them."


def make_order(
    task: RunTask, *, url: str, key: str, spool: Path, client_id: str, deadline_s: float
) -> Order:
    """Raises InvalidRequestError when the references make it too large, and OSError."""
    checked(url)
    order = Order(
        job_id=task.job_id,
        client_id=client_id,
        spool=str(spool),
        url=url,
        key=key,
        payload={"model": task.model.endpoint} | payload(task.request, task.model, task.loras),
        pictures=tuple(
            OrderPicture(path=str(reference.path), media_type=reference.media_type)
            for reference in task.references
        ),
        deadline_s=deadline_s,
    )
    size, limit = body_bytes(order), task.model.references.body_bytes_maximum
    if limit is not None and size > limit:
        raise InvalidRequestError(
            phrase(
                "The references make this request {size:.1f} MB large;"
                " {aimlapi} takes {limit:.0f} MB.",
                size=size / 1e6,
                aimlapi=AIMLAPI.name,
                limit=limit / 1e6,
            ),
            hint="Use fewer or smaller ones.",
            field="references",
        )
    return order


def body_bytes(order: Order) -> int:
    """The size of the request's body. Raises OSError when a reference is gone."""
    inside = (
        4 * -(-Path(picture.path).stat().st_size // 3)
        + len(f',"data:{picture.media_type};base64,"')
        for picture in order.pictures
    )
    return len(json.dumps(order.payload).encode()) + len(',"image_urls":[]') + sum(inside)


def receipt_for(task: RunTask, url: str) -> Receipt:
    """Say which files leave the machine inside the request."""
    files = tuple(
        SentFile(
            name=reference.name,
            how="inside the request",
            sha256=reference.original,
            size=reference.path.stat().st_size,
        )
        for reference in task.references
    )
    links = tuple(sent_link(lora) for lora in loras_of(task)) if task.model.loras else ()
    trace = _TRACE if files else ""
    return Receipt(service=AIMLAPI.name, host=host_of(url), files=files + links, trace=trace)

"""How fal says that a run failed: two families of bodies (hosted-services.md section 2.1)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.hosted.schema import Problem
from tests.hosted.server import Reply, json_reply

INFRASTRUCTURE = {
    "request_timeout": 504,
    "startup_timeout": 504,
    "runner_scheduling_failure": 503,
    "runner_connection_timeout": 503,
    "runner_disconnected": 503,
    "runner_connection_refused": 503,
    "runner_connection_error": 503,
    "runner_incomplete_response": 502,
    "runner_server_error": 500,
    "internal_error": 500,
    "client_disconnected": 499,
    "client_cancelled": 499,
    "concurrent_requests_limit": 429,
    "bad_request": 400,
}
INPUT = (  # 422
    "content_policy_violation",
    "no_media_generated",
    "image_too_small",
    "image_too_large",
    "image_load_error",
    "file_download_error",
    "file_too_large",
    "face_detection_error",
    "unsupported_image_format",
    "greater_than",
    "greater_than_equal",
    "less_than",
    "less_than_equal",
    "multiple_of",
    "sequence_too_short",
    "sequence_too_long",
    "one_of",
    "feature_not_supported",
    "invalid_archive",
    "archive_file_count_below_minimum",
    "archive_file_count_exceeds_maximum",
)
OF_THE_MODEL = dict.fromkeys(INPUT, 422) | {
    "downstream_service_error": 400,
    "internal_server_error": 500,
    "downstream_service_unavailable": 500,
    "generation_timeout": 504,
}
_PLACES: dict[str, tuple[str | int, ...]] = {
    "file_download_error": ("loras", 0, "path"),
    "file_too_large": ("image_urls", 0),
    "image_load_error": ("image_urls", 0),
    "image_too_small": ("image_urls", 0),
    "image_too_large": ("image_urls", 0),
    "unsupported_image_format": ("image_urls", 0),
}
_TYPES = {
    429: "concurrent_requests_limit",
    499: "client_cancelled",
    500: "runner_server_error",
    502: "runner_incomplete_response",
    503: "runner_scheduling_failure",
    504: "request_timeout",
}
_LOCKED = (
    "User is locked. Reason: Exhausted balance. Top up your balance at fal.ai/dashboard/billing."
)
_DETAILS = {401: "invalid key credentials", 403: _LOCKED, 404: "Application not found"}
SHAPES = frozenset({"list", "string", "missing"})


def by_status(status: int, message: str, retry_header: str) -> Reply:
    """The body that goes with a status; ``retry_header`` is how 429 says that it may be retried."""
    if status not in _TYPES:
        return json_reply({"detail": message or _DETAILS.get(status, "Bad request")}, status)
    body = {"detail": message or "The runner failed", "error_type": _TYPES[status]}
    headers = {"X-Fal-Error-Type": _TYPES[status]}
    if status == 429:
        headers[retry_header] = "1"
    return json_reply(body, status).but(headers=headers)


def by_type(error_type: str, shape: str, *, users_timeout: bool = False) -> Reply:
    """What the result of a failed run says; ``shape`` of ``detail``: list, string, missing."""
    if error_type in INFRASTRUCTURE:
        headers = {"X-Fal-Error-Type": error_type}
        if users_timeout:
            headers["X-Fal-Request-Timeout-Type"] = "user"
        body = {"detail": f"The request ended: {error_type}", "error_type": error_type}
        return json_reply(body, INFRASTRUCTURE[error_type]).but(headers=headers)
    status = OF_THE_MODEL[error_type]
    problem = Problem(
        at=_PLACES.get(error_type, ("prompt",)), message="The content was flagged.", type=error_type
    )
    detail: Any = {"list": [as_detail(problem)], "string": problem.message}.get(shape)
    return json_reply({"detail": detail} if detail else {"error": error_type}, status)


def as_detail(problem: Problem) -> dict[str, Any]:
    return {
        "loc": ["body", *problem.at],
        "msg": problem.message,
        "type": problem.type,
        "url": f"https://docs.fal.ai/errors/#{problem.type}",
        "input": None,
    }


def labelled(reply: Reply, request_id: str = "") -> Reply:
    """With the headers that every answer of fal has (section 1.3)."""
    always = {
        "x-fal-request-id": request_id or str(uuid4()),
        "X-Fal-Served-From": "stand-in",
        "x-fal-runner-hints": "",
    }
    return reply.but(headers={**always, **reply.headers})

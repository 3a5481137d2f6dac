"""fal's platform API: what was run, what it costs, what is left, and forgetting (section 2.8)."""

from __future__ import annotations

import base64
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.hosted.fal_schemas import ENDPOINTS
from tests.hosted.server import Reply, Request, json_reply

if TYPE_CHECKING:
    from tests.hosted.fal import FalStandIn
    from tests.hosted.fal_jobs import QueuedJob

_PAYLOADS = re.compile(r"/models/requests/(?P<id>[0-9a-f-]{36})/payloads")
_LOOKUP = {
    "endpoint_id",
    "start",
    "end",
    "status",
    "request_id",
    "expand",
    "limit",
    "cursor",
    "sort_by",
}
_DAY_S = 86_400.0


class FalPlatform:
    """Everything below ``/api``."""

    def __init__(self, service: FalStandIn) -> None:
        self._service = service

    def route(self, request: Request) -> Reply | None:
        """None for an address it does not have."""
        path, service = request.path.removeprefix("/api"), self._service
        match = _PAYLOADS.fullmatch(path)
        if (request.method, path) == ("GET", "/models/requests/by-endpoint"):
            operation, act = "lookup", lambda _: self._requests(request)
        elif request.method == "DELETE" and match:
            operation, act = "delete", lambda _: self._delete(match["id"])
        elif (request.method, path) == ("GET", "/models/pricing"):
            operation, act = "pricing", lambda _: self._pricing(request)
        elif (request.method, path) == ("GET", "/account/billing"):
            operation, act = "billing", lambda _: self._billing(request)
        else:
            return None
        if refusal := service.is_authorised(request):
            return refusal
        return service.perform(operation, request, act)

    def _requests(self, request: Request) -> Reply:
        query = request.query
        unknown, endpoints = set(query) - _LOOKUP, _listed(query.get("endpoint_id", ()))
        try:
            start, end = self._span(request)
            limit = int(query.get("limit", ["50"])[0])
            page = int(base64.b64decode(query["cursor"][0])) if "cursor" in query else 1
        except ValueError as error:
            return self._refuse(422, "validation_error", str(error))
        if unknown or not endpoints or len(endpoints) > 50 or not 1 <= limit <= 100:
            return self._refuse(422, "validation_error", f"Invalid query: {sorted(query)}")
        found = [
            queued
            for queued in self._service.jobs.looked_up(endpoints)
            if start <= (queued.ended_at or queued.sent_at) < end and _matches(queued, query)
        ]
        key = "duration" if query.get("sort_by") == ["duration"] else "ended_at"
        found.sort(key=lambda queued: _order(queued, key), reverse=True)
        return self._page(found, page, limit, "payloads" in _listed(query.get("expand", ())))

    def _page(self, found: list[QueuedJob], page: int, limit: int, payloads: bool) -> Reply:
        limit = min(limit, self._service.page_most)
        more = len(found) > page * limit
        items = [self._item(one, payloads) for one in found[(page - 1) * limit : page * limit]]
        cursor = base64.b64encode(str(page + 1).encode()).decode() if more else None
        return json_reply({"items": items, "next_cursor": cursor, "has_more": more})

    def _span(self, request: Request) -> tuple[float, float]:
        days = 90 if "request_id" in request.query else 1
        start = self._service.now() - days * _DAY_S
        if "start" in request.query:
            start = _moment(request.query["start"][0])
        end = self._service.now() + 1
        return start, _moment(request.query["end"][0]) if "end" in request.query else end

    def _item(self, queued: QueuedJob, payloads: bool) -> dict[str, Any]:
        ended = queued.ended_at
        item: dict[str, Any] = {
            "request_id": queued.job.id,
            "endpoint_id": queued.endpoint.id,
            "sent_at": _iso(queued.sent_at),
            "started_at": _iso(queued.sent_at),
            "ended_at": _iso(ended) if ended else None,
            "status_code": self._service.jobs.status_code(queued) if ended else None,
            "duration": round(ended - queued.sent_at, 3) if ended else None,
        }
        if payloads and queued.stored and not queued.forgotten:
            item["json_input"] = queued.job.body
            item["json_output"] = self._output(queued)
        elif payloads:
            item |= {"json_input": None, "json_output": None}
        return item

    def _output(self, queued: QueuedJob) -> Any:
        """An inline result is not kept in the history (section 5, sync_mode)."""
        if not queued.done or queued.job.body.get("sync_mode"):
            return None
        return self._service.jobs.answer(queued)[1]

    def _delete(self, request_id: str) -> Reply:
        if not self._service.admin:
            return self._refuse(403, "authorization_error", "An admin API key is required")
        queued = self._service.queued.get(request_id)
        if queued is None:
            return self._refuse(404, "not_found", "Request not found")
        links = self._service.jobs.forget(queued)
        self._service.ledger.deleted_payloads(request_id)
        results = [{"link": link, "exception": None} for link in links]
        return json_reply({"cdn_delete_results": results})

    def _pricing(self, request: Request) -> Reply:
        wanted = _listed(request.query.get("endpoint_id", ()))
        if not 1 <= len(wanted) <= 50 or set(request.query) - {"endpoint_id"}:
            return self._refuse(422, "validation_error", "endpoint_id: 1 to 50 of them")
        if unknown := [endpoint for endpoint in wanted if endpoint not in ENDPOINTS]:
            return self._refuse(404, "not_found", f"Unknown endpoints: {unknown}")
        prices = [
            {
                "endpoint_id": endpoint,
                "unit_price": self._service.prices.get(endpoint, ENDPOINTS[endpoint].usd),
                "unit": "megapixels",
                "currency": "USD",
            }
            for endpoint in wanted
        ]
        return json_reply({"prices": prices, "next_cursor": None, "has_more": False})

    def _billing(self, request: Request) -> Reply:
        if not self._service.admin:
            return self._refuse(403, "authorization_error", "An admin API key is required")
        answer: dict[str, Any] = {"username": "artist"}
        if "credits" in _listed(request.query.get("expand", ())):
            spent = sum(job.cost_usd for job in self._service.ledger.jobs if job.charged)
            balance = round(self._service.credit_usd - spent, 6)
            answer["credits"] = {"current_balance": balance, "currency": "USD"}
        return json_reply(answer)

    def _refuse(self, status: int, kind: str, message: str) -> Reply:
        if status == 422:
            self._service.ledger.violate(f"the platform API was asked wrongly: {message}")
        error = {"type": kind, "message": message, "request_id": uuid4().hex}
        return json_reply({"error": error}, status)


def _listed(values: Any) -> list[str]:
    """Repeated or with commas between."""
    return [part for value in values for part in value.split(",") if part]


def _matches(queued: QueuedJob, query: Any) -> bool:
    if "request_id" in query and queued.job.id not in query["request_id"]:
        return False
    succeeded = queued.done and not queued.ended_badly
    return "status" not in query or (query["status"] == ["success"]) == succeeded


def _order(queued: QueuedJob, key: str) -> float:
    ended = queued.ended_at or queued.sent_at
    return ended - queued.sent_at if key == "duration" else ended


def _moment(text: str) -> float:
    """A date or an ISO moment with its offset; raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.timestamp()


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z")

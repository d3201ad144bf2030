"""Asks the test's own server; chance and sleep are the test's."""

from typing import Any

import orjson

from observability.adapters.prometheus import Limits, Means, Prometheus, access
from tests.support.webserver import Answer, WebServer, page
from tests.unit.adapters.web.asking import Sleeper

QUERY = "/api/v1/query"
EMPTY = {"resultType": "vector", "result": []}


def prometheus(server: WebServer, sleeper: Sleeper | None = None, **limits: Any) -> Prometheus:
    means = Means(lambda: 0.5, sleeper or Sleeper())
    return Prometheus(access(server.url("")), Limits(**{"seconds": 30.0, **limits}), means)


def success(data: Any, **more: Any) -> Answer:
    return answer({"status": "success", "data": data, **more})


def answer(document: Any, status: int = 200, **headers: str) -> Answer:
    return page(orjson.dumps(document), status, Content_Type="application/json", **headers)


def refusal(status: int, kind: str, error: str, **headers: str) -> Answer:
    return answer({"status": "error", "errorType": kind, "error": error}, status, **headers)

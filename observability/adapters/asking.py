"""A Prometheus asked over HTTP, many questions at once."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Generic, TypeVar

import httpx
from attrs import frozen

from observability.exceptions import MissingToolError, UsageError

_T = TypeVar("_T", covariant=True)


class QueryError(UsageError):
    """Refused."""


@frozen
class Answer(Generic[_T]):
    value: _T


@frozen
class Call(Generic[_T]):
    path: str
    form: tuple[tuple[str, str], ...]
    read: Callable[[Any], _T]


@frozen
class Prometheus:
    url: str

    def ask_all(self, calls: Sequence[Call[_T]]) -> list[Answer[_T] | QueryError]:
        with httpx.Client(base_url=self.url, timeout=130, trust_env=False) as http, ThreadPoolExecutor(4) as pool:
            return list(pool.map(lambda call: _ask(http, call), calls))


def _ask(http: httpx.Client, call: Call[_T]) -> Answer[_T] | QueryError:
    try:
        answer = http.post(f"/api/v1/{call.path}", data=dict(call.form))
    except httpx.HTTPError as error:
        raise MissingToolError(f"{http.base_url}: {error}") from error
    document = answer.json()
    if document["status"] != "success":
        return QueryError(document["error"])
    return Answer(call.read(document["data"]))

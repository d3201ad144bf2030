"""Calls of the API that we make: what is asked, and how the answer's data is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from attrs import frozen

from observability.adapters.prometheus.answers import Series, labels_of, samples_of

_T = TypeVar("_T", covariant=True)

# The server writes its configuration itself, with what was left out: the first is that of `global`.
_INTERVAL = re.compile(r"^  evaluation_interval: (\w+)$", re.MULTILINE)


@frozen
class Call(Generic[_T]):
    """`read` makes a value of the answer's data; whatever it raises means that the data has another shape.

    A form is asked for with POST, as expressions are longer than URLs may be.
    """

    path: str
    form: tuple[tuple[str, str], ...]
    read: Callable[[Any], _T]
    post: bool = True


def query(expr: str, at: int, *, count: bool = False) -> Call[tuple[Series, ...]]:
    """An expression at a time, in milliseconds since 1970. `count`: the server tells how many samples it read."""
    return Call("query", (("query", expr), ("time", _time(at)), *_counted(count)), samples_of)


def query_range(expr: str, start: int, end: int, step: int, *, count: bool = False) -> Call[tuple[Series, ...]]:
    """An expression from `start` to `end`, both included, each `step`. All in milliseconds."""
    span = (("start", _time(start)), ("end", _time(end)), ("step", _time(step)))
    return Call("query_range", (("query", expr), *span, *_counted(count)), samples_of)


def series(selectors: Sequence[str], start: int, end: int, limit: int = 0) -> Call[tuple[Mapping[str, str], ...]]:
    """The labels of the series that selectors find in a span, in milliseconds; at most `limit` of them, 0 for all.

    Servers that know no limit answer with all.
    """
    limited = (("limit", str(limit)),) if limit else ()
    form = (*(("match[]", one) for one in selectors), ("start", _time(start)), ("end", _time(end)), *limited)
    return Call("series", form, lambda data: tuple(map(labels_of, data)))


def label_values(label: str, start: int, end: int) -> Call[frozenset[str]]:
    """All values that a label had in a span, in milliseconds; those of `__name__` are the metrics."""
    span = (("start", _time(start)), ("end", _time(end)))
    return Call(f"label/{label}/values", span, lambda data: frozenset(map(str, data)), post=False)


def metadata() -> Call[Mapping[str, str]]:
    """The type of each metric that a target told of: `counter`, `gauge`, `histogram`, `summary`, `unknown` ..."""
    return Call("metadata", (("limit_per_metric", "1"),), _types, post=False)


def evaluation_interval() -> Call[str]:
    """How often the server evaluates groups that say nothing of it, as its configuration has it: `1m`."""
    return Call("status/config", (), lambda data: _INTERVAL.findall(data["yaml"])[0], post=False)


def version() -> Call[str]:
    """The version that the server says it has."""
    return Call("status/buildinfo", (), lambda data: str(data["version"]), post=False)


def _types(data: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, str]:
    return {name: told[0]["type"] for name, told in sorted(data.items()) if told}


def _counted(count: bool) -> tuple[tuple[str, str], ...]:
    return (("stats", "all"),) if count else ()


def _time(milliseconds: int) -> str:
    """Seconds, exact."""
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole}.{rest:03}" if rest else str(whole)

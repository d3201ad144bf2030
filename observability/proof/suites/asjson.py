"""What was found as JSON, and back: tuples as arrays, and an object of one of our classes by the name of that."""

import math
from collections.abc import Callable, Sequence
from itertools import starmap
from operator import attrgetter
from typing import Any

import attrs
import orjson

from observability.findings import Excerpt, Finding, Location, Severity
from observability.model.durations import Duration
from observability.proof.case import Check, Expected, Input
from observability.proof.evaluator import Histogram
from observability.proof.samples.natives import Asked
from observability.proof.samples.segments import Segment
from observability.proof.script import Script, Seen
from observability.proof.series.source import Source
from observability.proof.suites.keepsakes import Alone, Ramped, Raw

_CLASSES: dict[str, type[Any]] = {
    one.__name__: one
    for one in (
        Alone,
        Asked,
        Check,
        Duration,
        Excerpt,
        Expected,
        Finding,
        Histogram,
        Input,
        Location,
        Ramped,
        Raw,
        Script,
        Seen,
        Segment,
        Source,
    )
}
_SEGMENTS = "segments"
_PARTS = attrgetter("count", "first", "step", "stale")


def dump(value: object) -> str:
    """The JSON of it, the same for the same value.

    Raises:
        TypeError: a class that is not listed here.
    """
    return orjson.dumps(_plain(value)).decode()


def load(text: str) -> object:
    """What it is the JSON of.

    Raises:
        ValueError, TypeError, LookupError, AttributeError, RecursionError: it was not written by `dump`.
    """
    return _made(orjson.loads(text))


def _plain(value: Any) -> Any:
    match value:
        case None | bool() | int() | float() | str():
            return _scalar(value)
        case tuple() | list():
            rows = _rows(value)
            return {_SEGMENTS: rows} if rows else [_plain(one) for one in value]
        case frozenset():
            return {"frozenset": [_plain(one) for one in sorted(value)]}
        case dict():
            return {"dict": [[_plain(key), _plain(one)] for key, one in value.items()]}
    name = type(value).__name__
    if _CLASSES.get(name) is not type(value):
        raise TypeError(f"{name} cannot be kept")
    return {name: [_plain(getattr(value, one.name)) for one in attrs.fields(type(value)) if one.init]}


def _scalar(value: float | str | None) -> object:
    if isinstance(value, Severity):
        return {"Severity": str(value)}
    # What is no number is no JSON either.
    return {"float": str(value)} if isinstance(value, float) and not math.isfinite(value) else value


def _rows(some: Sequence[Any]) -> list[tuple[Any, ...]]:
    """What segments of finite numbers are made of, as most of what is kept is; nothing where there is anything else."""
    if set(map(type, some)) != {Segment}:
        return []
    rows = list(map(_PARTS, some))
    numbers = [number for _, first, step, _ in rows for number in (first, step) if number is not None]
    plain = set(map(type, numbers)) <= {float} and all(map(math.isfinite, numbers))
    return rows if plain else []


def _made(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(map(_made, value))
    if not isinstance(value, dict):
        return value
    ((name, parts),) = value.items()
    if name == _SEGMENTS:
        return tuple(starmap(Segment, parts))
    return _MAKERS[name](parts)


def _maker(kind: type[Any]) -> Callable[[Any], Any]:
    return lambda parts: kind(*map(_made, parts))


_MAKERS: dict[str, Callable[[Any], Any]] = {
    "Severity": Severity,
    "float": float,
    "frozenset": lambda parts: frozenset(map(_made, parts)),
    "dict": lambda parts: {_made(key): _made(one) for key, one in parts},
    **{name: _maker(kind) for name, kind in _CLASSES.items()},
}

"""Samples that are histograms as tests of rules write them: `{{schema:0 sum:5 count:4 buckets:[1 2 1]}}`."""

import re
from collections.abc import Iterator, Mapping

from observability.proof.evaluator import Histogram
from observability.proof.evaluator.histogram import Buckets
from observability.proof.samples.decimals import decimal

_OUTSIDE = re.compile(r"\{\{(?P<inside>[^{}]*)\}\}")
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|[iI]nf)"
_PART = re.compile(rf"(?P<name>[a-z_]+):(?:\[(?P<numbers>[^\]]*)\]|(?P<number>{_NUMBER})|(?P<word>[a-z]+))")
_OF_BUCKETS = frozenset({"buckets", "offset", "n_buckets", "n_offset", "z_bucket", "z_bucket_w", "custom_values"})
_HINT = frozenset({"counter_reset_hint"})
_NAMES = _OF_BUCKETS | _HINT | {"schema", "sum", "count"}


# The versions of promtool that are the first to read histograms, and several runs of them in a series.
Version = tuple[int, int]
_FIRST, _RUNS = (2, 47), (3, 4)
_RUN_AND_MORE = re.compile(r"\}\}x\d+\s+\S")


def needed(values: str) -> Version:
    """The first version of promtool that reads these samples of a series; zeros where any does."""
    if "{{" not in values:
        return (0, 0)
    return _RUNS if _RUN_AND_MORE.search(values) else _FIRST


def text_of(histogram: Histogram) -> str:
    """The histogram in promtool's notation."""
    return f"{{{{{' '.join(_parts(histogram))}}}}}"


def _parts(one: Histogram) -> Iterator[str]:
    yield from (f"schema:{one.schema}",) if one.schema else ()
    yield f"sum:{decimal(one.sum)} count:{decimal(one.count)}"
    if one.bounds:
        yield f"custom_values:[{' '.join(map(decimal, one.bounds))}]"
    if one.zero or one.width:
        yield f"z_bucket:{decimal(one.zero)} z_bucket_w:{decimal(one.width)}"
    yield from _buckets("", one.buckets)
    yield from _buckets("n_", one.negative)


def _buckets(side: str, buckets: Buckets) -> Iterator[str]:
    """All from the first to the last: those between must be there."""
    if buckets:
        first, last, events = buckets[0][0], buckets[-1][0], dict(buckets)
        yield from (f"{side}offset:{first}",) if first else ()
        yield f"{side}buckets:[{' '.join(decimal(events.get(index, 0.0)) for index in range(first, last + 1))}]"


def histogram_of(text: str) -> Histogram:
    """The histogram that promtool makes of the notation.

    Raises:
        ValueError: it is something else.
    """
    outside = _OUTSIDE.fullmatch(text)
    inside = outside["inside"].strip() if outside else ""
    parts = {part["name"]: part for part in _PART.finditer(inside)}
    worded = {name for name, part in parts.items() if part["word"]}
    if (
        not outside
        or not worded <= {"counter_reset_hint"}
        or _PART.sub("", inside).strip()
        or not parts.keys() <= _NAMES
    ):
        raise ValueError(f"{text!r} is no histogram")
    numbers = {name: float(part["number"]) for name, part in parts.items() if part["number"]}
    lists = {name: list(map(float, part["numbers"].split())) for name, part in parts.items() if part["numbers"]}
    return Histogram(
        numbers.get("count", 0.0),
        numbers.get("sum", 0.0),
        _listed(lists, numbers, ""),
        int(numbers.get("schema", 0)),
        _listed(lists, numbers, "n_"),
        numbers.get("z_bucket", 0.0),
        numbers.get("z_bucket_w", 0.0),
        tuple(lists.get("custom_values", ())),
    )


def _listed(lists: Mapping[str, list[float]], numbers: Mapping[str, float], side: str) -> Buckets:
    return tuple(enumerate(lists.get(f"{side}buckets", ()), int(numbers.get(f"{side}offset", 0))))

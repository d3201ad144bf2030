"""Expressions evaluated by a Prometheus over a span of time."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from attrs import frozen

from observability.adapters.prometheus import Call, Prometheus, QueryError
from observability.adapters.remote_write import Distribution
from observability.model.rule import Rule
from observability.simulation import SCHEMA, bucket_index


@frozen
class Evaluated:
    """One series of a result, without its metric's name: numbers, or else distributions, at times in milliseconds."""

    labels: Mapping[str, str]
    times: list[int]
    values: list[float]
    distributions: list[Distribution]

    @property
    def key(self) -> tuple[tuple[str, str], ...]:
        """What tells it from all others."""
        return tuple(sorted(self.labels.items()))


def evaluated(server: Prometheus, rules: Sequence[Rule], times: range) -> list[list[Evaluated]]:
    """The series of each rule's expression at these times.

    Raises:
        QueryError: the server cannot evaluate a rule, which is a bug of ours.
        ServerError: it does not answer.
    """
    answers = server.ask_all([ranged(rule.expr, times, partial(map, _series)) for rule in rules])
    found = []
    for answer in answers:
        if isinstance(answer, QueryError):
            raise answer
        found.append(list(answer.value))
    return found


def ranged(expr: str, times: range, read: Any) -> Call[Any]:
    """The call for an expression at these times, in milliseconds; `read` gets the list of series."""
    span = {"start": times[0], "end": times[-1], "step": times.step}
    form = (("query", expr), *((name, f"{value / 1000:.3f}") for name, value in span.items()))
    return Call("query_range", form, lambda data: read(data["result"]))


def _series(one: Mapping[str, Any]) -> Evaluated:
    labels = {name: value for name, value in one["metric"].items() if name != "__name__"}
    native = one.get("histograms", ())
    pairs = native or one["values"]
    return Evaluated(
        labels,
        [round(at * 1000) for at, _ in pairs],
        [] if native else [float(value) for _, value in pairs],
        [_distribution(histogram) for _, histogram in native],
    )


def _distribution(histogram: Mapping[str, Any]) -> Distribution:
    """A native histogram as it was made: its buckets keep their schema in all that rules do with them."""
    counts = {bucket_index(float(upper)): float(count) for _, _, upper, count in histogram.get("buckets", ())}
    return Distribution(SCHEMA, counts, float(histogram["sum"]), gauge=True)

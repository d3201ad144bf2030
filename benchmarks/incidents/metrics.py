"""What an instance exposes of its counts, as a client library does."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from benchmarks.incidents.load import Counts

# Seconds; a bound of a classic histogram, and of a bucket of a native one of schema 0.
THRESHOLD = 0.5


class Sample(NamedTuple):
    """One line of an exposition; `value` as promtool writes it."""

    name: str
    labels: str
    value: str


# What is exposed at a second of the simulation, after so much has happened since the process started.
Metric = Callable[[int, Counts], Iterable[Sample]]


def requests(_second: int, counts: Counts) -> Iterator[Sample]:
    """A counter by code, both of them from the start."""
    yield Sample("http_requests_total", 'code="200"', str(counts.events - counts.failed))
    yield Sample("http_requests_total", 'code="500"', str(counts.failed))


def born_with_the_first(_second: int, counts: Counts) -> Iterator[Sample]:
    """A counter by code; that of a code that never was does not exist."""
    return (sample for sample in requests(_second, counts) if sample.value != "0")


def classic(_second: int, counts: Counts) -> Iterator[Sample]:
    """A classic histogram: all events are within the threshold or within four times of it."""
    within = counts.events - counts.slow
    for bound, count in (("0.25", within // 2), (str(THRESHOLD), within), ("+Inf", counts.events)):
        yield Sample("http_request_duration_seconds_bucket", f'le="{bound}"', str(count))
    yield Sample("http_request_duration_seconds_count", "", str(counts.events))


def native(_second: int, counts: Counts) -> Iterator[Sample]:
    """A native histogram of schema 0: events in the buckets that end at the threshold and at four times of it."""
    within = counts.events - counts.slow
    spread = f"offset:-1 buckets:[{within} 0 {counts.slow}]"
    value = f"{{{{schema:0 count:{counts.events} sum:{counts.events} {spread}}}}}"
    yield Sample("http_request_duration_seconds", "", value)


def gauge(name: str, value: Callable[[int], float]) -> Metric:
    """A gauge that depends on nothing but the time."""
    return lambda second, _counts: (Sample(name, "", f"{value(second):g}"),)


def until(end: int, metric: Metric) -> Metric:
    """What a release takes away."""
    return lambda second, counts: metric(second, counts) if second < end else ()


def renamed(start: int, old: str, new: str, metric: Metric) -> Metric:
    """What a release calls by another name."""

    def exposed(second: int, counts: Counts) -> Iterator[Sample]:
        for sample in metric(second, counts):
            yield sample._replace(name=sample.name.replace(old, new)) if second >= start else sample

    return exposed

"""Incidents in seconds: what series look like, from a beginning on."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

# Between two samples, in seconds.
PACE = 0.25
LENGTH = 11.0
# A series is gone as soon as it has no more samples.
LOOKBACK = "--query.lookback-delta=500ms"

# From when to when a series has which value, in seconds; between those, and before and after, it is not there.
Course = Sequence[tuple[float, float, float]]

COURSES: Mapping[str, Course] = {
    # Long, short, and twice with little between.
    'queue_length{job="a"}': [
        (-30, 1, 3),
        (1, 4.3, 9),
        (4.3, 6.1, 3),
        (6.1, 7.5, 9),
        (7.5, 7.9, 3),
        (7.9, 9.6, 9),
        (9.6, 12, 3),
    ],
    'queue_length{job="b"}': [(-30, 2, 7), (2, 5, 12), (5, 12, 2)],
    # Comes and goes: an instance that is replaced.
    'queue_length{job="c",instance="1"}': [(-30, 2, 20)],
    'queue_length{job="c",instance="2"}': [(4, 8, 20)],
    "limit": [(-30, 6, 8), (6, 12, 5)],
}


@frozen
class Samples:
    """A series as PromQL writes it, with its samples."""

    name: str
    samples: Sequence[tuple[float, float]]


def samples(begin: float) -> Iterator[Samples]:
    """All series, around a beginning (seconds since 1970)."""
    for name, course in COURSES.items():
        yield Samples(name, [pair for start, end, value in course for pair in _steady(begin, start, end, value)])
    for job, pace in (("a", 40.0), ("b", 4.0)):
        yield Samples(f'requests_total{{job="{job}"}}', list(_counted(begin, pace)))


def _steady(begin: float, start: float, end: float, value: float) -> Iterator[tuple[float, float]]:
    count = round((end - start) / PACE)
    return ((begin + start + n * PACE, value) for n in range(count))


def _counted(begin: float, pace: float) -> Iterator[tuple[float, float]]:
    """A counter that grows by `pace` a second, ten times as fast for some seconds, and is reset once."""
    value = 0.0
    for n in range(round(42 / PACE)):
        at = n * PACE - 30
        value = 0.0 if at == 7 else value + pace * PACE * (10 if 3 <= at < 5.5 else 1)
        yield begin + at, value

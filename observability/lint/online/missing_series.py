"""What a rule reads was there in the last days.

Why: to Prometheus a metric that was renamed, or never was, is no error. The alert over it just never fires.

It is looked for over a week. A metric that is not there is a warning, and so is a label that none of its series has; a
value that none has is an info: errors of a kind that never came have no series yet. What the rules record themselves,
what stands in `absent(...)`, behind `unless`, or on a side of an `or` is not told.

Passes: a metric of which Prometheus has a series.
Fails: `pg_upp == 0`, where there is `pg_up`.
Mend: correct the name or the matcher; remove the rule of an exporter that is gone.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from attrs import evolve

from observability.findings import Finding, Severity
from observability.lint.online.world import Missing, Reading, World
from observability.model import names
from observability.model.selector import Matcher
from observability.promql import render, render_labels

ID = "missing-series"


def check(readings: Sequence[Reading], world: World) -> Iterator[Finding]:
    """Every selector that finds nothing."""
    ours = world.recorded | names.OF_ALERTS
    known = world.names | ours
    likely = sorted(known)
    # Each name once: all services of a fleet may read the same one that is wrong.
    closest = cache(lambda metric: get_close_matches(metric, likely, 1, cutoff=0.8))
    for reading in readings:
        metric = reading.selector.metric
        if reading.optional or metric in ours:
            continue
        if metric and metric not in known:
            close = closest(metric)
            hint = f"did you mean '{close[0]}'?" if close else "is its exporter scraped here?"
            message = f"{reading.subject} reads '{metric}', of which there was no series in {world.days} days"
            yield evolve(reading.place, check=ID, message=message, hint=hint, severity=Severity.WARNING)
        elif missing := world.missing.get(reading.selector):
            yield _nothing(reading, missing, world.days)


def _nothing(reading: Reading, missing: Missing, days: int) -> Finding:
    place, metric = evolve(reading.place, check=ID), reading.selector.metric or "any metric"
    if missing.matcher is None:
        message = f"{reading.subject} reads {render(reading.selector)}, which found no series in {days} days"
        return evolve(place, message=message, severity=Severity.INFO, hint="each of its matchers does by itself")
    told = _told(missing.matcher)
    if missing.has_label:
        message = f"{reading.subject} reads {told} of {metric}: no series of {days} days has such a value"
        return evolve(place, message=message, severity=Severity.INFO, hint="it may not have come yet")
    label = missing.matcher.label
    message = f"{reading.subject} reads {told} of {metric}: no series of {days} days has a label '{label}'"
    return evolve(place, message=message, severity=Severity.WARNING, hint="look at the labels of a series")


def _told(matcher: Matcher) -> str:
    return render_labels((matcher,))

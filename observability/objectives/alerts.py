"""Who is told that an error budget burns: a page when it goes fast, a ticket when it goes slowly."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import percent, plain, round_significant
from observability.model.rule import Alert
from observability.model.signal import BurnAlert, Kind, Objective
from observability.objectives import latency
from observability.objectives.kinds import ObjectiveKind
from observability.objectives.scope import ObjectiveScope
from observability.objectives.tiers import Tier, tiers
from observability.promql import all_of, any_of, equal, indent
from observability.signals.alerting import build
from observability.signals.wording import events, reading, subject

_PACE = {"critical": "fast", "warning": "steadily"}
_BLIND_FOR = Duration.parse("15m")


def alerts(own: ObjectiveScope, kind: ObjectiveKind) -> Iterator[Alert]:
    """The page and the ticket of an objective, unless switched off, and what tells that it is blind."""
    for severity, said in own.objective.alerting.by_severity.items():
        if said.disabled is None:
            yield _burn(own, kind, severity, said)
    if kind is latency and (seen := _events_seen(own)):
        yield _blind(own, seen)


def _burn(own: ObjectiveScope, kind: ObjectiveKind, severity: str, said: BurnAlert) -> Alert:
    objective = own.objective
    bad = f"{events(own.scope)}: {reading('percentunit').value} {kind.bad_event(own)}"
    return build(
        own.scope.service,
        kind.ALERT,
        severity,
        any_of(*(_condition(own, tier) for tier in tiers(severity))),
        said.duration,
        summary=f"{bad}; the {objective.name} budget burns {_PACE[severity]}",
        description=f"{bad}, where the objective of {percent(objective.target)} over {objective.window.words} allows "
        f"{percent(objective.budget)}. Fires after {said.duration.words} "
        f"{', or '.join(_in_words(objective, tier) for tier in tiers(severity))}. {_whose_share(severity)}",
        panel=own.panel_key("burn-rate"),
        origin=objective.origin,
        labels={names.SIGNAL: own.scope.signal.name, names.OBJECTIVE: objective.name},
        keep_firing_for=said.keep_firing_for,
    )


def _condition(own: ObjectiveScope, tier: Tier) -> str:
    limit = plain(tier.threshold(own.objective))
    # Rates are extrapolated, so n events can count as a little less or more than n: the limit lies half an event below.
    enough = plain(own.objective.alerting.minimum_events - Decimal("0.5"))
    bad = own.series(names.objective_events(tier.long), equal(names.EVENTS, names.BAD_EVENTS))
    return all_of(
        f"{own.series(names.objective_error_ratio(tier.long))} > {limit}",
        f"{own.series(names.objective_error_ratio(tier.short))} > {limit}",
        # The two ratios have no label that says which events are counted.
        f"sum without ({names.EVENTS}) ({bad}) * {plain(tier.long.seconds)} > {enough}",
    )


def _in_words(objective: Objective, tier: Tier) -> str:
    factor, limit = tier.factor(objective), tier.threshold(objective)
    return (
        f"above {percent(round_significant(limit, 4))} over both {tier.long.words} and {tier.short.words} "
        f"(burn rate {plain(round_significant(factor, 3))}: a whole budget lasts {tier.lasts(objective).words})"
    )


def _whose_share(severity: str) -> str:
    """Of a total outage that has just begun, an hour's share is small: nobody is to take it for what happens now."""
    first, then = (tier.long.words for tier in tiers(severity))
    return (
        f"The share is that of {first}, or of {then} if only those are above; at this moment it may be higher or lower."
    )


def _events_seen(own: ObjectiveScope) -> str:
    """Whether there are events to be timed: some are counted beside the histogram, or it has some itself."""
    counted = own.scope.signal.measurement(Kind.TRAFFIC)
    # What the histogram itself counts goes with it.
    beside = counted and getattr(counted.measure, "selector", None) != latency.histogram(own).selector
    traffic = [f"{own.scope.total(names.TRAFFIC)} > 0"] if beside else []
    every = own.scope.total(names.LATENCY_BUCKET, equal("le", "+Inf"))
    seen = [*traffic, *([] if latency.histogram(own).native else [every])]
    either = "\nor\n".join(seen)
    return f"(\n{indent(either)}\n)" if len(seen) > 1 else either


def _blind(own: ObjectiveScope, seen: str) -> Alert:
    histogram, bound = latency.histogram(own), Duration.of_seconds(latency.threshold(own)).brief
    bucket = own.scope.total(names.LATENCY_BUCKET, latency.within_threshold(own))
    known, lacking = (
        (own.scope.total(names.LATENCY_HISTOGRAM), "is gone")
        if histogram.native
        else (bucket, f"is gone, or has no bucket that ends at {bound}")
    )
    return build(
        own.scope.service,
        names.TELEMETRY_ABSENT,
        "warning",
        f"{seen}\nunless\n{known}",
        _BLIND_FOR,
        summary=f"{subject(own.scope)}: the latency objective is blind",
        description=f"{subject(own.scope)}: the histogram {histogram.selector.metric} {lacking}, so nobody knows "
        f"how many events took longer than {bound}. See what the service exposes: a release may have renamed it.",
        panel=own.scope.panel_key(latency.PANEL, "heatmap"),
        origin=own.objective.origin,
        labels={names.SIGNAL: own.scope.signal.name, names.OBJECTIVE: own.objective.name},
    )

"""What an alert means, in words: where it came from, what it reads, what makes it fire and how soon."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from attrs import frozen

from observability import objectives
from observability.model import names
from observability.model.durations import Duration
from observability.model.numbers import percent, plain, round_significant
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording
from observability.model.signal import Objective
from observability.objectives.tiers import Tier, tiers
from observability.promql import metric_names
from observability.signals.scope import Scope

# From an outage to a slow burn: shares of bad events for which the time to fire is told.
_SHARES = tuple(Decimal(share) for share in ("1", "0.5", "0.2", "0.1", "0.05", "0.02", "0.01", "0.005", "0.001"))


@frozen
class Explanation:
    """One alert, explained.

    `words` are sentences, `soon` tells after how long each share of bad events fires it, `reads` are the recording
    rules under it, each after those that it reads itself.
    """

    alert: Alert
    words: tuple[str, ...]
    soon: tuple[tuple[str, str], ...]
    reads: tuple[Recording, ...]


def explain(plan: Plan, name: str) -> tuple[Explanation, ...]:
    """Every alert of this name, in the order of the rule file."""
    return tuple(_explanation(plan, alert) for alert in plan.alerts if alert.alert == name)


def _explanation(plan: Plan, alert: Alert) -> Explanation:
    burn = _objective(plan, alert)
    return Explanation(
        alert,
        tuple(_words(plan, alert, burn)),
        tuple(_soon(alert, burn)) if burn else (),
        _reads(plan, alert),
    )


def _objective(plan: Plan, alert: Alert) -> Objective | None:
    """The objective whose budget the alert guards, if it is a burn alert."""
    if alert.alert not in (names.AVAILABILITY_BURN, names.LATENCY_BURN):
        return None
    owns = (own for signal in plan.service.signals for own in objectives.of(Scope(plan.service, signal)))
    wanted = (alert.labels[names.SIGNAL], alert.labels[names.OBJECTIVE])
    return next(own.objective for own in owns if (own.scope.signal.name, own.objective.name) == wanted)


def _words(plan: Plan, alert: Alert, burn: Objective | None) -> Iterator[str]:
    if burn:
        yield f"{percent(burn.target)} over {burn.window.words} leaves a budget of {percent(burn.budget)} bad events."
        yield from (_tier(burn, tier) for tier in tiers(alert.labels[names.SEVERITY]))
        yield f"Fewer than {burn.alerting.minimum_events} bad events in the longer window wake nobody."
    interval = plan.service.environment.evaluation_interval.words
    held = f"when that has held for {alert.duration.words}" if alert.duration.milliseconds else "at once"
    yield f"Prometheus looks every {interval}; it fires {held}."
    if alert.keep_firing_for:
        yield f"It goes on for {alert.keep_firing_for.words} after the last time, so that one incident is one alert."


def _tier(objective: Objective, tier: Tier) -> str:
    factor = plain(round_significant(tier.factor(objective), 4))
    limit = percent(round_significant(tier.threshold(objective), 4))
    return (
        f"Fires when more than {limit} of the events are bad over both {tier.long.words} and {tier.short.words}: "
        f"at this burn rate of {factor} a whole budget lasts {tier.lasts(objective).words}."
    )


def _soon(alert: Alert, objective: Objective) -> Iterator[tuple[str, str]]:
    """From a healthy start. A window that was clean is over its limit once the bad part of it is limit / share."""
    for share in _SHARES:
        reached = [
            tier.threshold(objective) / share * tier.long.milliseconds
            for tier in tiers(alert.labels[names.SEVERITY])
            if share > tier.threshold(objective)
        ]
        yield percent(share), _time(min(reached), alert.duration) if reached else "never"


def _time(milliseconds: Decimal, held: Duration) -> str:
    seconds = (milliseconds / 1000).to_integral_value(ROUND_CEILING) * 1000
    return (Duration(int(seconds)) + held).words


def _reads(plan: Plan, alert: Alert) -> tuple[Recording, ...]:
    """The recordings of the service that an alert stands on, at any depth."""
    wanted = metric_names(alert.expr)
    found: list[Recording] = []
    for recording in reversed(plan.recordings):
        if recording.record in wanted and _same_subject(recording, alert):
            found.append(recording)
            wanted |= metric_names(recording.expr)
    return tuple(reversed(found))


def _same_subject(recording: Recording, alert: Alert) -> bool:
    identity = (names.SIGNAL, names.OBJECTIVE)
    return all(alert.labels.get(key, value) == value for key, value in recording.labels.items() if key in identity)

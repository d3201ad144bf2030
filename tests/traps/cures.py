"""The traps as mutants: how to take each cure out of compiled rules again."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from attrs import evolve, frozen

from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.model.service import Service
from tests.support.services import availability, every_form, latency, requests, service, timed, timings

Groups = Sequence[RuleGroup]


@frozen
class Cure:
    """What keeps rules out of a trap, by the trap's number in the design; `without` are the rules that lack it."""

    trap: int
    name: str
    without: Callable[[Groups], Groups]
    of: Callable[[], Service] = every_form


def text(pattern: str, instead: str, kind: type = Recording, of_name: str = "") -> Callable[[Groups], Groups]:
    """Rules in whose expressions a pattern is replaced; one space in it stands for any white space."""
    wanted = re.compile(pattern.replace(" ", r"\s*"), re.DOTALL)

    def change(rule: Rule) -> Rule:
        name = rule.alert if isinstance(rule, Alert) else rule.record
        meant = isinstance(rule, kind) and of_name in name
        return evolve(rule, expr=wanted.sub(instead, rule.expr)) if meant else rule

    return every(change)


def every(change: Callable[[Rule], Rule]) -> Callable[[Groups], Groups]:
    """Each rule changed."""
    return lambda groups: [evolve(group, rules=tuple(map(change, group.rules))) for group in groups]


def alerts(**changes: Any) -> Callable[[Groups], Groups]:
    """Each alert with other fields."""
    return every(lambda rule: evolve(rule, **changes) if isinstance(rule, Alert) else rule)


def labelled(**labels: str) -> Callable[[Groups], Groups]:
    """What is recorded of objectives with more labels."""
    return every(lambda rule: _labelled(rule, labels) if isinstance(rule, Recording) else rule)


def _labelled(rule: Recording, labels: dict[str, str]) -> Recording:
    return evolve(rule, labels={**rule.labels, **labels}) if rule.record.startswith("objective:") else rule


def unlabelled(rule: Rule) -> Rule:
    """What is recorded without the service's name."""
    own = {name: value for name, value in rule.labels.items() if name != "service"}
    return evolve(rule, labels=own) if isinstance(rule, Recording) else rule


def turned_round(groups: Groups) -> Groups:
    """Each rule after those that read it."""
    return [evolve(group, rules=group.rules[::-1]) for group in groups]


def worded(old: str, new: str) -> Callable[[Groups], Groups]:
    """Other words in annotations."""

    def change(rule: Rule) -> Rule:
        if not isinstance(rule, Alert):
            return rule
        return evolve(rule, annotations={name: said.replace(old, new) for name, said in rule.annotations.items()})

    return every(change)


def averaged(rule: Rule) -> Rule:
    """The ratio of an hour as the mean of those of two half hours."""
    if not isinstance(rule, Recording) or rule.record != "objective:error_ratio:rate1h":
        return rule
    half = rule.expr.replace("rate1h", "rate30m")
    before = half.replace("})", "} offset 30m)")
    return evolve(rule, expr=f"({half} + {before}) / 2")


# A tile that has ended.
_PAST = r'label_replace\(([^\n]*?), "ended", "\w+", "", ""\)'


def whole_second() -> Service:
    """A service whose threshold is a whole number of seconds."""
    return service(timings(latency("1")))


def counted_beside() -> Service:
    """A service whose events are counted beside the histogram."""
    return service(timed(latency("0.3"), availability()))


def handled() -> Service:
    """A service with a share of errors for each handler."""
    return service(requests(availability(), by=("handler",)))


CURES = (
    Cure(1, "errors are 0 where there are none yet", text(r" or vector\(0\)", "", of_name="objective:events")),
    Cure(1, "shares are 0 where there are no errors yet", text(r" or 0 \* sum by \(handler\) \([^)]*\)", ""), handled),
    Cure(
        1,
        "both sides of `or` have the same labels",
        text(r"or vector\(0\)", 'or 0 * sum by (signal) (signal:traffic:rate5m{service="checkout"})'),
        handled,
    ),
    Cure(2, "ratios of no traffic have no sample", text(r" > 0\),", "),")),
    Cure(2, "nor have means and utilizations", text(r" > 0\)", ")")),
    Cure(3, "a ratio is one of sums", every(averaged)),
    Cure(
        4,
        "reads are aggregated by what identifies them",
        text(r"(sum|max) by \(objective, events\)", r"\1 without (ended, cover)"),
    ),
    Cure(4, "owners are on no series that a window reaches over", labelled(owner="payments")),
    Cure(6, "a ratio is at most 1", text(r"0, 1 \)", "0, +Inf)")),
    Cure(6, "a ratio is at least 0", text(r"clamp_min\((.*?), 0 \)", r"clamp_min(\1, -Inf)")),
    Cure(7, "numbers that are read have no noise", worded("0.1%", "0.09999999999998899%")),
    Cure(8, "a bound may be written either way", text(r'le=~"1\(\\\\.0\)\?"', 'le="1"'), whole_second),
    Cure(
        8,
        "who counts events beside a histogram knows that it is gone",
        text(r"sum\(signal:traffic[^)]*\) > 0 or", "", Alert, "TelemetryAbsent"),
        counted_beside,
    ),
    Cure(
        8,
        "an objective without its bucket is blind",
        text(r"unless[^}]*\}\)", "unless vector(1)", Alert, "TelemetryAbsent"),
        counted_beside,
    ),
    Cure(9, "rates come before sums", text(r"sum\(rate\(([^\[]*)\[(\w+)\]\)\)", r"rate(sum(\1)[\2:15s])")),
    Cure(
        9,
        "so do they by label",
        text(r"sum by (\(\w+\)) \(rate\(([^\[]*)\[(\w+)\]\)\)", r"rate(sum by \1 (\2)[\3:15s])"),
    ),
    Cure(10, "a signal reads its own series", text(r',signal="\w+"', "")),
    Cure(
        11,
        "one target of several that is down is told",
        text(r"count\((up[^)]*) == 0\) > 0", r"absent(\1)", Alert),
    ),
    Cure(11, "traffic is gone where its series are", text(r" or vector\(0\)", "", Alert, "TrafficGone")),
    Cure(12, "who reads comes after who records", turned_round),
    Cure(13, "each service records series of its own", every(unlabelled)),
    # What the rest of the design cures.
    Cure(0, "one error of a quiet service wakes nobody", text(r"and sum without .*? > 4\.5", "", Alert)),
    Cure(
        0,
        "a page waits for a second evaluation",
        alerts(duration=evolve(every_form().alerts[0].duration, milliseconds=0)),
    ),
    Cure(0, "an incident is one episode", alerts(keep_firing_for=None)),
    Cure(
        0,
        "a short window tells that it is over",
        text(r"and objective:error_ratio:rate5m\{[^}]*\} > [\d.]+", "", Alert),
    ),
    Cure(0, "a tile reaches a scrape further", text(r"\[(\d+m)15s\]", r"[\1]")),
    Cure(0, "a tile that has ended has a label of its own", text(rf"{_PAST}", r"\1")),
    Cure(
        0, "an hour has a second cover", text(r" or label_replace\( sum by .*", ")", of_name="objective:events:rate1h")
    ),
    Cure(
        0, "a tile that was recorded late is found", text(r"last_over_time\(([^\[]*)\[15m\] (offset \w+)\)", r"\1 \2")
    ),
    Cure(0, "a hole in the past counts nothing", text(rf" or {_PAST}", r" + \1")),
    Cure(0, "exhaustion is of series that are old enough", text(r"and signal:\S+ offset 2h", "", Alert, "Exhaustion")),
    Cure(
        0,
        "a trend is both long and short",
        text(r"and predict_linear\([^\[]*\[30m\][^)]*\) >= \d+", "", Alert, "Exhaustion"),
    ),
    Cure(0, "yesterday was not quiet either", text(r"sum\(avg_over_time[^>]*> [\d.]+ and", "", Alert, "TrafficGone")),
    Cure(0, "targets that are all gone page", text(r"absent\(up(.*?) == 1\)", r"(sum(up\1) == 0)", Alert)),
    Cure(12, "a base is as wide as the step over it", text(r"\[1h:5m\]", "[1h:20m]", Alert, "TrafficGone")),
    Cure(0, "a quiet day of the week is none without traffic", text(r"unless sum.*", "", Alert, "TrafficGone")),
)

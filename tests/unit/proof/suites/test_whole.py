"""Tests from raw series: over which rules they run, and what of these is looked at."""

from collections.abc import Sequence

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording
from observability.proof.script import Script
from observability.proof.suites.finds import Finds
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.under import all_recorded, natives
from observability.proof.suites.whole import Some, Whole, over_all


def alert(name: str, expr: str, severity: str) -> Alert:
    return Alert(name, expr, Duration(0), {"severity": severity}, {})


def whole(alerts: Sequence[Alert], recordings: Sequence[Recording] = ()) -> Whole:
    recorded = all_recorded(recordings)
    watched = [Watched.of(one, natives(recorded)) for one in alerts]
    return over_all(Stagehand.of(recorded, watched, Finds()), watched)


def firing(script: Script) -> list[set[str]]:
    """The severities that are expected, look after look."""
    return [{dict(one.labels)["severity"] for one in check.expected} for _, check in script.alerts]


def rules_of(some: Some) -> list[str]:
    return [rule.labels["severity"] if isinstance(rule, Alert) else rule.record for rule in some.rules]


def test_over_all_rules_whatever_has_the_name_is_looked_at_and_beside_them_only_what_is_shown() -> None:
    alerts = [alert("Many", "x > 500", "large"), alert("Other", "y > 1", "other"), alert("Many", "x > 5", "small")]
    made = whole(alerts)
    (beside,) = made.beside
    # Where there are more than 500, there are more than 5 as well.
    assert firing(made.scripts[0]) == [{"large", "small"}, {"other"}, set(), set()]
    assert (rules_of(beside), firing(beside.scripts[0])) == (["small"], [{"small"}, set()])


def test_over_rules_that_read_histograms_what_reads_some_and_has_the_name_is_looked_at() -> None:
    recording = Recording("seconds:p90", "histogram_quantile(0.9, sum(rate(seconds[5m])))")
    slow = [alert("Slow", f"seconds:p90 > {limit}", f"above {limit}") for limit in (1, 2)]
    made = whole([*slow, alert("Slow", "absent(z)", "no z"), alert("Many", "x > 5", "many")], [recording])
    (native,) = made.native
    assert rules_of(native) == ["seconds:p90", "above 1", "above 2"]
    # There is no z either, but who tells of that is not among the rules.
    assert [firing(one) for one in native.scripts[:2]] == [[{"above 1"}, set()], [{"above 1", "above 2"}, set()]]
    assert firing(made.scripts[0]) == [{"many"}, {"no z"}, set(), set()]

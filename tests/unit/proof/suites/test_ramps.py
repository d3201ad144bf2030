"""Recordings are looked at where a case shows something else of them than the cases before."""

import pytest

from observability.model.rule import Recording
from observability.proof import Fate, Judged
from observability.proof.suites import score_recordings
from observability.proof.suites.layers import layers, on_grids
from observability.proof.suites.ramping import apart
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded

SUM, RATIO = 'sum(rate(x{job="a"}[5m]))', "sum(rate(y[5m])) / sum(rate(z[5m]))"
GAUGE, COUNTER = "avg_over_time(g[5m])", "sum(rate(c_total[5m]))"


def ramps_of(*exprs: str) -> Ramps:
    ((its, together),) = layers(on_grids(Recorded.of(Recording(f"r:{n}", expr)) for n, expr in enumerate(exprs)))
    return Ramps(tuple(together), its)


def judged_of(*exprs: str) -> dict[str, tuple[Judged, ...]]:
    scores = score_recordings([Recording(f"r:{n}", expr) for n, expr in enumerate(exprs)])
    return {score.rule.expr: score.judged for score in scores}


def looks(*exprs: str) -> dict[str, tuple[set[str], list[str]]]:
    """Of each case the metrics of its series, and the expressions that are looked at."""
    cases = list(ramps_of(*exprs).cases())
    metrics = [{dict(one.labels).get("__name__", "") for one in script.inputs} for script, _ in cases]
    return {
        script.name: (there, [one.rule.expr for one in looked])
        for there, (script, looked) in zip(metrics, cases, strict=True)
    }


def test_where_series_are_missing_those_that_miss_none_are_not_looked_at() -> None:
    missing = [case for name, case in looks(SUM, RATIO).items() if name.startswith("some series are missing")]
    # What is left of the ratio is there; of the sum nothing is, which is seen once.
    assert missing == [({"z"}, [SUM, RATIO]), ({"y"}, [RATIO])]


def test_what_is_read_with_nothing_that_is_missing_is_not_there_at_all() -> None:
    ratio, two = "b / c", 'a{x="1"} / a{x="2"}'
    missing = [case for name, case in looks("sum(a)", ratio, two).items() if name.startswith("some series are missing")]
    # Of b and c each has been missing before; where one series of a is left, there is neither.
    assert missing[2] == ({"a"}, ["sum(a)", ratio, two])


def test_series_that_are_the_same_in_two_cases_are_looked_at_in_one() -> None:
    found = looks(GAUGE, COUNTER)
    assert found["ramps"] == ({"g", "c_total"}, [GAUGE, COUNTER])
    # Counters do not fall, and gauges do not begin anew; what nobody looks at is not there.
    assert found["falling"] == ({"g"}, [GAUGE])
    assert found["counters begin anew"] == ({"c_total"}, [COUNTER])


def test_series_that_are_not_meant_are_seen_to_change_nothing() -> None:
    assert looks(SUM, RATIO)["beside series that are not meant"][1] == [SUM, RATIO]


def test_what_reads_whatever_there_is_finds_all_of_it() -> None:
    every = 'sum(rate({job="a"}[5m]))'
    assert looks(every, GAUGE)["counters begin anew"] == ({"", "g"}, [every])


LESS = "beside series that are not meant, which have less"


def test_what_is_not_meant_is_less_where_the_least_is_looked_for() -> None:
    assert LESS in looks('min by (job) (x{job="a"})')
    assert LESS not in looks('max by (job) (x{job="a"})')


@pytest.mark.parametrize(
    ("exprs", "others"),
    [
        (["sum(max by (zone) (x))"], [{"zone": "zone-1-other"}]),
        (["sum by (zone) (x)"], [None]),
        # As series differ in their instances already, and histograms in their bounds.
        (["sum(max by (job, instance) (x))"], [{"job": "job-1-other"}]),
        (["sum(max by (job, le) (rate(x_bucket[5m])))"], [{"job": "job-1-other"}]),
        # Of those there is one of each.
        (["sum(max without (zone, job) (x))"], [None]),
        (['sum(max by (zone) (x{zone="a"}))'], [None]),
        (["sum(max by (zone) (x))", "sum(y)"], [{"zone": "zone-1-other"}, None]),
    ],
)
def test_others_are_brought_together_by_the_last_of_two_aggregations(
    exprs: list[str], others: list[dict[str, str] | None]
) -> None:
    made = ramps_of(*exprs)
    found = [occurrence for one in made.recorded for occurrence in one.found]
    apart_from = [(source, apart(source, found)) for source in made.sources]
    assert [other and dict(set(other.labels) - set(source.labels)) for source, other in apart_from] == others


@pytest.mark.parametrize(
    "exprs", [["sum(max by (zone) (x))"], ["max(sum by (zone) (x))"], ["sum(a)", "sum(b)", 'min(x{job="a"})', "sum(y)"]]
)
def test_mistakes_in_what_aggregates_are_noticed(exprs: list[str]) -> None:
    judged = [(one.fate, one.mutant.change) for some in judged_of(*exprs).values() for one in some]
    assert [pair for pair in judged if pair[0] not in {Fate.NOTICED, Fate.ALIKE}] == []


def test_a_mistake_that_would_show_where_nobody_looks_is_not_noticed() -> None:
    absent = 'absent(x{job=~"a|b"})'
    judged = judged_of('sum(x{job=~"a|b|c"})', 'z and x{job="a"}', absent)[absent]
    # There are cases with c but neither a nor b. Before them is one without any x, where the same is made of the same.
    (without,) = (one.fate for one in judged if one.mutant.change == 'without {job=~"a|b"}')
    assert without is Fate.UNDECIDED

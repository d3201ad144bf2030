"""Recordings are looked at where a case shows something else of them than the cases before."""

from observability.model.rule import Recording
from observability.proof.suites.layers import layers, on_grids
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded

SUM, RATIO = 'sum(rate(x{job="a"}[5m]))', "sum(rate(y[5m])) / sum(rate(z[5m]))"
GAUGE, COUNTER = "avg_over_time(g[5m])", "sum(rate(c_total[5m]))"


def looks(*exprs: str) -> dict[str, tuple[set[str], list[str]]]:
    """Of each case the metrics of its series, and the expressions that are looked at."""
    ((its, together),) = layers(on_grids(Recorded.of(Recording(f"r:{n}", expr)) for n, expr in enumerate(exprs)))
    cases = list(Ramps(tuple(together), its).cases())
    metrics = [{dict(one.labels).get("__name__", "") for one in script.inputs} for script, _ in cases]
    return {
        script.name: (there, [one.rule.expr for one in looked])
        for there, (script, looked) in zip(metrics, cases, strict=True)
    }


def test_where_series_are_missing_those_that_miss_none_are_not_looked_at() -> None:
    missing = [case for name, case in looks(SUM, RATIO).items() if name.startswith("some series are missing")]
    # What is left of the ratio is there; of the sum nothing is, which is seen once.
    assert missing == [({"z"}, [SUM, RATIO]), ({"y"}, [RATIO])]


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

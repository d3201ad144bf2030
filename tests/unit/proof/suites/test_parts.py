"""The parts of which tests of a rule file are made."""

import pytest

from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, RuleGroup
from observability.promql import tree_of
from observability.proof.mutants.scoring import Fate
from observability.proof.series.occurrences import occurrences
from observability.proof.suites.grids import grid
from observability.proof.suites.layers import layers, on_grids
from observability.proof.suites.noticing import score_recordings
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.titles import titles
from observability.proof.suites.under import natives, raw, under
from observability.proof.suites.whole import producers_first


def alert(name: str = "A", expr: str = "up == 0", **labels: str) -> Alert:
    return Alert(name, expr, Duration(0), labels, {})


def recorded(**rules: str) -> list[Recorded]:
    return [Recorded.of(Recording(name, expr)) for name, expr in rules.items()]


@pytest.mark.parametrize(
    "expr",
    [
        "sum(rate(x[5m]))",
        "sum(rate(x[30m15s])) + rate(x[5m15s] offset 1h)",
        "avg_over_time(x[1h] offset 1d) + x",
        "x + x offset 3d + x offset 27d",
        "max_over_time(x[7d])",
    ],
)
def test_no_sample_lies_where_versions_disagree_and_every_read_finds_one(expr: str) -> None:
    found = occurrences(tree_of(expr))
    its = grid(found)
    assert its
    samples = {index * its.sample for index in its.indices(found)}
    for occurrence in found:
        start, end = its.end - occurrence.depth, its.end - occurrence.vector.offset
        assert start >= 0
        assert start not in samples or not occurrence.window
        assert any(end - 300_000 < at <= end for at in samples) or occurrence.window
        assert sum(start < at <= end for at in samples) >= (4 if occurrence.window else 0)


def test_what_reads_years_has_no_grid() -> None:
    assert grid(occurrences(tree_of("max_over_time(x[3y])"))) is None


def test_alerts_of_one_name_are_told_apart_by_the_labels_in_which_they_differ() -> None:
    alerts = [
        alert("A", severity="page", signal="http", service="s"),
        alert("A", severity="page", signal="orders", service="s"),
        alert("B", severity="page", service="s"),
    ]
    assert titles(alerts) == ["A-http", "A-orders", "B"]


def test_groups_come_after_those_that_they_read() -> None:
    reader = RuleGroup("reader", (alert(expr="a:b == 0"),))
    middle = RuleGroup("middle", (Recording("a:b", "sum(c:d)"),))
    first = RuleGroup("first", (Recording("c:d", "sum(x)"),))
    assert producers_first([reader, middle, first]) == ["first", "middle", "reader"]


def test_groups_that_read_each_other_come_as_they_stand() -> None:
    one = RuleGroup("one", (Recording("a:b", "sum(c:d)"),))
    two = RuleGroup("two", (Recording("c:d", "sum(a:b)"),))
    assert producers_first([one, two]) == ["one", "two"]


def test_under_an_alert_is_what_it_reads_and_what_that_reads() -> None:
    rules = [
        Recorded.of(Recording("a:b", "sum(x)", {"signal": "http"})),
        Recorded.of(Recording("a:b", "sum(y)", {"signal": "orders"})),
        Recorded.of(Recording("c:d", 'a:b{signal="http"} offset 1h')),
    ]
    found = occurrences(tree_of("c:d > 1 and z"))
    beneath = under(found, rules)
    assert [one.rule.expr for one in beneath] == ["sum(x)", 'a:b{signal="http"} offset 1h']
    read = raw([*found, *(o for one in beneath for o in one.found)], rules)
    assert sorted(o.vector.selector.metric for o in read) == ["x", "z"]


def test_what_samples_are_histograms_shows_in_what_is_asked_of_them() -> None:
    rules = recorded(**{"a:b": "sum(rate(h[5m]))", "c:d": "histogram_fraction(0, 1, a:b)", "e:f": "sum(x)"})
    asked = natives(rules)
    assert asked.keys() == {"a:b", "h"}
    assert asked["a:b"].limits == {0, 1}


def test_a_name_left_out_on_one_side_of_a_share_alone_is_noticed() -> None:
    # What only begins as it does is meant.
    expr = 'max by (instance) (1 - free{fstype!~"tmpfs|iso"} / size{fstype!~"tmpfs|iso"})'
    (found,) = score_recordings([Recording("r", expr)])
    matchers = [one for one in found.judged if one.mutant.kind == "matcher"]
    assert [(one.mutant.change, one.fate) for one in matchers if one.fate not in {Fate.NOTICED, Fate.ALIKE}] == []


def test_what_no_case_can_look_at_is_told_however_often_it_was_tried() -> None:
    refused = 'vector(1) + on () (vector(1) or label_replace(vector(1), "a", "b", "", ""))'
    ((its, together),) = layers(on_grids(recorded(**{"a:b": "sum(x)", "c:d": refused})))
    ramps = Ramps(tuple(together), its)
    assert len(list(ramps.cases())) > 1
    assert ramps.gaps == {"c:d": "several series match on the side that may have only one"}

"""Tests of rules that read native histograms: they hold, mutants are noticed, and files say what they need."""

import math
from pathlib import Path

import pytest

from observability.adapters.promtool import version
from observability.adapters.promtool_tests import run_tests
from observability.emit.rules import rule_file
from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, RuleGroup
from observability.proof import Fate, derive, score
from observability.proof.evaluator.distributions import quantile, share_between
from observability.proof.samples.natives import Asked, around, distributed
from observability.proof.suites import Suite, natives, score_recordings, suite
from observability.proof.suites.under import all_recorded
from tests.support.promtool import Promtool

RECORDINGS = (
    Recording("seconds:rate5m", 'sum(rate(seconds{job="a"}[5m]))'),
    Recording("seconds:p99", "histogram_quantile(0.99, seconds:rate5m) >= 0"),
    Recording("seconds:median", "histogram_quantile(0.5, seconds:rate5m) >= 0"),
    Recording("seconds:slow", '1 - histogram_fraction(0, 0.3, sum(rate(seconds{job="a"}[30m])))'),
    Recording("seconds:events", "histogram_count(seconds:rate5m)"),
    Recording("bytes:sum", "histogram_sum(sum by (job) (rate(bytes[5m])))"),
    Recording("up:sum", "sum by (job) (up)"),
)
ALERTS = (
    Alert("Slow", "seconds:p99 > 1", Duration.parse("5m"), {"severity": "page"}, {"summary": "{{ $value }}"}),
    Alert("Blind", "sum by (job) (up) > 0 unless on () seconds:rate5m{}", Duration(0), {"severity": "page"}, {}),
    Alert("Down", "up == 0", Duration.parse("5m"), {"severity": "page"}, {"summary": "{{ $labels.instance }}"}),
)
GROUPS = [RuleGroup("g", (*RECORDINGS, *ALERTS))]


@pytest.fixture(scope="module")
def made() -> Suite:
    return suite("s", "rules.yaml", GROUPS)


def test_all_hold_where_promtool_reads_them(each_promtool: Promtool, tmp_path: Path, made: Suite) -> None:
    (tmp_path / "s").mkdir()
    (tmp_path / "rules.yaml").write_bytes(rule_file("", GROUPS))
    for one in made.files:
        (tmp_path / f"{one.name}.yaml").write_bytes(one.text)
        (tmp_path / f"{one.name}.rules.yaml").write_bytes(rule_file("", one.rules) if one.rules else b"")
    results = run_tests(each_promtool.path, tmp_path, [f"{one.name}.yaml" for one in made.files])
    old = {f"{one.name}.yaml" for one in made.files if one.needed > version(each_promtool.path)}
    assert {one.path for one in results if one.failures} == old


def test_files_say_what_they_need(made: Suite) -> None:
    needed = {one.name: one.needed for one in made.files}
    assert needed["s"] == needed["s/Down"] == (0, 0)
    assert needed["s/native-from-raw-series"] == (3, 4)
    assert (2, 47) in needed.values()
    for one in made.files:
        assert (b"Samples are native histograms: promtool" in one.text) is any(one.needed)
        assert (b"{{" in one.text.split(b"tests:")[1]) is any(one.needed)


def test_mutants_of_recordings_are_noticed_or_alike() -> None:
    scores = list(score_recordings(RECORDINGS))
    assert len(scores) == len(RECORDINGS)
    left = [
        (one.rule, judged.mutant.change)
        for one in scores
        for judged in one.judged
        if judged.fate not in {Fate.NOTICED, Fate.ALIKE}
    ]
    assert left == []


def test_an_alert_that_asks_for_a_histogram_is_shown_one() -> None:
    known = natives(all_recorded(RECORDINGS))
    (blind,) = (alert for alert in ALERTS if alert.alert == "Blind")
    derived = derive(blind, (("seconds:rate5m", known["seconds:rate5m"]),))
    assert derived.both_ways
    assert any(one.native for case in derived.cases for one in case.inputs)


@pytest.mark.parametrize(
    "expr",
    [
        "histogram_quantile(0.99, sum(rate(seconds[5m]))) > 0.5",
        "histogram_quantile(0.9, rate(seconds[5m])) > 2",
        "1 - histogram_fraction(0, 0.25, sum(rate(seconds[5m]))) > 0.05",
        "histogram_avg(rate(seconds[5m])) > 0.1",
        "histogram_count(sum(rate(seconds[5m]))) > 10",
        "absent(histogram_count(seconds))",
    ],
)
def test_alerts_by_hand_have_cases_of_both_kinds(expr: str) -> None:
    derived, scored = score(derive(Alert("A", expr, Duration(0), {}, {})))
    assert derived.both_ways
    thresholds = [one.fate for one in scored.judged if one.mutant.kind == "threshold"]
    assert set(thresholds) <= {Fate.NOTICED, Fate.BEYOND}


def test_what_has_buckets_is_no_native_histogram() -> None:
    derived = derive(Alert("A", "histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m]))) > 1", Duration(0), {}, {}))
    assert derived.both_ways
    assert not any(one.native for case in derived.cases for one in case.inputs)


@pytest.mark.parametrize("exponential", [True, False])
def test_versions_agree_on_what_is_asked(exponential: bool) -> None:
    one = distributed(Asked(frozenset({0.5, 0.95, 0.99}), frozenset({0, 2.5})))
    ends = [quantile(share, one, exponential) for share in (0.5, 0.95, 0.99)]
    # Each is the end of a bucket, one after the other, below the limit.
    assert [math.log2(end) * 256 for end in ends] == pytest.approx([335, 336, 337])
    assert share_between(0, 2.5, one, exponential) == pytest.approx(0.9975)
    assert quantile(0.9, around(0.7, Asked(frozenset({0.9})), 60), exponential) == pytest.approx(0.7, rel=1e-5)

"""What the benchmark of cost and accuracy takes for granted: its truth, its order of evaluation, what it compares."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.cost import service
from benchmarks.cost.backfill import levels
from benchmarks.cost.events import Traffic, Trouble
from observability.model.rule import Alert, Recording
from observability.promql import metric_names

STEP, SINCE = 30, 1_700_000_000
UNTIL = SINCE + 7_200
AFTER = SINCE + 3_600


@pytest.fixture
def traffic():
    return Traffic.generate(random.Random(1), SINCE, UNTIL, 10, 0.01)  # noqa: S311 - a test's, not a secret's


def samples(trouble, traffic):
    good, bad = trouble.scraped("job", 0, traffic, STEP, phase=7)
    return list(good.samples), list(bad.samples)


def test_scrapes_count_what_happened(traffic):
    for scraped, totals in zip(samples(Trouble("none"), traffic), (traffic.good, traffic.bad), strict=True):
        assert all(0 <= traffic.counted(totals, at) - value < 1 for at, value in scraped)
        assert all(two[0] - one[0] == STEP and two[1] >= one[1] for one, two in pairwise(scraped))
        assert scraped[-1][1] > 0


def test_a_reset_loses_what_was_counted_and_nothing_that_comes(traffic):
    (scraped, _), (whole, _) = samples(Trouble("reset", AFTER, reset=1), traffic), samples(Trouble("none"), traffic)
    lost = {value - kept for (at, kept), (_, value) in zip(scraped, whole, strict=True) if at > AFTER}
    assert max(lost) - min(lost) <= 1
    assert min(lost) > 1000


def test_scrapes_that_are_not_made_are_missing(traffic):
    scraped, _ = samples(Trouble("gap", AFTER, lost=600), traffic)
    assert max(two[0] - one[0] for one, two in pairwise(scraped)) == 600 + STEP


def test_no_rule_of_a_level_reads_what_is_recorded_with_it_or_after(tmp_path: Path):
    recordings = [
        rule for rule in service.rules(service.plan(tmp_path, "shop", "shop").groups) if isinstance(rule, Recording)
    ]
    passes = list(levels(recordings))
    known: set[str] = set()
    for one in passes:
        own = {name for rule in one for name in metric_names(rule.expr) if ":" in name}
        assert own <= known
        known |= {rule.record for rule in one}
    assert sum(map(len, passes)) == len(recordings)


def test_what_alerts_need_is_theirs_alone_and_complete(tmp_path: Path):
    groups = service.plan(tmp_path, "shop", "shop", latency=False).groups
    needed, one = service.alerting(groups), service.objectives(groups)
    recorded = {rule.record for rule in needed if isinstance(rule, Recording)}
    assert {name for rule in needed for name in metric_names(rule.expr) if ":" in name} == recorded
    assert sum(isinstance(rule, Alert) for rule in needed) == 2
    assert len(needed) < len(one)

"""Trap 12: slow groups leave holes for their readers, and a rule before its producer sees the last evaluation."""

from collections.abc import Iterator

from attrs import evolve

from observability.emit.rules import rule_file
from observability.lowering import lower
from observability.model.durations import Duration
from observability.model.rule import Recording, RuleGroup
from observability.promql import reads
from tests.support.promtool import Case, value
from tests.support.services import availability, counted, every_form, requests, service

LARGEST_INTERVAL = Duration.parse("2m")
OUTAGE = {
    'http_requests_total{code="200"}': "0+60x10 600x10",
    'http_requests_total{code="500"}': "0x10 60+60x10",
}


def test_groups_are_evaluated_well_within_the_lookback():
    assert all(group.interval and group.interval <= LARGEST_INTERVAL for group in lower(every_form()).groups)


def late_reads(group: RuleGroup) -> Iterator[tuple[str, int]]:
    """Reads of recorded series that no earlier rule of the group has recorded."""
    for index, rule in enumerate(group.rules):
        for read in reads(rule.expr):
            if read.recorded and not _recorded_in(group.rules[:index], read):
                yield read.metric, index


def _recorded_in(rules, read) -> bool:
    wanted = {matcher.label: matcher.value for matcher in read.matchers}
    records = [rule for rule in rules if isinstance(rule, Recording) and rule.record == read.metric]
    # What a read leaves open it finds whatever it is: the series of all objectives at once.
    return any(all(wanted.get(label, value) == value for label, value in rule.labels.items()) for rule in records)


def turned_round(group: RuleGroup) -> RuleGroup:
    return evolve(group, rules=group.rules[::-1])


def test_what_a_rule_reads_is_recorded_before_it_in_its_own_group():
    groups = lower(every_form()).groups
    assert [late for group in groups for late in late_reads(group)] == []
    assert list(late_reads(turned_round(groups[1])))


def test_a_ratio_is_that_of_the_same_evaluation(promtool):
    groups = lower(service(requests(availability()))).groups
    parts = " / ".join(f"sum({counted('5m', which)})" for which in ("bad", "all"))
    now = Case(OUTAGE, (value(f"sum(objective:error_ratio:rate5m) - {parts}", "12m", 0),))
    promtool.passes(rule_file("In order.", groups).decode(), now)
    promtool.fails(rule_file("Turned round.", tuple(map(turned_round, groups))).decode(), now)

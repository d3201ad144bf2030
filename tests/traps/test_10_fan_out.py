"""Trap 10: joins fan out when a label is missing, and signals with overlapping selectors count twice."""

import re

from observability.lowering import lower
from tests.support.promtool import Case, firing, value, without
from tests.support.services import availability, compiled, every_form, requests

MANY = {
    f'http_requests_total{{code="{code}",handler="{handler}",pod="{pod}"}}': f"0+{rate}x70"
    for code, rate in (("200", 30), ("500", 30))
    for handler in ("/pay", "/cart")
    for pod in ("a", "b", "c")
}


def test_no_rule_joins_by_chosen_labels():
    lowered = lower(every_form())
    expressions = "\n".join(rule.expr for rule in (*lowered.recordings, *lowered.alerts))
    assert not re.search(r"\b(?:on|ignoring|group_left|group_right)\b", expressions)


def test_many_pods_and_handlers_are_one_page(promtool):
    page = firing("AvailabilityBudgetBurn", "70m", 1, severity="critical")
    promtool.passes(compiled(requests(availability(), by=("handler",))), Case(MANY, (page,)))


def test_two_signals_over_the_same_series_count_each_event_once(promtool):
    overlapping = compiled(requests(availability()), requests(availability(), name="all"))
    case = Case(MANY, (value('sum(objective:events:rate5m{events="all",signal="http"})', "10m", 12 * 30 / 60),))
    promtool.passes(overlapping, case)
    promtool.fails(without(overlapping, 'service="checkout",signal="http"', 'service="checkout"'), case)

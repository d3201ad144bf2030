"""Trap 11: `absent()` cannot report one missing member of a group, and a comparison cannot report what is not there."""

from tests.support.promtool import Case, firing, without
from tests.support.services import OWN, compiled, requests

ONE_OF_THREE = {
    'up{job="checkout",instance="a"}': "1x40",
    'up{job="checkout",instance="b"}': "1x40",
    'up{job="checkout",instance="c"}': "1x10 0x30",
}
# An event a second until, after a day and an hour, the series is gone. A sample each 5 minutes.
VANISHED = {f'signal:traffic:rate5m{{pod="a",{OWN[1:]}': "1x300 stale"}


def test_one_target_of_three_that_is_down_is_a_ticket_and_no_page(promtool):
    ticket, page = (
        firing("TelemetryAbsent", "35m", count, severity=severity)
        for severity, count in (("warning", 1), ("critical", 0))
    )
    promtool.passes(compiled(), Case(ONE_OF_THREE, (ticket, page)))


def test_absent_does_not_see_it(promtool):
    rules = without(compiled(), 'count(up{job="checkout"} == 0) > 0', 'absent(up{job="checkout"})')
    promtool.fails(rules, Case(ONE_OF_THREE, (firing("TelemetryAbsent", "35m", 1, severity="warning"),)))


def test_targets_that_are_all_down_or_gone_page(promtool):
    page = firing("TelemetryAbsent", "10m", 1, severity="critical")
    down = {'up{job="checkout",instance="a"}': "1x5 0x20"}
    promtool.passes(compiled(), Case(down, (page,)), Case({}, (page,)))


def test_traffic_whose_series_vanish_is_gone(promtool):
    gone = Case(VANISHED, (firing("TrafficGone", "25h10m", 0), firing("TrafficGone", "25h15m", 1)), interval="5m")
    rules = compiled(requests())
    promtool.passes(rules, gone)
    promtool.fails(without(rules, " or vector(0)"), gone)

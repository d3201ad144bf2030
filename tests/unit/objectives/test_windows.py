"""The chain of windows: every long window is tiled by shorter ones, and so is the ratio of its sums."""

from fractions import Fraction
from itertools import accumulate, pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.model.durations import Duration
from observability.objectives.tiers import RATIO_WINDOWS
from observability.objectives.windows import CHAIN, GAP, RAW_WINDOWS, budget_link
from observability.objectives.windows import chain as evaluated_every
from tests.support.promtool import Case, value, without
from tests.support.services import BAD, PROMISED, availability, compiled, counted, requests

DAY = Duration.parse("1d")
WINDOWS = st.integers(7, 90).map(lambda days: DAY * days)


def chain(window):
    """All links of a budget's window."""
    return (*CHAIN, budget_link(window))


@given(WINDOWS)
def test_tiles_cover_their_window_without_gap_or_overlap(window):
    for whole, cover in ((link.window, cover) for link in chain(window) for cover in link.covers):
        assert not cover[0].offset.milliseconds
        assert all(one.offset + one.window == two.offset for one, two in pairwise(cover))
        assert cover[-1].offset + cover[-1].window == whole


def test_no_gap_lies_on_edges_of_both_covers():
    for first, second in (link.covers for link in CHAIN if len(link.covers) > 1):
        edges = ({tile.offset.milliseconds for tile in cover[1:]} for cover in (first, second))
        assert all(abs(one - other) >= GAP.milliseconds for one, other in product(*edges))


@pytest.mark.parametrize(("evaluation", "covers"), [("30s", 2), ("1m", 2), ("15s", 2), ("45s", 1), ("2m", 1)])
def test_an_hour_has_a_second_cover_where_its_tiles_lie_on_evaluations(evaluation, covers):
    hour, two_hours, *_ = evaluated_every(Duration.parse(evaluation))
    assert len(hour.covers) == covers
    assert len(two_hours.covers) == 2


@given(WINDOWS)
def test_a_link_is_made_of_windows_before_it(window):
    known = set(RAW_WINDOWS)
    for link in chain(window):
        assert {tile.window for cover in link.covers for tile in cover} <= known
        known.add(link.window)
    assert {window, *RATIO_WINDOWS} <= known


@pytest.mark.parametrize(("days", "fed"), [(7, "30m"), (30, "2h")])
def test_the_chain_is_the_ratio_of_sums_over_every_window(promtool, days, fed):
    """From recorded series of one short window on, with values of which no two are alike for weeks."""
    step, window = Duration.parse(fed), DAY * days
    count = window.milliseconds // step.milliseconds
    bad, events = [i % 97 for i in range(count)], [1000 + i for i in range(count)]
    recorded = {
        f'objective:events:rate{fed}{{events="{which}",fed="yes",{PROMISED[1:]}': " ".join(map(str, values))
        for which, values in (("bad", bad), ("all", events))
    }
    lengths = {
        link.window: link.window.milliseconds // step.milliseconds for link in chain(window) if link.window > step
    }
    ratios = {span: Fraction(sum(bad[-n:]), sum(events[-n:])) for span, n in lengths.items()}
    end, budget = str(step * (count - 1)), Fraction(1, 10)
    expected = [value(f"sum(objective:error_ratio:rate{span})", end, ratio) for span, ratio in ratios.items()]
    left = value("sum(objective:budget_remaining:ratio)", end, 1 - ratios[window] / budget)
    burning = value("sum(objective:burn_rate:rate6h)", end, ratios[Duration.parse("6h")] / budget)
    rules = compiled(requests(availability("0.9", f"{days}d")))
    promtool.passes(rules, Case(recorded, (*expected, left, burning), interval=fed))


def test_the_chain_is_the_rate_over_each_window_and_one_scrape(promtool):
    """Of counters that climb by steps of all sizes and are reset: none is stretched, none falls between two tiles."""
    steps = [i * i * i % 211 for i in range(24 * 60 + 60)]
    resets = list(accumulate(steps[:700])) + list(accumulate(steps[700:]))
    series = {'http_requests_total{code="200"}': accumulate(steps), 'http_requests_total{code="500"}': resets}
    counters = {name: " ".join(map(str, values)) for name, values in series.items()}
    early, late = exact("2h40m", "5m", "30m", "1h", "2h"), exact("24h40m", "5m", "30m", "1h", "2h", "6h", "1d")
    rules = compiled(requests(availability()))
    promtool.passes(rules, Case(counters, (*early, *late)))
    promtool.fails(without(rules, "[30m15s]", "[30m]"), Case(counters, early))


def exact(at, *windows):
    """What is recorded of these windows is the rate over each, and one scrape."""
    return tuple(value(f"sum({counted(w, 'all')}) - sum(rate(http_requests_total[{w}15s]))", at, 0) for w in windows)


def test_a_window_of_days_is_whole_though_nothing_was_recorded_for_ten_minutes(promtool):
    """At the very time at which the tile of six hours ago is read."""
    hole = {f'objective:events:rate6h{{events="bad",fed="yes",{PROMISED[1:]}': "8x214 _x2 8x71"}
    case = Case(hole, (value(counted("1d", "bad"), "24h", 8, BAD),), interval="5m")
    rules = compiled(requests(availability()))
    promtool.passes(rules, case)
    promtool.fails(without(rules, "[15m] offset 6h", "[1m] offset 6h"), case)

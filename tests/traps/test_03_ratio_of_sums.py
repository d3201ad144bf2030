"""Trap 3: the average of ratios is not the ratio of sums."""

from fractions import Fraction

from tests.support.promtool import Case, value, without
from tests.support.services import OBJECTIVE, OWN, PROMISED, availability, compiled, requests

# A quiet half hour without an error, then a busy one with an error in fifty requests. A sample each 30 minutes.
BAD, EVENTS = (0, 20), (100, 1000)
RECORDED = {
    f'objective:events:rate30m{{events="bad",half="x",{PROMISED[1:]}': f"{BAD[0]} {BAD[1]}",
    f'objective:events:rate30m{{events="all",half="x",{PROMISED[1:]}': f"{EVENTS[0]} {EVENTS[1]}",
}
TRUE = Fraction(sum(BAD), sum(EVENTS))
MEAN = sum(Fraction(*pair) for pair in zip(BAD, EVENTS, strict=True)) / 2


def case(ratio):
    return Case(RECORDED, (value("objective:error_ratio:rate1h", "30m", ratio, OBJECTIVE),), interval="30m")


def averaging(rules):
    """The rules with the hour as the mean of two half hours' ratios."""
    sums = f"{total('bad', '1h')}\n            / ({total('all', '1h')} > 0),"
    halves = (f"{total('bad', '30m', past)} / {total('all', '30m', past)}" for past in ("", " offset 30m"))
    return without(rules, sums, f"({' + '.join(halves)}) / 2,")


def total(which, window, past=""):
    """The bad events, or all, as a rule reads them."""
    return f'sum by (objective) (objective:events:rate{window}{OWN[:-1]},events="{which}"}}{past})'


def test_the_ratio_of_an_hour_is_that_of_its_sums(promtool):
    promtool.passes(compiled(requests(availability())), case(TRUE))


def test_a_mean_of_ratios_is_another_number(promtool):
    rules = averaging(compiled(requests(availability())))
    promtool.fails(rules, case(TRUE))
    promtool.passes(rules, case(MEAN))

"""Trap 3: the average of ratios is not the ratio of sums."""

from fractions import Fraction

from tests.support.promtool import Case, value, without
from tests.support.services import OBJECTIVE, PROMISED, availability, compiled, requests

# A quiet half hour without an error, then a busy one with an error in fifty requests. A sample each 30 minutes.
BAD, EVENTS = (0, 20), (100, 1000)
RECORDED = {
    f'objective:errors:rate30m{{half="x",{PROMISED[1:]}': f"{BAD[0]} {BAD[1]}",
    f'objective:events:rate30m{{half="x",{PROMISED[1:]}': f"{EVENTS[0]} {EVENTS[1]}",
}
TRUE = Fraction(sum(BAD), sum(EVENTS))
MEAN = sum(Fraction(*pair) for pair in zip(BAD, EVENTS, strict=True)) / 2


def case(ratio):
    return Case(RECORDED, (value("objective:error_ratio:rate1h", "30m", ratio, OBJECTIVE),), interval="30m")


def averaging(rules):
    """The rules with the hour as the mean of two half hours' ratios."""
    sums = f"sum(objective:errors:rate1h{PROMISED})\n            / (sum(objective:events:rate1h{PROMISED}) > 0),"
    half = "sum(objective:errors:rate30m{0}{1}) / sum(objective:events:rate30m{0}{1})"
    mean = f"({half.format(PROMISED, '')} + {half.format(PROMISED, ' offset 30m')}) / 2,"
    return without(rules, sums, mean)


def test_the_ratio_of_an_hour_is_that_of_its_sums(promtool):
    promtool.passes(compiled(requests(availability())), case(TRUE))


def test_a_mean_of_ratios_is_another_number(promtool):
    rules = averaging(compiled(requests(availability())))
    promtool.fails(rules, case(TRUE))
    promtool.passes(rules, case(MEAN))

"""The incidents of `python -m benchmarks incidents` that are told within minutes, after a short past.

Each is played against the compiled rules and the textbook's in one run of the real promtool.
"""

from collections.abc import Callable

import pytest
from attrs import evolve

from benchmarks.incidents import textbook
from benchmarks.incidents.checks import AsTheTextbook, Whole
from benchmarks.incidents.load import HOUR, MINUTE
from benchmarks.incidents.outcome import Key, Outcome, Seen
from benchmarks.incidents.report import judged, told
from benchmarks.incidents.rules import interrupted
from benchmarks.incidents.scenario import Scenario, compiled_once
from benchmarks.incidents.scenarios import SCENARIOS
from benchmarks.incidents.scenarios.common import TICKET
from benchmarks.incidents.simulate import simulate

NAMED = {scenario.name: scenario for scenario in SCENARIOS}

# What is played here, after how many seconds of health, and for how long.
SHORT = {
    "outage": (40 * MINUTE, 10 * MINUTE),
    # So long that the window of six hours does not hold after the first minute.
    "flapping": (3 * HOUR, 15 * MINUTE),
    "born-with-a-jump": (40 * MINUTE, 10 * MINUTE),
    "gap-1m": (40 * MINUTE, 20 * MINUTE),
    "gap-10m": (40 * MINUTE, 35 * MINUTE),
    "one-error": (40 * MINUTE, 15 * MINUTE),
    "quiet-outage": (40 * MINUTE, 25 * MINUTE),
    "slow-and-failing-native": (40 * MINUTE, 10 * MINUTE),
    "histogram-absent-classic": (30 * MINUTE, 35 * MINUTE),
    "histogram-absent-native": (30 * MINUTE, 35 * MINUTE),
    "sawtooth": (5 * MINUTE, 4 * HOUR),
}


def shortened(name: str) -> Scenario:
    lead, lasts = SHORT[name]
    return evolve(NAMED[name], lead=lead, lasts=lasts)


def missed(promtool, scenario):
    outcome = simulate(promtool.path, scenario)
    return [verdict.text for verdict in judged(scenario, outcome) if not verdict.reached]


@pytest.mark.parametrize("name", SHORT)
def test_an_incident_is_told_as_the_textbook_tells_it(promtool, name):
    assert missed(promtool, shortened(name)) == []


def changed(old: str, new: str) -> Callable[[Scenario], list]:
    """The compiled rules with a part of every expression or duration replaced, which was there."""

    def groups(scenario: Scenario) -> list:
        compiled = compiled_once(scenario)
        text = [{**group, "rules": [_replaced(rule, old, new) for rule in group["rules"]]} for group in compiled]
        assert text != compiled
        return text

    return groups


def asleep(scenario: Scenario) -> list:
    """The compiled rules, for two minutes of the trouble not evaluated."""
    start = scenario.lead + 5 * MINUTE
    return interrupted(compiled_once(scenario), [(start, start + 2 * MINUTE)])


def _replaced(rule, old, new):
    return {key: value.replace(old, new) if isinstance(value, str) else value for key, value in rule.items()}


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("outage", "1m", "5m", "AvailabilityBudgetBurn (critical) within 3m"),
        ("flapping", "10m", "1s", "AvailabilityBudgetBurn (critical) in 1 episode"),
        ("one-error", "> 4.5", "> 0.5", "no alert"),
    ],
)
def test_rules_that_do_not_are_found_out(promtool, name, old, new, said):
    assert said in missed(promtool, evolve(shortened(name), rules=changed(old, new)))


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        (compiled_once, []),
        # 0 / 0, and no more events than none.
        (changed(" > 0)", ")"), ["no NaN"]),
        (asleep, ["the budget has no hole"]),
    ],
    ids=["as they are", "NaN", "holes"],
)
def test_hours_without_a_request_leave_neither_nan_nor_holes(promtool, rules, said):
    idle = evolve(NAMED["idle"], lead=40 * MINUTE, lasts=20 * MINUTE, checks=(Whole(),), rules=rules)
    assert missed(promtool, idle) == said


@pytest.mark.parametrize(
    ("lump", "late", "reached"), [(0, 330, True), (0, 331, False), (364, 694, True), (364, 695, False)]
)
def test_who_is_later_than_an_evaluation_or_a_lump_is_found_out(lump, late, reached):
    scenario = evolve(shortened("outage"), step=30)
    first = scenario.lead + HOUR
    theirs, ours = Key(textbook.ALERT, "warning", "availability"), TICKET
    alerts = {theirs: Seen(first, first, 1, 1), ours: Seen(first + late, first + late, 1, 1)}
    (verdict,) = AsTheTextbook(lump).verdicts(scenario, Outcome(alerts, {ours: 300}, {}))
    assert verdict.reached is reached


def test_every_incident_has_a_name_of_its_own():
    assert len(NAMED) == len(SCENARIOS)


def test_the_table_tells_the_for_apart():
    scenario = shortened("outage")
    theirs, ours = (
        Key("Textbook", "critical", "availability"),
        Key("AvailabilityBudgetBurn", "critical", "availability"),
    )
    begin = scenario.lead
    seen = {theirs: Seen(begin + 60, begin + 300, 240, 2), ours: Seen(begin + 120, scenario.clock.end, 480, 1)}
    (row,) = told([(scenario, Outcome(seen, {ours: 60}, {}))]).splitlines()[2:]
    assert (
        row == "| outage | AvailabilityBudgetBurn (critical) | 1m | 2m | 1m | -14m30s | not yet | 2 | 1 | 4.0 | 8.0 |"
    )

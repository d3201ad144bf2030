"""What is to come of incidents. Scenarios list these."""

import math
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from benchmarks.incidents.outcome import Key, Outcome
from benchmarks.incidents.scenario import Scenario, Verdict
from benchmarks.incidents.textbook import WINDOWS, ratio_name
from observability.model import names
from observability.model.durations import Duration

# The most that a page may wait for its condition to last, in seconds.
_LONGEST_WAIT = 120

# How far a ratio may be from another that is the same, where a window's edges lie a scrape apart.
_SAME = 0.005

# promtool holds ten thousand samples at a time, and no more.
_SAMPLES = 9_000


class OfAlerts:
    """A check that asks nothing but how the alerts were."""

    def asks(self, _scenario: Scenario) -> Sequence[str]:
        """Nothing more."""
        return ()


@frozen
class AsTheTextbook(OfAlerts):
    """Whatever the textbook's alerts tell, ours tell their own `for` later, to an evaluation.

    Where errors come in lumps, so many seconds apart, a limit can only be crossed at one of them: to a lump.
    """

    lump: int = 0

    def verdicts(self, scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
        """One for each of the textbook's alerts that fired, but for those in the health before, of an error or two."""
        troubled = {key: seen for key, seen in outcome.textbook.items() if seen.last >= scenario.lead}
        for key, seen in troubled.items():
            ours = outcome.counterpart(key)
            if ours is None:
                yield Verdict(f"the {key.severity} alert of {key.objective} is missed", reached=False)
                continue
            late, asked = outcome.alerts[ours].first - seen.first, outcome.waits[ours]
            short = key.severity != "critical" or asked <= _LONGEST_WAIT
            # It is over at an evaluation.
            wait = -(-asked // scenario.step) * scenario.step
            text = f"{ours} {late:+} s after the textbook's, {wait} s of it its `for`"
            yield Verdict(text, short and abs(late - wait) <= scenario.step + self.lump)


@frozen
class Fires(OfAlerts):
    """An alert fires: within so many seconds of the trouble's beginning, so often."""

    key: Key
    within: int | None = None
    episodes: int | None = None

    def verdicts(self, scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
        """One for each thing that is asked of it."""
        seen = outcome.alerts.get(self.key)
        after = seen.first - scenario.lead if seen else None
        limit = scenario.lasts if self.within is None else self.within
        yield Verdict(f"{self.key} within {Duration(limit * 1000)}", after is not None and 0 < after <= limit)
        if self.episodes is not None:
            yield Verdict(f"{self.key} in {self.episodes} episode", seen is not None and seen.episodes == self.episodes)


@frozen
class Silent(OfAlerts):
    """No alert of ours fires, of one severity or of any, but these."""

    severity: str = ""
    but: tuple[Key, ...] = ()

    def verdicts(self, _scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
        """One."""
        heard = [key for key in outcome.ours if key not in self.but and self.severity in ("", key.severity)]
        but = f" but {', '.join(map(str, self.but))}" if self.but else ""
        yield Verdict(f"no {self.severity or 'alert'}{but}", not heard)


class Whole:
    """What is left of the budget has a sample at every evaluation from the trouble's beginning on, and there is no NaN.

    No series that we record ever is NaN, or infinite: a window over one of those has no number either.
    """

    def asks(self, scenario: Scenario) -> Sequence[str]:
        """How many samples the budget has, and the sum of each recorded series' samples."""
        return [*self._counts(scenario), *self._sums(scenario)]

    @staticmethod
    def _counts(scenario: Scenario) -> list[str]:
        return [f"count_over_time({names.BUDGET_REMAINING}{part})" for part in _parts(scenario, scenario.lasts)]

    @staticmethod
    def _sums(scenario: Scenario) -> list[str]:
        recorded = {rule["record"] for group in scenario.rules(scenario) for rule in group["rules"] if "record" in rule}
        parts = list(_parts(scenario, scenario.clock.end))
        return [f"sum_over_time({name}{part})" for name in sorted(recorded) for part in parts]

    def verdicts(self, scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
        """One for holes, one for NaN."""
        samples = sum(outcome.value(count) or 0 for count in self._counts(scenario))
        yield Verdict("the budget has no hole", samples == scenario.lasts // scenario.step)
        sums = [answer.value for question in self._sums(scenario) for answer in outcome.answers[question]]
        yield Verdict("no NaN", bool(sums) and all(map(math.isfinite, sums)))


def _parts(scenario: Scenario, seconds: int) -> Iterator[str]:
    """The last `seconds` as ranges that promtool can hold, one after the other."""
    longest = _SAMPLES * scenario.step
    for ago in range(0, seconds, longest):
        yield f"[{min(longest, seconds - ago)}s] offset {ago}s"


class Carries(OfAlerts):
    """An alert fires with these labels, and never with others of these names."""

    def __init__(self, key: Key, **labels: str) -> None:
        self._key, self._labels = key, labels

    def asks(self, scenario: Scenario) -> Sequence[str]:
        """How many alerts of the name fire, all of them and those with the labels, at every evaluation."""
        return self._count(scenario, {}), self._count(scenario, self._labels)

    def _count(self, scenario: Scenario, labels: Mapping[str, str]) -> str:
        chosen = {"alertname": self._key.alert, "severity": self._key.severity, "alertstate": "firing", **labels}
        matchers = ",".join(f'{name}="{value}"' for name, value in chosen.items())
        return f"sum_over_time(sum(ALERTS{{{matchers}}})[{scenario.lasts}s:{scenario.step}s])"

    def verdicts(self, scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
        """One."""
        every, labelled = (outcome.value(self._count(scenario, labels)) for labels in ({}, self._labels))
        yield Verdict(f"{self._key} of {', '.join(self._labels.values())}", every is not None and every == labelled)


@frozen
class Seamless:
    """For so many seconds our error ratios are the textbook's to half a percent, over every window, without a hole."""

    seconds: int

    def asks(self, scenario: Scenario) -> Sequence[str]:
        """The largest difference over each window, and how many there are."""
        return [self._over(what, scenario, window) for window in WINDOWS for what in ("max", "count")]

    def _over(self, what: str, scenario: Scenario, window: str) -> str:
        ours = names.objective_error_ratio(Duration.parse(window))
        apart = f"abs(sum({ours}) / sum({ratio_name(window)}) - 1)"
        ago = scenario.lasts - self.seconds
        return f"{what}_over_time({apart}[{self.seconds}s:{scenario.step}s] offset {ago}s)"

    def verdicts(self, scenario: Scenario, outcome: Outcome) -> Iterator[Verdict]:
        """One for all windows together."""
        apart = [outcome.value(self._over("max", scenario, window)) for window in WINDOWS]
        counts = [outcome.value(self._over("count", scenario, window)) for window in WINDOWS]
        worst = max((number for number in apart if number is not None), default=1)
        yield Verdict(f"ratios within 0.5 % of the textbook's: {worst:.2%}", worst <= _SAME)
        yield Verdict("no window has a hole", set(counts) == {self.seconds // scenario.step})

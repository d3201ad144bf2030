"""What a Prometheus is asked about rules: types, names, how many series, and why there are none."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import frozen

from observability.adapters.prometheus import Answer, Prometheus, label_values, metadata, query, series
from observability.findings import Finding, Location, Severity
from observability.lint import online
from observability.lint.online.world import Missing, Reading, World
from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import render, render_labels

_DAY = 86_400_000
# A server is not asked more than this at one go; rules of a whole fleet are alike anyway.
_MOST = 5_000


@frozen
class Online:
    """A server, the time now in milliseconds, and from how many samples on a rule is told."""

    server: Prometheus
    now: int
    costly: int = 1_000_000
    days: int = 7
    done: Callable[[int], None] = lambda _done: None

    def types(self) -> Mapping[str, str]:
        """The type of each metric that a target told of.

        Raises:
            ServerError: no Prometheus answers.
            QueryError: it refuses to tell.
        """
        return self.server.ask(metadata()).value

    def judge(self, readings: Sequence[Reading], recorded: frozenset[str]) -> list[Finding]:
        """What is wrong with what rules read; `recorded` are the names that the rules make themselves.

        Raises:
            ServerError: no Prometheus answers.
        """
        names = self.server.ask(label_values("__name__", self._since, self.now)).value
        read = dict.fromkeys(reading.selector for reading in readings)
        selectors = [one for one in read if not one.metric or one.metric in names]
        asked = selectors[:_MOST]
        counts = self._counts(asked)
        optional = {reading.selector for reading in readings if reading.optional}
        none = [one for one in asked if counts.get(one) == 0 and one not in optional]
        world = World(names, counts, self._missing(none), recorded, self.days, self.costly)
        told = [finding for check in online.CHECKS for finding in check.check(readings, world)]
        return told + _left_out(readings, len(selectors))

    @property
    def _since(self) -> int:
        return self.now - self.days * _DAY

    def _counts(self, selectors: Sequence[Selector]) -> dict[Selector, int]:
        """How many series there are now; what the server refuses to count is left out."""
        calls = [query(f"count({_text(one)})", self.now) for one in selectors]
        answers = zip(selectors, self.server.ask_all(calls, self.done), strict=True)
        return {
            one: int(answer.value[0].values[0]) if answer.value else 0
            for one, answer in answers
            if isinstance(answer, Answer)
        }

    def _missing(self, selectors: Sequence[Selector]) -> dict[Selector, Missing]:
        """Of selectors without series now, those that had none lately, and why."""
        there = self._there(selectors)
        return {one: self._why(one) for one in selectors if there.get(one) is False}

    def _there(self, selectors: Iterable[Selector]) -> dict[Selector, bool]:
        asked = list(selectors)
        calls = [series([_text(one)], self._since, self.now, limit=1) for one in asked]
        answers = zip(asked, self.server.ask_all(calls), strict=True)
        return {one: bool(answer.value) for one, answer in answers if isinstance(answer, Answer) and not answer.partial}

    def _why(self, selector: Selector) -> Missing:
        alone = {matcher: Selector(selector.metric, (matcher,)) for matcher in selector.matchers}
        there = self._there(alone.values())
        gone = next((matcher for matcher in selector.matchers if there.get(alone[matcher]) is False), None)
        if gone is None:
            return Missing()
        labelled = Selector(selector.metric, (Matcher(gone.label, MatchOp.NOT_EQUAL, ""),))
        return Missing(gone, has_label=self._there([labelled]).get(labelled, True))


def _text(selector: Selector) -> str:
    return render(selector) if selector.metric else render_labels(selector.matchers)


def _left_out(readings: Sequence[Reading], count: int) -> list[Finding]:
    if count <= _MOST:
        return []
    message = f"of {count:,} selectors the first {_MOST:,} were asked for; look at fewer files at a time"
    return [Finding("missing-series", message, Location(readings[0].place.location.file), Severity.INFO)]

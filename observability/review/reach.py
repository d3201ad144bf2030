"""Who reads a recording, at any depth: alerts, recordings, panels."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import field, frozen

from observability.model.selector import Matcher
from observability.promql import reads, tree_of
from observability.promql.tree import Node, Vector, below
from observability.proof.evaluator import accepts
from observability.review.change import Sensitivity
from observability.review.direction import DOWN, NONE, UNKNOWN
from observability.review.effect import NOTHING, Effect
from observability.review.expressions import SENSITIVITIES
from observability.review.lifting import Way, at_root
from observability.review.ruleset import Panel, Placed, SourceFile
from observability.review.witness import Witness

_UNKNOWN, _GONE = Effect(UNKNOWN, UNKNOWN), Effect(NONE, DOWN)


@frozen
class Reached:
    """Who reads a recording: a rule or a panel. `via` are the recordings in between, from the changed one on.

    `sensitivity` is what becomes of an alert; `dangling`: nothing records any more what it reads. `witnesses` are raw
    series for which it differs with what is recorded before and after; `unwitnessed` is why there are none.
    """

    rule: Placed | None
    panel: Panel | None
    via: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.UNKNOWN
    dangling: bool = False
    witnesses: tuple[Witness, ...] = ()
    unwitnessed: str = ""

    @property
    def is_alert(self) -> bool:
        """Whether it wakes somebody, as no recording and no panel does."""
        return self.rule is not None and self.rule.is_alert

    @property
    def name(self) -> str:
        """What a person calls it."""
        if self.panel:
            return f"{self.panel.title} of {self.panel.dashboard}"
        return self.rule.name if self.rule else ""


@frozen(eq=False)
class Readers:
    """All rules and panels of the new side, by the names of the series that they read."""

    rules: Mapping[str, Sequence[Placed]]
    panels: Mapping[str, Sequence[Panel]]
    recordings: Mapping[str, Sequence[Placed]] = field(factory=dict)

    @classmethod
    def of(cls, files: Iterable[SourceFile], panels: Iterable[Panel]) -> "Readers":
        """Those of these files, and these panels of dashboards beside them."""
        rules, shown = defaultdict[str, list[Placed]](list), defaultdict[str, dict[Panel, None]](dict)
        recordings = defaultdict[str, list[Placed]](list)
        listed = list(files)
        for file in listed:
            for placed in file.placed:
                for name in names_in(placed.rule.expr):
                    rules[name].append(placed)
                if placed.recording:
                    recordings[placed.name].append(placed)
        for panel in (*(panel for file in listed for panel in file.panels), *panels):
            for query in panel.queries:
                for name in names_in(query):
                    shown[name][panel] = None
        return cls(rules, {name: tuple(found) for name, found in shown.items()}, recordings)

    def reached(self, recording: Placed, effect: Effect, *, gone: bool) -> tuple[Reached, ...]:
        """Everything that reads a recording, the nearest first. `gone`: nobody records it any more."""
        found, seen = list[Reached](), {id(recording.rule)}
        waiting: list[tuple[Placed, Effect, tuple[str, ...]]] = [(recording, effect, (recording.name,))]
        while waiting:
            source, change, via = waiting.pop(0)
            for reader in self.rules.get(source.name, ()):
                if (
                    id(reader.rule) in seen
                    or not could_read(reader.rule.expr, source)
                    or not together_in(reader, source)
                ):
                    continue
                seen.add(id(reader.rule))
                direct = len(via) == 1
                dangling = gone and direct and not self._recorded(reader.rule.expr, source)
                fewer = _GONE if dangling else _UNKNOWN if gone and direct else change
                after = _effect(reader.rule.expr, source, fewer)
                found.append(Reached(reader, None, via, _sensitivity(reader, after), dangling))
                if reader.recording:
                    waiting.append((reader, after, (*via, reader.name)))
            shown = {one.panel for one in found}
            found += (one for one in self._panels(source, via, gone=gone and len(via) == 1) if one.panel not in shown)
        return tuple(found)

    def _panels(self, source: Placed, via: tuple[str, ...], *, gone: bool) -> Iterator[Reached]:
        for panel in self.panels.get(source.name, ()):
            queries = [query for query in panel.queries if could_read(query, source)]
            if queries and together_in(panel, source):
                dangling = gone and not all(self._recorded(query, source) for query in queries)
                yield Reached(None, panel, via, Sensitivity.UNKNOWN, dangling)

    def _recorded(self, expr: str, source: Placed) -> bool:
        """Whether something else still records what an expression reads under this name."""
        others = (one for one in self.recordings.get(source.name, ()) if together_in(one, source))
        return any(could_read(expr, other) for other in others)


def names_in(expr: str) -> frozenset[str]:
    """The metrics that an expression names; none where it cannot be read."""
    try:
        return frozenset(read.metric for read in reads(expr))
    except ValueError:
        return frozenset()


def together_in(one: Placed | Panel, other: Placed) -> bool:
    """Whether both are in one environment, as far as anybody knows."""
    return not one.environment or not other.environment or one.environment == other.environment


def could_read(expr: str, recording: Placed) -> bool:
    """Whether an expression may read what a rule records."""
    try:
        return any(read.metric == recording.name and _could_be(read.matchers, recording) for read in reads(expr))
    except ValueError:
        return False


def _could_be(matchers: Iterable[Matcher], recording: Placed) -> bool:
    """Whether matchers let pass what a rule writes on its series; of other labels, only the series know."""
    return all(_passes(matcher, recording.rule.labels.get(matcher.label)) for matcher in matchers)


def _passes(matcher: Matcher, value: str | None) -> bool:
    if value is None or "$" in matcher.value or "{{" in value:
        return True
    try:
        return accepts(matcher, value)
    except re.error:
        return True


def _effect(expr: str, source: Placed, change: Effect) -> Effect:
    """What becomes of an expression where that becomes of a recording that it reads, in each place."""
    try:
        tree = tree_of(expr)
    except ValueError:
        return _UNKNOWN
    whole = NOTHING
    for way in _ways(tree, source):
        whole |= at_root(way, change)
    return whole


def _ways(node: Node, source: Placed) -> Iterator[Way]:
    if isinstance(node, Vector) and node.selector.metric == source.name and _could_be(node.selector.matchers, source):
        yield ()
    for place, part in enumerate(below(node)):
        yield from (((node, place), *way) for way in _ways(part, source))


def _sensitivity(reader: Placed, effect: Effect) -> Sensitivity:
    return SENSITIVITIES[effect.firing] if reader.is_alert else Sensitivity.UNKNOWN

"""The series that an expression needs: which labels they have, and what about them can be turned.

A source is one series, or a few that differ in one label and are turned together, where an aggregation makes one of
them: of two by different weights a sum, a mean and a maximum are three different numbers.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Node, String, every
from observability.proof import labelnames, labelvalues
from observability.proof.evaluator.labels import BUCKET, NAME, Labels, labels_of, value_of, with_values
from observability.proof.evaluator.series import accepts, matches
from observability.proof.occurrences import ABSENCE, COUNTING, SLOPING, Occurrence

# Labels in which series of the same kind usually differ, the likeliest first.
_USUAL = ("instance", "pod", "device")
# Over a window in which nothing changes they are all the same.
_SUMMARIES = frozenset({"max_over_time", "min_over_time", "avg_over_time", "quantile_over_time"})
_COUNTS = frozenset({"count", "group", "count_values"})


@frozen
class Source:
    """Series of these labels.

    `knobs` are what can be turned: `level`, the value; `step`, how much it climbs from sample to sample; `lead`, how
    far it is ahead of the time; `changes`, `resets` and `samples` in a window of so many milliseconds; `wave`, how
    far it swings; `bound`, the upper bound of the bucket that holds all observations; `copies`, how many there are;
    `before`, what the level or the step was earlier, where something reads what is `recent` and something else what
    was before that. `spread` is the label in which several differ; without `copies` they are two.
    """

    labels: Labels
    knobs: frozenset[str]
    window: int = 0
    spread: str = ""
    recent: int = 0

    @property
    def metric(self) -> str:
        """The metric's name."""
        return value_of(self.labels, NAME)


@frozen
class Layout:
    """Whether there are several series to aggregate, and series beside those that a narrower selector means."""

    spread: bool = True
    beside: bool = True


LAYOUTS = (Layout(), Layout(spread=False), Layout(beside=False), Layout(spread=False, beside=False))


def sources(tree: Node, found: Sequence[Occurrence], more: Collection[str], layout: Layout) -> tuple[Source, ...]:
    """The sources of an expression; `more` are labels that somebody will ask for, as annotations do.

    Raises:
        NotDerivableError: a selector that no series satisfies, or none that we can find.
    """
    names = labelnames.mentioned(tree) | set(more) | {"job", "instance"}
    required = labelnames.required(tree)
    selectors = [occurrence.vector.selector for occurrence in found]
    parsed = [Selector("", (Matcher(old, MatchOp.REGEX, regex),)) for old, (_, regex) in _replaced(tree).items()]
    common = {name: labelvalues.shared(name, [*selectors, *parsed]) for name in sorted(names)}
    heroes = [_labels(occurrence, required[id(occurrence.vector)], common) for occurrence in found]
    labels = list(dict.fromkeys(heroes))
    if layout.beside:
        labels += [beside for beside in _beside(found, heroes) if beside not in labels]
    renamed = {old: new for old, (new, _) in _replaced(tree).items()}
    return tuple(_source(one, found, layout, renamed) for one in labels)


def _replaced(tree: Node) -> dict[str, tuple[str, str]]:
    """The labels that `label_replace` looks at: what it makes of each, and the expression that it must match."""
    found = {}
    for part in every(tree):
        match part:
            case Call("label_replace", (_, String(new), String(), String(old), String(regex))):
                found[old] = (new, regex)
    return found


def means(occurrence: Occurrence, labels: Labels) -> bool:
    """Whether a selector means a series, whatever bucket it is."""
    selector = occurrence.vector.selector
    if not occurrence.bucketed:
        return matches(selector, labels)
    others = tuple(matcher for matcher in selector.matchers if matcher.label != BUCKET)
    return matches(evolve(selector, matchers=others), labels)


def _labels(occurrence: Occurrence, required: labelnames.Names, common: Mapping[str, str | None]) -> Labels:
    selector = occurrence.vector.selector
    asked = {matcher.label for matcher in selector.matchers}
    names = (set(common) if required is None else set(required)) | asked
    left_out = {NAME, BUCKET} if occurrence.bucketed else {NAME}
    values = {NAME: labelvalues.own(NAME, selector)}
    for name in sorted(names - left_out):
        value = common.get(name)
        takes = value is not None and all(accepts(m, value) for m in labelvalues.about(name, selector))
        values[name] = value if takes and value is not None else labelvalues.own(name, selector)
    return labels_of(values)


def _beside(found: Sequence[Occurrence], heroes: Sequence[Labels]) -> Iterable[Labels]:
    """For every selector whose series another, narrower one means too: a series that only it means."""
    for wide, hero in zip(found, heroes, strict=True):
        for narrow, other in zip(found, heroes, strict=True):
            if hero == other and wide.vector.selector != narrow.vector.selector:
                yield from _only_wide(wide, narrow, hero)


def _only_wide(wide: Occurrence, narrow: Occurrence, hero: Labels) -> Iterable[Labels]:
    for matcher in narrow.vector.selector.matchers:
        if matcher in wide.vector.selector.matchers:
            continue
        taking = labelvalues.about(matcher.label, wide.vector.selector)
        for value in labelvalues.refused(matcher.label, taking, [matcher])[:1]:
            yield with_values(hero, [(matcher.label, value)])
            return


def _source(labels: Labels, found: Sequence[Occurrence], layout: Layout, renamed: Mapping[str, str]) -> Source:
    readers = [occurrence for occurrence in found if means(occurrence, labels)]
    knobs = frozenset(knob for reader in readers for knob in _knobs(reader))
    window = min((reader.window for reader in readers if reader.window), default=0)
    offsets = {reader.vector.offset for reader in readers}
    recent = max(reader.depth for reader in readers if reader.vector.offset == min(offsets))
    if len(offsets) > 1 and not knobs & {"lead", "bound", "changes", "resets", "samples"}:
        knobs |= {"before"}
    if len({reader.function for reader in readers if reader.function in _SUMMARIES}) > 1:
        knobs |= {"wave"}
    spread = next((label for reader in readers if (label := _spread(labels, reader, readers, renamed))), "")
    counted = bool(spread) and any(map(_is_counted, readers))
    if not layout.spread and not counted:
        spread = ""
    return Source(labels, knobs | {"copies"} if counted else knobs, window, spread, recent)


def _knobs(reader: Occurrence) -> frozenset[str]:
    level = "lead" if reader.clocked and not reader.bucketed else "level"
    if reader.function in ABSENCE:
        return frozenset()
    if reader.bucketed:
        return frozenset({"bound", "step" if reader.function in COUNTING else "level"})
    if reader.function in COUNTING:
        return frozenset({"step"})
    if reader.function in SLOPING:
        return frozenset({"level", "step"})
    special = {"changes": "changes", "resets": "resets", "count_over_time": "samples"}
    special |= {"stddev_over_time": "wave", "stdvar_over_time": "wave"}
    return frozenset({special.get(reader.function, level)})


def _is_counted(reader: Occurrence) -> bool:
    return any(node.operator in _COUNTS or _compares(node.expr) for node in reader.aggregations)


def _compares(node: Node) -> bool:
    return any(isinstance(part, Binary) and part.operator in COMPARISONS for part in every(node))


def _spread(labels: Labels, reader: Occurrence, readers: Sequence[Occurrence], renamed: Mapping[str, str]) -> str:
    """A label that an aggregation takes away and in which two series can differ."""
    # What `label_replace` makes of another label does not differ by itself.
    made = set(renamed.values()) - set(renamed)
    names = [name for name, _ in labels if name not in {NAME, BUCKET, *made}]
    apart = [name for name in names if all((name in join.labels) is join.within for join in reader.joins)]
    usual = [name for name in _USUAL if name in apart]
    for depth in _by_weight(reader.aggregations):
        for name in dict.fromkeys([*usual, *apart]):
            if _goes(reader.aggregations, depth, renamed.get(name, name)):
                other = with_values(labels, [(name, numbered(value_of(labels, name), 2))])
                if all(means(reader, other) for reader in readers):
                    return name
    return ""


def _by_weight(aggregations: Sequence[Aggregation]) -> list[int]:
    """The outermost that counts, then from the innermost outwards."""
    counts = [depth for depth, node in enumerate(aggregations) if node.operator in _COUNTS]
    return [*counts[:1], *reversed(range(len(aggregations)))]


def _goes(aggregations: Sequence[Aggregation], depth: int, label: str) -> bool:
    """Whether it is there up to this aggregation, and goes there."""
    return _takes_away(aggregations[depth], label) and not any(_takes_away(n, label) for n in aggregations[depth + 1 :])


def _takes_away(node: Aggregation, label: str) -> bool:
    return (label in node.labels) is node.without


def numbered(value: str, number: int) -> str:
    """The value of the label in which series differ, for the one of this number; the first has it as it is."""
    if number == 1:
        return value
    return re.sub(r"\d", str(number), value, count=1) if re.search(r"\d", value) else f"{value}-{number}"

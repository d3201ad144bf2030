"""The series that an expression needs: which labels they have, and what about them can be turned.

A source is one series, or a few that differ in one label and are turned together, where an aggregation makes one of
them: of two by different weights a sum, a mean and a maximum are three different numbers.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import accepts
from observability.promql.tree import Call, Node, String, every
from observability.proof.evaluator.labels import BUCKET, NAME, Labels, labels_of, with_values
from observability.proof.series import labelnames, labelvalues
from observability.proof.series.knobs import eras, knobs_of
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.source import Source
from observability.proof.series.spreading import is_counted, spread


@frozen
class Layout:
    """Whether there are several series to aggregate, and series beside those that a narrower selector means."""

    spread: bool = True
    beside: bool = True


LAYOUTS = (Layout(), Layout(spread=False), Layout(beside=False), Layout(spread=False, beside=False))


def distinct(laid_out: Callable[[Layout], tuple[Source, ...]]) -> Iterator[tuple[Source, ...]]:
    """The sources of all layouts, one after the other, but for those that an earlier one has as well."""
    known = set()
    for layout in LAYOUTS:
        if (found := laid_out(layout)) not in known:
            known.add(found)
            yield found


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
    heroes = [_labels(one, required.get(id(one.vector)), common, _gone(one, found)) for one in found]
    labels = dict.fromkeys([*heroes, *(_beside(found, heroes) if layout.beside else ())])
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


def _gone(occurrence: Occurrence, found: Sequence[Occurrence]) -> frozenset[str]:
    """Labels that are taken away from other series: on the other side of an operator they are not there."""
    metric = occurrence.vector.selector.metric
    here = [label for one in found if one.vector.selector.metric == metric for label in _taken(one)]
    return frozenset(label for one in found for label in _taken(one)).difference(here)


def _taken(occurrence: Occurrence) -> list[str]:
    return [label for node in occurrence.aggregations if node.without for label in node.labels]


def _labels(
    occurrence: Occurrence, required: labelnames.Names, common: Mapping[str, str | None], gone: frozenset[str]
) -> Labels:
    selector = occurrence.vector.selector
    asked = {matcher.label for matcher in selector.matchers}
    names = (set(common) - gone if required is None else set(required)) | asked
    counts = selector.metric.endswith("_bucket") or BUCKET in asked
    left_out = {NAME} if counts and not occurrence.bucketed else {NAME, BUCKET}
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
    readers = [occurrence for occurrence in found if occurrence.means(labels)]
    window = min((reader.window for reader in readers if reader.window), default=0)
    knobs, label = knobs_of(readers), spread(labels, readers, renamed)
    native = next((reader.native for reader in readers if reader.native), None)
    tail = _tail(readers) if "bound" in knobs else 0.0
    if label and any(map(is_counted, readers)):
        return Source(labels, knobs | {"copies"}, window, label, eras(readers), native, tail)
    return Source(labels, knobs, window, label if layout.spread else "", eras(readers), native, tail)


def _tail(readers: Sequence[Occurrence]) -> float:
    """What lies between the lowest and the highest share at which quantiles are taken, or zero if they are the same."""
    shares = sorted({share for reader in readers for share in reader.shares if 0 < share < 1})
    return float(f"{1 - (shares[0] + shares[-1]) / 2:.2g}") if len(shares) > 1 else 0.0

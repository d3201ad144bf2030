"""What rules read, and what a Prometheus tells of that."""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from attrs import Factory, frozen

from observability.findings import Finding, Location, Severity
from observability.lint.expression import Expression
from observability.lint.looking import Found
from observability.lint.placing import OpenedFile
from observability.lint.problem import Problem
from observability.lint.settings import Settings
from observability.model.selector import Matcher, Selector
from observability.promql.tree import Binary, Call, Matrix, Node, Subquery, Vector, below


@frozen
class Reading:
    """A selector of the rule at `rule`. `place` is a finding without a message, at its place.

    `points`: how many samples of each series are read at one evaluation. `optional`: that nothing is there is what the
    rule asks, or minds.
    """

    selector: Selector
    subject: str
    rule: Location
    place: Finding
    points: float = 1.0
    optional: bool = False


@frozen
class Missing:
    """Why a selector finds nothing: the metric itself is not there, or no series of it has what a matcher wants.

    `has_label`: some series of the metric has the matcher's label. Without a `matcher` each has its series, but not
    all together.
    """

    matcher: Matcher | None = None
    has_label: bool = True


@frozen
class World:
    """What a Prometheus tells. `names` are those of all metrics of the last days, `days` how many these are.

    `counts` are series by selector, now; of those that have none now, `missing` says which had none in all these days.
    `costly`: from how many samples at one evaluation on a rule is told.
    """

    names: frozenset[str]
    counts: Mapping[Selector, int]
    missing: Mapping[Selector, Missing] = Factory(dict)
    recorded: frozenset[str] = frozenset()
    days: int = 7
    costly: int = 1_000_000


def readings(file: OpenedFile, settings: Settings) -> Iterator[Reading]:
    """All that the rules of a file read; nothing of what is no PromQL."""
    for group in file.opened.reading.file.groups:
        for rule in group.rules:
            with suppress(ValueError):
                expression = Expression.of(rule, settings, group.interval)
                for vector, points, optional in _selectors(expression.tree, 1.0, False, expression):
                    found = Found("", Severity.WARNING, Problem("", expression.at(vector)))
                    place = file.finding(found, rule)
                    yield Reading(vector.selector, expression.subject, rule.origin, place, points, optional)


def _selectors(node: Node, points: float, optional: bool, of: Expression) -> Iterator[tuple[Vector, float, bool]]:
    scrape = of.settings.scrape_interval.milliseconds
    match node:
        case Vector():
            yield node, points, optional
        case Matrix():
            yield node.vector, points * max(1.0, node.window / scrape), optional
        case Subquery():
            step = node.step or (of.interval.milliseconds if of.interval else scrape)
            yield from _selectors(node.expr, points * max(1.0, node.window / step), optional, of)
        case Call(function="absent" | "absent_over_time"):
            yield from _selectors(node.arguments[0], points, True, of)
        case Binary(operator="or" | "unless"):
            yield from _selectors(node.left, points, optional or node.operator == "or", of)
            yield from _selectors(node.right, points, True, of)
        case _:
            for child in below(node):
                yield from _selectors(child, points, optional, of)

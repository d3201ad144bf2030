"""Where an expression reads series, and what is done there with them."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from observability.model.selector import Selector
from observability.promql.families import ABSENCES, NATIVE, PICKING, RATES
from observability.promql.tree import (
    COMPARISONS,
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Matching,
    Matrix,
    Node,
    Number,
    Subquery,
    Vector,
    below,
    every,
)
from observability.proof.evaluator import windows
from observability.proof.evaluator.labels import BUCKET, Labels
from observability.proof.evaluator.series import matches
from observability.proof.samples.natives import Asked

_NOTHING = Selector("")
# They do not look at values.
UNVALUED = ABSENCES | {"timestamp"}
# They look at how steeply a series climbs or falls.
SLOPING = frozenset({"delta", "idelta", "deriv", "predict_linear"})


@frozen
class Join:
    """Series may differ in these labels, and in no others; or the other way round."""

    labels: frozenset[str]
    within: bool


@frozen
class Occurrence:
    """A selector in its place.

    `function` is what takes its window, of `window` milliseconds; both are empty for an instant selector. `depth` is
    how far back all that is read lies: its window, those of subqueries around it, offsets. `aggregations` are those
    around it, the outermost first; within the innermost, `joins` say in which labels its series may differ so that each
    finds one on the other side of an operator. `clocked`: it is compared with the time. `bucketed`: quantiles are taken
    of it, at `shares`. `native`: its samples are histograms themselves, and this is asked of them.
    """

    vector: Vector
    function: str = ""
    window: int = 0
    depth: int = 0
    aggregations: tuple[Aggregation, ...] = ()
    joins: tuple[Join, ...] = ()
    clocked: bool = False
    bucketed: bool = False
    native: Asked | None = None
    shares: frozenset[float] = frozenset()

    @property
    def metric(self) -> str:
        """The metric's name."""
        return self.vector.selector.metric

    def means(self, labels: Labels) -> bool:
        """Whether the selector means a series, whatever bucket it is where quantiles are taken."""
        selector = self.vector.selector
        if not self.bucketed:
            return matches(selector, labels)
        others = tuple(matcher for matcher in selector.matchers if matcher.label != BUCKET)
        return matches(evolve(selector, matchers=others), labels)


def occurrences(node: Node) -> list[Occurrence]:
    """All selectors of an expression, in the order of the text."""
    return as_native(list(_occurrences(node, Occurrence(Vector(_NOTHING)))), {})


def as_native(found: Sequence[Occurrence], known: Mapping[str, Asked]) -> list[Occurrence]:
    """The same, where all that read a metric whose samples are histograms know so; of some metrics it is `known`."""
    asked = dict(known)
    for one in found:
        if one.native:
            asked[one.metric] = asked.get(one.metric, Asked()) | one.native
    for one in found:
        if one.metric in asked:
            asked[one.metric] |= Asked(one.shares)
    return [evolve(one, native=asked[one.metric], bucketed=False) if one.metric in asked else one for one in found]


def _occurrences(node: Node, around: Occurrence) -> Iterator[Occurrence]:
    match node:
        case Vector():
            yield evolve(around, vector=node, depth=around.depth + node.offset)
            return
        case Matrix():
            around = evolve(around, window=node.window, depth=around.depth + node.window)
        case Subquery():
            around = evolve(around, depth=around.depth + node.window + node.offset)
        case Aggregation():
            around = evolve(around, aggregations=(*around.aggregations, node), joins=())
        case Call():
            around = _called(node, around)
        case Binary():
            yield from _operated(node, around)
            return
    for child in below(node):
        yield from _occurrences(child, around)


def _called(node: Call, around: Occurrence) -> Occurrence:
    if node.function in NATIVE:
        return evolve(around, native=_asked(node))
    if node.function == "histogram_quantile":
        asked = _asked(node)
        native = asked if _of_natives(node.arguments[1]) else None
        return evolve(around, native=native, bucketed=native is None, shares=asked.shares)
    ranges = [argument for argument in node.arguments if isinstance(argument, Matrix | Subquery)]
    if node.function in UNVALUED and not any(map(compares, node.arguments)):
        return evolve(around, function=node.function)
    if node.function in windows.FUNCTIONS and ranges and (isinstance(ranges[0], Matrix) or _climbs(node, ranges[0])):
        return evolve(around, function=node.function, window=ranges[0].window)
    return around


def _asked(node: Call) -> Asked:
    numbers = frozenset(part.value for part in node.arguments if isinstance(part, Number))
    match node.function:
        case "histogram_quantile":
            return Asked(shares=numbers)
        case "histogram_fraction":
            return Asked(limits=numbers)
        case name:
            return Asked(summed=name != "histogram_count")


def _of_natives(node: Node) -> bool:
    """Whether quantiles are taken of what has no buckets: they are aggregated away, or were never there."""
    parts = list(every(node))
    selectors = [part.selector for part in parts if isinstance(part, Vector)]
    classic = any(one.metric.endswith("_bucket") or any(m.label == BUCKET for m in one.matchers) for one in selectors)
    groups = [part for part in parts if isinstance(part, Aggregation) and part.operator not in PICKING]
    gone = any((BUCKET in group.labels) is group.without for group in groups)
    # What was recorded may well have buckets under any name.
    raw = all(one.metric and ":" not in one.metric for one in selectors)
    return not classic and (gone or (raw and not groups))


def _climbs(node: Call, of: Subquery) -> bool:
    """Whether what it looks at is how series under a subquery go up and down, and not whether something held."""
    return node.function in RATES | SLOPING | {"changes", "resets"} and not compares(of.expr)


def compares(node: Node) -> bool:
    """Whether there is a comparison in it."""
    return any(isinstance(part, Binary) and part.operator in COMPARISONS for part in every(node))


def _operated(node: Binary, around: Occurrence) -> Iterator[Occurrence]:
    timed = node.operator in {"+", "-", *COMPARISONS}
    for name, side, other in (("left", node.left, node.right), ("right", node.right, node.left)):
        # A comparison with something else, or what stands right of `and`, has nothing to do with the time.
        stays = around.clocked and (name == "left" or node.operator not in SET_OPERATORS)
        clocked = stays or (timed and _is_clock(other) and not _is_clock(side))
        # Of the side that may have only one there is only one.
        single = node.matching.many not in {"", name}
        yield from _occurrences(
            side,
            evolve(
                around,
                aggregations=() if single else around.aggregations,
                joins=around.joins if node.operator in SET_OPERATORS else (*around.joins, _join(node.matching)),
                clocked=clocked,
            ),
        )


def _join(matching: Matching) -> Join:
    """Many find the same one if they differ in labels that are not looked at; one finds one by those that are."""
    return Join(frozenset(matching.labels), matching.on is not bool(matching.many))


def _is_clock(node: Node) -> bool:
    """Whether it is the time, give or take something: the time less a series is an age, and no clock any more."""
    match node:
        case Call(function="time") | Call(function="timestamp", arguments=(Vector(),)):
            return True
        case Call(function="vector" | "scalar"):
            return _is_clock(node.arguments[0])
        case Binary(operator="+" | "-"):
            return _is_clock(node.left) is not _is_clock(node.right) and not any(
                isinstance(n, Vector) for n in every(node)
            )
        case _:
            return False

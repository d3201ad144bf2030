"""Cases in words."""

from attrs import evolve

from observability.model.selector import Selector
from observability.promql import text_of
from observability.promql.families import ABSENCES
from observability.promql.tree import Binary, Call, Node, Number, Vector, below, with_below
from observability.promql.writing import number
from observability.proof.boundaries.boundary import Boundary, Side
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.boundaries.margins import limit_on_left

_LONGEST = 60


def describe(boundary: Boundary, side: Side, alone: bool) -> str:
    """What is the case on this side; which condition it is about is left out where there is only one."""
    condition = boundary.condition
    if not isinstance(condition, Binary) or not is_comparison(condition) or side.value is None or side.limit is None:
        there = (side in boundary.holding) is not _is_absent(condition)
        return f"{'with' if there else 'without'} {shortened(condition)}"
    value, limit = _sides(condition)
    about = "" if alone else f" in {shortened(value)}"
    return _compared(side.value, side.limit, limit) + about


def momentary(condition: Binary, *, exact: bool, alone: bool) -> str:
    """A condition that is at its limit for a moment, or nearly so."""
    value, limit = _sides(condition)
    told = number(limit.value) if isinstance(limit, Number) else shortened(limit)
    about = "" if alone else f" in {shortened(value)}"
    return f"{'exactly' if exact else 'nearly'} {told} for a moment{about}"


def shortened(node: Node) -> str:
    """The node's text, of which a name can be made: without matchers where it is long, and cut where it still is."""
    inner = node.arguments[0] if isinstance(node, Call) and _is_absent(node) else node
    text = text_of(inner)
    if len(text) > _LONGEST:
        text = text_of(_bare(inner))
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _bare(node: Node) -> Node:
    if isinstance(node, Vector) and node.selector.metric:
        return evolve(node, selector=Selector(node.selector.metric))
    return with_below(node, tuple(map(_bare, below(node))))


def _compared(value: float, limit: float, node: Node) -> str:
    told = number(limit) if isinstance(node, Number) else shortened(node)
    percent = 100 * (value - limit) / abs(limit) if limit else 0.0
    if value == limit:
        return f"exactly {told}"
    if 0.9 <= abs(percent) <= 1.1:
        return f"1 % {'over' if percent > 0 else 'under'} {told}"
    return f"{value:.6g} ({'over' if value > limit else 'under'} {told})"


def _sides(condition: Binary) -> tuple[Node, Node]:
    return (condition.right, condition.left) if limit_on_left(condition) else (condition.left, condition.right)


def _is_absent(node: Node) -> bool:
    return isinstance(node, Call) and node.function in ABSENCES

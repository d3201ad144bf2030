"""A counter is not compared as it is.

Why: it counts since its process started. Once over the limit it stays there until the next restart, and right after a
restart it is under any limit.

Counters are told by a Prometheus (`--prometheus`), else by the ending `_total`. To compare with 0, with its own past
or with the time is fine.

Passes:
    expr: increase(errors_total[5m]) > 10
Fails:
    expr: errors_total > 10
Mend: compare `rate` or `increase`.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.metrics import is_counter
from observability.lint.problem import Problem
from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Node, Number, Vector, every

ID = "counter-as-gauge"
SEVERITY = Severity.WARNING

_KEEPING = frozenset({"sum", "avg", "max", "min", "topk", "bottomk", "quantile"})
_SAME = frozenset({"ceil", "floor", "round", "abs", "sort", "sort_desc", "clamp_min", "clamp_max", "clamp"})
_ENDING = "_total"


def check(expression: Expression) -> Iterator[Problem]:
    """Every counter that is compared with a number as it is."""
    for node in every(expression.tree):
        if isinstance(node, Binary) and node.operator in COMPARISONS:
            for side, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(other, Number) and other.value != 0:
                    yield from _compared(expression, side)


def _compared(expression: Expression, side: Node) -> Iterator[Problem]:
    vectors = [part for part in every(side) if isinstance(part, Vector)]
    # What is set against its own past, or against a time, is no count of a lifetime.
    if any(vector.offset or vector.at for vector in vectors):
        return
    for vector in _bare(side):
        metric = vector.selector.metric
        if is_counter(metric, expression.settings) and (metric.endswith(_ENDING) or expression.settings.types):
            message = f"{expression.subject} compares '{metric}', which counts since its process started"
            yield Problem(message, expression.at(vector), "compare its rate or increase over a window")


def _bare(node: Node) -> Iterator[Vector]:
    """The selectors whose values are compared, as they are or summed."""
    match node:
        case Vector():
            yield node
        case Aggregation() if node.operator in _KEEPING:
            yield from _bare(node.expr)
        case Call() if node.function in _SAME:
            yield from _bare(node.arguments[0])
        case Binary(operator="*" | "/", right=Number()):
            yield from _bare(node.left)
        case Binary(operator="*", left=Number()):
            yield from _bare(node.right)
        case Binary(operator="and" | "unless"):
            yield from _bare(node.left)

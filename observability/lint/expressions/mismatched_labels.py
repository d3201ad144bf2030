"""Both sides of an operator have the labels by which they find each other.

Why: samples are matched by all of their labels. `sum by (job) (a) / sum by (pod) (b)` has no result, whatever is
measured, and an alert over it never fires.

Passes:
    expr: sum by (job) (rate(errors_total[5m])) / sum by (job) (rate(requests_total[5m])) > 0.1
Fails:
    expr: sum by (job) (rate(errors_total[5m])) / sum by (pod) (rate(requests_total[5m])) > 0.1
Mend: aggregate both by the same labels, or say with `on (...)` or `ignoring (...)` what they are matched by.
"""

from collections.abc import Iterator

from observability.findings import Severity
from observability.lint.expression import Expression
from observability.lint.labelflow import dropper, exactly
from observability.lint.problem import Problem
from observability.promql.scalars import is_scalar
from observability.promql.tree import Binary, Call, Matrix, Node, Subquery, Vector, every

ID = "mismatched-labels"
SEVERITY = Severity.ERROR

# Every scraped series has it.
_SCRAPED = "instance"
_KEEPING = frozenset({"rate", "irate", "increase", "delta", "deriv", "ceil", "floor", "round", "abs"})


def check(expression: Expression) -> Iterator[Problem]:
    """Every operator whose sides never find each other."""
    for node in every(expression.tree):
        if (
            isinstance(node, Binary)
            and node.operator != "or"
            and not is_scalar(node.left)
            and not is_scalar(node.right)
        ):
            yield from _matched_by(expression, node) if node.matching.on else _matched_by_all(expression, node)


def _matched_by(expression: Expression, node: Binary) -> Iterator[Problem]:
    for label in node.matching.labels:
        lacking = [side for side in (node.left, node.right) if dropper(side, label)]
        if len(lacking) == 1:
            side = "left" if lacking[0] is node.left else "right"
            message = f"{expression.subject} matches by '{label}', which the {side} side does not have"
            yield Problem(message, expression.at(node), f"keep {label} there, or do not match by it")


def _matched_by_all(expression: Expression, node: Binary) -> Iterator[Problem]:
    ignored = frozenset(node.matching.labels)
    left, right = (None if found is None else found - ignored for found in (exactly(node.left), exactly(node.right)))
    if left is not None and right is not None and left != right:
        message = f"{expression.subject}: the left side has {_listed(left)}, the right side {_listed(right)}"
        yield Problem(f"{message}: they never match", expression.at(node), _ADVICE)
    for known, other in ((left, node.right), (right, node.left)):
        raw = _raw(other)
        if known is not None and raw and _SCRAPED not in known | ignored and not raw.selector.metric.count(":"):
            message = f"{expression.subject}: one side has {_listed(known)}, '{raw.selector.metric}' all of its labels"
            yield Problem(f"{message}: they hardly match", expression.at(node), _ADVICE, Severity.WARNING)


_ADVICE = "aggregate both by the same labels, or write on (...)"


def _listed(labels: frozenset[str]) -> str:
    return f"the labels {', '.join(sorted(labels))}" if labels else "no labels"


def _raw(node: Node) -> Vector | None:
    """The selector all of whose labels are those of the side."""
    match node:
        case Vector():
            return node
        case Matrix():
            return node.vector
        case Subquery():
            return _raw(node.expr)
        case Call() if node.function in _KEEPING or node.function.endswith("_over_time"):
            return None if node.function == "absent_over_time" else _raw(node.arguments[-1])
        case Binary() if is_scalar(node.right):
            return _raw(node.left)
        case _:
            return None

"""Which labels a result cannot have, and which part of the expression takes them away."""

from observability.model.selector import MatchOp
from observability.promql.families import ABSENCES, BARE, PICKING
from observability.promql.scalars import is_scalar
from observability.promql.tree import (
    Aggregation,
    Binary,
    Call,
    Negation,
    Node,
    Number,
    String,
    Subquery,
    Vector,
    below,
)

_ADDING = frozenset({"label_replace", "label_join"})


def dropper(node: Node, label: str) -> Node | None:
    """The part on account of which no sample of the result has the label; None where one may have it."""
    match node:
        case Vector():
            return None
        case Number() | String():
            return node
        case Aggregation():
            return _aggregated(node, label)
        case Call():
            return _called(node, label)
        case Binary():
            return _combined(node, label)
        case Subquery() | Negation():
            return dropper(node.expr, label)
        case _:
            children = below(node)
            return dropper(children[0], label) if children else None


def _aggregated(node: Aggregation, label: str) -> Node | None:
    if node.operator in PICKING:
        return dropper(node.expr, label)
    if node.operator == "count_values" and node.parameter == String(label):
        return None
    if (label in node.labels) is node.without:
        return node
    return dropper(node.expr, label)


def _called(node: Call, label: str) -> Node | None:
    if node.function in BARE or not node.arguments:
        return node
    if node.function in ABSENCES:
        return None if _asked_for(node.arguments[0], label) else node
    if node.function in _ADDING and node.arguments[1] == String(label):
        return None
    if node.function == "info":
        return None
    if node.function == "histogram_quantile":
        return node if label == "le" else dropper(node.arguments[1], label)
    vectors = [argument for argument in node.arguments if not is_scalar(argument) and not isinstance(argument, String)]
    return dropper(vectors[0], label) if vectors else node


def _asked_for(node: Node, label: str) -> bool:
    """Whether the absent series is known to have it: `absent(up{job="shop"})` has a job."""
    vector = node if isinstance(node, Vector) else next((c for c in below(node) if isinstance(c, Vector)), None)
    if vector is None or isinstance(node, Binary | Aggregation | Call):
        # It looks through comparisons and functions at nothing: such an absent has no labels.
        return False
    return any(m.label == label and m.op is MatchOp.EQUAL for m in vector.selector.matchers)


def _combined(node: Binary, label: str) -> Node | None:
    left, right = dropper(node.left, label), dropper(node.right, label)
    matching = node.matching
    if is_scalar(node.left) or is_scalar(node.right):
        return right if is_scalar(node.left) else left
    if node.operator in {"and", "unless"}:
        return left
    if node.operator == "or":
        return left if left is not None and right is not None else None
    if matching.many:
        many, one = (left, right) if matching.many == "left" else (right, left)
        return one if label in matching.include else many
    if matching.on:
        return (left or right) if label in matching.labels else node
    return node if label in matching.labels else left or right


# None: the series tell.
Exactly = frozenset[str] | None


def exactly(node: Node) -> Exactly:
    """All labels that each sample of a result has, where the expression alone tells."""
    match node:
        case Aggregation():
            return _exactly_aggregated(node)
        case Call():
            return _exactly_called(node)
        case Binary():
            return _exactly_combined(node)
        case Subquery() | Negation():
            return exactly(node.expr)
        case _:
            return None


def _exactly_aggregated(node: Aggregation) -> Exactly:
    if node.operator in PICKING:
        return exactly(node.expr)
    inner = exactly(node.expr)
    if node.without:
        return None if inner is None else inner - frozenset(node.labels)
    added = {node.parameter.value} if isinstance(node.parameter, String) else set[str]()
    kept = frozenset(node.labels) if inner is None else frozenset(node.labels) & inner
    return kept | added


def _exactly_called(node: Call) -> Exactly:
    if node.function == "vector":
        return frozenset()
    if node.function in ABSENCES | _ADDING or node.function == "info":
        return None
    if node.function == "histogram_quantile":
        inner = exactly(node.arguments[1])
        return None if inner is None else inner - {"le"}
    vectors = [argument for argument in node.arguments if not is_scalar(argument) and not isinstance(argument, String)]
    return exactly(vectors[0]) if vectors else None


def _exactly_combined(node: Binary) -> Exactly:
    if is_scalar(node.left) or is_scalar(node.right):
        return exactly(node.right if is_scalar(node.left) else node.left)
    left, right, matching = exactly(node.left), exactly(node.right), node.matching
    if node.operator in {"and", "unless"}:
        return left
    if node.operator == "or":
        return left if left == right else None
    if matching.many:
        many = left if matching.many == "left" else right
        return None if many is None else many | frozenset(matching.include)
    if matching.on:
        return frozenset(matching.labels)
    known = left if left is not None else right
    return None if known is None else known - frozenset(matching.labels)

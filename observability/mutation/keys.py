"""Labels by which no two samples of an expression are the same: an aggregation by them has one sample of each."""

from observability.mutation.pinned import of_each
from observability.promql.tree import SET_OPERATORS, Aggregation, Binary, Call, Matching, Node, Number

# They keep samples as they are, or make one of each value.
_OTHERS = frozenset({"topk", "bottomk", "limitk", "limit_ratio", "count_values"})


def key(node: Node) -> frozenset[str] | None:
    """Such labels; None where none are known."""
    match node:
        case Aggregation("topk" | "bottomk", without=False, labels=labels, parameter=Number(1.0)):
            return frozenset(labels)
        case Aggregation(operator, without=False, labels=labels) if operator not in _OTHERS:
            return frozenset(labels)
        case Call(function, (argument, *_)) if of_each(function):
            return key(argument)
        case Binary(operator="and" | "unless", left=left):
            return key(left)
        case Binary(operator=operator) if operator not in SET_OPERATORS:
            return _of_sides(node)
        case _:
            return None


def _of_sides(node: Binary) -> frozenset[str] | None:
    if isinstance(node.right, Number) or isinstance(node.left, Number):
        return key(node.left if isinstance(node.right, Number) else node.right)
    if node.matching.many:
        found = key(node.left if node.matching.many == "left" else node.right)
        # What it takes over from the other side may be the same for two.
        return None if found is None or found & set(node.matching.include) else found
    if node.matching == Matching():
        return key(node.left) or key(node.right)
    return frozenset(node.matching.labels) if node.matching.on else None

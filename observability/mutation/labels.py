"""Which labels samples of an expression can have."""

from observability.model.selector import MatchOp
from observability.mutation.pinned import of_each
from observability.promql.tree import Aggregation, Binary, Call, Matching, Matrix, Node, Number, Vector


def labels(node: Node) -> frozenset[str] | None:
    """All labels that samples of the result can have; None where that is not known."""
    match node:
        case Call("vector" | "absent" | "absent_over_time"):
            return _told(node)
        case Aggregation(labels=kept, without=False, operator=operator) if operator not in {"topk", "bottomk"}:
            return None if operator in {"count_values", "limitk", "limit_ratio"} else frozenset(kept)
        case Call("histogram_quantile", (_, argument)):
            buckets = labels(argument)
            return None if buckets is None else buckets - {"le"}
        case Call(function, (argument, *_)) if of_each(function):
            return labels(argument)
        case Binary("and" | "unless", left=left):
            return labels(left)
        case Binary("or", left, right):
            ours, theirs = labels(left), labels(right)
            return None if ours is None or theirs is None else ours | theirs
        case Binary(left=left, right=right) if node.matching == Matching():
            # What finds its like has the labels of both.
            vectors = (side for side in (left, right) if not isinstance(side, Number))
            return next(filter(lambda found: found is not None, map(labels, vectors)), None)
        case _:
            return None


def _told(node: Call) -> frozenset[str]:
    """Of what is absent, what its matchers say of it."""
    match node.arguments:
        case (Vector(selector) | Matrix(Vector(selector)),):
            return frozenset(matcher.label for matcher in selector.matchers if matcher.op is MatchOp.EQUAL)
        case _:
            return frozenset()

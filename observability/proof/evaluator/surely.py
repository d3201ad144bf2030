"""What Prometheus can evaluate whatever the series are, so that it may go unevaluated where its result is of no use."""

from observability.promql.tree import SET_OPERATORS, Binary, Call, Matrix, Node, Number, Vector, below
from observability.proof.evaluator import windows


def cannot_fail(node: Node) -> bool:
    """Whether no two samples of its result could have the same labels.

    Each selects series of one name at most, and `or` adds only those whose labels are not there.
    """
    match node:
        case Number():
            return True
        case Vector():
            return bool(node.selector.metric)
        case Binary():
            with_number = isinstance(node.left, Number) or isinstance(node.right, Number)
            its = node.operator in SET_OPERATORS or with_number
        case Call():
            its = node.function in windows.FUNCTIONS
        case _:
            its = isinstance(node, Matrix)
    return its and all(map(cannot_fail, below(node)))

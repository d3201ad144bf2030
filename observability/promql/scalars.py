"""Which expressions are one number."""

from observability.promql.tree import Binary, Call, Negation, Node, Number

_FUNCTIONS = frozenset({"time", "pi", "scalar"})


def is_scalar(node: Node) -> bool:
    """Whether an expression is one number without labels, and no vector whose samples find others."""
    match node:
        case Number():
            return True
        case Call():
            return node.function in _FUNCTIONS
        case Negation():
            return is_scalar(node.expr)
        case Binary():
            return is_scalar(node.left) and is_scalar(node.right)
        case _:
            return False

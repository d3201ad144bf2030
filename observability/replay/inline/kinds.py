"""What can be said of an expression's result from the expression alone: is it one number, may it carry a name?"""

from observability.promql.families import PICKING
from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Negation, Node, Number, String, Vector

# They pick samples and keep all of their labels, the name among them.
_SCALAR_CALLS = frozenset({"time", "pi", "scalar"})
# Functions whose result is still called as what it is made of.
_KEEPING = frozenset({"last_over_time", "first_over_time", "label_replace", "label_join", "sort", "sort_desc"})
_KEEPING_BY = frozenset({"sort_by_label", "sort_by_label_desc"})


def is_scalar(node: Node) -> bool:
    """Whether an expression is one number, and no vector."""
    match node:
        case Number():
            return True
        case Call():
            return node.function in _SCALAR_CALLS
        case Negation():
            return is_scalar(node.expr)
        case Binary():
            return is_scalar(node.left) and is_scalar(node.right)
        case _:
            return False


def may_have_name(node: Node) -> bool:
    """Whether samples of the result may have a metric's name."""
    match node:
        case Aggregation():
            return node.operator in PICKING or "__name__" in node.labels
        case Call():
            return node.function in _KEEPING | _KEEPING_BY and any(map(may_have_name, node.arguments))
        case Binary():
            if node.operator in COMPARISONS and node.returns_bool:
                return False
            keeps = node.operator in COMPARISONS or node.operator in ("and", "or", "unless")
            return keeps and (may_have_name(node.left) or may_have_name(node.right))
        case Negation() | Number() | String():
            return False
        case Vector():
            return True
        case _:
            return True

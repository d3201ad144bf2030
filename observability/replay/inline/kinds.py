"""What can be said of an expression's result from the expression alone: may it carry a name?"""

from observability.promql.families import PICKING
from observability.promql.tree import COMPARISONS, Aggregation, Binary, Call, Negation, Node, Number, String, Vector

# Functions whose result is still called as what it is made of.
_KEEPING = frozenset({"last_over_time", "first_over_time", "label_replace", "label_join", "sort", "sort_desc"})
_KEEPING_BY = frozenset({"sort_by_label", "sort_by_label_desc"})


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

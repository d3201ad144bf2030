"""What does not depend on how much there is: quantiles, shares and means of a histogram are those of twice of it."""

from attrs import evolve

from observability.promql.tree import Aggregation, Binary, Call, Node, Number

_BUCKET = "le"
# Which of its arguments the histogram is.
_SCALELESS = {"histogram_quantile": 1, "histogram_fraction": 2, "histogram_avg": 0}
_LINEAR = frozenset({"sum", "avg"})
# By the same window a rate is a part of an increase.
_PER_WINDOW = frozenset({"rate", "increase"})


def scaleless(node: Node) -> Node:
    """The expression with such a histogram in one of its sizes."""
    if not isinstance(node, Call) or node.function not in _SCALELESS:
        return node
    place = _SCALELESS[node.function]
    sized = _sized(node.arguments[place])
    # Of classic buckets some may be missing in some series, and each has a mean of its own.
    if isinstance(sized, Aggregation) and sized.operator in _LINEAR and (_BUCKET in sized.labels) is sized.without:
        sized = evolve(sized, operator="sum")
    return evolve(node, arguments=(*node.arguments[:place], sized, *node.arguments[place + 1 :]))


def _sized(node: Node) -> Node:
    """The same with increases for rates: all that is added up is larger by one factor then."""
    match node:
        case Aggregation(operator=operator, expr=inner) if operator in _LINEAR:
            return evolve(node, expr=_sized(inner))
        case Call(function) if function in _PER_WINDOW:
            return evolve(node, function="increase")
        case _:
            return node


def never_below(node: Node) -> Node:
    """A comparison of a share with zero or less, which none is below."""
    match node:
        case Binary(">=", Call("histogram_fraction"), Number(limit), returns_bool=False):
            return evolve(node, right=Number(max(limit, 0.0)))
        case _:
            return node

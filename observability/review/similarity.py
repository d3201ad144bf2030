"""How much two rules are alike, 0 to 1."""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache

from observability.model.rule import Alert
from observability.promql import text_of, tree_of
from observability.promql.normal import condition
from observability.promql.tree import Binary, Call, Matrix, Node, Number, Subquery, Vector, every
from observability.review.ruleset import Placed

# Of what they look at, of what they are called, of whose they are and what is said.
_EXPRESSION, _NAME, _LABELS = 0.7, 0.15, 0.15


def similarity(one: Placed, other: Placed) -> float:
    """Of two alerts or two recordings; 0 for one of each."""
    if one.is_alert is not other.is_alert:
        return 0.0
    name = SequenceMatcher(a=one.name, b=other.name, autojunk=False).ratio()
    labels = _dice(_labels(one), _labels(other))
    return _EXPRESSION * alike(one.rule.expr, other.rule.expr) + _NAME * name + _LABELS * labels


def alike(one: str, other: str) -> float:
    """How much of two expressions is the same, however it is spelled."""
    return 1.0 if one == other else _dice(pieces(one), pieces(other))


@lru_cache(maxsize=8192)
def pieces(expr: str) -> Counter[str]:
    """What an expression is made of: what it reads, and what is done with it; numbers count for little."""
    try:
        tree = condition(tree_of(expr))
    except ValueError:
        return Counter(expr.split())
    found = Counter[str]()
    for node in every(tree):
        found.update(_pieces(node))
    return found


def _pieces(node: Node) -> list[str]:
    match node:
        case Vector(selector):
            # What is read tells most of what a rule is about.
            return [selector.metric] * 4 + [text_of(node)]
        case Number():
            return [text_of(node)]
        case Matrix(window=window) | Subquery(window=window):
            return [f"window {window}"]
        case Call(function):
            return [function]
        case Binary(operator):
            return [operator]
        case _:
            return [type(node).__name__]


def _labels(placed: Placed) -> Counter[str]:
    pairs = [f"{key}={value}" for key, value in placed.rule.labels.items()]
    said = placed.rule.annotations.values() if isinstance(placed.rule, Alert) else ()
    return Counter([*pairs, *(word for text in said for word in text.split())])


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = sum(one.values()) + sum(other.values())
    return 2 * sum((one & other).values()) / total if total else 1.0

"""Which labels each series must have, so that the sides of operators find each other.

`sum by (a) (x) / y` has a result only where y has the label a and no other; `x / y` where both have the same.
"""

import re
from collections.abc import Iterator, Mapping

from observability.model.rule import Alert
from observability.promql.families import BARE
from observability.promql.tree import (
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Matching,
    Node,
    Number,
    String,
    Vector,
    below,
    every,
)
from observability.proof.evaluator.labels import BUCKET, NAME

# None: any labels will do.
Names = frozenset[str] | None

_ASKED = re.compile(r"(?:\$labels|\.Labels)\.(\w+)")


def mentioned(node: Node) -> frozenset[str]:
    """Every label that an expression names."""
    return frozenset(name for part in every(node) for name in _mentioned(part) if name != NAME)


def asked_by(alert: Alert) -> frozenset[str]:
    """The labels that its texts ask for."""
    return frozenset(_ASKED.findall(" ".join((*alert.annotations.values(), *alert.labels.values()))))


def required(node: Node) -> Mapping[int, Names]:
    """For every selector, by its identity, the labels that its series must have, no more and no less."""
    return dict(_required(node, None))


def _mentioned(node: Node) -> Iterator[str]:
    match node:
        case Vector():
            yield from (matcher.label for matcher in node.selector.matchers)
        case Aggregation():
            yield from node.labels
        case Binary():
            yield from (*node.matching.labels, *node.matching.include)
        case Call(function="label_replace", arguments=(_, _, _, String() as source, _)):
            yield source.value
        case Call(function="label_join"):
            yield from (part.value for part in node.arguments[3:] if isinstance(part, String))


def _required(node: Node, want: Names) -> Iterator[tuple[int, Names]]:
    match node:
        case Vector():
            yield id(node), want
        case Aggregation():
            inner = None if want is None or not node.without else want | set(node.labels)
            yield from _required(node.expr, inner)
        case Binary():
            left, right = _sides(node, want)
            yield from _required(node.left, left)
            yield from _required(node.right, right)
        case Call(function="histogram_quantile"):
            yield from _required(node.arguments[1], None if want is None else want | {BUCKET})
        case Call(function="label_replace" | "label_join" | "absent"):
            yield from _required(node.arguments[0], None)
        case _:
            for child in below(node):
                yield from _required(child, want)


def _sides(node: Binary, want: Names) -> tuple[Names, Names]:
    matching = node.matching
    if _is_number(node.left) or _is_number(node.right) or node.operator == "or":
        return want, want
    if matching.on or matching.many:
        return (want, None) if matching.many != "right" else (None, want)
    left, right = fixed(node.left), fixed(node.right)
    ignored = frozenset(matching.labels)
    match left, right:
        case None, frozenset():
            return right - ignored, None
        case frozenset(), None:
            return None, left - ignored
    return want, want


def fixed(node: Node) -> Names:
    """The labels of a result, where the expression alone says which."""
    match node:
        case Aggregation():
            inner = fixed(node.expr)
            return (None if inner is None else inner - set(node.labels)) if node.without else frozenset(node.labels)
        case Binary():
            return _combined(node)
        case Call(function="histogram_quantile"):
            inner = fixed(node.arguments[1])
            return None if inner is None else inner - {BUCKET}
        case Call(function="absent" | "absent_over_time" | "label_replace" | "label_join"):
            return None
        case _:
            children = below(node)
            return fixed(children[-1]) if children and not _is_number(node) else None


def _combined(node: Binary) -> Names:
    matching = node.matching
    if _is_number(node.left):
        return fixed(node.right)
    if _is_number(node.right) or node.operator in SET_OPERATORS or matching.many == "left":
        return fixed(node.left)
    if matching.many == "right":
        return fixed(node.right)
    return frozenset(matching.labels) if matching.on else _either(fixed(node.left), fixed(node.right), matching)


def _either(left: Names, right: Names, matching: Matching) -> Names:
    found = left if left is not None else right
    return None if found is None else found - set(matching.labels)


def _is_number(node: Node) -> bool:
    match node:
        case Number():
            return True
        case Call():
            return node.function in BARE
        case Binary():
            return _is_number(node.left) and _is_number(node.right)
        case _:
            children = below(node)
            return bool(children) and not isinstance(node, Aggregation) and all(map(_is_number, children))

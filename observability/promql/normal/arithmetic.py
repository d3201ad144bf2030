"""Products and sums: numbers folded, sides in one order, the factor outside."""

import math
from collections.abc import Sequence
from decimal import Decimal, DecimalException, localcontext

from attrs import evolve

from observability.promql.normal.chains import chained
from observability.promql.tree import Binary, Matching, Node, Number

_ONE = Decimal(1)
# Far more digits than a float has.
_PRECISION = 40


def scaled(node: Node) -> tuple[Decimal, Node]:
    """A normal expression as a factor and what it multiplies; the factor is never 0."""
    match node:
        case Binary("*", core, Number() as number) if _is_usable(number):
            return decimal(number), core
        case _:
            return _ONE, node


def with_factor(core: Node, factor: Decimal) -> Node:
    """The product."""
    return core if factor == 1 else Binary("*", core, of_decimal(factor))


def multiplied(node: Binary) -> Node:
    """A product or quotient of normal sides."""
    match node:
        case Binary(operator, Number() as left, Number() as right):
            return _folded(operator, left, right) or node
        case Binary("*", Number() as number, core) | Binary(_, core, Number() as number) if _is_usable(number):
            own, inner = scaled(core)
            return with_factor(inner, _ratio(node.operator, own, decimal(number)))
        case Binary(_, Number(), _) | Binary(_, _, Number()):
            return _number_last(node)
    (first, one), (second, other) = scaled(node.left), scaled(node.right)
    product = evolve(node, left=one, right=other)
    return with_factor(_ordered(product) if node.operator == "*" else product, _ratio(node.operator, first, second))


def added(node: Binary) -> Node:
    """A sum or difference of normal sides; a number that is taken away is added as its negative."""
    match node:
        case Binary(operator, Number() as left, Number() as right):
            return _folded(operator, left, right) or node
        case Binary("+", Number() as number, core) | Binary(_, core, Number() as number) if _is_finite(number):
            sign = -1 if node.operator == "-" else 1
            own, inner = shifted(core)
            return with_shift(inner, own + sign * decimal(number))
        case Binary("-", Number() as number, core) if _is_finite(number):
            own, inner = shifted(core)
            return with_shift(negated(inner), decimal(number) - own)
        case Binary("+", left, right) if not isinstance(left, Number) and not isinstance(right, Number):
            (first, left), (second, right) = shifted(left), shifted(right)
            return with_shift(_ordered(evolve(node, left=left, right=right)), first + second)
        case _:
            return _number_last(node)


def negated(node: Node) -> Node:
    """Minus a normal expression."""
    if isinstance(node, Number):
        return Number(-node.value)
    factor, core = scaled(node)
    return with_factor(core, -factor)


def shifted(node: Node) -> tuple[Decimal, Node]:
    """A normal expression as a number and what it is added to."""
    match node:
        case Binary("+", core, Number() as number) if _is_finite(number):
            return decimal(number), core
        case _:
            return Decimal(0), node


def with_shift(core: Node, shift: Decimal) -> Node:
    """The sum."""
    return Binary("+", core, of_decimal(shift)) if shift else core


def decimal(number: Number) -> Decimal:
    """The number as it is written."""
    return Decimal(repr(number.value))


def of_decimal(number: Decimal) -> Number:
    """The nearest number that Prometheus knows."""
    return Number(float(number))


def quotient(one: Decimal, other: Decimal) -> Decimal:
    """To more digits than a float has."""
    with localcontext(prec=_PRECISION):
        return one / other


def _ratio(operator: str, one: Decimal, other: Decimal) -> Decimal:
    return one * other if operator == "*" else quotient(one, other)


def _folded(operator: str, left: Number, right: Number) -> Number | None:
    """The number that two make; None where it is none, or an infinite one."""
    try:
        one, other = decimal(left), decimal(right)
        found = {"+": one + other, "-": one - other}.get(operator)
        number = float(_ratio(operator, one, other) if found is None else found)
    except DecimalException:
        return None
    return Number(number) if math.isfinite(number) else None


def _number_last(node: Binary) -> Binary:
    """A 0, or a number that is none: it stays, but in one place."""
    turns = node.operator in "*+" and isinstance(node.left, Number)
    return evolve(node, left=node.right, right=node.left) if turns else node


def _ordered(node: Binary) -> Node:
    """Two sides that may change places, and all of a chain of them, in one order."""
    if node.matching == Matching():
        chain = sorted((*chained(node.operator, node.left), *chained(node.operator, node.right)), key=repr)
        numbers = _together(node.operator, [one for one in chain if isinstance(one, Number)])
        ordered: list[Node] = [*(one for one in chain if not isinstance(one, Number)), *numbers]
        first, *rest = ordered
        for one in rest:
            first = evolve(node, left=first, right=one)
        return first
    many = node.matching.many
    if many == "right" or (not many and repr(node.left) > repr(node.right)):
        matching = evolve(node.matching, many="left" if many else "")
        return evolve(node, left=node.right, right=node.left, matching=matching)
    return node


def _together(operator: str, numbers: Sequence[Number]) -> list[Number]:
    """The numbers of a chain as one, or as few as make none that is infinite or no number."""
    found = list[Number]()
    for number in numbers:
        folded = _folded(operator, found[-1], number) if found else None
        found = [*found[:-1], folded] if folded else [*found, number]
    return found


def _is_finite(number: Number) -> bool:
    return math.isfinite(number.value)


def _is_usable(number: Number) -> bool:
    return _is_finite(number) and number.value != 0

"""Where two expressions in their normal form differ, and what that does to the whole."""

from collections.abc import Iterator
from functools import lru_cache

from attrs import evolve, frozen

from observability.promql.tree import COMPARISONS, SET_OPERATORS, Binary, Matching, Node, Number, below, with_below
from observability.review.direction import DOWN, NONE, UNKNOWN, UP, Direction
from observability.review.effect import Effect
from observability.review.lifting import Way, at_root, through

_COMMUTING = frozenset({"+", "*", "and", "or", "==", "!="})
# Of these the values are those of the side that comes first.
OF_THE_FIRST = frozenset({"and", "or", "!="})
# So many parts differ where two expressions have nothing to do with each other.
_MOST = 6


@frozen
class Difference:
    """Two parts that stand in the same place. `way` leads there in the old expression.

    `by_name`: what gauges are called tells of some that they are never below zero.
    """

    old: Node
    new: Node
    way: Way = ()
    by_name: bool = True

    @property
    def parent(self) -> Node | None:
        """What stands right above."""
        return self.way[-1][0] if self.way else None

    def at_root(self, effect: Effect, above: int = 0) -> Effect:
        """What becomes of the whole where that becomes of this part, or of what is so many steps above it.

        What stands beside the way is as before; what stands on it is so with the old part in it and with the new one.
        """
        upto = len(self.way) - above
        ways = self.way[:upto], through(self.way, self.new)[:upto]
        before, after = (at_root(way, effect, by_name=self.by_name) for way in ways)
        return before & after


@frozen
class Added:
    """A condition that joined another (`is_new`), or left it: `and`, `or` or `unless`.

    `value` is what becomes of the values: where the condition came first, they are its own.
    """

    operator: str
    condition: Node
    is_new: bool
    way: Way = ()
    value: Direction = NONE

    @property
    def effect(self) -> Effect:
        """What it does to the whole."""
        fewer = (self.operator != "or") is self.is_new
        return at_root(self.way, Effect(self.value, DOWN if fewer else UP))


@frozen
class Found:
    """All differences of two expressions."""

    parts: tuple[Difference, ...] = ()
    conditions: tuple[Added, ...] = ()

    def __len__(self) -> int:
        return len(self.parts) + len(self.conditions)

    def __add__(self, other: "Found") -> "Found":
        return Found(self.parts + other.parts, self.conditions + other.conditions)

    def below(self, parent: Node, place: int) -> "Found":
        """The same, seen from a node higher."""
        step = (parent, place)
        return Found(
            tuple(evolve(one, way=(step, *one.way)) for one in self.parts),
            tuple(evolve(one, way=(step, *one.way)) for one in self.conditions),
        )


def differences(old: Node, new: Node) -> Found:
    """The fewest differences that make the new of the old one; those that have little in common differ as a whole."""
    found = _found(old, new)
    return found if len(found) <= _MOST else Found((Difference(old, new),))


@lru_cache(maxsize=4096)
def _found(old: Node, new: Node) -> Found:
    if old == new:
        return Found()
    whole = Found((Difference(old, new),))
    if _is_one_change(old, new):
        return whole
    ways = [_alike(old, new), *_joined(old, new), *_swapped(old, new)]
    known = [found for found in ways if found is not None]
    return min(known, key=cost) if known else whole


def cost(found: Found) -> tuple[int, int]:
    """Few differences, and small ones."""
    size = sum(_size(one.old) + _size(one.new) for one in found.parts)
    return size + sum(_size(one.condition) for one in found.conditions) + len(found), len(found)


@lru_cache(maxsize=8192)
def _size(node: Node) -> int:
    return 1 + sum(map(_size, below(node)))


def _alike(old: Node, new: Node) -> Found | None:
    """The differences of the parts, and of the node itself: an operator, a window, labels."""
    parts, others = below(old), below(new)
    if type(old) is not type(new) or len(parts) != len(others) or not parts:
        return None
    try:
        between = with_below(old, others)
    except TypeError:
        return None
    found = _of_parts(old, parts, others)
    if between != new:
        return Found((Difference(between, new),)) + found
    return None if _is_another_subject(old, found) else found


def _of_parts(old: Node, parts: tuple[Node, ...], others: tuple[Node, ...]) -> Found:
    found = Found()
    for place, (one, other) in enumerate(zip(parts, others, strict=True)):
        found += _found(one, other).below(old, place)
    return found


def _is_another_subject(old: Node, found: Found) -> bool:
    """Whether both sides of a comparison are others: a limit of something else is no other limit."""
    if not isinstance(old, Binary) or old.operator not in COMPARISONS:
        return False
    changed = {one.way[0][1] for one in found.parts if len(one.way) == 1 and below(one.old) + below(one.new)}
    return 0 in changed and any(one.way[0][1] == 1 for one in found.parts)


def _is_one_change(old: Node, new: Node) -> bool:
    """Whether the same is compared with another number in another way, or joined in another: it is one change."""
    match old, new:
        case Binary(one, left, right, by), Binary(other, same, too, on) if (left, right, by) == (same, too, on):
            return {one, other} <= SET_OPERATORS
        case Binary(one, left, Number(before)), Binary(other, same, Number(after)) if left == same:
            return {one, other} <= COMPARISONS and one != other and before != after
        case _:
            return False


def _joined(old: Node, new: Node) -> Iterator[Found]:
    """A condition that was added to the old expression, or taken from it."""
    for whole, other, is_new in ((new, old, True), (old, new, False)):
        match whole:
            case Binary(operator, left, right) if operator in SET_OPERATORS:
                kept = [(left, right, 0)] if operator == "unless" or whole.matching != Matching() else []
                kept = kept or [(left, right, 0), (right, left, 1)]
                for rest, condition, place in kept:
                    found = _found(other, rest) if is_new else _found(rest, other)
                    # Of what is left unlike, nothing can be said so simply.
                    if found.parts and any(one.old == other and not one.way for one in found.parts):
                        continue
                    inner = found if is_new else found.below(whole, place)
                    value = UNKNOWN if place else NONE
                    yield Found((), (Added(operator, condition, is_new, value=value),)) + inner


def _swapped(old: Node, new: Node) -> Iterator[Found]:
    """Sides that changed places, and what changed in them."""
    match old, new:
        case Binary(operator), Binary(other) if operator == other and operator in _COMMUTING and not old.matching.many:
            turned = Binary(operator, new.right, new.left, new.matching, new.returns_bool)
            found = Found() if old == turned else _alike(old, turned)
            if found is not None:
                yield found + _other_values(old)


def _other_values(old: Binary) -> Found:
    """Of sides that changed places: which of them the values are of."""
    if old.operator not in OF_THE_FIRST or old.returns_bool:
        return Found()
    return Found((Difference(old, Binary(old.operator, old.right, old.left, old.matching)),))

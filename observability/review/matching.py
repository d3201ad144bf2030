"""Which rule of the old side is which of the new one: by identity, then by likeness, in whatever order files are."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from attrs import frozen

from observability.model.names import SERVICE, SEVERITY
from observability.promql import metrics_read
from observability.review.ruleset import Placed
from observability.review.similarity import alike, similarity

# What is less alike than this is gone, and something else is new.
_RENAMED, _SPLIT = 0.6, 0.6
# Where the expression is another one, only the name tells, and names are cheap.
_LEAST_EXPRESSION = 0.5
# With more candidates than this for one rule, only those of the same expression are looked at.
_MOST = 200

Key = Callable[[Placed], Hashable]


@frozen
class Pair:
    """A rule before and after; None where it is not there. `split`: the old one became several, and this is another."""

    old: Placed | None
    new: Placed | None
    split: bool = False


# Each as strict as it can be after those before it: what is the same in most ways finds itself first.
_IDENTITIES: Sequence[Key] = (
    lambda p: (_base(p), p.key, p.group, p.rule.expr, p.series),
    lambda p: (_base(p), p.key, p.group, p.series),
    lambda p: (_base(p), p.key, p.series),
    lambda p: (_base(p), p.series),
    lambda p: (_base(p), p.key, p.group, p.rule.expr),
    lambda p: (_base(p), p.rule.expr, p.rule.labels.get(SERVICE), p.rule.labels.get(SEVERITY)),
    lambda p: (_base(p), p.rule.expr, p.rule.labels.get(SERVICE)),
)


def match(old: Iterable[Placed], new: Iterable[Placed]) -> tuple[Pair, ...]:
    """Every rule of both sides in one pair, in the order of the new side; what is gone comes last."""
    before, after = sorted(old, key=_order), sorted(new, key=_order)
    found: dict[int, int] = {}
    for identity in _IDENTITIES:
        _by_identity(before, after, found, identity)
    _by_likeness(before, after, found, same_name=True)
    _by_likeness(before, after, found, same_name=False)
    pairs = [Pair(before[found[n]], one) if n in found else None for n, one in enumerate(after)]
    renamed = _renamed(before, after, found)
    whole = (pair or _alone(placed, renamed) for pair, placed in zip(pairs, after, strict=True))
    taken = set(found.values())
    return (*whole, *(Pair(placed, None) for number, placed in enumerate(before) if number not in taken))


def _base(placed: Placed) -> tuple[object, ...]:
    return placed.is_alert, placed.environment, placed.name


def _order(placed: Placed) -> tuple[object, ...]:
    return (
        placed.key,
        placed.environment,
        placed.rule.origin.line,
        placed.rule.origin.column,
        placed.name,
        placed.rule.expr,
    )


def _by_identity(before: Sequence[Placed], after: Sequence[Placed], found: dict[int, int], identity: Key) -> None:
    """Rules of one identity in their order; `found` is extended by the number of each old one, by that of the new."""
    taken, waiting = set(found.values()), defaultdict[Hashable, list[int]](list)
    for number, placed in enumerate(before):
        if number not in taken:
            waiting[identity(placed)].append(number)
    for number, placed in enumerate(after):
        if number not in found and (there := waiting.get(identity(placed))):
            found[number] = there.pop(0)


def _by_likeness(before: Sequence[Placed], after: Sequence[Placed], found: dict[int, int], *, same_name: bool) -> None:
    """The most alike first, of each old rule and each new one at most once."""
    taken = set(found.values())
    scored = sorted(
        (-score, number, other)
        for number, other, score in _candidates(before, after, taken, found, same_name=same_name)
        if same_name or score >= _RENAMED
    )
    for _, number, other in scored:
        if number not in found and other not in taken:
            found[number] = other
            taken.add(other)


def _candidates(
    before: Sequence[Placed], after: Sequence[Placed], taken: set[int], found: dict[int, int], *, same_name: bool
) -> Iterator[tuple[int, int, float]]:
    """New and old rules that are not matched yet and could be one, with how much they are alike."""
    by_key = defaultdict[Hashable, list[int]](list)
    for other, placed in enumerate(before):
        for key in _keys(placed, same_name=same_name) if other not in taken else ():
            by_key[key].append(other)
    for number, placed in enumerate(after):
        if number not in found:
            others = sorted({other for key in _keys(placed, same_name=same_name) for other in by_key.get(key, ())})
            for other in _few(before, others, placed):
                if _could_be(before[other], placed, same_name=same_name):
                    yield number, other, similarity(before[other], placed)


def _few(before: Sequence[Placed], others: Sequence[int], placed: Placed) -> Sequence[int]:
    if len(others) <= _MOST:
        return others
    return [other for other in others if before[other].rule.expr == placed.rule.expr][:_MOST]


def _could_be(old: Placed, new: Placed, *, same_name: bool) -> bool:
    """Of other services nothing moves here: they have alerts of the same names, and of much the same expressions."""
    if old.key == new.key:
        return same_name or alike(old.rule.expr, new.rule.expr) >= _LEAST_EXPRESSION
    if old.rule.labels.get(SERVICE) != new.rule.labels.get(SERVICE):
        return False
    return alike(old.rule.expr, new.rule.expr) >= _LEAST_EXPRESSION


def _keys(placed: Placed, *, same_name: bool) -> Iterator[Hashable]:
    if same_name:
        # The labels of a recording are part of what it is.
        yield _base(placed) if placed.is_alert else (*_base(placed), placed.key)
        return
    for metric in metrics_read(placed.rule.expr) or {placed.rule.expr}:
        yield placed.is_alert, placed.environment, metric


def _renamed(before: Sequence[Placed], after: Sequence[Placed], found: dict[int, int]) -> list[Placed]:
    """Old rules that have a new one, and whose name nobody has any more."""
    names = {_base(one) for one in after}
    return [before[other] for other in sorted(found.values()) if _base(before[other]) not in names]


def _alone(placed: Placed, renamed: Sequence[Placed]) -> Pair:
    """A rule that is new: by itself, or as another part of one that was split."""
    parents = [(-similarity(old, placed), n) for n, old in enumerate(renamed) if _could_split(old, placed)]
    best, number = min(parents, default=(0.0, 0))
    return Pair(renamed[number], placed, split=True) if -best >= _SPLIT else Pair(None, placed)


def _could_split(old: Placed, new: Placed) -> bool:
    same = (old.is_alert, old.environment, old.key) == (new.is_alert, new.environment, new.key)
    return same and bool(metrics_read(old.rule.expr) & metrics_read(new.rule.expr))

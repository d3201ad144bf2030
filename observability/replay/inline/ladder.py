"""Recordings that build on one another, as steps: the lowest for the server, the others evaluated here.

Written out, a recording stands once for each time that it is read, and what reads it as often again: a month made of
days made of hours would be read a thousand times. From step to step, everything is evaluated once.
"""

import re
from collections.abc import Hashable, Iterator
from collections.abc import Set as AbstractSet

from attrs import Factory, define, frozen

from observability.model.selector import Selector
from observability.promql import text_of, tree_of
from observability.promql.tree import Matrix, Node, Subquery, Vector, below
from observability.proof.evaluator import accepts
from observability.replay.inline.errors import InlineError
from observability.replay.inline.library import Library, Recorded
from observability.replay.inline.meant import check_times, is_concerned, name_of


@frozen
class Fetched:
    """An expression of series that the server has. A recording gives what comes of it a name and labels of its own."""

    expr: str
    interval: int
    record: str = ""
    labels: tuple[tuple[str, str], ...] = ()


@frozen(eq=False)
class Rung:
    """A recording that is evaluated here. Those of one `key` have the same samples: so has all that they read."""

    recorded: Recorded
    tree: Node
    key: Hashable


@frozen(eq=False)
class Ladder:
    """What is fetched, what is then evaluated in this order, and the alert on top.

    `reach` is for how many milliseconds before an evaluation of the alert all that is below is needed.
    """

    tree: Node
    fetched: tuple[Fetched, ...]
    rungs: tuple[Rung, ...]
    reach: int


def ladder(expr: str, interval: int, library: Library, names: AbstractSet[str]) -> Ladder:
    """The steps to an expression that reads recordings of these names; `interval` is that of its own evaluations.

    Raises:
        InlineError: it cannot be evaluated so, and why.
    """
    tree = tree_of(expr)
    builder = _Builder(library, names)
    reach, _ = builder.visit(tree, interval, ())
    return Ladder(tree, tuple(builder.fetched), tuple(builder.rungs.values()), reach)


@define
class _Builder:
    library: Library
    names: AbstractSet[str]
    fetched: dict[Fetched, None] = Factory(dict)
    # By identity, as rules have no hash. What is read stands before what reads it.
    rungs: dict[int, Rung] = Factory(dict)
    reaches: dict[int, int] = Factory(dict)
    keys: dict[int, Hashable] = Factory(dict)

    def visit(self, tree: Node, interval: int, within: tuple[str, ...]) -> tuple[int, frozenset[Hashable]]:
        """Add all that the expression reads; returns how far back it does, and the keys of the recordings among it."""
        check_times(tree)
        found, keys = [0], set[Hashable]()
        for vector, reach, plain in _read(tree, 0, plain=True):
            if is_concerned(vector, self.names):
                for one in self._rules(vector.selector):
                    found.append(reach + self._recorded(one, within))
                    keys.add(self.keys[id(one)])
            elif plain:
                self.fetched[Fetched(text_of(vector), interval)] = None
            else:
                name = name_of(vector.selector) or text_of(vector)
                raise InlineError(f"{name} is read over time beside recordings that have no history")
        return max(found), frozenset(keys)

    def _recorded(self, recorded: Recorded, within: tuple[str, ...]) -> int:
        key, name = id(recorded), recorded.rule.record
        if name in within:
            raise InlineError(f"{name} is made of itself: {' <- '.join((*within, name))}")
        if key not in self.reaches:
            labels = tuple(sorted(recorded.rule.labels.items()))
            tree = recorded.tree
            if any(is_concerned(vector, self.names) for vector, _, _ in _read(tree, 0, plain=True)):
                self.reaches[key], read = self.visit(tree, recorded.interval, (*within, name))
                self.keys[key] = (name, labels, recorded.interval, tree, read)
                self.rungs[key] = Rung(recorded, tree, self.keys[key])
            else:
                check_times(tree)
                self.reaches[key] = 0
                self.keys[key] = Fetched(recorded.rule.expr, recorded.interval, name, labels)
                self.fetched[Fetched(recorded.rule.expr, recorded.interval, name, labels)] = None
        return self.reaches[key]

    def _rules(self, selector: Selector) -> list[Recorded]:
        return [one for one in self.library.rules(name_of(selector)) if _is_meant(selector, one)]


def _is_meant(selector: Selector, recorded: Recorded) -> bool:
    """Whether the labels that the rule sets leave it possible."""
    labels = recorded.rule.labels
    try:
        return all(accepts(one, labels[one.label]) for one in selector.matchers if one.label in labels)
    except re.error:
        return True


def _read(node: Node, before: int, *, plain: bool) -> Iterator[tuple[Vector, int, bool]]:
    """Each selector, how far back it is read, and whether it is read at the evaluation itself and nowhere else."""
    match node:
        case Vector():
            yield node, before + max(0, node.offset), plain and not node.offset and not node.at
        case Matrix():
            yield node.vector, before + max(0, node.vector.offset) + node.window, False
        case Subquery():
            yield from _read(node.expr, before + max(0, node.offset) + node.window, plain=False)
        case _:
            for child in below(node):
                yield from _read(child, before, plain=plain)

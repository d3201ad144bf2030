"""Which recordings a selector means, and when it reads them."""

import re
from collections.abc import Set as AbstractSet

from observability.model.selector import MatchOp, Selector
from observability.promql import tree_of
from observability.promql.tree import Node, Subquery, Vector, every
from observability.proof.evaluator import NAME, accepts
from observability.replay.inline.errors import InlineError


def reads_any_of(expr: str, names: AbstractSet[str]) -> bool:
    """Whether an expression may read recordings of these names; one that cannot be read does not."""
    try:
        return any(is_concerned(node, names) for node in every(tree_of(expr)))
    except ValueError:
        return False


def check_times(tree: Node) -> None:
    """Make sure that the expression means the same in a query over a range.

    Raises:
        InlineError: it does not.
    """
    for node in every(tree):
        at = node.at if isinstance(node, Vector | Subquery) else ""
        if at in ("start()", "end()"):
            raise InlineError(f"it reads @ {at}, which is another time in a query over a range than in a rule")


def is_concerned(node: Node, names: AbstractSet[str]) -> bool:
    """Whether a node is a selector that may mean recordings of these names."""
    if not isinstance(node, Vector):
        return False
    name = name_of(node.selector)
    return bool(name in names if name else named_by_pattern(node.selector, names))


def name_of(selector: Selector) -> str:
    """The metric's name, in whichever place it stands; empty where a pattern stands there, or nothing."""
    equal = (one.value for one in selector.matchers if one.label == NAME and one.op is MatchOp.EQUAL)
    return selector.metric or next(equal, "")


def named_by_pattern(selector: Selector, names: AbstractSet[str]) -> list[str]:
    """The names that a selector without a plain name may mean."""
    patterns = [one for one in selector.matchers if one.label == NAME]
    try:
        return sorted(name for name in names if all(accepts(one, name) for one in patterns))
    except re.error:
        return sorted(names)

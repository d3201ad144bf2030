"""Selectors that no series can match, whatever is measured."""

import re
from collections.abc import Sequence
from itertools import groupby

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql.accepting import accepts

# Values written side by side, of which a list can be made.
_LIST = re.compile(r"[\w:/ -]+(?:\|[\w:/ -]+)*", re.ASCII)


def contradiction(selector: Selector) -> tuple[Matcher, ...]:
    """Matchers of one label that no value satisfies; nothing where there is one, or where that is not sure."""
    if len({one.label for one in selector.matchers}) == len(selector.matchers):
        return ()
    ordered = sorted(selector.matchers, key=lambda one: one.label)
    by_label = (tuple(group) for _, group in groupby(ordered, key=lambda one: one.label))
    return next((group for group in by_label if len(group) > 1 and _excluded(group)), ())


def _excluded(matchers: Sequence[Matcher]) -> bool:
    few = next((values for one in matchers if (values := _values(one)) is not None), None)
    try:
        return few is not None and not any(all(accepts(one, value) for one in matchers) for value in few)
    except re.error:
        return False


def _values(matcher: Matcher) -> list[str] | None:
    """All values that it takes, where they are written out."""
    if matcher.op is MatchOp.EQUAL:
        return [matcher.value]
    is_list = matcher.op is MatchOp.REGEX and _LIST.fullmatch(matcher.value)
    return matcher.value.split("|") if is_list else None

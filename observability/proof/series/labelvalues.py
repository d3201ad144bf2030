"""Values of labels that satisfy matchers: one for all selectors where it can be, so that series find each other."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import accepts
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator.labels import BUCKET, NAME
from observability.proof.series.regexes import last, texts

# Bounds of buckets of which nothing is known; all have the one that holds everything.
_BUCKETS = ("+Inf", "1", "0.1")


def plain(label: str, number: int = 1) -> str:
    """A value for a label of which nothing is known."""
    return _BUCKETS[number - 1] if label == BUCKET else f"{label}-{number}"


def shared(label: str, selectors: Iterable[Selector]) -> str | None:
    """A value that every selector takes which says anything of the label, or None."""
    matchers = [matcher for selector in selectors for matcher in about(label, selector)]
    return _first(label, matchers)


def own(label: str, selector: Selector) -> str:
    """A value that one selector takes; empty where the label must not be there.

    Raises:
        NotDerivableError: there is none, or none was found.
    """
    found = _first(label, about(label, selector))
    if found is None:
        said = ", ".join(f'{matcher.label}{matcher.op}"{matcher.value}"' for matcher in about(label, selector))
        raise NotDerivableError(f"no value of a label was found that satisfies {said}")
    return found


def refused(label: str, taking: Sequence[Matcher], refusing: Sequence[Matcher]) -> list[str]:
    """Values that all of the first take and none of the others."""
    others = (plain(label, 2), plain(label, 3), "other", "")
    some = [*_candidates(label, taking), *others, *filter(None, map(_excluded, refusing))]
    return [value for value in some if all_take(taking, value) and not any(accepts(m, value) for m in refusing)]


def _excluded(matcher: Matcher) -> str | None:
    """What a matcher names that it does not take."""
    with _reading():
        return last(matcher.value) if matcher.op is MatchOp.NOT_REGEX else matcher.value


def refused_alone(matcher: Matcher, selector: Selector) -> list[str]:
    """Values that only this matcher of a selector refuses."""
    return refused(matcher.label, [one for one in about(matcher.label, selector) if one != matcher], [matcher])


def about(label: str, selector: Selector) -> list[Matcher]:
    """What a selector says of a label; the metric's name counts as one."""
    named = [Matcher(NAME, MatchOp.EQUAL, selector.metric)] if selector.metric and label == NAME else []
    return named + [matcher for matcher in selector.matchers if matcher.label == label]


def _first(label: str, matchers: Sequence[Matcher]) -> str | None:
    return next((value for value in _candidates(label, matchers) if all_take(matchers, value)), None)


def all_take(matchers: Iterable[Matcher], value: str) -> bool:
    """Whether none of them refuses a value.

    Raises:
        NotDerivableError: a regular expression cannot be read.
    """
    with _reading():
        return all(accepts(matcher, value) for matcher in matchers)


def _candidates(label: str, matchers: Sequence[Matcher]) -> list[str]:
    equal = [matcher.value for matcher in matchers if matcher.op is MatchOp.EQUAL and matcher.value]
    common = [] if label == NAME else [plain(label)]
    with _reading():
        sampled = [text for m in matchers if m.op is MatchOp.REGEX for text in texts(m.value) if text]
    # Of those with a number others are easily made.
    return [*equal, *common, *sorted(sampled, key=lambda text: not any(map(str.isdigit, text))), ""]


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except re.error as error:
        raise NotDerivableError(f"a regular expression that we cannot read: {error}") from error

"""Which values of a label a matcher takes."""

import re
from functools import lru_cache

from observability.model.selector import Matcher, MatchOp


def accepts(matcher: Matcher, value: str) -> bool:
    """Whether the matcher takes this value of its label; empty is a label that is not there.

    Raises:
        re.error: a regular expression that is Go's and not Python's.
    """
    match matcher.op:
        case MatchOp.EQUAL:
            return value == matcher.value
        case MatchOp.NOT_EQUAL:
            return value != matcher.value
        case MatchOp.REGEX:
            return pattern(matcher.value).fullmatch(value) is not None
        case MatchOp.NOT_REGEX:
            return pattern(matcher.value).fullmatch(value) is None


@lru_cache(maxsize=1024)
def pattern(text: str) -> "re.Pattern[str]":
    """A regular expression of Prometheus, which must match the whole value.

    Raises:
        re.error: one that Go's RE2 reads and Python does not, or not the same way.
    """
    if "[:" in text:
        raise re.error("a class of POSIX, which Python takes for something else", text)
    return re.compile(text, re.DOTALL | re.ASCII)

"""Selectors as PromQL text. The only place where a label's value is escaped."""

import re
from collections.abc import Mapping
from functools import lru_cache

from observability.model.selector import Matcher, MatchOp, Selector

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# In a dashboard, Grafana would put the value of a variable of its own in place of these.
_LOOKS_LIKE_A_VARIABLE = re.compile(r"\$(?=[A-Za-z_{])|\[(?=\[\w)")


@lru_cache(maxsize=512)
def quote(value: str) -> str:
    """A PromQL string literal that means exactly `value`, in a rule as in a dashboard."""
    text = _LOOKS_LIKE_A_VARIABLE.sub(lambda found: f"\\x{ord(found[0]):x}", value.translate(_ESCAPES))
    return f'"{text}"'


def render(selector: Selector) -> str:
    """The selector as PromQL: `http_requests_total{job="shop"}`."""
    return selector.metric + render_labels(selector.matchers) if selector.matchers else selector.metric


def render_labels(matchers: tuple[Matcher, ...]) -> str:
    """Matchers as PromQL, in braces."""
    return "{" + ",".join(f"{m.label}{m.op}{_value(m)}" for m in matchers) + "}"


def _value(matcher: Matcher) -> str:
    return f'"{matcher.value}"' if isinstance(matcher.value, _Variable) else quote(matcher.value)


def with_matchers(selector: Selector, *matchers: Matcher) -> Selector:
    """The selector narrowed by more matchers."""
    return Selector(selector.metric, selector.matchers + matchers)


def equal(label: str, value: str) -> Matcher:
    """`label="value"`."""
    return Matcher(label, MatchOp.EQUAL, value)


def equals(labels: Mapping[str, str]) -> tuple[Matcher, ...]:
    """`label="value"` for each of them, in their order."""
    return tuple(equal(label, value) for label, value in labels.items())


def regex(label: str, pattern: str) -> Matcher:
    """`label=~"pattern"`."""
    return Matcher(label, MatchOp.REGEX, pattern)


class _Variable(str):
    """A value that is not text but the name of a Grafana variable, and must reach Grafana as it is."""

    __slots__ = ()


def chosen(label: str, name: str) -> Matcher:
    """`label=~"$name"`: the values that the reader of a dashboard chose."""
    return Matcher(label, MatchOp.REGEX, _Variable(f"${name}"))

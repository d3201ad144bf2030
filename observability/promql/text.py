"""Selectors as PromQL text. The only place where a label's value is escaped."""

from functools import lru_cache

from observability.model.selector import Matcher, MatchOp, Selector

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


@lru_cache(maxsize=512)
def quote(value: str) -> str:
    """A PromQL string literal that means exactly `value`."""
    return f'"{value.translate(_ESCAPES)}"'


def render(selector: Selector) -> str:
    """The selector as PromQL: `http_requests_total{job="shop"}`."""
    return selector.metric + render_labels(selector.matchers) if selector.matchers else selector.metric


def render_labels(matchers: tuple[Matcher, ...]) -> str:
    """Matchers as PromQL, in braces."""
    return "{" + ",".join(f"{m.label}{m.op}{quote(m.value)}" for m in matchers) + "}"


def with_matchers(selector: Selector, *matchers: Matcher) -> Selector:
    """The selector narrowed by more matchers."""
    return Selector(selector.metric, selector.matchers + matchers)


def equal(label: str, value: str) -> Matcher:
    """`label="value"`."""
    return Matcher(label, MatchOp.EQUAL, value)


def regex(label: str, pattern: str) -> Matcher:
    """`label=~"pattern"`."""
    return Matcher(label, MatchOp.REGEX, pattern)

"""Selectors of a descriptor: parsed, and narrowed by the matchers of service and environment."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from attrs import evolve

from observability.descriptor.report import RefusedError
from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import check, contradiction, parse_selector, render, render_labels, result

_WINDOW = "$window"
# Not the start of a longer word: `$windows` is a slip of the pen.
_PLACEHOLDER = re.compile(r"\$window\b", re.ASCII)
# Prometheus loads an alert over a range or a text, and says only in its log that it never evaluates it.
_NO_SERIES = {
    "scalar": ("a single number", "write a query of series, or vector(...) around the number"),
    "matrix": ("a range", "leave the window out, or use a function over it"),
    "string": ("a text", "write a query of series"),
}


@lru_cache(maxsize=4096)
def selector(text: str) -> Selector:
    """A metric with matchers.

    Raises:
        RefusedError: the text is something else; the hint shows what would do.
    """
    try:
        return parse_selector(text)
    except ValueError as error:
        hint = "write a metric with matchers, or {expr: ...} for PromQL"
        raise RefusedError(f"{_short(text)!r} is not a selector: {_line(error)}", hint, "promql") from None


@lru_cache(maxsize=4096)
def expression(text: str) -> str:
    """PromQL in which `$window` stands for a range.

    Raises:
        RefusedError: it does not parse, or its result is no series.
    """
    try:
        check(_PLACEHOLDER.sub("5m", text))
    except ValueError as error:
        message = f"{_short(text)!r} is not PromQL: {_line(error)}"
        raise RefusedError(message, "mend it: Prometheus would refuse it", "promql") from None
    if told := _NO_SERIES.get(result(_PLACEHOLDER.sub("5m", text))):
        has, hint = told
        raise RefusedError(f"{_short(text)!r} has {has} for its result, and series are needed", hint, "promql")
    return text.strip()


def instant(text: str) -> str:
    """PromQL that is evaluated as it stands: no `$window`.

    Raises:
        RefusedError: it does not parse, its result is no series, or it asks for a window.
    """
    if has_window(text):
        raise RefusedError(f"{_WINDOW} has no meaning here", "write the range, as in [5m]", "promql")
    return expression(text)


def has_window(promql: str) -> bool:
    """Whether a range stands open in the expression."""
    return _PLACEHOLDER.search(promql) is not None


def equal(labels: Mapping[str, str]) -> tuple[Matcher, ...]:
    """`label="value"` for each."""
    return tuple(Matcher(label, MatchOp.EQUAL, value) for label, value in labels.items())


def narrow(given: Selector, added: Collection[Matcher]) -> Selector:
    """The selector with more matchers, sorted, each once.

    Raises:
        RefusedError: no value of a label satisfies all of them: nothing would ever match.
    """
    narrowed = evolve(given, matchers=tuple(sorted({*given.matchers, *added})))
    if against := contradiction(narrowed):
        raise _contradiction(given, against, set(added))
    return narrowed


def _contradiction(given: Selector, against: Collection[Matcher], added: Collection[Matcher]) -> RefusedError:
    label = next(iter(against)).label
    ours = tuple(matcher for matcher in against if matcher in added and matcher not in given.matchers)
    if ours:
        message = f"{render(given)} can match nothing: {render_labels(ours)[1:-1]} is added to it"
        return RefusedError(message, f"drop {label} here, or use {{expr: ...}} for other series", "contradiction")
    message = f"{render(given)} can match nothing: no value of {label} satisfies all of its matchers"
    return RefusedError(message, "drop one of them", "contradiction")


def _line(error: ValueError) -> str:
    return " ".join(str(error).split())


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}..."

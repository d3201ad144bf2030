"""Small pieces of PromQL put together. Every piece is a whole expression, fit to stand where it is used."""

from collections.abc import Sequence

from observability.model.durations import Duration
from observability.model.selector import Selector
from observability.promql.text import render


def aggregate(function: str, expr: str, by: Sequence[str] = ()) -> str:
    """`sum(x)` or `sum by (a, b) (x)`."""
    return f"{function} by ({', '.join(by)}) ({expr})" if by else f"{function}({expr})"


def rate(selector: Selector, window: Duration) -> str:
    """`rate(x[5m])`."""
    return f"rate({render(selector)}[{window}])"


def offset(expr: str, by: Duration) -> str:
    """A selector read in the past."""
    return f"{expr} offset {by}"


def relabel(expr: str, label: str, value: str) -> str:
    """The same samples with one label more: `or` keeps both of two vectors that are told apart by it."""
    added = f'"{label}", "{value}", "", ""'
    return f"label_replace(\n{indent(expr)},\n  {added}\n)" if "\n" in expr else f"label_replace({expr}, {added})"


def or_zero(expr: str) -> str:
    """0 where the expression has no sample.

    `vector(0)` carries no label, so the expression must carry none either: aggregate it first, with no `by`.
    """
    return f"{expr} or vector(0)"


def ratio(part: str, whole: str) -> str:
    """A share, 0 to 1; no sample (never NaN) while the whole is 0."""
    return f"clamp(\n  {part}\n  / ({whole} > 0),\n  0, 1\n)"


def windowed(promql: str, window: Duration) -> str:
    """An expression of a descriptor with its `$window` filled in."""
    return promql.replace("$window", str(window))


def all_of(*terms: str) -> str:
    """Terms that must hold together, a line each."""
    return "\nand\n".join(terms)


def any_of(*terms: str) -> str:
    """Alternatives, each in its own parentheses."""
    if len(terms) == 1:
        return terms[0]
    return "\nor\n".join(f"(\n{indent(term)}\n)" for term in terms)


def indent(text: str) -> str:
    """Two spaces before every line."""
    return "\n".join(f"  {line}" for line in text.split("\n"))

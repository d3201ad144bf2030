"""What an expression reads, and what is done with it on the way up."""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from typing import Any

import promql_parser
from attrs import frozen

from observability.model.selector import Matcher, MatchOp
from observability.promql.parse import matchers, parse
from observability.promql.walk import children


@frozen
class Read:
    """A selector in its place.

    `within` are the functions and aggregations around it, the outermost first; `window` is its range, if it has one.
    """

    metric: str
    matchers: tuple[Matcher, ...]
    within: tuple[str, ...]
    window: timedelta | None = None

    @property
    def recorded(self) -> bool:
        """Whether a rule made the series: by convention only those have a colon in their name."""
        return ":" in self.metric


@lru_cache(maxsize=4096)
def reads(text: str) -> tuple[Read, ...]:
    """All reads of an expression, in the order of the text. Kept, as many checks ask about one expression.

    Raises:
        ValueError: not PromQL.
    """
    return tuple(_reads(parse(text), ()))


def _reads(node: Any, within: tuple[str, ...]) -> Iterator[Read]:
    match node:
        case promql_parser.VectorSelector():
            yield _read(node, within, None)
        case promql_parser.MatrixSelector():
            yield _read(node.vector_selector, within, node.range)
    inner = (*within, name) if (name := _name(node)) else within
    for child in children(node):
        yield from _reads(child, inner)


def _name(node: Any) -> str:
    match node:
        case promql_parser.Call():
            return str(node.func.name)
        case promql_parser.AggregateExpr():
            return str(node.op)
        case _:
            return ""


def _read(selector: promql_parser.VectorSelector, within: tuple[str, ...], window: timedelta | None) -> Read:
    found = matchers(selector)
    names = (m.value for m in found if m.label == "__name__" and m.op is MatchOp.EQUAL)
    return Read(selector.name or next(names, ""), found, within, window)

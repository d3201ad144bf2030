"""Everything that knows PromQL's syntax: a builder, the parser, walks over the tree.

It knows `model` and its parser (promql-parser), and nobody else.
"""

from observability.promql.build import aggregate, all_of, any_of, offset, or_zero, rate, ratio, windowed
from observability.promql.parse import check, laid_out, parse_selector
from observability.promql.text import quote, render
from observability.promql.walk import metric_names

__all__ = [
    "aggregate",
    "all_of",
    "any_of",
    "check",
    "laid_out",
    "metric_names",
    "offset",
    "or_zero",
    "parse_selector",
    "quote",
    "rate",
    "ratio",
    "render",
    "windowed",
]

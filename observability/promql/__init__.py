"""Everything that knows PromQL's syntax: a builder, the parser, walks over the tree.

It knows `model` and its parser (promql-parser), and nobody else.
"""

from observability.promql.build import aggregate, all_of, any_of, offset, or_zero, rate, ratio, windowed
from observability.promql.parse import check, laid_out, parse_selector
from observability.promql.text import equal, quote, regex, render, render_labels, with_matchers
from observability.promql.walk import metric_names

__all__ = [
    "aggregate",
    "all_of",
    "any_of",
    "check",
    "equal",
    "laid_out",
    "metric_names",
    "offset",
    "or_zero",
    "parse_selector",
    "quote",
    "rate",
    "ratio",
    "regex",
    "render",
    "render_labels",
    "windowed",
    "with_matchers",
]

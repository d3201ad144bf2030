"""Everything that knows PromQL's syntax: a builder, the parser, walks over the tree.

It knows `model` and its parser (promql-parser), and nobody else.
"""

from observability.promql.accepting import accepts
from observability.promql.build import (
    aggregate,
    all_of,
    any_of,
    indent,
    offset,
    or_zero,
    rate,
    ratio,
    relabel,
    windowed,
)
from observability.promql.comparisons import Comparison, comparisons
from observability.promql.contradictions import contradiction
from observability.promql.labels import quantiles_without_le, result_labels
from observability.promql.parse import check, laid_out, parse_selector, result
from observability.promql.reading import tree_of
from observability.promql.reads import Read, reads
from observability.promql.scalings import Scaling, scaling
from observability.promql.text import chosen, equal, equals, quote, regex, render, render_labels, with_matchers
from observability.promql.walk import metric_names, metrics_read
from observability.promql.writing import text_of

__all__ = [
    "Comparison",
    "Read",
    "Scaling",
    "accepts",
    "aggregate",
    "all_of",
    "any_of",
    "check",
    "chosen",
    "comparisons",
    "contradiction",
    "equal",
    "equals",
    "indent",
    "laid_out",
    "metric_names",
    "metrics_read",
    "offset",
    "or_zero",
    "parse_selector",
    "quantiles_without_le",
    "quote",
    "rate",
    "ratio",
    "reads",
    "regex",
    "relabel",
    "render",
    "render_labels",
    "result",
    "result_labels",
    "scaling",
    "text_of",
    "tree_of",
    "windowed",
    "with_matchers",
]

"""Prometheus' HTTP API, and that of all who answer like it: Thanos, Mimir, VictoriaMetrics.

An `Access` says where the server is and who asks; a `Prometheus` made of it is asked with calls (`query`,
`query_range`, `series`, `metadata`), one or many at once. What a server answers is anybody's text: it is checked for
its shape, and takes no more memory than the limits say.
"""

from observability.adapters.api import Access, Limits, Means, Secret, ServerError, access, check_url, from_environment
from observability.adapters.prometheus.answers import Answer, Series
from observability.adapters.prometheus.calls import (
    Call,
    evaluation_interval,
    label_values,
    metadata,
    query,
    query_range,
    series,
    version,
)
from observability.adapters.prometheus.errors import QueryError, TooLargeError
from observability.adapters.prometheus.server import Prometheus

__all__ = [
    "Access",
    "Answer",
    "Call",
    "Limits",
    "Means",
    "Prometheus",
    "QueryError",
    "Secret",
    "Series",
    "ServerError",
    "TooLargeError",
    "access",
    "check_url",
    "evaluation_interval",
    "from_environment",
    "label_values",
    "metadata",
    "query",
    "query_range",
    "series",
    "version",
]

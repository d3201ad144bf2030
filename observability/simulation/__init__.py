"""Raw series that fit a service: a day as it could have been, with one incident in its last hours.

Pure, and the same each time: no clock, no chance but from names. What rules and panels make of the series is computed
by a real Prometheus; `history` says which recorded series must reach further back than the two days that are played.
"""

from observability.simulation.alerts import played
from observability.simulation.clock import Clock
from observability.simulation.history import reach
from observability.simulation.levels import levels
from observability.simulation.queries import expressions
from observability.simulation.raw import raw_series
from observability.simulation.series import SCHEMA, Histogram, Series, bucket_index

__all__ = [
    "SCHEMA",
    "Clock",
    "Histogram",
    "Series",
    "bucket_index",
    "expressions",
    "levels",
    "played",
    "raw_series",
    "reach",
]

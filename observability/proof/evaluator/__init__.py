"""PromQL over series in memory: what Prometheus would make of them, as far as alerts need it."""

from observability.promql import accepts
from observability.proof.evaluator.errors import EvaluationError, UnsupportedError
from observability.proof.evaluator.evaluate import Evaluator, Memory
from observability.proof.evaluator.histogram import Histogram
from observability.proof.evaluator.labels import NAME, Labels, labels_of
from observability.proof.evaluator.matching import Sample, numbers
from observability.proof.evaluator.semantics import BOTH, V2, V3, Semantics
from observability.proof.evaluator.series import Series, Storage, matches

__all__ = [
    "BOTH",
    "NAME",
    "V2",
    "V3",
    "EvaluationError",
    "Evaluator",
    "Histogram",
    "Labels",
    "Memory",
    "Sample",
    "Semantics",
    "Series",
    "Storage",
    "UnsupportedError",
    "accepts",
    "labels_of",
    "matches",
    "numbers",
]
